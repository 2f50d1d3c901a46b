"""Published releases as processes, one by one: read from a file, and merged where several tell of one. Shares no code with the program."""

import gzip
import json
import re

# Lists of objects that the standard replaces whole.
WHOLE = {"additionalClassifications", "additionalIdentifiers"}


def is_step(release):
    tag = release.get("tag")
    return bool(tag) and "compiled" not in (tag if isinstance(tag, list) else [tag])


def merge(known, later):
    """The standard's merging of a later release into what is known."""
    for key, value in later.items():
        if value is None:
            known.pop(key, None)
        elif isinstance(value, dict):
            known[key] = merge(known[key] if isinstance(known.get(key), dict) else {}, value)
        elif isinstance(value, list) and all(isinstance(one, dict) for one in value) and key not in WHOLE:
            kept = known[key] if isinstance(known.get(key), list) else []
            for one in value:
                same = [old for old in kept if one.get("id") is not None and old.get("id") == one["id"]]
                if same:
                    merge(same[0], one)
                else:
                    kept.append(merge({}, one))
            known[key] = kept
        else:
            known[key] = value
    return known


def process(told):
    """What the releases of one process say together; nothing where nobody can say which of two is the later."""
    told = sorted(told, key=lambda release: str(release.get("date") or ""))
    if len(told) == 1:
        return told[0]
    if any(is_step(release) for release in told):
        made = {}
        for release in told:
            made = merge(made, release)
        return made
    return None if told[-1].get("date") == told[-2].get("date") else told[-1]


def flattened(path):
    """A workbook whose headings are paths: a release for each ocid, the awards of a second sheet joined to it."""
    import openpyxl

    found = {}
    for sheet in openpyxl.load_workbook(path, read_only=True):
        rows = sheet.iter_rows(values_only=True)
        heads = [re.sub(r"/ +", "/", str(head or "")) for head in next(rows, ())]
        if "ocid" not in heads:
            continue
        for row in rows:
            said = {head: cell for head, cell in zip(heads, row) if head and cell is not None}
            if "ocid" not in said:
                continue
            release = found.setdefault(said["ocid"], {"ocid": said["ocid"], "tender": {}, "awards": []})
            if any(head.startswith("awards/0/") for head in said):
                value = {"amount": said.get("awards/0/value/amount"), "currency": said.get("awards/0/value/currency")}
                suppliers = [{"id": said.get("awards/0/suppliers/0/id"), "name": said.get("awards/0/suppliers/0/name")}]
                release["awards"].append({"status": "active", "value": value, "suppliers": suppliers})
            for head, cell in said.items():
                keys = head.split("/")
                if keys[0] == "tender" and len(keys) == 2:
                    release["tender"][keys[1]] = cell
                elif keys[:2] == ["tender", "tenderPeriod"]:
                    release["tender"].setdefault("tenderPeriod", {})[keys[2]] = cell
    return found.values()


def releases(path):
    if path.suffix == ".xlsx":
        yield from flattened(path)
        return
    opened = gzip.open(path, "rt") if path.suffix == ".gz" else path.open()
    with opened as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)

"""Rows that an outsider can write down: each as the program would write it, from what the outsider knows.

`Knowledge` is what the data's owner, the phone book and the program's public source give away. `rows` gives, for one
record that an entry of the log names, every row it could be; each is a dictionary of all columns of its table.
"""
import datetime
import hashlib
import json
import re

STATES = ["found", "confirmed", "dismissed", "owned", "waiting", "cleared", "reopened"]
ROLES = ["governor", "secretary", "agency_head", "inspector", "public_relations", "administrator", "officer"]
STEPS = ["called", "invited", "held", "closed", "published"]
# What a deed leaves a bottleneck in; any other deed may leave it in any state.
AFTER = {"bottleneck.find": ["found"], "bottleneck.review": ["confirmed", "dismissed"]}


def compact(value, sort=False):
    """JSON as the program writes it: no spaces, nothing escaped that need not be; numbers as they were read."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=sort)
    return re.sub(r'"\\u0000([^"]*)"', r"\1", text)


def called(group):
    department, bar, office = group["name"].partition("||")
    return f"{office} ({department})" if bar else group["name"] or group["id"]


def isolated(sentence, name):
    for part in filter(None, name.split("||")):
        sentence = sentence.replace(part, f"\u2068{part}\u2069", 1)
    return sentence


class Knowledge:
    """`scans` are files as `golugah scan --format json` writes them, `words` the council's names and words,
    `inputs` the files of data themselves."""

    def __init__(self, scans, words, inputs):
        self.named = {}
        for scan in scans:
            with open(scan, encoding="utf-8") as file:
                # A number is kept as it is written: 1e-7 stays 1e-7.
                read = json.load(file, parse_float=lambda text: "\0" + text)
            for one in read["bottlenecks"]:
                self.named[compact(one)] = one
        with open(words, encoding="utf-8") as file:
            self.words = words = json.load(file)
        self.people = [(person["name"], person["sign_in"], person["role"]) for person in words["staff"]]
        for office in words["agencies"]:
            self.people.append((office["head"], office["sign_in"], "agency_head"))
            if office.get("deputy"):
                self.people.append((office["deputy"]["name"], office["deputy"]["sign_in"], "officer"))
        self.files = []
        for path in inputs:
            with open(path, "rb") as file:
                data = file.read()
            self.files.append((path.parent.name + "-" + path.name, hashlib.sha256(data).hexdigest(), len(data)))
        self.agencies = [*range(1, len(words["agencies"]) + 1)]
        self.letters = ["", *(words["letter"] + str(n).translate({48 + d: 0x6F0 + d for d in range(10)}) for n in range(60))]


def day_of(entry):
    """The day in Iran, of an entry's time."""
    time = datetime.datetime.fromisoformat(entry["time"].replace("Z", "+00:00"))
    return (time + datetime.timedelta(hours=3, minutes=30)).date()


def rows(known, table, key, history):
    """Every row that this record may be after the last of `history`, the entries that name it."""
    entry, days = history[-1], [day_of(entry).isoformat() for entry in history]
    case = re.fullmatch(r"session/(\d+)", entry.get("case") or "")
    sessions = [int(case[1])] if case else range(1, 40)
    for version in (len(history), len(history) + 1):
        begun = {"id": int(key), "version": version}
        for row in RECIPES.get(table, nothing)(known, key, entry, days, sessions):
            yield {**begun, **row}


def nothing(*_):
    return ()


def bottlenecks(known, key, entry, days, sessions):
    remedied = [None, *dict.fromkeys(days[1:])]
    for verdict, one in known.named.items():
        fixed = {
            "indicator": one["indicator"], "code": one["code"] or one["indicator"], "group_kind": one["group"]["kind"],
            "group_id": one["group"]["id"], "group_name": called(one["group"]),
            "sentence_fa": isolated(one["sentence"]["fa"], one["group"]["name"]),
            "sentence_en": isolated(one["sentence"]["en"], one["group"]["name"]), "found_on": days[0],
            "raised": one["raised"], "computable": one["computable"], "verdict": verdict, "reason": "",
        }
        for state in AFTER.get(entry["deed"], STATES):
            for level in (1, 2, 3) if len(days) > 1 else (1,):
                for day in remedied:
                    yield {**fixed, "state": state, "level": level, "remedied_on": day}


def people(known, key, entry, days, sessions):
    for deputy in [None, *range(1, len(known.people) + 1)]:
        for name, sign_in, role in known.people:
            for agency in [None, *known.agencies]:
                for active in (1, 0):
                    yield {"name": name, "sign_in": sign_in, "role": role, "agency_id": agency, "deputy_of": deputy,
                           "active": active}


def agencies(known, key, entry, days, sessions):
    return ({"name_fa": one["fa"], "name_en": one["en"], "seat": seat} for one in known.words["agencies"] for seat in (1, 0))


def sessions_(known, key, entry, days, sessions):
    first = datetime.date.fromisoformat(days[0])
    for ahead in range(61):
        for state, minutes, published in (("called", "", 0), ("closed", known.words["minutes"], 0),
                                          ("closed", known.words["minutes"], 1)):
            yield {"number": int(key), "day": (first + datetime.timedelta(ahead)).isoformat(), "hour": known.words["hour"],
                   "place": known.words["place"], "state": state, "minutes": minutes, "published": published}


def attendances(known, key, entry, days, sessions):
    names = [known.words["delegate"], *(name for name, _, _ in known.people)]
    seats = [("present", ""), ("absent", ""), *(("delegate", name) for name in names)]
    return ({"session_id": session, "agency_id": agency, "state": state, "delegate": name}
            for session in sessions for agency in known.agencies for state, name in seats)


def session_steps(known, key, entry, days, sessions):
    return ({"session_id": session, "step": step, "day": days[-1], "letter": letter}
            for session in sessions for step in STEPS for letter in known.letters)


def publications(known, key, entry, days, sessions):
    return ({"session_id": session, "published_at": entry["time"]} for session in sessions)


def imports(known, key, entry, days, sessions):
    for name, sha256, length in known.files:
        for person in range(1, len(known.people) + 1):
            yield {"sha256": sha256, "name": name, "bytes": length, "handed_in_on": days[0], "person_id": person,
                   "state": "waiting", "reason": "", "records": 0, "refused": 0, "named": 0, "measured": 0}


def item_resolutions(known, key, entry, days, sessions):
    return ({"item_id": item, "resolution_id": resolution} for item in range(1, 80) for resolution in range(1, 40))


def carried_items(known, key, entry, days, sessions):
    return ({"item_id": item, "from_item_id": earlier} for item in range(1, 80) for earlier in range(1, item))


def reports(known, key, entry, days, sessions):
    for agency in known.agencies:
        for session in range(1, 40):
            for item in range(1, 80):
                yield {"agency_id": agency, "session_id": session, "item_id": item, "booked_on": days[-1], "missed": 0,
                       "state": "booked", "text": "", "figures": "", "person_id": None, "given_on": None}


RECIPES = {
    "agencies": agencies, "attendances": attendances, "bottlenecks": bottlenecks, "carried_items": carried_items,
    "imports": imports, "item_resolutions": item_resolutions, "people": people, "publications": publications,
    "reports": reports, "session_steps": session_steps, "sessions": sessions_,
}

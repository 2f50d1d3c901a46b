#!/usr/bin/env python3
"""Says whether the results that measure.py left are what they must be.

    agree.py FOLDER

Ours must be the same bytes whatever the threads and turns, from the file and from the lake each; and the subjects raised
and their values must be the peer's, for every code. Prices are whole hundredths to us: where a publisher has finer ones
(0.0826 rupees for a message) a share of them differs a little; such values are counted, and less than a twentieth off.
What the peer calls a tenderer is a supplier to us in R048, which looks at awards.
Whether the peer's own results depend on threads is said, not judged. Only the Python standard library is used.
Exit code: 0 all agree, 1 something differs, 2 an input could not be read.
"""

import collections
import hashlib
import json
import math
import pathlib
import sys

KINDS = {"OCID": "tender", "Buyer": "buyer", "ProcuringEntity": "procuring_entity", "Tenderer": "tenderer"}


def report(path):
    """Subjects and values of a whole report."""
    found = {}
    for it in json.loads(path.read_text("utf-8"))["findings"]:
        kind = "tenderer" if it["subject"]["kind"] == "supplier" else it["subject"]["kind"]
        found[it["code"], kind, it["subject"]["id"]] = it["value"]
    return found


def values(path):
    """Subjects and values in the peer's own form."""
    groups = json.loads(path.read_text("utf-8"))
    return {
        (code, kind, identity): value
        for group, kind in KINDS.items()
        for identity, codes in groups.get(group, {}).items()
        for code, value in codes.items()
    }


OURS = {"file": values, "lake": values, "file_report": report, "lake_report": report}


def digests(folder, kind):
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob(f"{kind}.*.json"))}


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = pathlib.Path(sys.argv[1])
    agree = True
    for kind in OURS:
        count = len(digests(folder, kind))
        agree &= count == 1
        print(f"golugah, {kind}: {'the same bytes in every run' if count == 1 else f'{count} different results'}")
    count = len(digests(folder, "peer"))
    print(f"ocdscardinal: {'the same bytes in every run' if count == 1 else f'{count} different results'}")
    wanted = values(folder / "peer.1.0.json")
    for kind, read in OURS.items():
        found = read(folder / f"{kind}.1.0.json")
        both = found.keys() & wanted.keys()
        more = collections.Counter(code for code, *_ in found.keys() - wanted.keys())
        less = collections.Counter(code for code, *_ in wanted.keys() - found.keys())
        unlike = sum(not math.isclose(found[it], wanted[it], rel_tol=1e-12) for it in both)
        far = sum(not math.isclose(found[it], wanted[it], rel_tol=0.05) for it in both)
        print(f"golugah, {kind}: {len(both):,} subjects raised as by the peer, {unlike} with another value, {far} by a twentieth or more", end="")
        print("".join(f"; {code}: {more[code]} more, {less[code]} fewer" for code in sorted(more | less)))
        agree &= found.keys() == wanted.keys() and far == 0
    codes = collections.Counter(code for code, *_ in wanted)
    print("raised by code: " + ", ".join(f"{code} {codes[code]:,}" for code in sorted(codes)))
    return 0 if agree else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, KeyError, ValueError) as error:
        print(f"agree.py: {error!r}", file=sys.stderr)
        sys.exit(2)

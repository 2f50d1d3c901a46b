#!/usr/bin/env python3
"""Says whether the results that measure.py left are what they must be.

    agree.py FOLDER

Ours must be the same bytes whatever the threads and turns, from the file and from the lake each; and the subjects raised
must be the peer's, for every code. What the peer calls a tenderer is a supplier to us in R048, which looks at awards.
Whether the peer's own results depend on threads is said, not judged. Only the Python standard library is used.
Exit code: 0 all agree, 1 something differs, 2 an input could not be read.
"""

import collections
import hashlib
import json
import pathlib
import sys

KINDS = {"OCID": "tender", "Buyer": "buyer", "ProcuringEntity": "procuring_entity", "Tenderer": "tenderer"}


def ours(path):
    subjects = ((it["code"], it["subject"]["kind"], it["subject"]["id"]) for it in json.loads(path.read_text("utf-8"))["findings"])
    return {(code, "tenderer" if kind == "supplier" else kind, identity) for code, kind, identity in subjects}


def theirs(path):
    groups = json.loads(path.read_text("utf-8"))
    return {
        (code, kind, identity)
        for group, kind in KINDS.items()
        for identity, codes in groups.get(group, {}).items()
        for code in codes
    }


def digests(folder, kind):
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob(f"{kind}.*.json"))}


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = pathlib.Path(sys.argv[1])
    agree = True
    for kind in ("file", "lake"):
        count = len(digests(folder, kind))
        agree &= count == 1
        print(f"golugah, {kind}: {'the same bytes in every run' if count == 1 else f'{count} different results'}")
    count = len(digests(folder, "peer"))
    print(f"ocdscardinal: {'the same bytes in every run' if count == 1 else f'{count} different results'}")
    wanted = theirs(folder / "peer.1.0.json")
    for kind in ("file", "lake"):
        found = ours(folder / f"{kind}.1.0.json")
        more = collections.Counter(code for code, *_ in found - wanted)
        less = collections.Counter(code for code, *_ in wanted - found)
        print(f"golugah, {kind}: {len(found & wanted):,} subjects raised as by the peer", end="")
        print("".join(f"; {code}: {more[code]} more, {less[code]} fewer" for code in sorted(more | less)))
        agree &= found == wanted
    codes = collections.Counter(code for code, *_ in wanted)
    print("raised by code: " + ", ".join(f"{code} {codes[code]:,}" for code in sorted(codes)))
    return 0 if agree else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, KeyError, ValueError) as error:
        print(f"agree.py: {error!r}", file=sys.stderr)
        sys.exit(2)

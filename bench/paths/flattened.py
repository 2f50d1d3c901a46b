#!/usr/bin/env python3
"""What pm4py makes of an object-centric log laid flat by each of its types: what `golugah paths --case TYPE` must give.

    flattened.py LOG.jsonocel|LOG.xmlocel|LOG.sqlite [GOLUGAH]

Prints one object per type: cases, events, distinct events, and events by step. With the program's path as well, it is asked
for the same and the two are held against each other; exit code 1 where they differ. Needs `pip install pm4py`.

pm4py lays an event flat once for each relation that names the object, so that one which names it twice (with two qualifiers)
stands there twice; a case has an event once. Such repetitions are taken away here before counting.
"""

import json
import subprocess
import sys

import pm4py

path = sys.argv[1]
if path.endswith(".sqlite"):
    log = pm4py.read_ocel2_sqlite(path)
else:
    with open(path, encoding="utf-8") as file:
        begins = file.read(4096)
    if '"ocel:' in begins or "<global" in begins:
        log = pm4py.read_ocel(path)
    elif path.endswith(".xmlocel"):
        log = pm4py.read_ocel2_xml(path)
    else:
        log = pm4py.read_ocel2_json(path)

differ = False
for kind in sorted(pm4py.ocel_get_object_types(log)):
    flat = pm4py.ocel_flattening(log, kind)
    if not len(flat):
        continue
    case, step = "case:concept:name", "concept:name"
    once = flat.drop_duplicates([case, "ocel:eid"])
    found = {
        "cases": int(once[case].nunique()),
        "events": len(once),
        "kept": int(once["ocel:eid"].nunique()),
        "steps": {name: int(count) for name, count in sorted(once[step].value_counts().items())},
    }
    print(json.dumps({kind: found}, ensure_ascii=False))
    if len(sys.argv) > 2:
        asked = [sys.argv[2], "paths", path, "--case", kind, "--lifecycle", "raw", "--format", "json"]
        ours = json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)
        own = {
            "cases": ours["cases"],
            "events": ours["events"],
            "kept": ours["flattened"]["kept"],
            "steps": dict(sorted(ours["activity_counts"].items())),
        }
        if own != found:
            differ = True
            print(f"{kind}: golugah has {json.dumps(own, ensure_ascii=False)}", file=sys.stderr)
sys.exit(differ)

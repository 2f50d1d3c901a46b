#!/usr/bin/env python3
"""The figures of a log cut to its complete events, by pm4py and pandas: what `golugah paths --lifecycle folded` must give.

    folded.py LOG.xes[.gz] [A B]

With two steps A and B: also the cases in which one officer did both, over all pairs of their events. (pm4py's own
filter of four eyes looks at the last B of a case alone, and so misses cases.) Needs `pip install pm4py`.
"""

import json
import sys

import pm4py

if len(sys.argv) not in (2, 4) or sys.argv[1].startswith("-"):
    print(__doc__, file=sys.stderr)
    sys.exit(2)
frame = pm4py.read_xes(sys.argv[1])
# An event without a word tells of a step that was done.
if "lifecycle:transition" in frame:
    done = frame["lifecycle:transition"].fillna("complete").str.lower() == "complete"
    frame = frame[done]
frame = frame.sort_values(["case:concept:name", "time:timestamp"], kind="stable").reset_index(drop=True)
case, step, officer, time = "case:concept:name", "concept:name", "org:resource", "time:timestamp"

edges, _, _ = pm4py.discover_dfg(frame)
times, _, _ = pm4py.discover_performance_dfg(frame)
variants = pm4py.get_variants(frame)
repeated = pm4py.get_rework_cases_per_activity(frame)
durations = pm4py.get_all_case_durations(frame)
top = sorted(edges, key=lambda edge: (-edges[edge], edge))[:3]
per_case = frame.groupby([case, step]).size()
found = {
    "instances": len(frame),
    "cases": frame[case].nunique(),
    "variants": len(variants),
    "variants_once": sum(1 for count in variants.values() if count == 1),
    "edges": len(edges),
    "edge_frequency": sum(edges.values()),
    "top_edges": [
        [*edge, edges[edge], round(times[edge]["mean"], 3), round(times[edge]["median"], 3)] for edge in top
    ],
    "rework": dict(sorted(repeated.items(), key=lambda item: -item[1])),
    "cases_with_any_rework": int(per_case[per_case > 1].reset_index()[case].nunique()),
    "duration": {
        "median": sorted(durations)[len(durations) // 2] if len(durations) % 2 else None,
        "mean": round(sum(durations) / len(durations), 3),
        "max": max(durations),
    },
}
if officer in frame:
    named = frame[frame[officer].notna()]
    before = named.groupby(case)[officer].shift()
    found["handovers"] = int(((before != named[officer]) & before.notna()).sum())
    found["without_officer"] = int(frame[officer].isna().sum())
    if len(sys.argv) > 3:
        first, second = (named[named[step] == name][[case, officer]] for name in sys.argv[2:4])
        both = set(first[case]) & set(second[case])
        same = first.merge(second, on=[case, officer])[case].nunique()
        found["four_eyes"] = {"cases_with_both": len(both), "same_officer": int(same)}
print(json.dumps(found, indent=1, ensure_ascii=False))

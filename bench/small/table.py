#!/usr/bin/env python3
"""What a county gets from the data it has, for every size and detail: python3 bench/small/table.py PROGRAM [SEED…]

For each size and detail of the invented county: cases against a rule that are listed, patterns that are named, planted
patterns that could be named and were, and of how many questions the data answers any. Means over the seeds (1 2 3).
"""
import json
import pathlib
import subprocess
import sys
import tempfile

if len(sys.argv) < 2 or sys.argv[1].startswith("-") or not all(word.isdigit() for word in sys.argv[2:]):
    print(__doc__, file=sys.stderr)
    sys.exit(2)
program, seeds = sys.argv[1], [int(word) for word in sys.argv[2:]] or [1, 2, 3]


def run(*arguments):
    return subprocess.run([program, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def rate_of(folder, seed, size, detail):
    county = folder / f"{size}-{detail}-{seed}"
    run("sample", "--seed", seed, "--size", size, "--detail", detail, "--out", county)
    logs = sorted(county.glob("*.xes"))
    tenders = sorted(county.glob("*.jsonl"))
    report = json.loads(run("scan", *tenders, *logs, "--currency", "IRR", "--format", "json"))
    rules = {one["indicator"] for one in report["indicators"] if one["against"] == "rule"}
    cases = {(one["indicator"], one["subject"]["id"]) for one in report["findings"] if one["indicator"] in rules}
    truth = {(one["indicator"], one["group"]["kind"], one["group"]["id"]) for one in json.loads((county / "truth.json").read_text())}
    named = {(one["indicator"], one["group"]["kind"], one["group"]["id"]) for one in report["bottlenecks"]}
    ocds = next(one for one in report["coverage"] if one["kind"] == "ocds")
    return {
        "tenders": len({json.loads(line)["ocid"] for file in tenders for line in file.open()}),
        "cases": len(cases),
        "named": len(named),
        "true": len(named & truth),
        "planted": len(truth),
        "answered": len(ocds["answered"]),
        "asked": len(ocds["asked"]),
    }


print("| county | published | tenders | cases against a rule | patterns named | of them planted | planted in all | tender questions answered |")
print("|---|---|---|---|---|---|---|---|")
with tempfile.TemporaryDirectory() as folder:
    for size in ("small", "middle", "large"):
        for detail in ("winners", "dates", "bids"):
            rows = [rate_of(pathlib.Path(folder), seed, size, detail) for seed in seeds]
            mean = {key: sum(row[key] for row in rows) / len(rows) for key in rows[0]}
            print(
                f"| {size} | {detail} | {mean['tenders']:.0f} | {mean['cases']:.1f} | {mean['named']:.1f} | {mean['true']:.1f} "
                f"| {mean['planted']:.1f} | {mean['answered']:.1f} of {mean['asked']:.0f} |",
                flush=True,
            )

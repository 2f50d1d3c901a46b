#!/usr/bin/env python3
"""Runs peer and program over the same releases by turns and prints what each costs.

    measure.py --golugah PROGRAM --cardinal PROGRAM [--currency CODE] [--rounds N] FOLDER

FOLDER holds releases.jsonl; all results are written there. Costs are those the system counts for the finished process:
user and system CPU-seconds, and the greatest memory it held. This program must stay small itself, for the system counts
the memory of the parent until the child has begun. Only the Python standard library is used.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import sys

CODES = ["R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058"]
# The same work is the same result: subjects and values, as the peer prints them. The whole report has evidence, bottlenecks
# and the inputs' hashes besides, which the peer does not work out.
OURS = {
    "file": ("golugah", "cardinal", True),
    "lake": ("golugah, lake", "cardinal", False),
    "file_report": ("golugah, whole report", "json", True),
    "lake_report": ("golugah, lake, whole report", "json", False),
}
# ru_maxrss is in kibibytes, on macOS in bytes.
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


def cost(command, output, environment=None):
    """CPU-seconds and peak bytes of one run, its standard output in a file."""
    child = os.posix_spawn(
        command[0],
        command,
        {**os.environ, **(environment or {})},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, str(output), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
            (os.POSIX_SPAWN_OPEN, 2, f"{output}.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        ],
    )
    _, status, used = os.wait4(child, 0)
    if status != 0:
        with open(f"{output}.log", encoding="utf-8", errors="replace") as log:
            print(f"measure.py: {' '.join(command)} failed:\n{log.read()[:2000]}", file=sys.stderr)
        sys.exit(2)
    return used.ru_utime + used.ru_stime, used.ru_maxrss * MEMORY_UNIT


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--golugah", required=True)
    arguments.add_argument("--cardinal", required=True)
    arguments.add_argument("--currency", default="INR")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("folder", type=pathlib.Path)
    options = arguments.parse_args()
    folder = options.folder
    releases = folder / "releases.jsonl"
    size = releases.stat().st_size / 1e6

    settings = folder / "settings.ini"
    settings.write_text(f"currency = {options.currency}\n" + "".join(f"[{code}]\n" for code in CODES))
    lake = folder / "lake"
    # What an earlier run left in a folder that is kept must not be measured again.
    shutil.rmtree(lake, ignore_errors=True)
    for kind in ("peer", *OURS):
        for old in folder.glob(f"{kind}.*.json*"):
            old.unlink()
    golugah = [options.golugah, "--data", str(lake)]
    scan = ["scan", "--profile", "cardinal", "--currency", options.currency]
    scan += [word for code in CODES for word in ("--indicator", code)] + ["--rejects", str(folder)]
    peer = [options.cardinal, "indicators", "--settings", str(settings), str(releases)]

    seconds, memory = cost([*golugah, "import", str(releases)], folder / "import.txt")
    print(f"{'':40} {'MB per CPU-second':>18} {'peak MB':>8} {'times the peer':>15}")
    print(f"{'import into the lake':40} {size / seconds:18.1f} {memory / 1e6:8.0f}")
    for threads in (1, 2):
        costs = {kind: [] for kind in ("peer", *OURS)}
        for turn in range(options.rounds):
            name = f"{threads}.{turn}.json"
            # Ours print where they are told, so that file and lake leave the same bytes apart from their inputs.
            by_threads = [*scan, "--threads", str(threads)]
            costs["peer"].append(cost(peer, folder / f"peer.{name}", {"RAYON_NUM_THREADS": str(threads)}))
            for kind, (_, form, files) in OURS.items():
                command = [*golugah, *by_threads, "--format", form, *([str(releases)] if files else [])]
                costs[kind].append(cost(command, folder / f"{kind}.{name}"))
        word = "1 thread" if threads == 1 else f"{threads} threads"
        slowest = statistics.median(seconds for seconds, _ in costs["peer"])
        for kind, title in (("peer", "ocdscardinal"), *((kind, title) for kind, (title, *_) in OURS.items())):
            middle = statistics.median(seconds for seconds, _ in costs[kind])
            peak = max(memory for _, memory in costs[kind]) / 1e6
            print(f"{title + ', ' + word:40} {size / middle:18.1f} {peak:8.0f} {slowest / middle:15.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

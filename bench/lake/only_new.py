"""What a new import costs: the whole lake measured from nothing, and with what earlier measurements kept.

    python3 bench/lake/only_new.py target/release/golugah [--counties N] [--null N] [--turns N]

Invents N counties of some three years each, as one county, cuts its tenders by month, imports all months but the last day with the event
logs, measures, imports that day, and measures both ways. Prints CPU seconds and whether the two results are the same bytes.
"""

import argparse
import collections
import hashlib
import json
import pathlib
import resource
import subprocess
import sys
import tempfile


def run(arguments, folder):
    """Runs the program in a folder; gives its CPU seconds and what it wrote."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(arguments, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{arguments}: {done.stderr.decode()}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--counties", type=int, default=3)
    parser.add_argument("--null", default="20")
    parser.add_argument("--turns", type=int, default=3)
    asked = parser.parse_args()
    program = str(asked.program.resolve())
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        months, logs, records = collections.defaultdict(list), [], 0
        for seed in range(1, asked.counties + 1):
            run([program, "sample", "--seed", str(seed), "--out", f"county-{seed}"], folder)
            county = folder / f"county-{seed}"
            lines = [line for file in sorted(county.glob("*.jsonl")) for line in file.read_text().splitlines()]
            for line in lines:
                release = json.loads(line)
                # Each county is some years later than the one before it, and its processes are others.
                years = 3 * (seed - 1)
                release["ocid"] += f"-{seed}"
                text = json.dumps(release, ensure_ascii=False)
                for year in range(2030, 2000, -1):
                    text = text.replace(f'"{year}-', f'"{year + years}-')
                months[(json.loads(text).get("date") or "")[:7]].append(text)
                records += 1
            for log in county.glob("*.xes"):
                logs.append(log.rename(folder / f"{seed}-{log.name}"))
        last = months.pop(max(months))
        day = max(json.loads(text)["date"][:10] for text in last)
        of_day = [text for text in last if json.loads(text)["date"][:10] == day]
        months["last"] = [text for text in last if json.loads(text)["date"][:10] != day]
        files = []
        for month, lines in sorted(months.items()):
            if lines:
                files.append(f"tenders-{month}.jsonl")
                (folder / files[-1]).write_text("\n".join(lines) + "\n")
        (folder / "day.jsonl").write_text("\n".join(of_day) + "\n")
        cost, _ = run([program, "import", *files, *(log.name for log in sorted(logs))], folder)
        print(f"{records} tenders in {len(files)} files, {len(logs)} logs; the day has {len(of_day)}; import {cost:.2f} CPU-s")
        scan = [program, "scan", "--format", "json", "--null", asked.null]
        first, _ = run([*scan, "--kept"], folder)
        print(f"measured with nothing kept, and kept: {first:.2f} CPU-s")
        cost, _ = run([program, "import", "day.jsonl"], folder)
        print(f"the day imported: {cost:.2f} CPU-s")
        alone, _ = run([*scan, "day.jsonl"], folder)
        print(f"the day's file measured alone: {alone:.2f} CPU-s")
        new, of_new = run([*scan, "--kept"], folder)
        print(f"measured, only the day being new: {new:.2f} CPU-s")
        for name, more in [("from nothing", []), ("all kept", ["--kept"])]:
            costs, written = zip(*(run([*scan, *more], folder) for _ in range(asked.turns)))
            print(f"measured, {name}: {sorted(costs)[len(costs) // 2]:.2f} CPU-s (median of {asked.turns})")
            for one in written:
                if hashlib.sha256(one).digest() != hashlib.sha256(of_new).digest():
                    sys.exit("the results differ")
        print(f"all results are the same {len(of_new)} bytes")
        size = lambda name: sum(file.stat().st_size for file in (folder / "golugah-data/lake" / name).glob("*"))
        sizes = {name: size(name) >> 10 for name in ("tenders", "bids", "awards", "releases", "cases", "events", "totals")}
        print("KiB in the lake:", sizes)


main()

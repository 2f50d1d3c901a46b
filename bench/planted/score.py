#!/usr/bin/env python3
"""Holds what a scan named against what is true of invented counties.

    score.py [-v] [--aim SHARE] COUNTY…

Each COUNTY is a folder with tenders.jsonl, what else tells of its tenders, the event logs, truth.json and scan.json (`golugah scan --format json`).
A bottleneck is right where truth.json lists its group and indicator. An entry of truth.json is found where it was
named, or where a narrower group that carries the excess was: an office for its buyer, an officer for the step that is
nearly all of the officer's work, a step or an officer for the procedure; the narrower one must be true itself.
Only the Python standard library is used. Exit code: 0 done, 1 below the aim, 2 an input could not be read.
"""

import argparse
import collections
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

# An officer belongs to a step that holds at least this share of the officer's events.
NEARLY_ALL = 0.9


def nesting(county):
    """Pairs (kind, id) of a narrower group -> the set of wider groups that hold it."""
    wider = collections.defaultdict(set)
    with open(county / "tenders.jsonl", encoding="utf-8") as lines:
        for line in lines:
            release = json.loads(line)
            office = ("procuring_entity", release["tender"]["procuringEntity"]["id"])
            wider[office].add(("buyer", release["buyer"]["id"]))
    for log in sorted(county.glob("*.xes")):
        work = collections.defaultdict(collections.Counter)
        procedure = log.stem
        for _, element in ElementTree.iterparse(log):
            if element.tag.rpartition("}")[2] == "event":
                values = {child.get("key"): child.get("value") for child in element}
                if "org:resource" in values:
                    work[values["org:resource"]][values["concept:name"]] += 1
                step = ("step", f"{procedure} › {values['concept:name']}")
                wider[step].add(("procedure", procedure))
                element.clear()
        for officer, steps in work.items():
            step, count = steps.most_common(1)[0]
            wider[("officer", officer)].add(("procedure", procedure))
            if count >= NEARLY_ALL * sum(steps.values()):
                wider[("officer", officer)].add(("step", f"{procedure} › {step}"))
    return wider


def key(entry):
    return (entry["indicator"], entry["group"]["kind"], entry["group"]["id"])


def score(county):
    """What is true and found, true and missed, named and right, named and wrong: lists of keys."""
    truth = {key(entry): entry for entry in json.loads((county / "truth.json").read_text("utf-8"))}
    scan = json.loads((county / "scan.json").read_text("utf-8"))
    named = {key(entry): entry for entry in scan["bottlenecks"]}
    wider = nesting(county)
    covered = set()
    for indicator, kind, identity in named.keys() & truth.keys():
        covered.add((indicator, kind, identity))
        covered.update((indicator, *group) for group in wider.get((kind, identity), ()))
    found = sorted(truth.keys() & covered)
    missed = sorted(truth.keys() - covered)
    right = sorted(named.keys() & truth.keys())
    wrong = sorted(named.keys() - truth.keys())
    return truth, named, found, missed, right, wrong


def share(part, whole):
    return f"{part / whole:6.3f}" if whole else "     –"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("-v", "--verbose", action="store_true", help="list misses and false alarms")
    arguments.add_argument("--aim", type=float, default=0.0, help="least recall and precision over all")
    arguments.add_argument("counties", nargs="+", type=pathlib.Path)
    options = arguments.parse_args()

    columns = collections.defaultdict(lambda: [0, 0, 0, 0])  # found, true, right, named
    for county in options.counties:
        try:
            truth, named, found, missed, right, wrong = score(county)
        except (OSError, KeyError, ValueError, ElementTree.ParseError) as error:
            print(f"score.py: {county}: {error!r}", file=sys.stderr)
            return 2
        for at, keys in enumerate((found, truth, right, named)):
            for indicator, *_ in keys:
                columns[indicator][at] += 1
        print(
            f"{county.name}: recall {share(len(found), len(truth)).strip()} of {len(truth)}, "
            f"precision {share(len(right), len(named)).strip()} of {len(named)}"
        )
        if options.verbose:
            for entry in missed:
                print(f"  missed      {' | '.join(entry)} | true rate {truth[entry]['true_rate']:.3f}")
            for entry in wrong:
                it = named[entry]
                figures = (it.get(name, "?") for name in ("raised", "computable", "material_threshold"))
                print("  false alarm {} | {} of {}, threshold {}".format(" | ".join(entry), *figures))

    print(f"\n{'indicator':34} {'found':>6} {'true':>6} {'recall':>7} {'right':>6} {'named':>6} {'precision':>9}")
    total = [0, 0, 0, 0]
    for indicator in sorted(columns):
        found, true, right, named = columns[indicator]
        total = [sum(pair) for pair in zip(total, columns[indicator])]
        print(f"{indicator:34} {found:6} {true:6} {share(found, true):>7} {right:6} {named:6} {share(right, named):>9}")
    found, true, right, named = total
    print(f"{'all':34} {found:6} {true:6} {share(found, true):>7} {right:6} {named:6} {share(right, named):>9}")
    reached = true and named and found >= options.aim * true and right >= options.aim * named
    return 0 if reached or options.aim == 0 else 1


if __name__ == "__main__":
    sys.exit(main())

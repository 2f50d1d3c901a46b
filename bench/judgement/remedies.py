#!/usr/bin/env python3
"""Invents counties in which bottlenecks are named by one year and measured again in the next, and holds bars against what the program
says of them.

    remedies.py PROGRAM [COUNTIES] [--only WORD]

PROGRAM is a built golugah, called as `golugah judge --counts … --again …`; COUNTIES (8) is how many are drawn of each world. A named
group is still bad where its rate in the second year, without what chance and the year's noise do to it, exceeds the material
threshold of its peers' mean in that year. The bars:

  cleared    of those still bad at most 5 % are cleared
  credited   where nothing was done at most 5 % are said to have fallen by it
  power      where the remedy is real, at least so large a share is cleared, reopened of those still bad, or credited

Only the Python standard library is used. Exit code: 0 all bars hold, 1 one is missed, 2 it could not run.
"""

import argparse
import csv
import json
import math
import os
import random
import subprocess
import sys
import tempfile

GROUPS, DAYS = 200, 365
CLEARED, CREDITED = 0.05, 0.05
PEERS, SPREAD = 0.08, 15


def logit(rate):
    return math.log(rate / (1 - rate))


def rate_of(odds):
    return odds / (1 + odds)


def threshold(mean):
    return min(max(2 * mean, mean + 0.05), 1 - (1 - mean) / 4)


class County:
    """A county whose rates are drawn, named by its first year; the second is drawn once it is known who is named."""

    def __init__(self, seed, world):
        self.chance, self.world = random.Random(seed), world
        draw = self.chance
        self.sizes = [int(math.exp(draw.uniform(math.log(20), math.log(300)))) for _ in range(GROUPS)]
        self.rates = []
        for _ in range(GROUPS):
            usual = min(max(draw.betavariate(PEERS * SPREAD, (1 - PEERS) * SPREAD), 0.002), 0.98)
            self.rates.append(draw.uniform(0.25, 0.6) if draw.random() < 0.08 else usual)
        self.before = [(group, "", "", self.hits(size, self.noisy(rate)), size)
                       for group, (rate, size) in enumerate(zip(self.rates, self.sizes))]

    def noisy(self, rate):
        moved = logit(rate) + self.world.get("noise", 0.0) * self.chance.gauss(0, 1)
        return 1 / (1 + math.exp(-moved))

    def hits(self, cases, rate):
        return sum(self.chance.random() < rate for _ in range(cases))

    def second_year(self, named):
        """Rows of the two halves, and the rates that lie behind them."""
        everybody, remedy = self.world.get("everybody", 1.0), self.world.get("remedy", 0.0)
        moved = [rate_of(rate / (1 - rate) * everybody) for rate in self.rates]
        goal = rate_of(PEERS / (1 - PEERS) * everybody)
        after = [min(max(rate + (goal - rate) * remedy if group in named else rate, 0.001), 0.99)
                 for group, rate in enumerate(moved)]
        rows = []
        for group, rate in enumerate(after):
            rate, half = self.noisy(rate), self.sizes[group] // 2
            first = rate * 0.35 if self.world.get("dip") and group in named else rate
            rows.append((group, "", "", self.hits(half, first), half, 1))
            rest = self.sizes[group] - half
            rows.append((group, "", "", self.hits(rest, rate), rest, 2))
        return rows, after


# Name, world, and the least shares: cleared rightly, reopened rightly, credited rightly.
WORLDS = [
    ("nothing was done, rates stand still", {}, (None, 0.8, None)),
    ("nothing, noise between years 0.6", {"noise": 0.6}, (None, 0.6, None)),
    ("nothing, everybody halves", {"everybody": 0.45}, (None, 0.7, None)),
    ("nothing, everybody doubles", {"everybody": 2.2}, (None, 0.6, None)),
    ("nothing, a dip of half a year", {"dip": True}, (None, 0.5, None)),
    ("half a remedy", {"remedy": 0.5}, (None, 0.6, None)),
    ("a remedy", {"remedy": 1.0}, (0.4, None, 0.6)),
    ("a remedy, noise between years 0.6", {"remedy": 1.0, "noise": 0.6}, (0.3, None, None)),
    ("a remedy, everybody doubles", {"remedy": 1.0, "everybody": 2.2}, (0.6, None, 0.6)),
]


def write(path, rows, more=()):
    with open(path, "w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(["group", "stratum", "batch", "raised", "computable", *more])
        table.writerows(rows)


def judged(program, *options):
    ran = subprocess.run([program, "judge", "--format", "json", *options], capture_output=True, check=False)
    if ran.returncode != 0:
        sys.exit(fail(f"{program} judge {' '.join(options)}: {ran.stderr.decode(errors='replace').strip()}"))
    return json.loads(ran.stdout)


def fail(what):
    print(f"remedies.py: {what}", file=sys.stderr)
    return 2


def share(part, whole):
    return len(part) / len(whole) if whole else 0.0


def measured(program, seed, world):
    """What is said of each named group, and whether it is still bad."""
    county = County(seed, world)
    with tempfile.TemporaryDirectory() as folder:
        before, after = os.path.join(folder, "before.csv"), os.path.join(folder, "after.csv")
        write(before, county.before)
        groups = judged(program, "--counts", before)["groups"]
        named = {int(group["group"]) for group in groups if group["standing"] == "named"}
        rows, rates = county.second_year(named)
        write(after, rows, ["half"])
        again = judged(program, "--counts", before, "--again", after, "--days", str(DAYS))["again"]
    others = [rate for group, rate in enumerate(rates) if group not in named]
    limit = threshold(sum(others) / len(others))
    return [(one["again"], rates[int(one["group"])] > limit) for one in again]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("counties", nargs="?", type=int, default=8)
    parser.add_argument("--only", default="", metavar="WORD", help="only worlds with this in their name")
    arguments = parser.parse_args()
    if not os.access(arguments.program, os.X_OK):
        return fail(f"{arguments.program}: expected a built golugah")
    missed = 0
    print("world | named | still bad: cleared, reopened, credited | good: cleared, reopened, credited | bars")
    for title, world, (clears, reopens, credits) in WORLDS:
        if arguments.only not in title:
            continue
        said = []
        for number in range(arguments.counties):
            said += measured(arguments.program, f"{title}/{number}", world)
        sides, broken = [], []
        for bad in (True, False):
            of = [again for again, is_bad in said if is_bad == bad]
            cleared = [again for again in of if again["state"] == "cleared"]
            reopened = [again for again in of if again["state"] == "not_cleared"]
            credited = [again for again in of if again["effect"] and again["effect"]["is_said"]]
            shares = share(cleared, of), share(reopened, of), share(credited, of)
            sides.append(f"{len(of)}: " + ", ".join(f"{part:.3f}" for part in shares))
            if bad and shares[0] > CLEARED:
                broken.append("cleared")
            if bad and reopens and shares[1] < reopens or not bad and clears and shares[0] < clears:
                broken.append("power")
        credited = [again for again, _ in said if again["effect"] and again["effect"]["is_said"]]
        if not world.get("remedy") and share(credited, said) > CREDITED:
            broken.append("credited")
        if credits and share(credited, said) < credits:
            broken.append("power of effect")
        missed += bool(broken)
        print(f"{title} | {len(said)} | {sides[0]} | {sides[1]} | {'missed: ' + ', '.join(broken) if broken else 'held'}",
              flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

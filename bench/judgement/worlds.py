#!/usr/bin/env python3
"""Invents counties of which it is known who is worse, lets the program judge them, and holds bars against what it names.

    worlds.py PROGRAM [COUNTIES] [--only WORD] [--two-level FOLDER]

PROGRAM is a built golugah, called as `golugah judge`; COUNTIES (40) is how many are drawn of each world. A name is false
where the group's long-run rate does not exceed the material threshold drawn from the true mean of its contemporaries,
and clearly false where it does not exceed four fifths of it. The bars:

  named      at most 6 % of the names false and 2 % clearly false
  alike      at most 0.1 false names a county: nobody, or hardly anybody, is materially worse
  shown      none: what peers of one stratum cannot show, printed

and power: at least 85 % as many true names as the same draws give with `--plain`, which is the judgement without batches
and floors, where cases are independent; where they are not, as the exact two-level likelihood gives. That one takes
minutes, so its figures for 40 counties are kept below (TWO_LEVEL); `--two-level FOLDER` computes them anew by the
two_level.py that lies there, which needs numpy and scipy.

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

GROUPS = 200
FALSE, CLEARLY_FALSE, FALSE_A_COUNTY, POWER = 0.06, 0.02, 0.1, 0.85

# True names in 40 counties by the exact two-level likelihood, on the draws of this script.
TWO_LEVEL = {"batches of 5, ICC 0.3": 201, "batches of 10, ICC 0.5": 84}


def threshold(mean):
    return min(max(2 * mean, mean + 0.05), 1 - (1 - mean) / 4)


class County:
    """Rows for the program, and each group's own rate beside its contemporaries' mean."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.rows, self.truth = [], []

    def size(self, low, high):
        return int(math.exp(self.chance.uniform(math.log(low), math.log(high + 1))))

    def hits(self, cases, rate):
        return sum(self.chance.random() < rate for _ in range(cases))

    def group(self, rate, mean, cases, batch=None, icc=0.0):
        """A group of independent cases, or one of batches whose own rates spread around the group's."""
        name = len(self.truth)
        self.truth.append((rate, mean))
        if batch is None:
            self.rows.append((name, "", "", self.hits(cases, rate), cases))
            return
        number = 0
        while cases > 0:
            size = min(batch, cases)
            spread = 1 / icc - 1
            own = self.chance.betavariate(rate * spread + 1e-9, (1 - rate) * spread + 1e-9)
            self.rows.append((name, "", f"{name}-{number}", self.hits(size, own), size))
            cases, number = cases - size, number + 1


def spread(mean, precision, sizes=(5, 500), groups=GROUPS, outsiders=0.0, **batches):
    """Rates of a beta distribution, and a share of outsiders that are anywhere above the threshold."""

    def draw(county):
        for _ in range(groups):
            rate = county.chance.betavariate(mean * precision, (1 - mean) * precision)
            if county.chance.random() < outsiders:
                rate = county.chance.uniform(threshold(mean), 1)
            county.group(rate, mean, county.size(*sizes), **batches)

    return draw


def alike(rate, **batches):
    def draw(county):
        for _ in range(GROUPS):
            county.group(rate, rate, county.size(5, 500), **batches)

    return draw


def two_rates(low, high, share_high):
    mean = low + share_high * (high - low)

    def draw(county):
        for _ in range(GROUPS):
            rate = high if county.chance.random() < share_high else low
            county.group(rate, mean, county.size(5, 500))

    return draw


def long_tail(median, deviation):
    mean = median * math.exp(deviation**2 / 2)

    def draw(county):
        for _ in range(GROUPS):
            rate = min(0.9, median * math.exp(county.chance.gauss(0, deviation)))
            county.group(rate, mean, county.size(5, 500))

    return draw


def drift(like_contemporaries):
    """The rate of all falls from 15 to 3 % in ten years; an office is at work for one to four of them. Strata are three
    years long, as the program's are to be."""

    def draw(county):
        usual = [0.15 - 0.12 * year / 9 for year in range(10)]
        for name in range(GROUPS):
            began, years, cases = county.chance.randrange(10), county.chance.randint(1, 4), county.size(5, 500)
            at_work = range(began, min(10, began + years))
            ratio = 1.0 if like_contemporaries else min(3.0, county.chance.gammavariate(8, 1 / 8))
            periods, rate, mean = {}, 0.0, 0.0
            for _ in range(cases):
                year = county.chance.choice(at_work)
                own = min(0.95, ratio * usual[year])
                rate, mean = rate + own / cases, mean + usual[year] / cases
                counts = periods.setdefault(year // 3, [0, 0])
                counts[0] += county.chance.random() < own
                counts[1] += 1
            county.truth.append((rate, mean))
            county.rows += [(name, period, "", *counts) for period, counts in periods.items()]

    return draw


def hidden_kind(county):
    """Two kinds of purchase, single bids in 2 and in 20 %, in a mix of each office's own that no stratum tells apart."""
    for _ in range(GROUPS):
        mix = county.chance.betavariate(0.8, 2.4)
        rate = mix * 0.2 + (1 - mix) * 0.02
        county.group(rate, rate, county.size(5, 500))


# Name, bars, what power is held against, how many times COUNTIES are drawn, the county.
WORLDS = [
    ("the model itself, 5 % outsiders", "named", "plain", 1, spread(0.05, 20, outsiders=0.05)),
    ("nobody planted, wide (phi 20)", "named", "plain", 1, spread(0.05, 20)),
    ("nobody planted, phi 5", "named", "plain", 1, spread(0.05, 5)),
    ("lognormal tail", "named", "plain", 1, long_tail(0.03, 0.8)),
    ("small groups only (5 to 15)", "named", None, 4, spread(0.05, 20, sizes=(5, 15))),
    ("few groups (12)", "named", None, 16, spread(0.05, 20, groups=12)),
    ("batches of 5, ICC 0.3", "named", "two-level", 1, spread(0.05, 20, batch=5, icc=0.3)),
    ("batches of 10, ICC 0.5", "named", "two-level", 1, spread(0.05, 20, batch=10, icc=0.5)),
    ("drift, offices like their contemporaries", "named", None, 1, drift(False)),
    ("drift, all alike", "alike", None, 1, drift(True)),
    ("all alike 5 %", "alike", None, 1, alike(0.05)),
    ("all alike 30 %", "alike", None, 1, alike(0.3)),
    ("bimodal 2 and 8 %, half each", "alike", None, 1, two_rates(0.02, 0.08, 0.5)),
    ("bimodal 3 and 9.5 %, one in five", "alike", None, 1, two_rates(0.03, 0.095, 0.2)),
    ("batches of 10, ICC 0.5, all alike 5 %", "alike", None, 1, alike(0.05, batch=10, icc=0.5)),
    ("hidden kind of thing bought", "shown", None, 1, hidden_kind),
]


class Score:
    def __init__(self):
        self.true = self.false = self.clearly = 0

    def add(self, county, names):
        for name in names:
            rate, mean = county.truth[name]
            limit = threshold(mean)
            self.true += rate > limit
            self.false += rate <= limit
            self.clearly += rate <= 0.8 * limit

    def share(self, part):
        return part / max(self.true + self.false, 1)


def judged(program, path, *options):
    command = [program, "judge", "--counts", path, "--format", "json", *options]
    ran = subprocess.run(command, capture_output=True, check=False)
    if ran.returncode != 0:
        sys.exit(fail(f"{' '.join(command)}: {ran.stderr.decode(errors='replace').strip()}"))
    return json.loads(ran.stdout)["groups"]


def fail(what):
    print(f"worlds.py: {what}", file=sys.stderr)
    return 2


def by_two_level(module, county):
    batches = [[] for _ in county.truth]
    for name, _, _, raised, computable in county.rows:
        batches[name].append((raised, computable))
    verdicts = [verdict for verdict in module.judge2(batches)[0] if verdict["n"] >= 5]
    return [verdict["group"] for verdict in module.select(verdicts)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("counties", nargs="?", type=int, default=40)
    parser.add_argument("--only", default="", metavar="WORD", help="only worlds with this in their name")
    parser.add_argument("--two-level", metavar="FOLDER")
    arguments = parser.parse_args()
    if not os.access(arguments.program, os.X_OK):
        return fail(f"{arguments.program}: expected a built golugah")
    module = None
    if arguments.two_level:
        sys.path.insert(0, arguments.two_level)
        import two_level as module
    missed = 0
    print("world | named a county | false | clearly false | false a county | to watch: true, false | "
          "true names against | power | bars")
    for title, bar, against, times, draw in WORLDS:
        if arguments.only not in title:
            continue
        counties = arguments.counties * times
        named, watched, reference = Score(), Score(), Score()
        for number in range(counties):
            county = County(f"{title}/{number}")
            draw(county)
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "counts.csv")
                with open(path, "w", newline="", encoding="utf-8") as out:
                    rows = csv.writer(out)
                    rows.writerow(["group", "stratum", "batch", "raised", "computable"])
                    rows.writerows(county.rows)
                groups = judged(arguments.program, path)
                for score, standing in ((named, "named"), (watched, "to_watch")):
                    score.add(county, [int(group["group"]) for group in groups if group["standing"] == standing])
                if against == "plain":
                    groups = judged(arguments.program, path, "--plain")
                    reference.add(county, [int(group["group"]) for group in groups if group["standing"] == "named"])
                elif against == "two-level" and module:
                    reference.add(county, by_two_level(module, county))
        true_names = reference.true
        if against == "two-level" and not module:
            true_names = TWO_LEVEL[title] * counties / 40
        broken = []
        if bar == "named" and named.share(named.false) > FALSE:
            broken.append("false")
        if bar == "named" and named.share(named.clearly) > CLEARLY_FALSE:
            broken.append("clearly false")
        if bar == "alike" and named.false > FALSE_A_COUNTY * counties:
            broken.append("false a county")
        if against and named.true < POWER * true_names:
            broken.append("power")
        missed += bool(broken)
        power = f"{true_names / counties:.2f} ({against}) | {named.true / max(true_names, 1):.2f}" if against else "– | –"
        print(f"{title} | {(named.true + named.false) / counties:.2f} | {named.share(named.false):.3f} | "
              f"{named.share(named.clearly):.3f} | {named.false / counties:.3f} | "
              f"{watched.true / counties:.2f}, {watched.false / counties:.2f} | {power} | "
              f"{'missed: ' + ', '.join(broken) if broken else 'none' if bar == 'shown' else 'held'}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

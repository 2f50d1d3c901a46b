#!/usr/bin/env python3
"""Makes a large file of compiled releases from a small one.

    replicate.py [--size-mb N] [--currency CODE] [--seed N] INPUT.jsonl[.gz] OUTPUT.jsonl

The releases are written again and again, each time under a new ocid, until the file has N million bytes. Publishers
often leave out the prices of those who lost; bids without a price get one between 2 % below and 38 % above the lowest
price published for the process (else its award's or tender's value, else a million), and at least 1,000 is taken for
that price. A price of zero or less counts as not published: ocdscardinal 0.0.8 divides by the winner's, so that it stops
where both are zero and, where only the winner's is, raises R058 with a ratio that is no number. Equal seeds give equal
files. Only the Python standard library is used.
"""

import argparse
import gzip
import json
import random
import sys


def amount(value):
    """The amount of an OCDS value, where it is a number above zero."""
    number = value.get("amount") if isinstance(value, dict) else None
    return number if isinstance(number, (int, float)) and not isinstance(number, bool) and number > 0 else None


def make_up(release, currency, chance):
    """Gives every bid without a price one."""
    bids = (release.get("bids") or {}).get("details") or []
    published = [price for price in (amount(bid.get("value")) for bid in bids) if price]
    awards = [price for price in (amount(award.get("value")) for award in release.get("awards") or []) if price]
    tender = amount((release.get("tender") or {}).get("value"))
    base = max(min(published) if published else awards[0] if awards else tender or 1e6, 1000)
    for bid in bids:
        if not amount(bid.get("value")):
            bid["value"] = {"amount": round(base * (0.98 + 0.4 * chance.random()), 2), "currency": currency}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--size-mb", type=float, default=600)
    arguments.add_argument("--currency", default="INR")
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("input")
    arguments.add_argument("output")
    options = arguments.parse_args()
    unpack = gzip.open if options.input.endswith(".gz") else open
    chance = random.Random(options.seed)
    size = count = times = 0
    with open(options.output, "wb") as out:
        while size < options.size_mb * 1e6:
            before = count
            with unpack(options.input, "rt", encoding="utf-8") as lines:
                for line in lines:
                    if not line.strip():
                        continue
                    release = json.loads(line)
                    release["ocid"] = f"{release['ocid']}-{times}"
                    make_up(release, options.currency, chance)
                    text = json.dumps(release, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                    out.write(text)
                    size += len(text)
                    count += 1
                    if size >= options.size_mb * 1e6:
                        break
            if count == before:
                print(f"replicate.py: {options.input}: no release in it", file=sys.stderr)
                return 2
            times += 1
    print(f"{count:,} releases, {size / 1e6:,.0f} MB, from {options.input.rpartition('/')[2]} taken {times} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())

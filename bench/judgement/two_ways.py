#!/usr/bin/env python3
"""From which gain in log-likelihood on do two rates describe peers better than one spread of them?

    two_ways.py [FAMILIES]

Draws families of groups from worlds of one way and of two, and holds a mixture of two binomials against one beta-binomial, both by maximum
likelihood. A family is said to have two ways where the upper rate is material beside the lower (twice it and five points more), more than a
tenth of the groups and at least three lie at each, and the gain is at least the limit. Prints how often that is so, by limit.

Only the Python standard library is used.
"""

import math
import random
import sys
from math import exp, lgamma, log, log1p

FAMILIES = int(sys.argv[1]) if len(sys.argv) > 1 else 40
LIMITS = (0.0, 3.0, log(100), 6.0)


def ln_beta(a, b):
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def spread(counts):
    """The log-likelihood of one beta-binomial, but for the binomial coefficients, at its best precision and mean."""

    def of(logit, ln_phi):
        m, phi = 1 / (1 + exp(-logit)), exp(ln_phi)
        a, b = m * phi, (1 - m) * phi
        return sum(ln_beta(a + k, b + n - k) for k, n in counts) - len(counts) * ln_beta(a, b)

    rate = (sum(k for k, _ in counts) + 0.5) / (sum(n for _, n in counts) + 1)
    at = [log(rate / (1 - rate)), 1.5]
    best, step = of(*at), [0.5, 1.0]
    while max(step) > 0.005:
        moved = False
        for axis in (0, 1):
            for sign in (1, -1):
                to = list(at)
                to[axis] = to[axis] + sign * step[axis]
                to[1] = min(max(to[1], log(0.5)), log(1e4))
                height = of(*to)
                if height > best + 1e-9:
                    best, at, moved = height, to, True
        if not moved:
            step = [one / 2 for one in step]
    return best


def two(counts):
    """The same of two binomials, their rates, and how many groups are of the upper one."""
    ranked = sorted(counts, key=lambda one: one[0] / one[1])
    best = None
    for tenth in (1, 3, 5, 7, 9):
        cut = max(1, len(ranked) * tenth // 10)
        pooled = lambda part: sum(k for k, _ in part) / sum(n for _, n in part)
        p, q, w, before = pooled(ranked[:cut]), pooled(ranked[cut:]), 1 - cut / len(ranked), -math.inf
        for _ in range(200):
            p, q, w = (min(max(one, 1e-6), 1 - 1e-6) for one in (p, q, w))
            whole, raised, all_of, upper = 0.0, 0.0, 0.0, []
            for k, n in ranked:
                a = k * log(p) + (n - k) * log1p(-p) + log1p(-w)
                b = k * log(q) + (n - k) * log1p(-q) + log(w)
                top = max(a, b)
                whole += top + log(exp(a - top) + exp(b - top))
                u = 1 / (1 + exp(min(a - b, 700)))
                upper.append(u)
                raised += u * k
                all_of += u * n
            if whole - before < 1e-6:
                break
            before = whole
            rest = sum(k for k, _ in ranked) - raised, sum(n for _, n in ranked) - all_of
            p, q, w = rest[0] / max(rest[1], 1e-9), raised / max(all_of, 1e-9), sum(upper) / len(upper)
        if best is None or whole > best[0]:
            best = (whole, p, q, sum(u > 0.5 for u in upper))
    return best


def gain(counts):
    """None where one way is an exception, or the upper is not material beside the lower."""
    likelihood, lower, upper, above = two(counts)
    reach = min(max(2 * lower, lower + 0.05), 1 - (1 - lower) / 4)
    if min(above, len(counts) - above) < max(3, len(counts) // 10 + 1) or upper <= reach:
        return None
    return likelihood - spread(counts)


def beta(mean, phi):
    return lambda r: r.betavariate(mean * phi, (1 - mean) * phi)


def ways(lower, upper, share):
    return lambda r: upper if r.random() < share else lower


WORLDS = {
    "one: all alike 5 %": lambda r: 0.05,
    "one: all alike 30 %": lambda r: 0.3,
    "one: 5 %, phi 20": beta(0.05, 20),
    "one: 5 %, phi 5": beta(0.05, 5),
    "one: 30 %, phi 2": beta(0.3, 2),
    "one: 50 %, phi 4": beta(0.5, 4),
    "one: lognormal tail": lambda r: min(0.9, 0.03 * exp(r.gauss(0, 0.8))),
    "one: one in twenty an outsider": lambda r: r.uniform(0.1, 1) if r.random() < 0.05 else beta(0.05, 20)(r),
    "two: 2 and 8 %, half each": ways(0.02, 0.08, 0.5),
    "two: 3 and 9.5 %, one in five": ways(0.03, 0.095, 0.2),
    "two: 5 and 40 %, one in five": ways(0.05, 0.4, 0.2),
    "two: 10 and 85 %, half each": ways(0.1, 0.85, 0.5),
    "two: always and never": ways(0.0, 1.0, 0.5),
}

if __name__ == "__main__":
    print("world | groups | material, no exception | " + " | ".join(f"gain from {limit:.1f}" for limit in LIMITS))
    for name, rate in WORLDS.items():
        for groups in (12, 40, 120):
            gains = []
            for seed in range(FAMILIES):
                r = random.Random(f"{FAMILIES} {name} {groups} {seed}")
                sizes = [int(exp(r.uniform(log(5), log(501)))) for _ in range(groups)]
                counts = []
                for n in sizes:
                    p = rate(r)
                    counts.append((sum(r.random() < p for _ in range(n)), n))
                found = gain(counts) if 0 < sum(k for k, _ in counts) < sum(sizes) else None
                gains += [] if found is None else [found]
            shares = (f"{sum(one >= limit for one in gains) / FAMILIES:.3f}" for limit in LIMITS)
            print(f"{name} | {groups} | {len(gains)} | " + " | ".join(shares), flush=True)

#!/usr/bin/env python3
"""Is each reason for *not computable* true of the data? Reads the published tenders by itself and looks at the fields that a reason names.

    check.py PROGRAM FILE [FILE…]

PROGRAM is a built golugah; a FILE is a `.jsonl` of releases, also as `.gz`, or a workbook of flattened releases (`.xlsx`, which needs the
package openpyxl). Each is scanned for its observations; for each that is *not computable*, the fields that its reason says are absent,
outside the list or contradictory are looked up in the file. It shares no code with the program and knows its rules only from
docs/generated and the texts of the reasons. What is told step by step it merges by its dates, of several compiled releases it takes the
last, and of a tender in lots it looks at the lot. A process of which two compiled releases have one date is passed over, and counted.

Exit code: 0 no reason is contradicted, 1 one is, 2 it could not run.
"""

import collections
import csv
import datetime
import difflib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from processes import process, releases

KNOWN = {
    "bid": {"invited", "pending", "valid", "disqualified", "withdrawn"},
    "award": {"pending", "active", "cancelled", "unsuccessful"},
}
OPEN = {"open", "selective"}


def items(thing, key):
    found = thing.get(key) if isinstance(thing, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def part(thing, *keys):
    for key in keys:
        thing = thing.get(key) if isinstance(thing, dict) else None
    return thing


def day(text):
    """The moment, or nothing where there is none that a tender can have."""
    try:
        found = datetime.datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=datetime.timezone.utc)
    return found if 1990 <= found.year <= 2100 else None


def folded(text):
    return re.sub(r"\W+", " ", str(text or "")).strip().lower()


def words(release):
    tender = release.get("tender") or {}
    texts = [tender.get(key) for key in ("title", "description", "procurementMethodDetails", "statusDetails", "procurementMethodRationale")]
    return " ".join(folded(text) for text in texts)


def once(bids):
    """Bids that stand there once more under another identifier are one, where something tells them from others."""
    said = [json.dumps({key: value for key, value in bid.items() if key != "id"}, sort_keys=True) for bid in bids]
    many = collections.Counter(said)
    whole = all(count > 1 for count in many.values())
    kept, seen = [], set()
    for bid, words_of in zip(bids, said):
        told = whole or bid.get("date") or part(bid, "value", "amount") is not None
        known = items(bid, "tenderers") and items(bid, "tenderers")[0].get("id")
        if not (words_of in seen and told and known):
            kept.append(bid)
        seen.add(words_of)
    return kept


class Tender:
    """What a reason may speak of, read from one release."""

    def __init__(self, release):
        self.release = release
        self.tender = release.get("tender") or {}
        self.listed = items(release.get("bids"), "details")
        self.bids = once(self.listed)
        self.awards = items(release, "awards")
        self.active = [award for award in self.awards if folded(award.get("status")) == "active"]
        # What was asked for and not handed in, or taken back, competes with nobody.
        self.submitted = [bid for bid in self.bids if folded(bid.get("status")) not in ("invited", "withdrawn")]
        self.valid = [bid for bid in self.bids if folded(bid.get("status")) in ("valid", "")]

    def firms(self, bids):
        return {tenderer.get("id") for bid in bids for tenderer in items(bid, "tenderers")}

    def offers(self):
        """Whose purchase, and who asked which price."""
        asked = [(part(bid, "value", "amount"), *sorted(map(str, self.firms([bid])))) for bid in self.listed if part(bid, "value", "amount") is not None]
        return ("offers", part(self.release, "buyer", "id"), *sorted(map(str, asked))) if len(asked) > 1 else self.release["ocid"]

    def prices(self):
        asked = {str(part(bid, "value", "amount")) for bid in self.listed if part(bid, "value", "amount") is not None}
        return ("prices", part(self.release, "buyer", "id"), *sorted(asked)) if len(asked) > 2 else self.release["ocid"]

    def amounts(self):
        return [part(bid, "value", "amount") for bid in self.bids]

    def period(self):
        span = self.tender.get("tenderPeriod") or {}
        return day(span.get("startDate")), day(span.get("endDate"))

    def unknown(self, kind, rows):
        return any(folded(row.get("status")) not in KNOWN[kind] and row.get("status") is not None for row in rows)


class Firm:
    """What became of a firm in all tenders: what it won, and in how many it surely stood against another."""

    def __init__(self):
        self.won, self.codes, self.competed = set(), False, 0


def lot_of(tenders, subject):
    """A lot as a tender of its own."""
    ocid, _, lot = subject.rpartition("/")
    seen = tenders.get(ocid)
    about = next((one for one in items(seen.tender, "lots") if str(one.get("id")) == lot), None) if seen else None
    if about is None:
        return None

    def own(rows):
        found = []
        for row in rows:
            related = row.get("relatedLots") or []
            if lot in map(str, related):
                # One price for several lots is the price of none.
                found.append({key: value for key, value in row.items() if key != "value" or len(related) == 1})
        return found

    tender = {key: value for key, value in seen.tender.items() if key not in ("lots", "numberOfTenderers", "tenderers")}
    tender["status"] = about.get("status") or tender.get("status")
    return Tender({**seen.release, "ocid": subject, "tender": tender, "bids": {"details": own(seen.listed)}, "awards": own(seen.awards)})


def firms_of(tenders):
    found = collections.defaultdict(Firm)
    for ocid, seen in tenders.items():
        sells = bool(re.search(SALE, words(seen.release)))
        for award in seen.active if not sells else []:
            for supplier in items(award, "suppliers"):
                firm = found[supplier.get("id")]
                firm.won.add(ocid)
                ids = [str(part(item, "classification", "id") or "") for item in items(award, "items")]
                firm.codes |= any(re.fullmatch(r"[0-9][0-9.\- ]*", one) for one in ids)
        plain = folded(seen.tender.get("status")) != "cancelled" and not seen.unknown("bid", seen.bids) and not seen.unknown("award", seen.awards)
        if not plain or len(seen.awards) != 1 or len(seen.active) != 1 or sells or seen.tender.get("lots"):
            continue
        winners = [supplier.get("id") for supplier in items(seen.active[0], "suppliers")]
        sole = [items(bid, "tenderers")[0] for bid in seen.valid if bid.get("status") and len(items(bid, "tenderers")) == 1]
        # Who may be the winner under another name stands against nobody.
        winning = [one for one in sole if [one.get("id")] == winners]
        if not winning:
            continue
        others = {one.get("id") for one in sole if [one.get("id")] != winners and not resemble(one.get("name"), winning[0].get("name"))}
        if others:
            for one in others | set(winners):
                found[one].competed += 1
    return found


def resemble(one, other):
    one, other = folded(one), folded(other)
    return not one or not other or bool(set(one.split()) & set(other.split())) or difflib.SequenceMatcher(None, one, other).ratio() >= 0.6


def too_few(seen, subject_kind, indicator):
    """Fewer of what is compared than the question needs: bids or bidders of a tender, purchases of a firm."""
    if isinstance(seen, Firm):
        least = PARAMETERS[indicator].get("upper_fence" if indicator == "rarely_winning_bidder" else "minimum_processes")
        return (seen.competed if indicator == "rarely_winning_bidder" else len(seen.won)) < least
    if indicator == "many_disqualified_bids":
        return len(seen.submitted) < 3
    if indicator == "all_others_disqualified":
        return len(seen.firms(seen.submitted)) < 2
    if indicator in ("lowest_bid_disqualified", "identical_bid_prices"):
        priced = [bid for bid in seen.submitted if part(bid, "value", "amount") is not None]
        return len(priced) < 2 or len(seen.firms(seen.submitted)) < 2
    return len(seen.firms(seen.valid)) < 2 or any(len(items(bid, "tenderers")) > 1 for bid in seen.valid)


def perhaps_one(seen, *_):
    names = [str(tenderer.get("name") or "") for bid in seen.bids for tenderer in items(bid, "tenderers")]
    ids = [tenderer.get("id") for bid in seen.bids for tenderer in items(bid, "tenderers")]
    pairs = [(a, b) for at, a in enumerate(names) for other, b in enumerate(names[:at]) if ids[at] != ids[other]]
    return any(resemble(a, b) for a, b in pairs)


def contradict(seen, *_):
    told = seen.tender.get("numberOfTenderers")
    firms = {tenderer.get("id") for bid in seen.bids for tenderer in items(bid, "tenderers")}
    others = {len(items(seen.tender, "tenderers")), len(seen.bids), len(firms), len(seen.valid)}
    return told is not None and any(other != told for other in others)


def currencies(seen, *_):
    rows = seen.bids + seen.awards
    return len({part(row, "value", "currency") for row in rows if part(row, "value", "amount") is not None}) > 1 or any(
        part(row, "value", "currency") != CURRENCY for row in rows if part(row, "value", "amount") is not None
    )


def after(seen, *_):
    lowest = [part(award, "value", "amount") for award in seen.active]
    prices = [amount for amount in seen.amounts() if amount is not None]
    return bool(prices) and (not lowest or min(prices) <= max(amount for amount in lowest + prices if amount is not None))


def backwards(seen, *_):
    begin, end = seen.period()
    return begin is not None and end is not None and end < begin


def everybody(seen, *_):
    """All firms whose bids are published with a price were awarded."""
    won = {supplier.get("id") for award in seen.active for supplier in items(award, "suppliers")}
    priced = [bid for bid in seen.bids if part(bid, "value", "amount") is not None and folded(bid.get("status")) not in ("withdrawn", "invited")]
    return bool(won) and seen.firms(priced) <= won


def without_bid(seen, *_):
    won = {supplier.get("id") for award in seen.active for supplier in items(award, "suppliers")}
    return bool(won - seen.firms(seen.valid))


def twice(seen, *_):
    return SAME[seen.offers()] > 1 or SAME[seen.prices()] > 1


QUALITY = r"quality|qcbs|qbs|consult|expression of interest|\beoi\b|rfp|request for proposal|advisory|individual|empanel|agency|agencies|\bngo\b|auditor|accountant|survey|مشاور|کیفی"
AGAIN = r"\b(re ?tender\w*|re ?e? ?tender|re ?invit\w*|re ?bid\w*|re ?call\w*|recall|second|2nd|3rd|third|[2-9](st|nd|rd|th)|again|re|retendering|call)\b|تجدید|مجدد|نوبت"
SALE = r"\b(sale|grant|off shop|sell\w*|auction|lease|leasing|let\w*|rent\w*|licen[cs]e|settlement|disposal|scrap|parking|fishery|fisheries|market|ghat|bazar|mahal|hat|toll|beel|river)\b|مزایده|فروش|اجاره|بهره برداری"

# What must be so in the data for the reason to be true.
REASONS = {
    "awards_not_final": lambda seen, *_: any(folded(award.get("status")) in ("pending", "") for award in seen.awards) or len(seen.active) < len(seen.awards),
    "bid_after_its_award": lambda seen, *_: max([str(bid.get("date") or "")[:10] for bid in seen.valid], default="") > max([str(award.get("date") or "")[:10] for award in seen.active], default=""),
    "bids_not_judged": lambda seen, *_: any(folded(bid.get("status")) in ("pending", "invited", "") for bid in seen.bids),
    "everybody_awarded": everybody,
    "published_twice": twice,
    "ranked_by_quality": lambda seen, *_: bool(re.search(QUALITY, words(seen.release))),
    "winner_did_not_bid": without_bid,
    "cancelled": lambda seen, *_: folded(seen.tender.get("status")) == "cancelled",
    "held_again": lambda seen, *_: bool(re.search(AGAIN, words(seen.release))),
    "lots": lambda seen, *_: len(items(seen.tender, "lots")) > 1,
    "method_not_competitive": lambda seen, *_: folded(seen.tender.get("procurementMethod")) not in OPEN,
    "no_active_award": lambda seen, *_: not seen.active,
    "no_amounts": lambda seen, *_: any(amount is None for amount in seen.amounts()),
    "no_awards": lambda seen, *_: not seen.awards,
    "no_bid_dates": lambda seen, *_: not all(day(bid.get("date")) for bid in seen.bids),
    "no_bids": lambda seen, *_: not seen.submitted,
    "no_codes": lambda seen, *_: not seen.codes,
    "no_method": lambda seen, *_: not folded(seen.tender.get("procurementMethod")),
    "no_number_of_tenderers": lambda seen, *_: not seen.tender.get("numberOfTenderers") and not items(seen.tender, "tenderers") and not seen.bids,
    "no_period": lambda seen, *_: None in seen.period(),
    "numbers_contradict": contradict,
    "other_currency": currencies,
    "perhaps_one_firm": perhaps_one,
    "period_ends_before_it_begins": backwards,
    "sale_or_licence": lambda seen, *_: bool(re.search(SALE, words(seen.release))),
    "second_below_winner": after,
    "several_awards_or_suppliers": lambda seen, *_: len(seen.active) != 1 or len(items(seen.active[0], "suppliers")) != 1,
    "too_few": too_few,
    "unknown_status": lambda seen, *_: seen.unknown("bid", seen.bids) or seen.unknown("award", seen.awards),
    "zero_amount": lambda seen, *_: any(amount is not None and amount <= 0 for amount in seen.amounts() + [part(award, "value", "amount") for award in seen.awards]),
}


def main():
    global CURRENCY, PARAMETERS, SAME
    if len(sys.argv) < 3 or sys.argv[1].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    contradicted = 0
    for name in sys.argv[2:]:
        path = pathlib.Path(name)
        read = list(releases(path))
        told = collections.defaultdict(list)
        for release in read:
            told[release.get("ocid")].append(release)
        tenders = {ocid: Tender(made) for ocid, made in ((ocid, process(all_told)) for ocid, all_told in told.items()) if ocid and made}
        used = collections.Counter(part(bid, "value", "currency") for seen in tenders.values() for bid in seen.bids + seen.awards)
        CURRENCY = next((currency for currency, _ in used.most_common() if currency), "")
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "observations.csv"
            command = [sys.argv[1], "scan", str(path), "--null", "0", "--format", "json", "--observations", str(out), "--out", str(out) + ".json"]
            command += ["--currency", CURRENCY] if CURRENCY else []
            said = subprocess.run(command, capture_output=True, text=True)
            if said.returncode != 0:
                print(f"check.py: the scan of {name} ended with {said.returncode}: {said.stderr.strip()}", file=sys.stderr)
                return 2
            said = json.loads(pathlib.Path(str(out) + ".json").read_text())
            PARAMETERS = {one["indicator"]: one["parameters"] for one in said["indicators"]}
            rows = [row for row in csv.DictReader(out.open()) if row["state"] == "not_computable"]
        firms = firms_of(tenders)
        SAME = collections.Counter(key for seen in tenders.values() for key in {seen.offers(), seen.prices()})
        true, false, passed, examples = collections.Counter(), collections.Counter(), collections.Counter(), {}
        for row in rows:
            key = (row["indicator"], row["reason"])
            named = row["subject"]
            seen = (tenders.get(named) or lot_of(tenders, named)) if row["subject_kind"] == "tender" else firms[named]
            # A reason that is not known here is contradicted: it has to be looked at.
            holds = REASONS.get(row["reason"], lambda *_: False)
            answer = None if seen is None else holds(seen, row["subject_kind"], row["indicator"])
            if answer is None:
                passed[key] += 1
            elif answer:
                true[key] += 1
            else:
                false[key] += 1
                examples.setdefault(key, row["subject"])
        print(f"{path.name}: {len(rows)} not computable; {sum(true.values())} true, {sum(false.values())} contradicted, {sum(passed.values())} not looked at")
        for key in sorted(false):
            print(f"  {key[0]} {key[1]}: {false[key]} contradicted of {false[key] + true[key]}, as {examples[key]}")
        for key in sorted(passed):
            print(f"  {key[0]} {key[1]}: {passed[key]} not looked at")
        contradicted += sum(false.values())
    return 1 if contradicted else 0


if __name__ == "__main__":
    sys.exit(main())

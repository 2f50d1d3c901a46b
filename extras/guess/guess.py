#!/usr/bin/env python3
"""Tries to read back, from the public log alone, what is not public; README.md beside this file says how and why.

    guess.py LOG --words FILE [--scan FILE]... [--input FILE]... [--receipt FILE]... [--salts DATABASE]
             [--at-least N | --none]

LOG is a folder as a site publishes it: checkpoint, vkey, tile/entries. Exit code 0: as asked for. 1: it found fewer rows
than N, or anything at all with --none; each is named. 2: it could not run.
"""
import argparse
import collections
import hashlib
import itertools
import json
import re
import sqlite3
import sys
from pathlib import Path

from rows import Knowledge, compact, rows

CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
# So many rows of one record are tried with every salt that can be thought of; without salt all are.
MOST_SALTED = 600
SALT = re.compile(r"\b[0-9a-f]{32}\b")
# What a free word of an entry may say without naming a date, a letter, a count or a file.
TELLING = re.compile(r"\d{4}-\d\d-\d\d|[0-9a-f]{64}|\d+ of \d+|letter|[\u0600-\u06ff]|for person|findings|records")


def entries_of(log):
    """The log's entries, as anybody gets them bundle by bundle, each behind its length in two bytes."""
    size, found = int((log / "checkpoint").read_text(encoding="utf-8").split("\n")[1]), []
    for number in range(-(-size // 256)):
        place = f"{number % 1000:03}"
        if number >= 1000:
            place = f"x{number // 1000:03}/{place}"
        path = log / "tile" / "entries" / place
        if not path.is_file():
            path = max((log / "tile" / "entries" / f"{place}.p").iterdir(), key=lambda part: int(part.name))
        data, at = path.read_bytes(), 0
        while at < len(data):
            length = int.from_bytes(data[at : at + 2], "big")
            found.append(data[at + 2 : at + 2 + length])
            at += 2 + length
    return found[:size]


def salts(entry, before, place, counter, table, key, version, vkey):
    """What a careless program might take for chance, each as bytes with its name."""
    yield "no salt", b""
    for byte in (0, 255):
        yield f"16 times {byte}", bytes([byte]) * 16
    yield "the entry before", hashlib.sha256(b"\0" + before).digest()[:16]
    millis = int(re.sub(r"\D", "", entry["time"]))
    numbers = {"seq": entry["seq"], "place": place, "counter": counter, "key": int(key), "version": version, "time": millis}
    for name, number in numbers.items():
        for width, order in itertools.product((8, 16), ("big", "little")):
            yield f"{name} in {width} bytes, {order}", number.to_bytes(width, order)
        yield f"{name} in digits", str(number).encode()
    texts = {"table and key": f"{table}{key}", "table/key": f"{table}/{key}", "time": entry["time"], "case": entry["case"],
             "key of the log": vkey, **{name: str(number) for name, number in numbers.items()}}
    for name, text in texts.items():
        data = (text or "").encode()
        yield f"SHA-256 of {name}", hashlib.sha256(data).digest()[:16]
        yield f"SHA-256 of {name}, whole", hashlib.sha256(data).digest()
        yield f"MD5 of {name}", hashlib.md5(data).digest()


def shapes(record):
    """How the shape of a row may enter its hash."""
    yield b""
    shape = record.get("shape")
    if shape is not None:
        # Today's form is the digits and a line break; the rest is what another might be.
        yield f"{shape}\n".encode()
        yield str(shape).encode()
        if isinstance(shape, int):
            yield from (shape.to_bytes(width, "big") for width in (4, 8))


class Guesser:
    def __init__(self, known, log, given, careless, shown):
        """`given` are salts by record, `careless` says whether to try such as can be computed, `shown` is what receipts say."""
        self.known, self.given, self.careless, self.shown = known, given, careless, shown
        self.vkey = (log / "vkey").read_text(encoding="utf-8").strip() if (log / "vkey").is_file() else ""
        self.texts = entries_of(log)
        self.entries = [json.loads(text) for text in self.texts]
        self.found, self.seen, self.tries = collections.defaultdict(dict), collections.Counter(), 0

    def rows(self):
        """Every hash of a row against every row that it may be of."""
        history, counter = collections.defaultdict(list), 0
        for entry, before in zip(self.entries, [b"", *self.texts]):
            for place, record in enumerate(entry["records"]):
                name = (record["table"], record["key"])
                history[name].append(entry)
                self.seen[record["table"]] += 1
                self.row(record, entry, before, place, counter, history[name])
                counter += 1

    def row(self, record, entry, before, place, counter, history):
        table, key, wanted = record["table"], record["key"], bytes.fromhex(record["sha256"])
        shaped, given = list(shapes(record)), self.given.get((table, key), [])
        guessed = list(salts(entry, before, place, counter, table, key, len(history), self.vkey))
        if not self.careless:
            guessed = guessed[:1]
        plain = [("no salt", shape, b"") for shape in shaped]
        plain += [("a salt that was given out", salt + shape, b"") for salt in given for shape in shaped[:2]]
        salted = [(name, salt + shape, b"") for name, salt in guessed[1:] for shape in shaped[:2]]
        salted += [(name, shape, salt) for name, salt in guessed[1:] for shape in shaped[1:2] or shaped]
        tried = 0
        for row in rows(self.known, table, key, history):
            text = CANONICAL(row).encode()
            ways = plain if tried >= MOST_SALTED or row["version"] != len(history) else plain + salted
            tried += ways is not plain
            for name, head, tail in ways:
                self.tries += 1
                if hashlib.sha256(head + text + tail).digest() == wanted:
                    self.found[table][key, entry["seq"]] = f"{name}: {text.decode()}"
                    return

    def officers(self):
        """What groups entries by person: an `actor` in clear, one that comes twice, one that can be computed."""
        faults, actors = [], collections.defaultdict(list)
        for entry in self.entries:
            if entry["actor"] is not None:
                actors[str(entry["actor"])].append(entry["seq"])
        told = sum(isinstance(entry["actor"], int) for entry in self.entries)
        twice = sum(len(seqs) > 1 for seqs in actors.values())
        if told or twice:
            faults.append(f"{twice} people can be told apart by `actor`, {told} entries give it in clear")
        people = [str(number) for number in range(1, 200)]
        people += itertools.chain.from_iterable((name, sign_in) for name, sign_in, _ in self.known.people)
        forms = [person.encode() for person in people] + [f'"{person}"'.encode() for person in people]
        forms += [number.to_bytes(8, order) for number in range(1, 200) for order in ("big", "little")]
        for entry, before in zip(self.entries, [b"", *self.texts]):
            if not isinstance(entry["actor"], str):
                continue
            wanted = {bytes.fromhex(entry["actor"])}
            for name, salt in salts(entry, before, 0, entry["seq"], "people", "0", 1, self.vkey):
                self.tries += 2 * len(forms)
                if any({hashlib.sha256(salt + form).digest(), hashlib.sha256(form + salt).digest()} & wanted for form in forms):
                    faults.append(f"entry {entry['seq']}: its `actor` opens with {name}")
                    break
        # A salt that two rows share is known for the second as soon as the first is shown.
        shared = collections.defaultdict(set)
        for salt, row in openings(self.shown):
            shared[salt].add(row)
        if several := [salt for salt, shown in shared.items() if len(shown) > 1]:
            faults.append(f"{len(several)} salts of {len(shared)} open two rows")
        opened = collections.Counter(re.findall(r"^actor [0-9a-f]{32} (\d+)", self.shown, re.MULTILINE))
        if sum(count > 1 for count in opened.values()):
            faults.append(f"public receipts open `actor` of {len(opened)} people, some twice")
        return faults

    def told(self):
        """Free words of entries that say what the record itself does not show to anybody."""
        return [f"entry {entry['seq']}, {entry['deed']}: {entry['detail']}" for entry in self.entries
                if TELLING.search(entry.get("detail") or "")]


def openings(text):
    """Salt and row of every line that gives both: of receipts, and of published rows."""
    for line in text.splitlines():
        if beside := re.match(r"record ([0-9a-f]{32}) \d+ (\{.*)", line):
            yield beside[1], beside[2]
        elif line.startswith('{"') and '"salt":' in line:
            read = json.loads(line)
            yield read["salt"], compact(read["row"], sort=True)


def given_out(receipts, database):
    """Salts that the guesser holds: of receipts anybody can have, or, to try the guesser itself, of the county's own."""
    given = collections.defaultdict(list)
    # A salt beside its row opens that row, as it should; one that stands alone is tried on every other.
    lines = {line for path in receipts for line in path.read_text(encoding="utf-8").splitlines() if SALT.search(line)}
    alone = {bytes.fromhex(salt) for line in lines if "{" not in line for salt in SALT.findall(line)}
    if alone:
        given = collections.defaultdict(lambda: list(alone))
    if database:
        county = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
        for (table,) in county.execute("SELECT name FROM log_tables").fetchall():
            for key, salt in county.execute(f'SELECT id, salt FROM "{table}"'):
                given[table, str(key)].append(salt if isinstance(salt, bytes) else bytes.fromhex(salt))
    return given


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("log", type=Path)
    asked.add_argument("--words", type=Path, required=True)
    for several in ("scan", "input", "receipt"):
        asked.add_argument(f"--{several}", type=Path, action="append", default=[])
    asked.add_argument("--salts", type=Path)
    asked.add_argument("--at-least", type=int)
    asked.add_argument("--none", action="store_true")
    asked = asked.parse_args()
    known = Knowledge(asked.scan, asked.words, asked.input)
    shown = "\n".join(path.read_text(encoding="utf-8") for path in asked.receipt)
    guesser = Guesser(known, asked.log, given_out(asked.receipt, asked.salts), asked.none, shown)
    guesser.rows()
    officers, told = guesser.officers(), guesser.told()
    for table, count in sorted(guesser.seen.items()):
        found = guesser.found[table]
        print(f"{table:<18} {count:>4} hashes, {len(found):>4} confirmed, {len({key for key, _ in found}):>3} records known")
        for (key, seq), how in list(found.items())[:1]:
            print(f"    such as {table} {key} by entry {seq}: {how[:150]}")
    for fault in officers:
        print(f"officers: {fault}")
    for fault in told[:5]:
        print(f"told: {fault}")
    confirmed = sum(map(len, guesser.found.values()))
    print(f"{len(guesser.entries)} entries, {len(known.named)} verdicts known, {guesser.tries} tries: {confirmed} rows "
          f"confirmed, {len(officers)} ways to people, {len(told)} entries that tell")
    if asked.none:
        return 1 if confirmed or officers or told else 0
    return 1 if confirmed < (asked.at_least or 0) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, ValueError, KeyError, sqlite3.Error) as error:
        print(f"guess.py: {error!r}", file=sys.stderr)
        sys.exit(2)

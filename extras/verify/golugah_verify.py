#!/usr/bin/env python3
"""Holds a county's records against its log, and its log against checkpoints kept elsewhere: a second opinion.

Written from the documented forms (RFC 6962, RFC 8032, C2SP signed-note, tlog-checkpoint and tlog-tiles, and
docs/log.md), with Python's standard library alone, so that nobody needs to trust the program that wrote the log.

  golugah_verify.py DATA [--checkpoint FILE]... [--key FILE] [--self-test]
  golugah_verify.py --export FOLDER [--checkpoint FILE --key FILE]...
  golugah_verify.py --receipt FILE --key FILE [--self-test]
  golugah_verify.py --url ADDRESS/log --checkpoint FILE --key FILE [--records FILE]...

The first reads the county's own folder, the second what `golugah export --out` wrote and nothing else, the third one
receipt. The last needs nothing but the network: it reads the
whole log as the site publishes it and holds it against what was kept elsewhere, and the records of published sessions
(ADDRESS/portal/sessions/N/records.jsonl, or `golugah export --public`) against the log.

Exit codes: 0 all holds, 1 something does not (each thing is named), 2 it could not run.
"""

import argparse
import base64
import hashlib
import json
import sqlite3
import sys
import urllib.error
import urllib.request
from pathlib import Path

# Ed25519 as RFC 8032 section 5.1 gives it; only verification, so nothing here needs to be done in constant time.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def x_of(y, sign):
    """The x of a point by its y and the lowest bit of x; None where there is no such point."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def point(data):
    """A point in extended coordinates, from its 32 bytes."""
    number = int.from_bytes(data, "little")
    y = number & ((1 << 255) - 1)
    x = x_of(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, p):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, p)
        p = add(p, p)
        scalar >>= 1
    return total


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(BASE_Y, 0), BASE_Y, 1, x_of(BASE_Y, 0) * BASE_Y % P)


def signed(key, message, signature):
    """Whether this is the signature of the message by the key."""
    if len(key) != 32 or len(signature) != 64:
        return False
    signer, r = point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if signer is None or r is None or s >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    return same(times(s, BASE), add(r, times(challenge, signer)))


# The tree of RFC 6962 section 2.1.
def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """The leaves, and the hash over any run of them that a perfect subtree covers, worked out once."""

    def __init__(self, leaves):
        self.levels = [leaves]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)])

    def edge(self, size):
        """The perfect subtrees that the first `size` leaves fall into, the largest first."""
        edge, begun = [], 0
        for level in reversed(range(len(self.levels))):
            if size >> level & 1:
                edge.append(self.levels[level][begun >> level])
                begun += 1 << level
        return edge

    def root(self, size):
        edge = self.edge(size)
        if not edge:
            return hashlib.sha256(b"").digest()
        root = edge.pop()
        while edge:
            root = node_hash(edge.pop(), root)
        return root


class Malformed(Exception):
    """Not of the form it should have."""


def key_of(text):
    """A C2SP vkey: name, key id and key; the id must be the key's own."""
    parts = text.strip().split("+", 2)
    try:
        name, number, key = parts[0], bytes.fromhex(parts[1]), base64.b64decode(parts[2], validate=True)
    except (IndexError, ValueError) as error:
        raise Malformed(f"not a public key of the form name+id+key: {error}") from error
    if len(key) != 33 or key[0] != 1 or hashlib.sha256(name.encode() + b"\n" + key).digest()[:4] != number:
        raise Malformed("the key's id is not that of its name and bytes, or it is no Ed25519 key")
    return name, number, key[1:]


def checkpoint_of(text, key):
    """Size and root of a C2SP checkpoint signed by this key."""
    name, number, public = key
    body, gap, signatures = text.partition("\n\n")
    lines = body.split("\n")
    if not gap or len(lines) != 3 or not lines[1].isascii() or not lines[1].isdigit():
        raise Malformed("not a signed checkpoint of three lines: name, size and root")
    if lines[0] != name:
        raise Malformed(f"a checkpoint of {lines[0]}, and the key is {name}'s")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except ValueError as error:
        raise Malformed(f"the root is not base64: {error}") from error
    for line in signatures.splitlines():
        dash, _, rest = line.partition(" ")
        signer, _, blob = rest.rpartition(" ")
        try:
            blob = base64.b64decode(blob, validate=True)
        except ValueError:
            continue
        if dash == "\u2014" and signer == name and blob[:4] == number:
            if signed(public, (body + "\n").encode(), blob[4:]):
                return int(lines[1]), root
            raise Malformed(f"the signature by {name} does not fit the text")
    raise Malformed(f"no signature by {name}")


def canonical(row):
    """The text of a row that is committed to."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def salt_of(text):
    """The bytes of a salt, which is written in one way only."""
    salt = bytes.fromhex(text)
    if len(salt) != 16 or salt.hex() != text:
        raise ValueError("not a salt")
    return salt


def row_commitment(salt, shape, text):
    """What an entry says of a row: its salt, shape and canonical text, hashed."""
    return hashlib.sha256(salt_of(salt) + str(shape).encode() + b"\n" + text).hexdigest()


def person_commitment(salt, person):
    """What an entry says of who did the deed."""
    return hashlib.sha256(salt_of(salt) + str(person).encode()).hexdigest()


def committed(row, shape, columns):
    """The commitment to a row in a shape of its table; columns that the shape does not know must be empty."""
    if columns is None or any(row[name] is not None for name in row if name != "salt" and name not in columns):
        raise ValueError("something that nobody vouches for")
    return row_commitment(row["salt"], shape, canonical({name: row[name] for name in columns}))


class Database:
    """A county in its own file."""

    left_out = ()

    def __init__(self, path):
        if not path.is_file():
            raise OSError(f"{path}: there is no county here")
        self.database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        self.database.row_factory = sqlite3.Row

    def entries(self):
        return self.database.execute("SELECT seq, entry FROM log_entries ORDER BY seq")

    def shapes(self):
        shapes = {}
        for table, shape, columns in self.database.execute("SELECT tbl, shape, columns FROM log_shapes ORDER BY tbl, shape"):
            shapes.setdefault(table, {})[shape] = columns.split(",")
        return shapes

    def rows(self, table):
        quoted = '"' + table.replace('"', '""') + '"'
        for row in self.database.execute(f"SELECT * FROM {quoted} ORDER BY 1"):
            yield {name: row[name] for name in row.keys()}

    def head(self):
        (head,) = self.database.execute("SELECT tree FROM log_head WHERE id = 1").fetchone()
        return head


class Exported:
    """A county that has left: what `golugah export --out` wrote."""

    # Hashes of passwords and codes stay where they are.
    left_out = ("credentials", "codes")

    def __init__(self, folder, faults):
        self.folder = folder
        for file in json.loads(read_text(folder / "contents.json"))["files"]:
            if hashlib.sha256((folder / file["file"]).read_bytes()).hexdigest() != file["sha256"]:
                faults.append(f"{file['file']} is not as contents.json says")

    def entries(self):
        return enumerate(read_text(self.folder / "log.jsonl").split("\n")[:-1])

    def shapes(self):
        shapes = json.loads(read_text(self.folder / "shapes.json"))
        return {
            table: {int(shape): columns for shape, columns in known.items()}
            for table, known in shapes.items()
            if table not in self.left_out
        }

    def rows(self, table):
        return json.loads(read_text(self.folder / "tables" / f"{table}.json"))

    def head(self):
        return None


def entries_of(county, faults):
    """The entries' leaves, for each row the entry that wrote it last, its shape and commitment; and what is kept beside
    the entries is held against what they say: who did each, and its case."""
    leaves, last, actors, cases, unreadable = [], {}, {}, {}, set()
    for expected, (seq, entry) in enumerate(county.entries()):
        if seq != expected:
            faults.append(f"log entry {expected} is missing")
        leaves.append(leaf_hash(entry.encode()))
        try:
            read = json.loads(entry)
            if read["seq"] != seq:
                raise ValueError("another number")
            for record in read["records"]:
                last[record["table"], record["key"]] = (seq, record["shape"], record["sha256"])
            if read["actor"] is not None:
                actors[seq] = read["actor"]
            kind, _, record = (read["case"] or "").partition("/")
            if record:
                cases[seq] = (kind, int(record), read["deed"])
        except (ValueError, KeyError, TypeError):
            faults.append(f"log entry {seq} is not as the program writes entries")
            unreadable.add(seq)
    found = {}
    for row in county.rows("log_actors"):
        try:
            found[row["seq"]] = person_commitment(row["salt"], row["person_id"])
        except (ValueError, TypeError):
            found[row["seq"]] = None
    compare_beside("log_actors", actors, found, unreadable, faults)
    steps = {row["seq"]: (row["kind"], row["record"], row["deed"]) for row in county.rows("log_cases")}
    compare_beside("log_cases", cases, steps, unreadable, faults)
    return leaves, last


def compare_beside(table, said, found, unreadable, faults):
    """What is kept beside the entries against what they say."""
    for seq in sorted((said.keys() | found.keys()) - unreadable):
        if seq not in said:
            faults.append(f"{table} {seq} was written by no deed")
        elif seq not in found:
            faults.append(f"{table} {seq}, last written by log entry {seq}, is gone")
        elif said[seq] != found[seq]:
            faults.append(f"{table} {seq} is not as its last deed (log entry {seq}) left it")


def compare_rows(county, last, faults):
    """Every official row against the last word of the log on it, and every text against what the rows commit to; gives how
    many rows there are."""
    seen, named, withdrawn = set(), set(), set()
    for table, shapes in county.shapes().items():
        for row in county.rows(table):
            key = (table, str(row["id"]))
            seen.add(key)
            named |= {row[name] for name in row if name.endswith("_commitment") and row[name] is not None}
            if table == "text_forgets":
                withdrawn.add(row["commitment"])
            if key not in last:
                faults.append(f"{table} {row['id']} was written by no deed")
                continue
            seq, shape, sha256 = last[key]
            try:
                found = committed(row, shape, shapes.get(shape))
            except (TypeError, ValueError, KeyError):
                found = ""
            if found != sha256:
                faults.append(f"{table} {row['id']} is not as its last deed (log entry {seq}) left it")
    for (table, key), (seq, _, _) in sorted(last.items()):
        if (table, key) not in seen and table not in county.left_out:
            faults.append(f"{table} {key}, last written by log entry {seq}, is gone")
    compare_texts(county.rows("texts"), named, withdrawn, faults)
    return len(seen)


def text_commitment(salt, text):
    """What a row holds in the place of a text that may have to go."""
    return hashlib.sha256(salt_of(salt) + text.encode()).hexdigest()


def compare_texts(texts, named, withdrawn, faults):
    """Every text against the commitment that a record holds in its place; one that is gone was withdrawn by a deed."""
    missing = set(named)
    for row in texts:
        commitment, salt, text = row["commitment"], row["salt"], row["text"]
        missing.discard(commitment)
        if salt is None and text is None:
            if commitment not in withdrawn:
                faults.append(f"text {commitment}: it is gone, and no deed withdrew it")
            continue
        if commitment in withdrawn:
            faults.append(f"text {commitment}: it is there, though a deed withdrew it")
        elif commitment not in named:
            faults.append(f"text {commitment}: it is there, and no record names it")
        elif text is None:
            faults.append(f"text {commitment}: it is gone, and no deed withdrew it")
        else:
            try:
                found = text_commitment(salt, text)
            except (ValueError, TypeError, AttributeError):
                found = None
            if found != commitment:
                faults.append(f"text {commitment}: it is not the text that was committed to")
    for commitment in sorted(missing):
        faults.append(f"text {commitment}: it is gone, and no deed withdrew it")


def hold(tree, size, checkpoint, name, faults):
    """The log against one checkpoint."""
    vouched, root = checkpoint
    if vouched > size:
        faults.append(f"{name}: the log has {size} entries, the checkpoint vouches for {vouched}: the newest are gone")
    elif tree.root(vouched) != root:
        faults.append(f"{name}: the log's first {vouched} entries are not those of the checkpoint")


def compare_tiles(tree, folder, size, faults):
    """The hash tiles on disk against the tree, as far as they were published."""
    for tile in sorted(folder.glob("tile/[0-9]*/**/*")):
        if not tile.is_file():
            continue
        parts = list(tile.relative_to(folder).parts)
        width = 256
        if parts[-2].endswith(".p"):
            width = int(parts.pop())
            parts[-1] = parts[-1][:-2]
        level, number = int(parts[1]), int("".join(part.removeprefix("x") for part in parts[2:]))
        begun = number * 256
        hashes = tree.levels[8 * level][begun : begun + width] if 8 * level < len(tree.levels) else []
        if tile.read_bytes() != b"".join(hashes):
            faults.append(f"{tile}: this tile is not that of the log's entries")


# The log over HTTP, as C2SP tlog-tiles lays it out.
def asked_of(address, longest):
    """The bytes at an address; None where there is nothing."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            data = answer.read(longest + 1)
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise
    if len(data) > longest:
        raise Malformed(f"{address}: longer than {longest} bytes")
    return data


def tile_of(url, kind, index, width, longest):
    """A tile, or the whole one where the part that is asked for has become whole since."""
    place = f"{index % 1000:03}"
    while index := index // 1000:
        place = f"x{index % 1000:03}/{place}"
    part = asked_of(f"{url}/tile/{kind}/{place}.p/{width}", longest) if width < 256 else None
    data = part if part is not None else asked_of(f"{url}/tile/{kind}/{place}", longest)
    if data is None:
        raise Malformed(f"{url}/tile/{kind}/{place}: this tile is missing")
    return data


def entries_in(bundle, width, name):
    """The first entries of a bundle, each behind its length in two bytes."""
    entries, at = [], 0
    while len(entries) < width:
        length = int.from_bytes(bundle[at : at + 2], "big")
        entry = bundle[at + 2 : at + 2 + length]
        if at + 2 > len(bundle) or len(entry) != length:
            raise Malformed(f"{name}: {len(entries)} entries, {width} were expected")
        entries.append(entry)
        at += 2 + length
    return entries


def compare_records(records, entries, shapes, faults):
    """Records of published sessions, each with its salt, against the last word of the log on them; how many there are."""
    last, many = {}, 0
    for entry in entries:
        for record in json.loads(entry)["records"]:
            last[record["table"], record["key"]] = (record["shape"], record["sha256"])
    for file in records:
        # A line ends at a newline alone: a text may hold what else ends lines.
        for number, line in enumerate(read_text(file).split("\n"), 1):
            if not line:
                continue
            many += 1
            try:
                read = json.loads(line)
                shape, sha256 = last[read["table"], read["key"]]
                columns = shapes[read["table"]][str(shape)]
                holds = read["key"] == str(read["row"]["id"])
                holds = holds and committed({**read["row"], "salt": read["salt"]}, shape, columns) == sha256
            except (ValueError, KeyError, TypeError):
                holds = False
            if not holds:
                faults.append(f"{file}: line {number} is not what the log vouches for")
    return many


def watch(url, checkpoints, key_file, records):
    """The whole published log against its own checkpoint, its tiles, and checkpoints kept elsewhere; and records with
    their salts against it."""
    faults = []
    note = asked_of(f"{url}/checkpoint", 65536)
    if note is None:
        raise Malformed(f"{url}/checkpoint: nothing is published here")
    key = key_of(read_text(key_file) if key_file else (asked_of(f"{url}/vkey", 4096) or b"").decode())
    size, root = checkpoint_of(note.decode(), key)
    entries = []
    for index in range(-(-size // 256)):
        width = min(256, size - 256 * index)
        bundle = tile_of(url, "entries", index, width, 256 * 65537)
        entries += entries_in(bundle, width, f"entries {256 * index}")
    leaves = [leaf_hash(entry) for entry in entries]
    tree = Tree(leaves)
    hold(tree, size, (size, root), f"{url}/checkpoint", faults)
    for level in range(0, len(tree.levels), 8):
        hashes = tree.levels[level]
        for index in range(-(-len(hashes) // 256)):
            expected = hashes[256 * index : 256 * (index + 1)]
            found = tile_of(url, level // 8, index, len(expected), 8192)
            if found[: 32 * len(expected)] != b"".join(expected):
                faults.append(f"tile {level // 8}/{index}: this tile is not that of the log's entries")
    for file in checkpoints:
        try:
            hold(tree, size, checkpoint_of(read_text(file), key), file, faults)
        except (Malformed, UnicodeDecodeError) as error:
            faults.append(f"{file}: {error}")
    held = ""
    if records:
        shapes = json.loads(asked_of(f"{url}/shapes.json", 1 << 20) or b"{}")
        held = f"{compare_records(records, entries, shapes, faults)} records, "
    looked_at = f"{size} entries, {held}{1 + len(checkpoints)} checkpoints; root {base64.b64encode(root).decode()}"
    return faults, looked_at


def read_text(path):
    return Path(path).read_text(encoding="utf-8")


def verify(data, checkpoints, key_file):
    """A county's own folder; gives what does not hold and what was looked at."""
    published = data / "log" / "checkpoint"
    asked = [Path(file) for file in checkpoints] + ([published] if published.exists() else [])
    return compare(Database(data / "county.sqlite"), asked, key_file or data / "log" / "vkey", data / "log", [])


def verify_export(folder, checkpoints, key_file):
    """What `golugah export --out` wrote, by itself."""
    faults = []
    return compare(Exported(folder, faults), [Path(file) for file in checkpoints], key_file, None, faults)


def compare(county, checkpoints, key_file, log, faults):
    leaves, last = entries_of(county, faults)
    tree, size = Tree(leaves), len(leaves)
    head = county.head()
    if head is not None and head != (size.to_bytes(8, "big") + b"".join(tree.edge(size))).hex():
        faults.append("log_head is not the tree of the log's entries")
    records = compare_rows(county, last, faults)
    if checkpoints:
        key = key_of(read_text(key_file))
        for file in checkpoints:
            try:
                hold(tree, size, checkpoint_of(read_text(file), key), file, faults)
            except (Malformed, UnicodeDecodeError) as error:
                faults.append(f"{file}: {error}")
        if log:
            compare_tiles(tree, log, size, faults)
    root = base64.b64encode(tree.root(size)).decode()
    return faults, f"{size} entries, {records} records, {len(checkpoints)} checkpoints; root {root}"


def included(leaf, index, size, proof, root):
    """Whether the leaf stands at this place in the log of this size and root (RFC 9162 section 2.1.3.2)."""
    if index >= size:
        return False
    place, last, node = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(step, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, step)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def check_receipt(text, key):
    """A receipt by itself; gives what does not hold and what it says."""
    head, gap, note = text.partition("\n\n")
    lines = head.split("\n")
    if not gap or len(lines) < 3 or lines[0] != "golugah receipt v2" or not (lines[1].isascii() and lines[1].isdigit()):
        return ["not a receipt"], ""
    index, entry = int(lines[1]), lines[2]
    try:
        named = [line.partition(" ")[::2] for line in lines[3:]]
        names = [name for name, _ in named]
        if names != sorted(names, key=["actor", "record", "proof"].index) or names.count("actor") > 1:
            raise ValueError("not in their order")
        actors = [rest.split(" ") for name, rest in named if name == "actor"]
        records = [rest.split(" ", 2) for name, rest in named if name == "record"]
        proof = [base64.b64decode(rest, validate=True) for name, rest in named if name == "proof"]
        size, root = checkpoint_of(note, key)
        read = json.loads(entry)
        vouched = {
            (record["shape"], record["sha256"]): f"{record['table']} {record['key']}" for record in read["records"]
        }
        opened = [row_commitment(salt, int(shape), row.encode()) for salt, shape, row in records]
        by = "the program" if read["actor"] is None else "somebody"
        for salt, person in actors:
            by = f"person {person}" if person_commitment(salt, int(person)) == read["actor"] else None
        said = f"entry {index}: {read['deed']}, {read['case']}, at {read['time']} by {by} as {read['role']}"
    except Malformed as error:
        return [str(error)], ""
    except (ValueError, KeyError, TypeError):
        return ["not a receipt"], ""
    if read.get("seq") != index or not included(leaf_hash(entry.encode()), index, size, proof, root):
        return ["the checkpoint does not vouch for this entry"], ""
    faults = ["the entry was not by the person whom it names"] if by is None else []
    for (_, shape, _), commitment in zip(records, opened):
        name = vouched.get((int(shape), commitment))
        if name is None:
            faults.append("a record that it carries is not as the entry left it: it was altered afterwards")
        else:
            said += f"; {name} as it left it"
    return faults, said


# RFC 8032 section 7.1, tests 1 to 3: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe"
        "24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302a"
        "eeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed2"
        "8dc027beceea1ec40a",
    ),
]


def self_test():
    """The signature against RFC 8032, the tree against RFC 6962's definition worked out the long way."""
    for key, message, signature in VECTORS:
        key, message, signature = (bytes.fromhex(part) for part in (key, message, signature))
        assert signed(key, message, signature)
        assert not signed(key, message + b"x", signature)
        assert not signed(key, message, signature[:-1] + bytes([signature[-1] ^ 1]))

    def by_definition(leaves):
        if len(leaves) == 1:
            return leaves[0]
        split = 1 << (len(leaves) - 1).bit_length() - 1
        return node_hash(by_definition(leaves[:split]), by_definition(leaves[split:]))

    leaves = [leaf_hash(bytes([number])) for number in range(70)]
    tree = Tree(leaves)
    for size in range(1, 71):
        assert tree.root(size) == by_definition(leaves[:size]), size
    assert Tree([]).root(0) == hashlib.sha256(b"").digest()

    def way(leaves, index):
        if len(leaves) == 1:
            return []
        split = 1 << (len(leaves) - 1).bit_length() - 1
        left, right = leaves[:split], leaves[split:]
        if index < split:
            return way(left, index) + [by_definition(right)]
        return way(right, index - split) + [by_definition(left)]

    salt = bytes(range(16)).hex()
    row = committed({"id": 1, "later": None, "salt": salt}, 1, ["id"])
    assert row == hashlib.sha256(bytes(range(16)) + b'1\n{"id":1}').hexdigest()
    moved = text_commitment(salt, "abcd")
    assert moved == hashlib.sha256(bytes(range(16)) + b"abcd").hexdigest()
    for odd in (salt.upper()[:-1] + "F", salt[:-2], ""):
        try:
            raise AssertionError(salt_of(odd))
        except ValueError:
            pass
    for size in (1, 2, 7, 33, 70):
        root = tree.root(size)
        for index in range(size):
            proof = way(leaves[:size], index)
            assert included(leaves[index], index, size, proof, root), (index, size)
            assert not included(leaves[(index + 1) % 70], index, size, proof, root)
            assert not included(leaves[index], index, size, proof + [root], root)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path, nargs="?", help="the county's folder")
    parser.add_argument("--export", type=Path, help="instead, the folder that `golugah export --out` wrote")
    parser.add_argument("--receipt", help="instead, a receipt, checked by itself with the key")
    parser.add_argument("--url", help="the published log instead: the address of its folder, ending in /log")
    parser.add_argument("--checkpoint", action="append", default=[], help="one kept elsewhere; can be given again")
    parser.add_argument("--records", action="append", default=[], help="with --url: records to hold against the log")
    parser.add_argument("--key", help="the log's public key, kept elsewhere; DATA/log/vkey by default")
    parser.add_argument("--self-test", action="store_true", help="try the arithmetic on known answers first")
    asked = parser.parse_args()
    if asked.self_test:
        self_test()
    named = [asked.data, asked.export, asked.receipt, asked.url]
    needs_key = asked.receipt or (asked.export and asked.checkpoint)
    if named.count(None) != 3 or (needs_key and not asked.key):
        parser.error("name a county's folder, an export, a receipt and a key, or the published log with --url")
    try:
        if asked.receipt:
            faults, looked_at = check_receipt(read_text(asked.receipt), key_of(read_text(asked.key)))
        elif asked.export:
            faults, looked_at = verify_export(asked.export, asked.checkpoint, asked.key)
        elif asked.url:
            faults, looked_at = watch(asked.url.rstrip("/"), asked.checkpoint, asked.key, asked.records)
        else:
            faults, looked_at = verify(asked.data, asked.checkpoint, asked.key)
    except (OSError, UnicodeDecodeError, sqlite3.Error, Malformed) as error:
        print(f"golugah_verify: {error}", file=sys.stderr)
        return 2
    for fault in faults:
        print(fault)
    print(looked_at)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Run every indicator's SQL over a lake in DuckDB and compare it with what golugah observed.

    compare.py LAKE [--profile NAME] [--currency CODE] [--indicator NAME]... [--firms FILE.csv] [--out FILE.csv]
                    [--observations FILE.csv] [--cardinal FILE.json] [--tolerance T] [--decimals N]

    compare.py --cases FILE.jsonl

LAKE is a folder as `golugah import` writes it (docs/tables.md): one folder per table with Parquet files in it; a table
without files is empty. Prints one line per indicator: how many observations are raised, clear and not computable.

With --observations, each row of that CSV (indicator, subject_kind, subject, state, reason, value, threshold) must be
among the rows of the SQL, and the other way round; numbers may differ by 1e-9 of their size. For the `expected.csv` of
a case, whose numbers have at most six decimals, say --decimals 6: then both are rounded before. With one --indicator, a
CSV without the column `indicator` is taken to be about that one. The same subject may stand in several rows: a case is
looked at once per passage, event or step.

With --cardinal, the raised rows of the indicators that have a code are compared with what `ocdscardinal indicators`
printed for the same files (use --profile cardinal and its currency).

With --firms, the CSV says of pairs of names whether they are one firm's, as `golugah scan --firms` reads it.

With --cases, each line of the file is a JSON object with `lake`, `indicator`, `observations` and, where there are any,
`profile`, `currency` and `firms`: as many comparisons in one process. For each line one is printed: what differs, as a JSON list.

Exit code 0: all agree. 1: something differs. 2: it could not run.
"""

import argparse
import csv
import glob
import json
import math
import os
import re
import sys
import tomllib

try:
    import duckdb
except ImportError:
    print("compare.py: the Python package duckdb is not installed: pip install duckdb", file=sys.stderr)
    sys.exit(2)

RULES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../crates/golugah-indicators/src")

# The columns of docs/tables.md, for tables of which the lake has no file.
TABLES = {
    "tenders": "tender VARCHAR, file VARCHAR, line BIGINT, released_at TIMESTAMP, released_at_offset_minutes INTEGER,"
    " released_at_date_only BOOLEAN, buyer VARCHAR, buyer_name VARCHAR, procuring_entity VARCHAR,"
    " procuring_entity_name VARCHAR, status VARCHAR, method VARCHAR, method_details VARCHAR, category VARCHAR,"
    " number_of_tenderers BIGINT, published_at TIMESTAMP, published_at_offset_minutes INTEGER,"
    " published_at_date_only BOOLEAN, period_start TIMESTAMP, period_start_offset_minutes INTEGER,"
    " period_start_date_only BOOLEAN, period_end TIMESTAMP, period_end_offset_minutes INTEGER,"
    " period_end_date_only BOOLEAN, value_minor BIGINT, currency VARCHAR, bids_published BOOLEAN, bid_count INTEGER,"
    " awards_published BOOLEAN, award_count INTEGER, tenderers_counted BIGINT, tenderers_counted_from VARCHAR,"
    " sells BOOLEAN, again BOOLEAN, donor BOOLEAN, lots VARCHAR[], lot_statuses VARCHAR[], lot_bids VARCHAR[],"
    " urgent BOOLEAN, by_quality BOOLEAN",
    "bids": "tender VARCHAR, position INTEGER, bid VARCHAR, status VARCHAR, date TIMESTAMP,"
    " date_offset_minutes INTEGER, date_date_only BOOLEAN, tenderers VARCHAR[], tenderer_names VARCHAR[],"
    " amount_minor BIGINT, currency VARCHAR, lots VARCHAR[]",
    "awards": "tender VARCHAR, position INTEGER, award VARCHAR, status VARCHAR, date TIMESTAMP,"
    " date_offset_minutes INTEGER, date_date_only BOOLEAN, suppliers VARCHAR[], supplier_names VARCHAR[],"
    " classes VARCHAR[], amount_minor BIGINT, currency VARCHAR, lots VARCHAR[]",
    "cases": 'procedure VARCHAR, "case" VARCHAR, file VARCHAR, line BIGINT, applicant VARCHAR, responsible VARCHAR,'
    " due TIMESTAMP, event_count BIGINT, opened TIMESTAMP, closed TIMESTAMP",
    "events": 'procedure VARCHAR, "case" VARCHAR, position INTEGER, step VARCHAR, officer VARCHAR, unit VARCHAR,'
    " lifecycle VARCHAR, time TIMESTAMP, offset_minutes INTEGER, date_only BOOLEAN, due TIMESTAMP,"
    " due_date_only BOOLEAN, due_of_case BOOLEAN, planned TIMESTAMP, planned_date_only BOOLEAN, line BIGINT,"
    " file_position BIGINT, instance INTEGER, done_before BOOLEAN, typed_in BOOLEAN, other_day BOOLEAN",
    "names": "procedure VARCHAR, kind VARCHAR, position BIGINT, name VARCHAR, date_only BOOLEAN, person BOOLEAN",
}

COLUMNS = ["subject_kind", "subject", "state", "reason", "value", "threshold"]


def indicators():
    """Name → folder of every indicator that has an SQL form, in order of name."""
    files = glob.glob(os.path.join(RULES, "*", "*", "indicator.sql"))
    return {os.path.basename(os.path.dirname(file)): os.path.dirname(file) for file in sorted(files)}


def read_answers(path):
    """What people said of pairs of names: [name_a, name_b, whether they are one firm's], each pair once, the names in order."""
    answers = {}
    if path:
        with open(path, newline="", encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                if row["state"].strip() != "open":
                    answers[tuple(sorted([row["name_a"], row["name_b"]]))] = row["state"].strip() == "one"
    return [[*names, one] for names, one in answers.items()]


def open_lake(lake, firms=None):
    """A connection in which every table of the lake is a view of its own name."""
    connection = duckdb.connect()
    for table, columns in TABLES.items():
        files = sorted(glob.glob(os.path.join(lake, table, "*.parquet")))
        if files:
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet({files!r})")
        else:
            connection.execute(f"CREATE TABLE {table} ({columns})")
    with open(os.path.join(RULES, "measures/name_words.txt"), encoding="utf-8") as file:
        words = [line.strip() for line in file if line.strip() and not line.startswith("#")]
    connection.execute("CREATE TABLE name_words AS SELECT unnest(?) AS word", [words])
    connection.execute("CREATE TABLE firm_answers (name_a VARCHAR, name_b VARCHAR, one BOOLEAN)")
    for answer in read_answers(firms):
        connection.execute("INSERT INTO firm_answers VALUES (?, ?, ?)", answer)
    return connection


def most_frequent_currency(connection):
    """The currency most tender values are in; of equally frequent ones the first by alphabet."""
    row = connection.execute(
        "SELECT currency FROM tenders WHERE value_minor IS NOT NULL AND currency IS NOT NULL"
        " GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1"
    ).fetchone()
    return row[0] if row else None


def set_parameters(connection, folder, profile, currency):
    """Fill the view `parameters` for one indicator: what its toml says, in the profile asked for."""
    with open(os.path.join(folder, "indicator.toml"), "rb") as file:
        definition = tomllib.load(file)
    values = {name: parameter["value"] for name, parameter in definition.get("parameters", {}).items()}
    values.update(definition.get("profiles", {}).get(profile, {}))
    values["currency"] = currency
    connection.execute("CREATE OR REPLACE TABLE parameters (name VARCHAR, number DOUBLE, text VARCHAR)")
    for name, value in values.items():
        is_text = isinstance(value, str)
        number = None if value is None or is_text else float(value)
        connection.execute("INSERT INTO parameters VALUES (?, ?, ?)", [name, number, value if is_text else None])


VIEW = re.compile(r"^CREATE OR REPLACE TEMP VIEW (\w+) AS\n(.*?);$", re.MULTILINE | re.DOTALL)


def asked(views, rule):
    """The views that a rule asks, itself or through others, each behind those that ask it. They are filled as tables, once each: a view
    is planned anew wherever it is named, and one that asks three others five times each is planned a hundred times."""
    chosen, texts = [], [rule]
    for view, query in reversed(views):
        if any(re.search(rf"\b{view}\b", text) for text in texts):
            chosen.append((view, query))
            texts.append(query)
    return chosen


def run(connection, folder, profile, currency):
    """The observations of one indicator: [(subject_kind, subject, state, reason, value, threshold)], in order."""
    set_parameters(connection, folder, profile, currency)
    with open(os.path.join(folder, "indicator.sql"), encoding="utf-8") as file:
        rule = file.read()
    views = []
    for name in ["../units.sql", "../prices.sql"]:
        path = os.path.join(folder, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                views += VIEW.findall(file.read())
    for view, query in reversed(asked(views, rule)):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {view} AS {query}")
    result = connection.execute(rule)
    columns = [column[0] for column in result.description]
    if columns != COLUMNS:
        raise ValueError(f"{folder}: the columns are {columns}, expected {COLUMNS}")
    return sorted(result.fetchall(), key=order)


def order(row):
    """Sorts rows, so that those equal but for the last digits of a number meet each other."""
    return *row[:3], row[3] or "", *(-math.inf if number is None else float(f"{number:.9e}") for number in row[4:])


def read_observations(path, only):
    """What golugah observed: indicator → [(subject_kind, subject, state, reason, value, threshold)], in order."""
    observed = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            observation = (
                row["subject_kind"],
                row["subject"],
                row["state"],
                row["reason"] or None,
                float(row["value"]) if row["value"] else None,
                float(row["threshold"]) if row["threshold"] else None,
            )
            observed.setdefault(row.get("indicator") or only, []).append(observation)
    return {indicator: sorted(rows, key=order) for indicator, rows in observed.items()}


def rounded(rows, decimals):
    """The rows with their numbers rounded, in order; as they are where no decimals are asked for."""
    if decimals is None:
        return rows
    rounded_rows = [
        (*row[:4], *(None if number is None else round(number, decimals) for number in row[4:])) for row in rows
    ]
    return sorted(rounded_rows, key=order)


def same_number(left, right, tolerance):
    if left is None or right is None:
        return left is right
    return math.isclose(left, right, rel_tol=tolerance, abs_tol=tolerance / 1000)


def same_row(left, right, tolerance):
    return (
        left[:4] == right[:4]
        and same_number(left[4], right[4], tolerance)
        and same_number(left[5], right[5], tolerance)
    )


def differences(by_sql, by_program, tolerance):
    """Lines that say where the two differ, in order of subject. Both come sorted."""
    lines = []
    left, right = 0, 0
    while left < len(by_sql) or right < len(by_program):
        if left == len(by_sql):
            lines.append(f"only the program has {by_program[right]}")
            right += 1
        elif right == len(by_program):
            lines.append(f"only the SQL has {by_sql[left]}")
            left += 1
        elif same_row(by_sql[left], by_program[right], tolerance):
            left, right = left + 1, right + 1
        elif order(by_sql[left]) < order(by_program[right]):
            lines.append(f"only the SQL has {by_sql[left]}")
            left += 1
        else:
            lines.append(f"only the program has {by_program[right]}")
            right += 1
    return lines


# Our kinds of subjects in the peer's words.
PEER_GROUPS = {
    "tender": "OCID",
    "buyer": "Buyer",
    "procuring_entity": "ProcuringEntity",
    "tenderer": "Tenderer",
    "supplier": "Tenderer",
}


def differences_from_peer(folder, by_sql, peer, tolerance):
    """Lines that say where the raised rows differ from the peer's results; none for an indicator without a code."""
    with open(os.path.join(folder, "indicator.toml"), "rb") as file:
        code = tomllib.load(file).get("code")
    if code is None:
        return []
    ours = {(PEER_GROUPS[row[0]], row[1]): row[4] for row in by_sql if row[2] == "raised"}
    theirs = {
        (group, subject): values[code]
        for group in ("OCID", "Buyer", "ProcuringEntity", "Tenderer")
        for subject, values in peer.get(group, {}).items()
        if code in values
    }
    lines = []
    for subject in sorted(ours.keys() | theirs.keys()):
        left, right = ours.get(subject), theirs.get(subject)
        if left is None or right is None or not same_number(left, right, tolerance):
            lines.append(f"{code} {' '.join(subject)}: SQL {left}, peer {right}")
    return lines


def number(value):
    """At most six decimals, trailing zeros cut; nothing for nothing."""
    if value is None:
        return ""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write_observations(path, observations):
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["indicator", *COLUMNS])
        for indicator, rows in observations.items():
            for *subject, state, reason, value, threshold in rows:
                out.writerow([indicator, *subject, state, reason or "", number(value), number(threshold)])


def compare_cases(path):
    """Compares each of many small lakes with what golugah observed of it."""
    folders = indicators()
    agreed = True
    with open(path, encoding="utf-8") as file:
        for line in file:
            case = json.loads(line)
            name = case["indicator"]
            with open_lake(case["lake"], case.get("firms")) as connection:
                # There is nothing in them that several threads could share.
                connection.execute("SET threads = 1")
                currency = case.get("currency") or most_frequent_currency(connection)
                by_sql = run(connection, folders[name], case.get("profile") or "plain", currency)
            by_program = read_observations(case["observations"], name).get(name, [])
            lines = differences(by_sql, by_program, 1e-9)
            agreed &= not lines
            print(json.dumps(lines), flush=True)
    return 0 if agreed else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lake", nargs="?")
    parser.add_argument("--cases", help="many comparisons, as lines of JSON")
    parser.add_argument("--profile", default="plain")
    parser.add_argument("--currency")
    parser.add_argument("--indicator", action="append", default=[])
    parser.add_argument("--firms", help="what people said of names, as CSV")
    parser.add_argument("--observations", help="what golugah observed, as CSV")
    parser.add_argument("--cardinal", help="what ocdscardinal printed, as JSON")
    parser.add_argument("--tolerance", type=float, default=1e-9, help="of numbers, relative to their size")
    parser.add_argument("--decimals", type=int, help="compare numbers rounded to so many decimals")
    parser.add_argument("--out", help="write the SQL's observations here, as CSV")
    arguments = parser.parse_args()

    if arguments.cases:
        try:
            return compare_cases(arguments.cases)
        except (duckdb.Error, ValueError, OSError, KeyError) as error:
            print(f"compare.py: {error}", file=sys.stderr)
            return 2
    if not arguments.lake or not os.path.isdir(arguments.lake):
        print(f"compare.py: {arguments.lake} is not a folder", file=sys.stderr)
        return 2
    folders = indicators()
    for name in arguments.indicator:
        if name not in folders:
            print(f"compare.py: no indicator is named {name}; there are {', '.join(folders)}", file=sys.stderr)
            return 2
    chosen = arguments.indicator or list(folders)

    try:
        connection = open_lake(arguments.lake, arguments.firms)
        currency = arguments.currency or most_frequent_currency(connection)
        by_sql = {name: run(connection, folders[name], arguments.profile, currency) for name in chosen}
        by_program = None
        if arguments.observations:
            only = chosen[0] if len(chosen) == 1 else None
            by_program = read_observations(arguments.observations, only)
        peer = None
        if arguments.cardinal:
            with open(arguments.cardinal, encoding="utf-8") as file:
                peer = json.load(file)
    except (duckdb.Error, ValueError, OSError, KeyError) as error:
        print(f"compare.py: {error}", file=sys.stderr)
        return 2

    if arguments.out:
        write_observations(arguments.out, by_sql)
    agreed = True
    for name in chosen:
        states = [row[2] for row in by_sql[name]]
        counts = "  ".join(f"{state} {states.count(state)}" for state in ("raised", "clear", "not_computable"))
        print(f"{name}: {counts}")
        lines = []
        if by_program is not None:
            lines += differences(
                rounded(by_sql[name], arguments.decimals),
                rounded(by_program.get(name, []), arguments.decimals),
                arguments.tolerance,
            )
        if peer is not None:
            lines += differences_from_peer(folders[name], by_sql[name], peer, arguments.tolerance)
        agreed &= not lines
        for line in lines[:20]:
            print(f"  differs: {line}")
        if len(lines) > 20:
            print(f"  and {len(lines) - 20} more")
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())

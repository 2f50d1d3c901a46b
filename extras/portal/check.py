#!/usr/bin/env python3
"""Reads the portal as other programs do; README.md beside this file says what and why.

    check.py PROGRAM DATA

Exit code 0: all is as it should be. 1: it is not; every difference is said. 2: it could not run.
"""
import csv
import io
import json
import subprocess
import sys
import urllib.request

try:
    import feedparser
    import icalendar
except ImportError as error:
    print(f"check.py: {error}: pip install feedparser icalendar", file=sys.stderr)
    sys.exit(2)

import rfc4287
import rfc5545

# The rows of a list within its JSON, and what makes a row one of a kind.
LISTS = {
    "sessions": ("number",),
    "resolutions": ("session", "number"),
    "corrections": ("session", "number"),
    "bottlenecks": ("indicator", "sentence_fa", "cleared_on"),
}


class Portal:
    def __init__(self, base):
        self.base, self.wrong = base, []

    def get(self, path):
        with urllib.request.urlopen(self.base + path) as answer:
            return answer.read(), answer.headers

    def hold(self, holds, what):
        if not holds:
            self.wrong.append(what)

    def feed(self, language):
        path = ("/en" if language == "en" else "") + "/portal/feed.atom"
        data, headers = self.get(path)
        self.hold(headers.get_content_type() == "application/atom+xml", f"{path}: {headers['content-type']}")
        self.wrong += [f"{path}: {wrong}" for wrong in rfc4287.what_is_wrong(data)]
        said = {"content-type": headers["content-type"], "content-location": self.base + path}
        feed = feedparser.parse(data, response_headers=said)
        self.hold(not feed.bozo, f"{path}: {feed.get('bozo_exception')}")
        self.hold(feed.version == "atom10" and feed.feed.language == language, f"{path}: {feed.version}")
        for entry in feed.entries:
            self.hold(entry.link.startswith(self.base), f"{path}: {entry.link} is not of this site")
            self.hold(entry.updated_parsed and entry.published_parsed, f"{path}: {entry.id} has no time")
            page, _ = self.get(entry.link.removeprefix(self.base).partition("#")[0])
            place = entry.link.partition("#")[2]
            self.hold(not place or f'id="{place}"'.encode() in page, f"{path}: {entry.link} leads nowhere")
        return [(entry.id, entry.updated, entry.tags[0].term) for entry in feed.entries]

    def calendar(self, language):
        path = ("/en" if language == "en" else "") + "/portal/calendar.ics"
        data, headers = self.get(path)
        self.hold(headers.get_content_type() == "text/calendar", f"{path}: {headers['content-type']}")
        self.wrong += [f"{path}: {wrong}" for wrong in rfc5545.what_is_wrong(data)]
        events = icalendar.Calendar.from_ical(data).walk("VEVENT")
        for event in events:
            self.hold(event["SUMMARY"] and event["LOCATION"], f"{path}: {event['UID']} says nothing")
            if "URL" in event:
                self.get(str(event["URL"]).removeprefix(self.base))
        return [(str(event["UID"]), event["DTSTART"].dt, int(event["SEQUENCE"])) for event in events]

    def rows(self, name, key):
        data, headers = self.get(f"/portal/{name}.csv")
        self.hold(data.startswith(b"\xef\xbb\xbf"), f"{name}.csv: no byte-order mark")
        self.hold(headers.get_content_type() == "text/csv", f"{name}.csv: {headers['content-type']}")
        table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
        document, headers = self.get(f"/portal/{name}.json")
        self.hold(headers.get_content_type() == "application/json", f"{name}.json: {headers['content-type']}")
        rows = json.loads(document)[name]
        self.hold(len(table) == len(rows), f"{name}: {len(table)} rows as CSV, {len(rows)} as JSON")
        for cells, row in zip(table, rows):
            self.hold(None not in cells and cells.keys() == row.keys(), f"{name}: columns {list(cells)}, {list(row)}")
            for column, value in row.items():
                text = "" if value is None else str(value)
                cell = cells[column]
                self.hold(cell in (text, "'" + text), f"{name}: {column} is {cell!r} as CSV and {text!r} as JSON")
                self.hold(isinstance(value, int) or not cell[:1] or cell[0] not in "=+-@", f"{name}: {cell!r}")
        keys = [tuple(row[part] for part in key) for row in rows]
        self.hold(len(set(keys)) == len(keys), f"{name}: a row twice")
        english, _ = self.get(f"/en/portal/{name}.json")
        self.hold(english == document, f"{name}.json: another one in English")
        return rows


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    broken = rfc4287.self_test() + rfc5545.self_test()
    print(f"{broken} broken feeds and calendars are refused")
    command = [sys.argv[1], "serve", "--no-worker", "--data", sys.argv[2], "--listen", "127.0.0.1:0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        address = next((line for line in server.stderr if line.startswith("http://")), None)
        if address is None:
            print("check.py: the site did not start", file=sys.stderr)
            return 2
        portal = Portal(address.split()[0].rstrip("/"))
        lists = {name: portal.rows(name, key) for name, key in LISTS.items()}
        persian, english = portal.feed("fa"), portal.feed("en")
        portal.hold(persian == english, "the feeds of the two languages have other entries")
        portal.hold(persian == portal.feed("fa"), "asked again, the feed has other ids or times")
        kinds = [kind for _, _, kind in persian]
        for kind, name in (("session", "sessions"), ("correction", "corrections"), ("clearing", "bottlenecks")):
            portal.hold(kinds.count(kind) == min(len(lists[name]), 20), f"the feed has {kinds.count(kind)} of {name}")
        events = portal.calendar("fa")
        portal.hold(events == portal.calendar("en"), "the calendars of the two languages have other events")
        held = {row["day"] for row in lists["sessions"]}
        portal.hold(held <= {str(begins)[:10] for _, begins, _ in events}, "a published session is in no calendar")
    finally:
        server.terminate()
        server.wait()
    for wrong in portal.wrong:
        print(wrong)
    counts = ", ".join(f"{len(rows)} {name}" for name, rows in lists.items())
    print(f"{counts}; {len(persian)} entries and {len(events)} events in both languages: {len(portal.wrong)} differences")
    return 1 if portal.wrong else 0


sys.exit(main())

#!/usr/bin/env python3
"""CPU of every page at ten years of a county, beside the limits and beside another program, and the smallest durable deed.

    bench/site/ten_years.py BUILT [--old BUILT] [--old-data FOLDER] [--data FOLDER] [--part N] [--seconds S] [--postgres URL]

BUILT is a folder of built programs, `target/release`, after

    cargo build --release --locked -p golugah -p golugah-county --bins --examples

A county of ten years is filled through deeds (`examples/fill_county`) for each of the two, or taken from the folder that is
named. An older program that has no such example needs `--old-data`: each program opens its own form of a county only. Both are served
side by side, and each page is asked of both in turn. CPU is the server's own, from the kernel's count of nanoseconds
of each of its threads; the asking is this script's and is not counted. Without `golugah` in BUILT the example `serve_county`
serves. `--part 50` fills a fiftieth: then limits are printed and not held. Exit code 1 where a limit is not kept.
"""
import argparse
import http.client
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

PASSWORD = "golugah-demo"
STAFF, ADMINISTRATOR, NOBODY = "dabir", "rahbar", None
# Page, who asks, milliseconds of CPU that it may take; None where nothing is promised.
PAGES = [
    ("/today", STAFF, 1.0),
    ("/sessions", STAFF, 0.6),
    ("/resolutions", STAFF, 0.6),
    ("/resolutions?all=true", STAFF, 0.6),
    ("/reports", STAFF, 0.6),
    ("/bottlenecks", STAFF, 0.6),
    ("/imports", STAFF, 0.6),
    ("/agencies", STAFF, 0.6),
    ("/agencies/funnel", STAFF, 0.6),
    ("/people", ADMINISTRATOR, 0.6),
    ("/places", ADMINISTRATOR, 0.6),
    ("{called}", STAFF, 1.5),
    ("/sessions/40", STAFF, 1.5),
    ("/sessions/40/minutes", STAFF, 1.5),
    ("/sessions/40/receipt", STAFF, 1.5),
    ("/bottlenecks/40", STAFF, None),
    ("/resolutions/300", STAFF, None),
    ("/agencies/2", STAFF, None),
    ("/calendar", STAFF, None),
    ("/log", NOBODY, None),
    ("/", NOBODY, None),
    ("/portal/resolutions", NOBODY, None),
]
# Smallest durable deeds a second: engine, callers, how many at least.
DEEDS = [("SQLite", 16, 2500), ("PostgreSQL", 64, 1000)]


def cpu(pid):
    """Nanoseconds of CPU of a process."""
    total = 0
    for thread in pathlib.Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((thread / "schedstat").read_text().split()[0])
        except FileNotFoundError:
            pass
    return total


class Served:
    """A program that serves a county."""

    def __init__(self, built, data):
        program = built / "golugah"
        if program.exists():
            command = [program, "serve", "--data", data, "--listen", "127.0.0.1:0", "--no-worker"]
        else:
            command = [built / "examples" / "serve_county", data]
        self.server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.server.stdout:
            if line.startswith("http://"):
                break
        else:
            sys.exit(f"{command[0]} did not begin to serve {data}")
        self.connection = http.client.HTTPConnection("127.0.0.1", urllib.parse.urlsplit(line.split()[0]).port)
        self.cookies = {name: self.sign_in(name) for name in (STAFF, ADMINISTRATOR)}
        # The session that is called and not yet held is the newest.
        status, page = self.ask("/sessions", STAFF)
        self.called = re.search(r'href="(/sessions/\d+)"', page.decode()).group(1)
        # The log is published within a moment of the start; receipts need it.
        time.sleep(2)

    def sign_in(self, name):
        body = urllib.parse.urlencode({"name": name, "password": PASSWORD})
        self.connection.request("POST", "/sign-in", body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = self.connection.getresponse()
        answer.read()
        cookies = [value.split(";")[0] for key, value in answer.getheaders() if key.lower() == "set-cookie"]
        return next(cookie for cookie in cookies if "known" not in cookie.split("=")[0])

    def ask(self, path, visitor):
        headers = {"Cookie": self.cookies[visitor]} if visitor else {}
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def measure(self, path, visitor, seconds):
        """Milliseconds of CPU a page, and how long it is."""
        path = path.format(called=self.called)
        for _ in range(20):
            status, body = self.ask(path, visitor)
            if status != 200:
                return None, f"answered {status}"
        before, asked, until = cpu(self.server.pid), 0, time.perf_counter() + seconds
        while time.perf_counter() < until:
            self.ask(path, visitor)
            asked += 1
        return (cpu(self.server.pid) - before) / asked / 1e6, len(body)

    def stop(self):
        self.server.terminate()
        self.server.wait()


def fill(built, part, data):
    command = [built / "examples" / "fill_county", "--part", str(part), data]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    print(f"{built}: {done.stdout.strip()}")


def deeds(built, place, callers):
    """Durable deeds a second; None where the program cannot."""
    command = [built / "examples" / "durable_deeds", "--writers", str(callers), "--deeds", "8000", place]
    done = subprocess.run(command, capture_output=True, text=True)
    found = re.search(r"(\d+) a second", done.stdout)
    return int(found.group(1)) if found else None


def durable(sides, url, rounds=3):
    wrong = 0
    for engine, callers, least in DEEDS:
        rates = {name: [] for name, _ in sides}
        if engine == "PostgreSQL" and not url:
            print(f"{engine}: no server was named (--postgres)")
            continue
        for number in range(rounds):
            for name, built in sides:
                with tempfile.TemporaryDirectory() as folder:
                    place = os.path.join(folder, "deeds.sqlite")
                    if engine == "PostgreSQL":
                        database = f"deeds_{os.getpid()}_{name}_{number}"
                        psql = shutil.which("psql") or sys.exit("psql is missing")
                        subprocess.run([psql, "-q", f"{url}/postgres", "-c", f"CREATE DATABASE {database}"], check=True)
                        place = f"{url}/{database}"
                    rates[name].append(deeds(built, place, callers))
        told = []
        for name, _ in sides:
            known = [rate for rate in rates[name] if rate]
            told.append(f"{name} {statistics.median(known):.0f} ({min(known)} to {max(known)})" if known else f"{name} cannot")
        median = statistics.median([rate for rate in rates["new"] if rate] or [0])
        kept = median >= least
        wrong += not kept
        print(f"durable deeds a second, {engine}, {callers} callers: {'; '.join(told)}; at least {least}{'' if kept else ' NOT KEPT'}")
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("built", type=pathlib.Path)
    parser.add_argument("--old", type=pathlib.Path)
    parser.add_argument("--data")
    parser.add_argument("--old-data")
    parser.add_argument("--part", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--postgres")
    parser.add_argument("--no-deeds", action="store_true")
    wanted = parser.parse_args()
    sides = [("new", wanted.built, wanted.data)] + ([("old", wanted.old, wanted.old_data)] if wanted.old else [])
    wrong = 0
    with tempfile.TemporaryDirectory() as room:
        served = {}
        try:
            for name, built, data in sides:
                if not data:
                    data = os.path.join(room, name)
                    fill(built, wanted.part, data)
                served[name] = Served(built, data)
            print(f"{'page':32}{'bytes':>9}{'limit ms':>10}" + "".join(f"{name + ' ms':>10}" for name in served))
            for path, visitor, limit in PAGES:
                figures = {name: program.measure(path, visitor, wanted.seconds) for name, program in served.items()}
                new, size = figures["new"]
                if new is None:
                    print(f"{path:32}{size}")
                    wrong += wanted.part == 1
                    continue
                kept = limit is None or new <= limit or wanted.part != 1
                wrong += not kept
                cells = "".join(f"{value:10.2f}" if value is not None else f"{'-':>10}" for value, _ in figures.values())
                print(f"{path:32}{size:>9}{limit if limit else '':>10}{cells}{'' if kept else '  NOT KEPT'}")
        finally:
            for program in served.values():
                program.stop()
    if not wanted.no_deeds:
        wrong += durable([(name, built) for name, built, _ in sides], wanted.postgres)
    sys.exit(1 if wrong else 0)


main()

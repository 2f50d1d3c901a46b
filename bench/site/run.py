#!/usr/bin/env python3
"""CPU of the site for each list page and each durable submit, beside the limits it has to keep.

    bench/site/run.py PATH_TO_GOLUGAH [DATA]

Starts `golugah serve` over a demonstration's folder (made here in a temporary one where none is named), signs in as the
council secretary, asks for the list of resolutions and, as anybody, for the portal's first page and its list, and then
enters agenda items, each answered once it is on disk. The CPU is the server's own, user and system, from /proc; the asking
is this script's and is not counted.
"""
import http.client
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

LIST_LIMIT, SUBMIT_LIMIT = 600, 1000  # microseconds of CPU, as the design asks
PAGES, SUBMITS, CONNECTIONS = 4000, 4000, 16


def cpu(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_megabytes(pid):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def ask(connection, method, path, cookie="", fields=None):
    body = urllib.parse.urlencode(fields) if fields else None
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer, answer.read()


def many(port, total, method, path, cookie, fields, expected):
    """Asks `total` times over several connections; gives seconds and the slowest hundredth in milliseconds."""
    waits, wrong = [], []

    def some():
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for number in range(total // CONNECTIONS):
            begun = time.perf_counter()
            answer, _ = ask(connection, method, path, cookie, fields(number) if fields else None)
            waits.append(time.perf_counter() - begun)
            if answer.status != expected:
                wrong.append(answer.status)

    begun = time.perf_counter()
    threads = [threading.Thread(target=some) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        sys.exit(f"{len(wrong)} of {total} answers were not {expected}: {sorted(set(wrong))}")
    return time.perf_counter() - begun, sorted(waits)[int(len(waits) * 0.99)] * 1000


def main():
    if len(sys.argv) not in (2, 3) or any(argument.startswith("-") for argument in sys.argv[1:]):
        sys.exit("usage: run.py PROGRAM [DATA]")
    program = sys.argv[1]
    kept = tempfile.TemporaryDirectory()
    data = sys.argv[2] if len(sys.argv) > 2 else kept.name
    if len(sys.argv) <= 2:
        subprocess.run([program, "demo", "--no-serve", "--data", data], check=True, capture_output=True)
    command = [program, "serve", "--data", data, "--listen", "127.0.0.1:0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        address = next(line for line in server.stderr if line.startswith("http://")).split()[0]
        port = urllib.parse.urlsplit(address).port
        connection = http.client.HTTPConnection("127.0.0.1", port)
        signing = {"name": "dabir", "password": "golugah-demo"}
        answer, _ = ask(connection, "POST", "/sign-in", fields=signing)
        cookie = answer.getheader("Set-Cookie").split(";")[0]
        _, page = ask(connection, "GET", "/sessions", cookie)
        # The newest session is the one that is called and takes items.
        session = re.search(r'href="(/sessions/\d+)"', page.decode()).group(1)
        _, page = ask(connection, "GET", "/resolutions?all=true", cookie)
        rows = page.count(b"<tr><td")
        # The first answers fill caches; they are not what a day's work costs.
        many(port, 200, "GET", "/resolutions?all=true", cookie, None, 200)
        for name, total, limit, method, path, visitor, fields, expected in (
            (f"list page ({rows} rows)", PAGES, LIST_LIMIT, "GET", "/resolutions?all=true", cookie, None, 200),
            ("first page of the portal", PAGES, LIST_LIMIT, "GET", "/", "", None, 200),
            (f"list page of the portal ({rows} rows)", PAGES, LIST_LIMIT, "GET", "/portal/resolutions", "", None, 200),
            ("durable submit", SUBMITS, SUBMIT_LIMIT, "POST", f"{session}/items", cookie,
             lambda number: {"title": f"bench {number}", "item_agency": "0"}, 303),
        ):
            before = cpu(server.pid)
            seconds, slowest = many(port, total, method, path, visitor, fields, expected)
            each = (cpu(server.pid) - before) / total * 1e6
            print(f"{name}: {each:.0f} us of CPU, limit {limit} ({each / limit:.2f}); "
                  f"{total / seconds:.0f} a second asked by this script; slowest hundredth {slowest:.0f} ms")
        print(f"peak memory {peak_megabytes(server.pid):.0f} MB")
    finally:
        server.terminate()
        server.wait()
    subprocess.run([program, "verify", "--data", data], check=True)


main()

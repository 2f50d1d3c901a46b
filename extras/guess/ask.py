#!/usr/bin/env python3
"""Asks a site, without signing in, for everything that anybody may ask for, and looks for what is not public.

    ask.py PROGRAM DATA OUT

PROGRAM serves DATA, which is written to: give it a copy. In the session that is called, the secretary enters a delegate,
a letter, an item, a draft that is withdrawn and a resolution, and closes it; then every public route is fetched, and so is what those pages lead to. OUT gets the
receipts and opened rows that anybody can have. Exit code 0: no word of an unpublished record was found. 1: some were. 2: it could not run.
"""
import html
import http.cookiejar
import json
import re
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

# Nobody else types these; each is looked for on public pages, and found on the secretary's.
DELEGATE, LETTER = "شهرزاد ناپیداکنار", "ن/۷۷/۴۱۹۳"
MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
TITLE, TEXT, PROOF = "بند نادیدهٔ دستور کار", "مصوبهٔ نادیدهٔ آزمون", "گواه نادیدهٔ آزمون"
DRAFT, MINUTES = "پیش‌نویس نادیدهٔ آزمون", "صورت‌جلسهٔ نادیدهٔ آزمون"
WORKING_DAYS = 137
MOST_PAGES = 4000
HOUSE = Path(__file__).parents[2] / "docs" / "generated" / "house.md"


class Site:
    def __init__(self, base):
        self.base, self.jar = base, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path):
        """The text of an answer and what kind it is; None where there is nothing."""
        try:
            with self.opener.open(self.base + urllib.parse.quote(path, safe="/?&=%"), timeout=60) as answer:
                return answer.read().decode("utf-8", "replace"), answer.headers.get_content_type()
        except urllib.error.HTTPError as error:
            if error.code in (401, 403, 404):
                return None
            raise

    def post(self, path, **fields):
        with self.opener.open(self.base + path, urllib.parse.urlencode(fields).encode(), timeout=60) as answer:
            page = answer.read().decode()
        if 'role="alert"' in page:
            raise ValueError(f"{path} was refused: {plain(page)[:400]}")


def plain(text):
    """What people read: no tags, no marks of direction."""
    text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return re.sub(r"\s+", " ", re.sub("[\u2066-\u2069\u200e\u200f]", "", text))


def unpublished(county, words):
    """What the records hold that no public list shows, as words to look for with what they are."""
    # What the public views hold is public by decision; of the log that is just what is to be shown.
    views = county.execute("SELECT name FROM sqlite_master WHERE type = 'view' AND name LIKE 'public%' AND name NOT LIKE '%log%'")
    shown = " ".join(str(cell) for view, in views.fetchall() for row in county.execute(f"SELECT * FROM {view}") for cell in row)
    asked = {
        "a bottleneck's group": "SELECT group_name FROM bottlenecks",
        "a bottleneck's group by its number": "SELECT group_id FROM bottlenecks",
        "a bottleneck's sentence": "SELECT sentence_fa FROM bottlenecks UNION SELECT sentence_en FROM bottlenecks",
        "a letter": "SELECT letter FROM session_steps UNION SELECT letter FROM closures",
        "a proof or a delegate": "SELECT text FROM texts",
        "a file handed in": "SELECT sha256 FROM imports UNION SELECT sha256 FROM evidence_files",
    }
    found = {(word, kind) for kind, sql in asked.items() for (word,) in county.execute(sql)}
    found |= {(name, "a person") for name, in county.execute("SELECT name FROM people")}
    found |= {(name, "a name to sign in with") for name, in county.execute("SELECT sign_in FROM people") if len(name) > 5}
    found = {(plain(word), kind) for word, kind in found if word}
    return {(word, kind) for word, kind in found if word not in plain(shown)} | words


def today(site):
    """The day of the site, as a secretary types it."""
    day, month, year = re.search(r'<p class="meta">\S+ (\d+) (\S+) (\d+)', site.get("/today")[0]).groups()
    return f"{int(year)}/{MONTHS.index(month) + 1}/{int(day)}"


def typed(site, county, password):
    """The secretary's deeds in the session that is called; gives the words that nobody else may read."""
    site.post("/sign-in", name="dabir", password=password)
    session, = county.execute("SELECT id FROM sessions WHERE state = 'called'").fetchone()
    page = f"/sessions/{session}"
    # Who sits where is recorded on the day itself.
    version = re.search(r'name="version" value="(\d+)"', site.get(page)[0])[1]
    site.post(f"{page}/move", version=version, new_day=today(site), new_hour="23:59", new_place="سالن", move_reason="به امروز افتاد")
    site.post(f"{page}/invite", letter=LETTER)
    site.post(f"{page}/attendance", **{"seat-1": "delegate", "delegate-1": DELEGATE})
    site.post(f"{page}/items", title=TITLE, what="entered", item_agency="0")
    for text in (DRAFT, TEXT):
        site.post(f"{page}/resolutions", text=text, proof=PROOF, agency="1", working_days=WORKING_DAYS, about="")
    drafts = site.get(page)[0]
    withdrawn, = county.execute("SELECT id FROM resolutions WHERE text = ?", [DRAFT]).fetchone()
    site.post(f"{page}/resolutions/{withdrawn}/withdraw", version=1, reason="نادیده")
    # In force, and not yet published.
    version, = county.execute("SELECT version FROM sessions WHERE id = ?", [session]).fetchone()
    site.post(f"{page}/close", version=version, minutes=MINUTES, stand_in="")
    resolution, = county.execute("SELECT id FROM resolutions WHERE text = ?", [TEXT]).fetchone()
    read, _ = site.get(f"/resolutions/{resolution}")
    draft, _ = site.get(page)
    due = re.search(rf'datetime="(\d{{4}}-\d\d-\d\d)">([^<]*)<', draft[draft.index(TEXT):])
    words = {(DELEGATE, "a delegate"), (LETTER, "a letter"), (TITLE, "an item"), (TEXT, "a resolution"), (PROOF, "a proof"),
             (DRAFT, "a draft"), (MINUTES, "minutes"), (due[1], "a due date"), (plain(due[2]), "a due date in words")}
    steps = " ".join(letter for letter, in county.execute("SELECT letter FROM session_steps"))
    missing = [word for word, _ in words if word not in read + plain(read) + draft + plain(draft) + drafts + steps]
    if missing:
        raise ValueError(f"the secretary does not see {missing}: nothing would be found anywhere")
    return words


def routes(data):
    """The addresses that anybody may ask for, from the generated list, with numbers in their places."""
    listed = re.findall(r"^\| GET \| `([^`]+)` \| anybody \|", HOUSE.read_text(encoding="utf-8"), re.MULTILINE)
    if len(listed) < 10:
        raise ValueError(f"{HOUSE}: hardly a public route is listed there")
    for path in listed:
        if "{*" in path:
            head, tiles = path[: path.index("{*")], data / "log" / "tile"
            yield from (head + tile.relative_to(tiles).as_posix() for tile in tiles.rglob("*") if tile.is_file())
        elif "{" in path:
            yield from (re.sub(r"\{\w+\}", str(number), path) for number in range(1, 31))
        else:
            yield path


def fetch_all(site, data):
    """Every public answer by its path; pages lead to others."""
    waiting, answers = [*routes(data)], {}
    waiting += ["/en" + path for path in waiting if not path.startswith(("/log/tile", "/assets"))]
    while waiting and len(answers) < MOST_PAGES:
        path = waiting.pop()
        if path in answers:
            continue
        answers[path] = site.get(path)
        text, kind = answers[path] or ("", "")
        if kind == "text/html":
            waiting += [html.unescape(link).partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', text)]
    if waiting:
        raise ValueError(f"more than {MOST_PAGES} public pages")
    return {path: answer[0] for path, answer in answers.items() if answer}


def main(program, data, out):
    words = json.loads((Path(__file__).parents[2] / "crates/golugah-sample/words/council.json").read_text(encoding="utf-8"))
    command = [program, "serve", "--no-worker", "--data", str(data), "--listen", "127.0.0.1:0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        address = next((line for line in server.stderr if line.startswith("http://")), None)
        if address is None:
            raise ValueError("the site did not start")
        base = address.split()[0].rstrip("/")
        county = sqlite3.connect(f"{(data / 'county.sqlite').resolve().as_uri()}?mode=ro", uri=True)
        secret = unpublished(county, typed(Site(base), county, words["password"]))
        # What was done is in the tiles as well: the log is published within a moment of it.
        entries, = county.execute("SELECT COUNT(*) FROM log_entries").fetchone()
        anybody = Site(base)
        for _ in range(100):
            if anybody.get("/log/checkpoint")[0].split("\n")[1] == str(entries):
                break
            time.sleep(0.2)
        else:
            raise ValueError("the log was not published")
        answers = fetch_all(anybody, data)
    finally:
        server.terminate()
        server.wait()
    found = 0
    out.mkdir(exist_ok=True)
    for path, text in sorted(answers.items()):
        if path.endswith(("/receipt", "/records.jsonl")):
            (out / path.strip("/").replace("/", "-")).write_text(text, encoding="utf-8")
        both = text + "\n" + plain(text)
        for word, kind in sorted(secret):
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", both):
                found += 1
                if found <= 20:
                    print(f"{path}: {kind}: {word}")
    print(f"{len(answers)} public answers, {len(secret)} words of unpublished records: {found} found")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
    except (OSError, ValueError, KeyError, TypeError, sqlite3.Error) as error:
        print(f"ask.py: {error!r}", file=sys.stderr)
        sys.exit(2)

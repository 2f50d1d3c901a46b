"""Looks at what golugah-paper made with programs that know nothing of it: poppler's and pikepdf.

    check.py PROGRAM FOLDER

makes papers of its own in FOLDER, sets them and the samples, and exits with 1 where a PDF is not as it must be.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections import Counter

import pikepdf

HERE = pathlib.Path(__file__).parent
MARKUP = ['#let x = panic("ran")', "*bold* _not_ `raw` $x^2$", "@ref <label> = head", "\\u{41} // gone", "#import \"@preview/a:0.1.0\"", "- - --- ~ \"quoted\" 'so'"]
ROWS = 200
# The first and the last word of a row's text.
FIRST, LAST = "رسیدگی", "همان"


def made_papers(folder):
    """A long table, text that would be markup, and more signatures than stand in a row."""
    sample = json.loads((HERE / "samples/minutes.fa.json").read_text("utf-8"))
    row = f"{FIRST} به پرونده‌های مانده در گام بازبینی نقشه و پاسخ به هر متقاضی تا پایان روز کاری {LAST}"
    rows = [[str(n).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")), row, "ادارهٔ راه و شهرسازی", "۳ دی ۱۴۰۵"] for n in range(1, ROWS + 1)]
    long = dict(sample, parts=[{"title": "مصوبات", "table": {"columns": ["شماره", "متن", "مسئول", "سررسید"], "rows": rows}}])
    long["signatures"] = [{"name": f"امضاکنندهٔ {n}", "post": "عضو"} for n in range(9)]
    english = json.loads((HERE / "samples/minutes.en.json").read_text("utf-8"))
    markup = dict(english, title="#panic() *title*", parts=[{"title": "= a", "paragraphs": MARKUP, "list": MARKUP, "table": {"columns": MARKUP[:2], "rows": [MARKUP[2:4]]}}])
    for name, paper in [("long.fa", long), ("markup.en", markup)]:
        (folder / f"{name}.json").write_text(json.dumps(paper, ensure_ascii=False), "utf-8")


class Page:
    """One PDF with what was put into it."""

    def __init__(self, pdf, paper):
        self.path, self.paper, self.wrong = pdf, paper, []
        self.pdf = pikepdf.open(pdf)
        self.elements = list(walk(self.pdf.Root.get("/StructTreeRoot")))
        self.tags = Counter(str(element.S) for element in self.elements)
        self.text = told(["pdftotext", pdf, "-"])

    def must(self, what, holds, found=""):
        if not holds:
            self.wrong.append(f"{what} {found}".strip())

    def equal(self, what, found, expected):
        self.must(what, found == expected, f"is {found!r} and should be {expected!r}")


def told(command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True).stdout.decode()


def walk(node):
    """The elements of a structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from walk(kid)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        yield from walk(node.get("/K"))


def document(page):
    """Tagged, titled, in its language, dated by nobody, with letters of its own and nothing that acts."""
    root, paper = page.pdf.Root, page.paper
    page.equal("/Lang", str(root.get("/Lang")), paper["language"])
    page.equal("/MarkInfo /Marked", bool(root.MarkInfo.Marked), True)
    page.equal("/ViewerPreferences /DisplayDocTitle", bool(root.ViewerPreferences.DisplayDocTitle), True)
    page.equal("the direction of reading", str(root.ViewerPreferences.get("/Direction", "/L2R")), "/R2L" if paper["language"] == "fa" else "/L2R")
    page.equal("/Title", str(page.pdf.docinfo.get("/Title")), paper["title"])
    page.must("a date in the document", "/CreationDate" not in page.pdf.docinfo)
    with page.pdf.open_metadata() as metadata:
        page.equal("pdfuaid:part", metadata.get("pdfuaid:part"), "1")
    acts = {"/JS", "/JavaScript", "/Launch", "/URI", "/EmbeddedFiles", "/OpenAction", "/AA"}
    for entry in page.pdf.objects:
        if isinstance(entry, pikepdf.Dictionary):
            page.must("something that acts:", not acts & set(entry.keys()), acts & set(entry.keys()))
    fonts = [line.split() for line in told(["pdffonts", page.path]).splitlines()[2:]]
    for font in fonts:
        page.must("a font not embedded, not subset or not ours:", "Vazirmatn" in font[0] and font[-5:-2] == ["yes"] * 3, font)
    page.must("no fonts", fonts)


def standard(page):
    """What a checker of PDF/UA-1 finds; it covers some sixth of the rules, and Typst refuses to write what breaks others."""
    said = subprocess.run([sys.executable, "-m", "pdfua", "check", str(page.path)], capture_output=True, text=True)
    page.must("the checker of PDF/UA-1 says:", said.returncode == 0, said.stdout + said.stderr)


def structure(page):
    """Headings, lists, tables with their heads: as many as were put in, the heads not again on every page."""
    paper, parts = page.paper, page.paper["parts"]
    headings = [str(element.S) for element in page.elements if re.fullmatch("/H[1-6]", str(element.S))]
    titles = sum(1 for part in parts if part["title"]) + bool(paper.get("receipt"))
    page.equal("the headings", headings, ["/H1"] + ["/H2"] * titles)
    tables = [part["table"] for part in parts if part.get("table")]
    page.equal("the tables", page.tags["/Table"], len(tables))
    page.equal("the heads of tables", page.tags["/THead"], len(tables))
    page.equal("the header cells", page.tags["/TH"], sum(len(table["columns"]) for table in tables))
    page.equal("the rows", page.tags["/TR"], sum(1 + len(table["rows"]) for table in tables))
    page.equal("the cells", page.tags["/TD"], sum(len(row) for table in tables for row in table["rows"]))
    for head in (element for element in page.elements if element.S == "/TH"):
        page.equal("a header cell's scope", [str(a.get("/Scope")) for a in head.A], ["/Column"])
    page.equal("the items", page.tags["/LI"], sum(len(part.get("list") or []) for part in parts))
    if "https://" in json.dumps(paper):
        page.must("a run in Latin letters is not said to be one", "en" in languages(page))


def languages(page):
    """What the content itself says of the language of its runs."""
    said = set()
    for sheet in page.pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(sheet):
            if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
                said.add(str(operands[1].get("/Lang")))
    return said


def folded(text):
    """Letters, digits and signs alone: no spaces, no marks of direction, no half-spaces. A line may end anywhere."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Zs"))


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for key in value:
            if key not in ("kind", "language"):
                yield from strings(value[key])


def words(page):
    """Every letter that was put in is found by a foreign program, as often; every word of letters in one piece."""
    put_in = Counter(folded(" ".join(strings(page.paper))))
    found = Counter(folded(page.text))
    page.must("letters are missing:", not put_in - found, put_in - found)
    for token in " ".join(strings(page.paper)).split():
        # Half-spaces and marks above letters are misplaced by what takes text out of a PDF: why the text is archived.
        if any(unicodedata.category(c) in ("Cf", "Mn") for c in token):
            continue
        for word in re.findall(r"[^\W\d_]+", token):
            # Such programs also turn the two letters of the ligature lam-alef about.
            page.must("a word is missing:", word in page.text or word.replace("لا", "ال") in page.text, word)
    archived = page.path.with_suffix(".txt").read_text("utf-8")
    for text in strings(page.paper):
        for line in text.splitlines():
            page.must("not in the archived text:", line in archived, line)


def long_table(page):
    """The head again on each page, no row torn, the signatures together."""
    sheets = [sheet for sheet in page.text.split("\f") if sheet.strip()]
    page.must("not on several pages:", len(sheets) > 4, len(sheets))
    with_rows = [sheet for sheet in sheets if FIRST in sheet]
    for number, sheet in enumerate(with_rows, 1):
        page.equal(f"heads on page {number}", sheet.count("سررسید"), 1)
        page.equal(f"rows that end on page {number}", sheet.count(LAST), sheet.count(FIRST))
    page.equal("rows", sum(sheet.count(FIRST) for sheet in with_rows), ROWS)
    page.equal("pages with signatures", sum("امضاکنندهٔ"[:6] in sheet for sheet in sheets), 1)


def markup(page):
    """What would be markup stands on the paper letter by letter."""
    for text in MARKUP:
        page.equal(f"times that {text!r} is found", folded(page.text).count(folded(text)) >= 2, True)


def fonts_are_those_of_the_manifest():
    """The fonts that are compiled in are the published ones, by their hashes."""
    folder = HERE / "../../assets/vendor/vazirmatn"
    manifest = tomllib.loads((folder / "MANIFEST.toml").read_text("utf-8"))
    for file in manifest["file"]:
        found = hashlib.sha256((folder / file["name"]).read_bytes()).hexdigest()
        if found != file["sha256"]:
            sys.exit(f"{file['name']}: {found} is not the hash in its MANIFEST.toml")


def main():
    if len(sys.argv) != 3 or any(argument.startswith("-") for argument in sys.argv[1:]):
        sys.exit("usage: check.py PROGRAM FOLDER")
    fonts_are_those_of_the_manifest()
    program, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    made_papers(folder)
    papers = sorted((HERE / "samples").glob("*.json")) + sorted(folder.glob("*.json"))
    subprocess.run([program, *papers, "--out", folder], check=True)
    failed = False
    for paper in papers:
        page = Page(folder / f"{paper.stem}.pdf", json.loads(paper.read_text("utf-8")))
        checks = [document, standard, structure, words] + {"long.fa": [long_table], "markup.en": [markup]}.get(paper.stem, [])
        for check in checks:
            check(page)
        print(f"{page.path.name:20} {len(page.pdf.pages):3} pages  {page.path.stat().st_size:7} bytes  {len(page.elements):5} elements  {'; '.join(page.wrong[:8]) or 'sound'}")
        failed |= bool(page.wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

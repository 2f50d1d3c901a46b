"""Writes a workbook of a million rows and twenty columns, as hard as one may be: about 100 MB packed.

    python3 bench/tables/large.py F.xlsx [ROWS]
    /usr/bin/time -v target/release/golugah scan --null 0 --format json F.xlsx --out /dev/null

Asked for is: at most 512 MiB, at least 10 MB packed per CPU-second of reading.
"""

import random
import sys
import zipfile

if not 2 <= len(sys.argv) <= 3 or sys.argv[1].startswith("-") or not all(word.isdigit() for word in sys.argv[2:]):
    print(__doc__, file=sys.stderr)
    sys.exit(2)
ROWS = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
HEADINGS = ["ردیف", "شماره مناقصه", "موضوع", "دستگاه", "واحد", "روش", "تاریخ انتشار", "مهلت ارسال پیشنهاد", "برآورد ریال",
            "تعداد شرکت‌کنندگان", "برنده", "شناسه ملی", "مبلغ قرارداد ریال", "تاریخ قرارداد", "توضیحات", "الف", "ب", "پ", "ت", "ث"]
random.seed(1)
texts: dict[str, int] = {}


def shared(text: str) -> str:
    return f't="s"><v>{texts.setdefault(text, len(texts))}</v></c>'


def number(value: int) -> str:
    return f"><v>{value}</v></c>"


def day(year: int) -> str:
    return f"{year}/{random.randint(1, 12):02}/{random.randint(1, 29):02}"


with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
    book.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>')
    book.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>')
    with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
        sheet.write(b"<worksheet><sheetData>")
        letters = [chr(65 + place) for place in range(20)]
        cells = "".join(f'<c r="{letter}1" {shared(text)}' for letter, text in zip(letters, HEADINGS))
        sheet.write(f'<row r="1">{cells}</row>'.encode())
        for row in range(2, ROWS + 2):
            n = random.randint
            values = [number(row), number(200_300_000_000 + row), shared(f"کار شمارهٔ {n(0, 400_000)}"), shared(f"دستگاه {n(0, 200)}"),
                      shared(f"واحد {n(0, 900)}"), shared(["مناقصه عمومی", "محدود", "ترک تشریفات"][n(0, 2)]), shared(day(1403)), shared(day(1404)),
                      number(n(10**8, 10**11)), number(n(1, 9)), shared(f"شرکت {n(0, 90_000)}"), number(n(10**10, 10**11)),
                      number(n(10**8, 10**11)), shared(day(1404)), shared(f"x{n(0, 300_000)}")] + [number(n(0, 10**9)) for _ in range(5)]
            cells = "".join(f'<c r="{letter}{row}" {value}' for letter, value in zip(letters, values))
            sheet.write(f'<row r="{row}">{cells}</row>'.encode())
        sheet.write(b"</sheetData></worksheet>")
    with book.open("xl/sharedStrings.xml", "w") as part:
        part.write(b"<sst>")
        for text in texts:
            part.write(f"<si><t>{text}</t></si>".encode())
        part.write(b"</sst>")

#!/usr/bin/env python3
"""Makes the rows that the calendar is tried against, and the table of lunar holidays.

Independent of the Rust: Jalali dates come from `jdatetime`, holidays from `holidays`, closures from the list below.

    pip install holidays==0.109 jdatetime==6.1.1
    python3 crates/golugah-persian/tests/oracle/make.py          # due_days.csv and dates.csv, beside this file
    python3 crates/golugah-persian/tests/oracle/make.py lunar    # src/working_days/lunar.csv too, over what is there
"""

import csv
import datetime
import pathlib
import random
import sys

import holidays
import jdatetime

HERE = pathlib.Path(__file__).parent
LUNAR = HERE.parent.parent / "src/working_days/lunar.csv"
FIRST, LAST = 1402, 1407
DAY = datetime.timedelta(days=1)

# Closures of the whole country. The package gives 1 and 2 August 2023, when it was the 2nd and 3rd (Wednesday 11 and
# Thursday 12 Mordad 1402, decree of 8 Mordad), and lacks the two of 1403.
CLOSURES = {datetime.date(2023, 8, 2), datetime.date(2023, 8, 3), datetime.date(2024, 5, 22), datetime.date(2024, 7, 28)}
CLOSURES |= {datetime.date(2026, 3, 1) + DAY * n for n in range(7)}

# Name in the package: month and day of the lunar year, name in Persian, name in English.
FEASTS = {
    "Tasua": ("01-09", "تاسوعای حسینی", "Tasua"),
    "Ashura": ("01-10", "عاشورای حسینی", "Ashura"),
    "Arbaeen": ("02-20", "اربعین حسینی", "Arbaeen"),
    "Death of Prophet Muhammad and Martyrdom of Hasan ibn Ali": (
        "02-28",
        "رحلت رسول اکرم (ص) و شهادت امام حسن مجتبی (ع)",
        "Death of the Prophet and Martyrdom of Imam Hasan",
    ),
    "Martyrdom of Ali al-Rida": ("02-30", "شهادت امام رضا (ع)", "Martyrdom of Imam Reza"),
    "Martyrdom of Hasan al-Askari": ("03-08", "شهادت امام حسن عسکری (ع)", "Martyrdom of Imam Hasan al-Askari"),
    "Birthday of Muhammad and Imam Ja'far al-Sadiq": (
        "03-17",
        "میلاد رسول اکرم (ص) و امام جعفر صادق (ع)",
        "Birthday of the Prophet and of Imam Sadiq",
    ),
    "Martyrdom of Fatima": ("06-03", "شهادت حضرت فاطمهٔ زهرا (س)", "Martyrdom of Fatima"),
    "Birthday of Imam Ali": ("07-13", "ولادت امام علی (ع)", "Birthday of Imam Ali"),
    "Isra' and Mi'raj": ("07-27", "مبعث رسول اکرم (ص)", "Mission of the Prophet"),
    "Birthday of Mahdi": ("08-15", "ولادت حضرت قائم (عج)", "Birthday of Imam Mahdi"),
    "Martyrdom of Imam Ali": ("09-21", "شهادت حضرت علی (ع)", "Martyrdom of Imam Ali"),
    "Eid al-Fitr": ("10-01", "عید سعید فطر", "Eid al-Fitr"),
    "Eid al-Fitr Holiday": ("10-02", "تعطیل به مناسبت عید سعید فطر", "Eid al-Fitr Holiday"),
    "Martyrdom of Imam Ja'far al-Sadiq": ("10-25", "شهادت امام جعفر صادق (ع)", "Martyrdom of Imam Sadiq"),
    "Eid al-Adha": ("12-10", "عید سعید قربان", "Eid al-Adha"),
    "Eid al-Ghadir": ("12-18", "عید سعید غدیر خم", "Eid al-Ghadir"),
}


def jalali(day):
    return jdatetime.date.fromgregorian(date=day)


def table(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def named():
    """Day and its names in the package, one by one, within the years of the table."""
    listed = holidays.country_holidays("IR", years=range(2023, 2030), language="en_US")
    for day in sorted(listed):
        if FIRST <= jalali(day).year <= LAST:
            yield day, listed[day].split("; ")


def lunar():
    for day, names in named():
        for name in names:
            plain = name.removesuffix(" (estimated)")
            if plain in FEASTS:
                date, fa, en = FEASTS[plain]
                estimated = "yes" if plain != name else "no"
                shown = jalali(day).strftime("%Y/%m/%d")
                yield day, shown, date, estimated, fa, en, "holidays 0.109"


def dues(chance):
    off = {day for day, names in named() if names != ["Public Holiday"]} | CLOSURES
    first, last = jdatetime.date(FIRST, 1, 1).togregorian(), jdatetime.date(LAST, 9, 1).togregorian()
    for row in range(400):
        day = start = first + DAY * chance.randrange((last - first).days)
        count, thursdays, skipped = chance.randrange(1, 41), row % 4 == 0, 0
        left = count
        while left:
            day += DAY
            # Python's Monday is 0: Thursday 3, Friday 4.
            if day.weekday() == 4 or (day.weekday() == 3 and not thursdays) or day in off:
                skipped += 1
            else:
                left -= 1
        yield start, count, "yes" if thursdays else "no", day, skipped


def dates(chance):
    first, last = datetime.date(1950, 1, 1), datetime.date(2080, 1, 1)
    for _ in range(300):
        day = first + DAY * chance.randrange((last - first).days)
        # jdatetime's Saturday is 0.
        yield day, jalali(day).strftime("%Y/%m/%d"), jalali(day).weekday()


if __name__ == "__main__":
    if "lunar" in sys.argv[1:]:
        table(LUNAR, ["day", "jalali", "hijri", "estimated", "fa", "en", "source"], lunar())
    table(HERE / "due_days.csv", ["from", "working_days", "thursdays_work", "due", "skipped"], dues(random.Random(1405)))
    table(HERE / "dates.csv", ["day", "jalali", "weekday"], dates(random.Random(1404)))

"""What RFC 5545 asks of a calendar's form, written from the document: what a lenient reader would let pass."""
import re

LINE = re.compile(rb"[A-Z0-9-]+(;[A-Z-]+=[^:;\"]+)*:")
UTC = re.compile(r"\d{8}T\d{6}Z$")


def what_is_wrong(data):
    """`data` as it was sent; a list of what is wrong."""
    wrong = []
    if not data.endswith(b"\r\n"):
        wrong.append("the last line has no end")
    lines = data.split(b"\r\n")[:-1]
    for number, line in enumerate(lines, 1):
        if b"\n" in line or b"\r" in line:
            wrong.append(f"line {number}: an end of line that is not CRLF")
        if len(line) > 75:
            wrong.append(f"line {number}: {len(line)} octets")
        try:
            line.decode()
        except UnicodeDecodeError:
            wrong.append(f"line {number}: folded within a character")
    whole = data.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").split(b"\r\n")[:-1]
    wrong += [f"not a property: {line[:40]!r}" for line in whole if not LINE.match(line)]
    text = [line.decode(errors="replace") for line in whole]
    if text[:1] != ["BEGIN:VCALENDAR"] or text[-1:] != ["END:VCALENDAR"]:
        wrong.append("no VCALENDAR around it")
    for needed in ("VERSION:2.0", "PRODID:"):
        if sum(line.startswith(needed) for line in text) != 1:
            wrong.append(f"not exactly one {needed}")
    uids, event = [], None
    for line in text:
        if line == "BEGIN:VEVENT":
            event = []
        elif line == "END:VEVENT":
            for needed in ("UID:", "DTSTAMP:", "DTSTART", "SUMMARY"):
                if sum(one.startswith(needed) for one in event or []) != 1:
                    wrong.append(f"an event without exactly one {needed}")
            for one in event or []:
                name, _, value = one.partition(":")
                if name in ("DTSTAMP", "DTSTART") and not UTC.match(value):
                    wrong.append(f"{one}: not in UTC")
                if name == "DTSTART;VALUE=DATE" and not re.match(r"\d{8}$", value):
                    wrong.append(f"{one}: not a day")
                if name.partition(";")[0] in ("SUMMARY", "LOCATION", "DESCRIPTION"):
                    if re.search(r"(?<!\\)(\\\\)*[,;]", value):
                        wrong.append(f"{one}: a comma or semicolon that is not escaped")
                if name == "UID":
                    uids.append(value)
            event = None
        elif event is not None:
            event.append(line)
    if len(set(uids)) != len(uids):
        wrong.append("two events with one UID")
    return wrong


GOOD = "\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a//b//FA", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20261124T100000Z",
    "DTSTART:20261124T063000Z", "SUMMARY;LANGUAGE=fa:الف\\, ب", "END:VEVENT", "END:VCALENDAR", "",
]).encode()

BROKEN = [
    (b"VERSION:2.0\r\n", b""),
    (b"PRODID:-//a//b//FA\r\n", b""),
    (b"UID:1\r\n", b""),
    (b"DTSTAMP:20261124T100000Z\r\n", b""),
    (b"DTSTART:20261124T063000Z\r\n", b""),
    (b"DTSTART:20261124T063000Z", b"DTSTART:20261124T063000"),
    (b"DTSTART:20261124T063000Z", b"DTSTART;VALUE=DATE:2026-11-24"),
    (b"\\,", b","),
    (b"SUMMARY;LANGUAGE=fa:", b"SUMMARY;LANGUAGE=fa:" + b"x" * 60),
    (b"SUMMARY;LANGUAGE=fa:", b"SUMMARY;LANGUAGE=fa:\xd8\r\n "),
    (b"\r\nUID:1", b"\nUID:1"),
    (b"UID:1", b"a line that is none"),
    (b"END:VEVENT\r\n", b"END:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261124T100000Z\r\nDTSTART:20261124T063000Z"
     b"\r\nSUMMARY:x\r\nEND:VEVENT\r\n"),
    (b"END:VCALENDAR\r\n", b""),
    (b"END:VCALENDAR\r\n", b"END:VCALENDAR"),
]


def self_test():
    """Whether a good calendar passes and every broken one is refused; the number of broken ones."""
    assert what_is_wrong(GOOD) == [], what_is_wrong(GOOD)
    for old, new in BROKEN:
        assert old in GOOD, old
        assert what_is_wrong(GOOD.replace(old, new, 1)), f"passed although broken: {old!r} as {new!r}"
    return len(BROKEN)

"""What RFC 4287 asks of an Atom feed, written from the document: a list of what is wrong, empty where nothing is."""
import re
import xml.etree.ElementTree as ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
# 3.3: RFC 3339, with an upper-case T and, where it is UTC, an upper-case Z.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")
# 4.2.6: an IRI with its scheme; relative ones name nothing for ever.
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+$")


def only(element, name, where, most=1, least=1):
    """The elements of a name, and what is wrong with their number."""
    found = element.findall(ATOM + name)
    wrong = [] if least <= len(found) <= most else [f"{where}: {len(found)} {name} elements"]
    return found, wrong


def common(element, where):
    """What feed and entry have alike: id, title, updated (4.1.1, 4.1.2)."""
    wrong = []
    for name in ("id", "title", "updated"):
        found, number = only(element, name, where)
        wrong += number
        for one in found:
            text = (one.text or "").strip()
            if name == "title" and not text:
                wrong.append(f"{where}: an empty title")
            if name == "id" and not IRI.match(text):
                wrong.append(f"{where}: the id {text!r} is no IRI")
            if name == "updated" and not MOMENT.match(text):
                wrong.append(f"{where}: updated {text!r} is no moment")
    published, number = only(element, "published", where, 1, 0)
    wrong += number
    wrong += [f"{where}: published {one.text!r} is no moment" for one in published if not MOMENT.match(one.text or "")]
    seen = set()
    for link in element.findall(ATOM + "link"):
        if not link.get("href"):
            wrong.append(f"{where}: a link without href")
        if link.get("rel", "alternate") == "alternate":
            key = (link.get("type"), link.get("hreflang"))
            if key in seen:
                wrong.append(f"{where}: two alternate links of one type and language")
            seen.add(key)
    return wrong


def has_person(element):
    """4.2.1, 3.2: a person has exactly one name, which is not empty."""
    authors = element.findall(ATOM + "author")
    return bool(authors) and all((author.findtext(ATOM + "name") or "").strip() for author in authors)


def what_is_wrong(text):
    try:
        feed = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        return [f"not well-formed: {error}"]
    if feed.tag != ATOM + "feed":
        return [f"the root is {feed.tag}"]
    wrong = common(feed, "feed")
    if not any(link.get("rel") == "self" for link in feed.findall(ATOM + "link")):
        wrong.append("feed: no link to itself")
    entries = feed.findall(ATOM + "entry")
    if not has_person(feed) and not all(has_person(entry) for entry in entries):
        wrong.append("feed: no author, and not every entry has one")
    ids = [entry.findtext(ATOM + "id") for entry in entries]
    for place, entry in enumerate(entries, 1):
        where = f"entry {place}"
        wrong += common(entry, where)
        contents, number = only(entry, "content", where, 1, 0)
        wrong += number
        alternates = [link for link in entry.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"]
        if not contents and not alternates:
            wrong.append(f"{where}: neither content nor an alternate link")
        for content in contents:
            if content.get("type", "text") in ("text", "html") and len(content):
                wrong.append(f"{where}: elements within text")
    if len(set(ids)) != len(ids):
        wrong.append("feed: two entries with one id")
    updated = [one.text for one in [feed.find(ATOM + "updated")] if one is not None]
    latest = max((entry.findtext(ATOM + "updated") or "" for entry in entries), default="")
    if updated and updated[0] < latest:
        wrong.append("feed: updated before its newest entry")
    return wrong


GOOD = """<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:uuid:1</id><title>t</title>
<updated>2026-11-24T10:00:00Z</updated><author><name>a</name></author><link rel="self" href="/f"/>
<entry><id>urn:uuid:2</id><title>e</title><updated>2026-11-24T10:00:00Z</updated><link href="/e"/></entry></feed>"""

# What is put in place of what, so that the feed is broken.
BROKEN = [
    ("<id>urn:uuid:1</id>", ""),
    ("<id>urn:uuid:1</id>", "<id>/1</id>"),
    ("<id>urn:uuid:1</id>", "<id>urn:uuid:1</id><id>urn:uuid:3</id>"),
    ("<title>t</title>", ""),
    ("<title>e</title>", "<title> </title>"),
    ("<title>t</title>\n<updated>2026-11-24T10:00:00Z</updated>", "<title>t</title>"),
    ("<title>e</title><updated>2026-11-24T10:00:00Z</updated>", "<title>e</title>"),
    ("<title>e</title><updated>2026-11-24T10:00:00Z", "<title>e</title><updated>2026-11-24 10:00"),
    ("<title>e</title><updated>2026-11-24T10:00:00Z", "<title>e</title><updated>2027-11-24T10:00:00Z"),
    ("<author><name>a</name></author>", ""),
    ("<author><name>a</name></author>", "<author><name/></author>"),
    ('<link rel="self" href="/f"/>', ""),
    ('<link href="/e"/>', ""),
    ('<link href="/e"/>', '<link href="/e"/><link href="/x"/>'),
    ('<link href="/e"/>', "<link/>"),
    ('<link href="/e"/>', "<content>a <b>c</b></content>"),
    ("urn:uuid:2</id>", "urn:uuid:2</id><id>urn:uuid:2</id>"),
    ("</entry>", "</entry><entry><id>urn:uuid:2</id><title>e</title><updated>2026-11-24T10:00:00Z</updated>"
     '<link href="/e"/></entry>'),
    ("</feed>", ""),
    ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
]


def self_test():
    """Whether a good feed passes and every broken one is refused; the number of broken ones."""
    assert what_is_wrong(GOOD) == [], what_is_wrong(GOOD)
    for old, new in BROKEN:
        assert old in GOOD, old
        assert what_is_wrong(GOOD.replace(old, new, 1)), f"passed although broken: {old!r} as {new!r}"
    return len(BROKEN)

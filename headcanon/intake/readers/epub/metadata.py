"""What the package of a book says of the work, where its pages are silent."""

import re
from html import unescape

from headcanon.intake.readers.documents import NO_AUTHOR, NO_TITLE, one_line
from headcanon.manuscript.clean import paragraphs
from headcanon.manuscript.pasting import paste
from headcanon.manuscript.words import plain_text

DC = "{http://purl.org/dc/elements/1.1/}"
SAYS_NOTHING = {"fanfiction", "fanworks", "fan fiction", "fiction", "general", "ebook", "book", "in-progress",
                "completed", "complete", "unknown"}  # fmt: skip
LAST_UPDATE = re.compile(r"last update\b", re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FIELDS = ("fandoms", "relationships", "characters", "warnings", "tags", "categories")


class Metadata:
    def __init__(self, root):
        self.root = root

    def said(self, name):
        return [one_line(each.text) for each in self.elements(name) if one_line(each.text)]

    def elements(self, name):
        return list(self.root.iter(f"{DC}{name}")) if self.root is not None else []

    def metas(self):
        """(name or property, value, element) of each <meta>, in both spellings."""
        for each in self.root.iter("{*}meta") if self.root is not None else ():
            yield each.get("name") or each.get("property") or "", one_line(each.get("content") or each.text), each

    @property
    def title(self):
        found = next(iter(self.said("title")), "")
        return "" if NO_TITLE.match(found) else found

    @property
    def authors(self):
        roles = {each.get("refines"): value for name, value, each in self.metas() if name == "role"}
        found = []
        for each in self.elements("creator"):
            role = next((value for key, value in each.attrib.items() if key.endswith("}role")), "aut")
            role = roles.get(f"#{each.get('id')}", role)
            name = one_line(each.text)
            if role == "aut" and name and not NO_AUTHOR.fullmatch(name):
                found.append(name)
        return list(dict.fromkeys(found))

    @property
    def language(self):
        found = next(iter(self.said("language")), "")
        return found if found.lower() not in ("", "und", "mul", "zxx", "unknown") and len(found) < 36 else None

    @property
    def summary(self):
        written = next((each.text or "" for each in self.elements("description")), "").strip()
        return (paste(written).html if "<" in written else paragraphs(written)) or None

    @property
    def date(self):
        """The day it was published, or the only day there is; never that of the packing."""
        by_event = {}
        for each in self.elements("date"):
            event = next((value for key, value in each.attrib.items() if key.endswith("}event")), "")
            match = DAY.match(each.text or "")
            if match and match[0] > "1980-01-01":
                by_event.setdefault(event, match[0])
        return by_event.get("publication") or by_event.get("")

    @property
    def series(self):
        metas = list(self.metas())
        found = []
        places = {each.get("refines"): value for name, value, each in metas if name == "group-position"}
        for name, value, each in metas:
            if name == "belongs-to-collection" and value:
                found.append((value, whole(places.get(f"#{each.get('id')}"))))
        old = dict((name, value) for name, value, _ in metas)
        if not found and old.get("calibre:series"):
            found = [(old["calibre:series"], whole(old.get("calibre:series_index")))]
        return found

    def fill(self, manuscript, *, takes_subjects=True):
        """The book's own name and authors come first; of the rest only what nobody has said yet."""
        manuscript.title = self.title or manuscript.title
        manuscript.authors = self.authors or manuscript.authors
        manuscript.language = manuscript.language or self.language
        manuscript.summary = manuscript.summary or self.summary
        manuscript.date = manuscript.date or self.date
        manuscript.series = manuscript.series or self.series
        known = {value.lower() for field in FIELDS for value in getattr(manuscript, field)}
        known |= {
            (manuscript.rating or "").lower(),
            (manuscript.title or "").lower(),
            (manuscript.status or "").lower(),
        }
        known |= {name.lower() for name, _ in manuscript.series}
        for subject in map(unescape, self.said("subject") if takes_subjects else ()):  # some escape them twice
            if subject.lower() not in known | SAYS_NOTHING and not LAST_UPDATE.match(subject):
                known.add(subject.lower())
                manuscript.tags.append(subject)
        if manuscript.summary and plain_text(manuscript.summary).strip().lower() in ("", "no summary"):
            manuscript.summary = None


def whole(written):
    """ "2", "2.0"; 0 for what is no place in a row."""
    first, _, rest = (written or "").partition(".")
    return int(first) if first.isdecimal() and len(first) < 7 and not rest.strip("0") else 0

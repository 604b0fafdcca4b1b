"""An EPUB taken apart: what its package says of it, its pages in reading order, its table of contents."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from headcanon.intake.readers.epub.sheets import StyleBook
from headcanon.intake.readers.html.decoding import decoded
from headcanon.intake.readers.html.page import Page
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.readers.xml import parse_xml

PAGES = (".xhtml", ".html", ".htm", ".xml")
MOST_PAGES = 12_000
FONT_ALGORITHMS = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
MISSING = "A page of this book is missing: {part}. Look for a complete copy."
LOCKED = "{name} is locked by the shop that sold it. Nothing here opens that; bring a copy without a lock."
BODY = re.compile(r"<body(?=[\s>])", re.IGNORECASE)


@dataclass
class Leaf:
    """A page of the book: its name, what the book calls it, its source with its style sheets said in each tag."""

    name: str
    page: Page
    encoding: str
    kinds: set = field(default_factory=set)
    entries: dict = field(default_factory=dict)  # by fragment, its label in the table of contents

    @property
    def body(self):
        return self.page.first("body")

    @property
    def html(self):
        return self.page.html(self.body) if self.body else self.page.source

    @cached_property
    def text(self):
        return self.page.text(self.body) if self.body else ""


class Book:
    def __init__(self, package):
        self.package, self.name = package, package.name
        self.refuse_locked()
        self.opf = self.find_package()
        self.root = parse_xml(package.read(self.opf), self.name) if self.opf else None
        self.items = self.manifest()
        self.complaints = []
        self.styles = StyleBook(package)
        self.leaves = self.read_leaves()
        self.read_contents()

    def refuse_locked(self):
        if "META-INF/encryption.xml" in self.package:
            said = self.package.read("META-INF/encryption.xml")
            named = re.findall(rb"""EncryptionMethod[^>]{0,500}?Algorithm=["']([^"']{1,200})""", said)
            if any(each not in FONT_ALGORITHMS for each in named):
                raise Unreadable(LOCKED.format(name=self.name))

    def find_package(self):
        """Where the container says; else any, for books that somebody packed by hand."""
        if "META-INF/container.xml" in self.package:
            container = parse_xml(self.package.read("META-INF/container.xml"), self.name)
            for each in container.iter("{*}rootfile"):
                part = unquote(each.get("full-path") or "").lstrip("/")
                if part in self.package:
                    return part
        return next((part for part in sorted(self.package.names()) if part.endswith(".opf")), None)

    def manifest(self):
        """By id, (part, media type, properties)."""
        found = {}
        for each in self.root.iter("{*}item") if self.root is not None else ():
            part = self.package.near(self.opf, each.get("href") or "")
            found[each.get("id")] = (part, each.get("media-type") or "", (each.get("properties") or "").split())
        return found

    # Pages

    def read_leaves(self):
        kinds = self.kinds_by_guide()
        leaves = []
        for part, properties in self.spine():
            if part not in self.package:
                self.complaints.append(MISSING.format(part=part))
                continue
            try:
                leaf = self.leaf(part)
            except Unreadable as complaint:  # the other pages are worth reading
                self.complaints.append(str(complaint))
                continue
            leaf.kinds |= kinds.get(part, set()) | {each for each in properties if each == "nav"}
            leaves.append(leaf)
        if not leaves:
            more = "".join(f" {complaint}" for complaint in self.complaints[:1])
            raise Unreadable(f"{self.name} is a book without a page. Look for a complete copy.{more}")
        return leaves

    def spine(self):
        if self.root is not None:
            refs = [each.get("idref") for each in self.root.iter("{*}itemref")]
            found = dict(self.items[ref][::2] for ref in refs if ref in self.items)
        else:
            found = {part: () for part in sorted(self.package.names()) if part.endswith(PAGES) and "META" not in part}
        if len(found) > MOST_PAGES:
            raise Unreadable(f"{self.name} has {len(found)} pages; at most {MOST_PAGES} are read from one book.")
        return found.items()

    def leaf(self, part):
        said = decoded(self.package.read(part), f"{self.name}: {part}")
        page = Page(said.text)
        return Leaf(part, Page(self.styles.said_in_tags(part, page, said.text)), said.encoding, kinds_of(page))

    def kinds_by_guide(self):
        found = {}
        for each in self.root.iter("{*}reference") if self.root is not None else ():
            part = self.package.near(self.opf, each.get("href") or "")
            found.setdefault(part, set()).add(each.get("type") or "")
        return found

    # The table of contents

    def read_contents(self):
        by_name = {leaf.name: leaf for leaf in self.leaves}
        for part, fragment, label in self.entries():
            leaf = by_name.get(part)
            if leaf and label:
                leaf.entries.setdefault(fragment, label)

    def entries(self):
        """(part, fragment, label), from the new table of contents or the old one."""
        nav = next((part for part, _, properties in self.items.values() if "nav" in properties), None)
        if nav in self.package:
            page = Page(decoded(self.package.read(nav), self.name).text)
            contents = next((each for each in page.find("nav") if "toc" in each.get("epub:type").split()), None)
            if contents:
                return [self.entry(nav, each.get("href"), page.text(each)) for each in page.find("a", inside=contents)]
        old = next((part for part, kind, _ in self.items.values() if kind == "application/x-dtbncx+xml"), None)
        if old not in self.package:
            return []
        try:
            points = parse_xml(self.package.read(old), self.name).iter("{*}navPoint")
        except Unreadable:
            return []
        return [self.entry(old, source_of(each), label_of(each)) for each in points]

    def entry(self, contents, href, label):
        path, _, fragment = href.partition("#")
        return (self.package.near(contents, path) if path else contents), unquote(fragment), " ".join(label.split())


def source_of(point):
    content = point.find("{*}content")
    return content.get("src") or "" if content is not None else ""


def label_of(point):
    return point.findtext("{*}navLabel/{*}text") or ""


def kinds_of(page):
    """What a page says it is, by epub:type or the classes of its body."""
    found = set()
    for each in page.elements[:40]:
        if each.name in ("body", "section", "div", "nav", "article", "aside", "html"):
            found |= set(each.get("epub:type").split())
        if each.name == "body":
            found |= set(each.classes)
    return found

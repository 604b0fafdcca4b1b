"""A web page as a row of tags and texts in which every element knows where it ends.

No tree, and no library that builds one: looking up through open elements takes time without end where somebody opens
forty thousand of them. This takes time that grows with the page's length.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from headcanon.manuscript.pasting.elements import VOID
from headcanon.manuscript.rewriting import BLOCKS
from headcanon.manuscript.tokens import Tag, tokens, unescape, unescape_attribute

# What ends an open element of a kind, and how far up is looked for one.
ENDED_BY_A_LIKE = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "option": ({"option"}, {"select"}),
}
ENDS_A_PARAGRAPH = ({"p"}, {"li", "td", "th", "blockquote", "div", "table", "body", "section", "article"})
FARTHEST = 40
BREAKS = {*BLOCKS, "br"}
STYLE = re.compile(r"<style(?=[\s>])[^<>]*>", re.IGNORECASE)
TITLE = re.compile(r"<title(?=[\s>])[^<>]*>([^<]*)", re.IGNORECASE)
LONGEST_STYLE = 500_000
MOST_STYLE_OF_A_CHAPTER = 10_000
WHITE = re.compile("[ \t\r\n\f\xa0]+")


class Element:
    """`at` and `end` are the places of its two tags in the row; `parent` is the element around it, or None."""

    __slots__ = ("at", "attributes", "classes", "end", "name", "parent")

    def __init__(self, name, attributes, at, parent):
        self.name, self.attributes, self.at, self.parent = name, attributes, at, parent
        self.end = at
        self.classes = attributes.get("class", "").split()

    def get(self, name):
        return self.attributes.get(name, "")

    @property
    def id(self):
        return self.get("id")

    def __contains__(self, other):
        return other is not None and self.at <= other.at and other.end <= self.end


class Page:
    def __init__(self, source):
        self.source = source
        self.row, self.elements = [], []
        self.open, self.counts, self.looks = [], {}, {}
        self.root = Element("html", {}, -1, None)
        for token in tokens(source):
            if isinstance(token, Tag):
                (self.close if token.is_close else self.begin)(token)
            self.row.append(token)
        while self.open:
            self.open.pop().end = len(self.row)
        self.root.end = len(self.row)
        self.ats = [element.at for element in self.elements]

    # Reading

    def begin(self, tag):
        if tag.name in BLOCKS and self.counts.get("p"):
            self.end_open(*ENDS_A_PARAGRAPH)
        if tag.name in ENDED_BY_A_LIKE:
            self.end_open(*ENDED_BY_A_LIKE[tag.name])
        element = Element(tag.name, self.attributes_of(tag), len(self.row), self.open[-1] if self.open else self.root)
        self.elements.append(element)
        if tag.name not in VOID and not (tag.is_empty and tag.name not in BLOCKS):
            self.open.append(element)
            self.counts[tag.name] = self.counts.get(tag.name, 0) + 1

    def attributes_of(self, tag):
        key = tag.written
        if key not in self.looks:
            self.looks[key] = {name: unescape_attribute(value) for name, value in tag.attributes.items()}
        return self.looks[key]

    def close(self, tag):
        if self.counts.get(tag.name):
            while self.pop(len(self.row)).name != tag.name:
                pass

    def end_open(self, names, borders):
        for depth in range(len(self.open) - 1, max(-1, len(self.open) - FARTHEST), -1):
            here = self.open[depth].name
            if here in names:
                while len(self.open) > depth:
                    self.pop(len(self.row) - 1)
                return
            if here in borders:
                return

    def pop(self, end):
        element = self.open.pop()
        element.end = end
        self.counts[element.name] -= 1
        return element

    # Asking

    def inside(self, element):
        """The elements inside another, in their order."""
        return self.beginning_between(element.at, element.end)

    def beginning_between(self, start, stop):
        """The elements that begin between two places in the row."""
        return self.elements[bisect_right(self.ats, start) : bisect_left(self.ats, stop)]

    def find(self, names=None, *, css=None, id=None, inside=None, having=None):
        """Elements of these names (a str of one or several), of this class, with this id or attribute."""
        wanted = set(names.split()) if names else None
        for element in self.inside(inside) if inside else self.elements:
            if (
                (wanted is None or element.name in wanted)
                and (css is None or css in element.classes)
                and (id is None or element.id == id)
                and (having is None or having in element.attributes)
            ):
                yield element

    def first(self, names=None, **what):
        return next(self.find(names, **what), None)

    def children(self, element):
        return self.by_parent.get(element.at, [])

    @cached_property
    def by_parent(self):
        found = {}
        for element in self.elements:
            found.setdefault(element.parent.at, []).append(element)
        return found

    def text(self, element):
        """Its words on one line."""
        return "" if element is None else on_one_line(self.lines(element))

    def lines(self, element, at_breaks="\n", without=()):
        """Its words, with a line end at the edge of each block."""
        pieces = []
        for token in self.tokens_of(element, without):
            if isinstance(token, str):
                pieces.append(unescape(token))
            elif token.name in BREAKS:
                pieces.append(at_breaks)
        return "".join(pieces)

    def html(self, element, without=()):
        """Its inner HTML, without what stands in some of the elements inside it."""
        return "".join(each if isinstance(each, str) else written(each) for each in self.tokens_of(element, without))

    def outer(self, element):
        return self.between(element.at, element.end) + f"</{element.name}>"

    def between(self, start, stop, without=()):
        """The HTML from one place in the row up to another."""
        return "".join(each if isinstance(each, str) else written(each) for each in self.stretch(start, stop, without))

    def tokens_of(self, element, without=()):
        return self.stretch(element.at + 1, element.end, without)

    def stretch(self, start, stop, without=()):
        at = start
        for each in sorted(without, key=lambda each: each.at):
            if start <= each.at < stop and each.at >= at:
                yield from self.row[at : each.at]
                at = each.end + 1
        yield from self.row[at:stop]

    # The head

    def meta(self, *names):
        """What the page says of itself under the first of these names that it has."""
        for name in names:
            if said := self.metas.get(name):
                return said
        return ""

    @cached_property
    def metas(self):
        found = {}
        for element in self.find("meta"):
            name = (element.get("property") or element.get("name")).lower()
            found.setdefault(name, " ".join(element.get("content").split()))
        return found

    @cached_property
    def title(self):
        match = TITLE.search(self.source)
        return " ".join(unescape(match[1]).split()) if match else ""

    @cached_property
    def language(self):
        root = self.first("html")
        return (root.get("lang") or root.get("xml:lang")) if root else ""

    @cached_property
    def styles(self):
        """Its own style sheets, for what is cut out of it."""
        pieces, at = [], 0
        while match := STYLE.search(self.source, at):
            at = self.source.find("</", match.end())
            if at < 0 or sum(map(len, pieces)) > LONGEST_STYLE:
                break
            pieces.append(f"<style>{self.source[match.end() : at]}</style>")
        return "".join(pieces)

    @cached_property
    def few_styles(self):
        """The same for pages that are cut into many chapters, if it is little."""
        return self.styles if len(self.styles) <= MOST_STYLE_OF_A_CHAPTER else ""

    @cached_property
    def address(self):
        """Where the page says it lives."""
        link = next((each for each in self.find("link") if each.get("rel").lower() == "canonical"), None)
        found = (link.get("href") if link else "") or self.meta("og:url") or saved_from(self.source)
        return found if found.startswith(("https://", "http://")) else None


def on_one_line(words):
    """White space as pages have it; the wide blank of East Asia is a character."""
    return WHITE.sub(" ", words).strip(" ")


def written(tag):
    return f"</{tag.name}>" if tag.is_close else f"<{tag.name}{tag.written}>"


def saved_from(source):
    """The address that browsers write on top of a page they save."""
    match = re.search(r"<!-- saved from url=\(\d+\)(\S{1,500}) -->", source[:2000])
    return match[1] if match else ""

"""A paste as a flat row of tags and texts, in which each tag knows where its element ends and what stands around it."""

import re
from dataclasses import dataclass, field

from headcanon.manuscript.pasting.styles import StyleSheets, declarations
from headcanon.manuscript.rewriting import BLOCKS, CELLS
from headcanon.manuscript.tokens import tokens, unescape_attribute

VOID = {"area", "base", "br", "col", "embed", "hr", "image", "img", "input", "link", "meta", "source", "track", "wbr"}
BOUNDARIES = {*BLOCKS, *CELLS, "br", "img", "image"}
ENDED_BY_A_LIKE = {"li": {"ul", "ol"}, "p": None, "td": {"tr"}, "th": {"tr"}, "tr": {"table"}}
STARTS, ENDS = re.compile(r"<!--\s*StartFragment\s*-->", re.I), re.compile(r"<!--\s*EndFragment\s*-->", re.I)
FAR = 12  # how many elements further out we look for what stands around a tag
WINDOWS_HEAD = re.compile(r"\s*Version:[\d.]+\s[^<]{0,600}")


@dataclass(slots=True)
class Look:
    """A tag's own words and what style says of it; one for all tags that are written alike."""

    name: str
    attributes: dict
    classes: tuple
    names: frozenset  # as style sheets call it
    style: dict = field(default_factory=dict)


@dataclass(slots=True)
class Element:
    look: Look
    is_close: bool
    at: int
    parent: int = -1  # where the element around it begins
    end: int = -1  # where it ends: at its own end tag, or at the tag that ends it; -1 if nothing does

    @property
    def name(self):
        return self.look.name


class Elements:
    """`row` holds an Element for each tag and a str for each text, entities still in it."""

    def __init__(self, source):
        source = source[match.end() :] if (match := WINDOWS_HEAD.match(source)) else source
        self.source = source
        self.sheets = StyleSheets(source)
        self.row = []
        self.looks = {}
        self.open = []
        self.open_names = {}
        self.standing = {}
        before, inside, after = fragment_of(source)
        self.read(before, with_text=False)
        self.read(inside, with_text=True)
        self.stop = len(self.row)  # below it only footnotes are wanted, which Word puts outside of what was chosen
        self.read(after, with_text=True)

    def read(self, source, *, with_text):
        for token in tokens(source):
            if isinstance(token, str):
                if with_text:
                    self.row.append(token)
            elif token.is_close:
                self.close(token)
            else:
                self.begin(token)

    def begin(self, tag):
        self.end_those_that_end_here(tag.name)
        at = len(self.row)
        element = Element(self.look_of(tag), False, at, self.open[-1] if self.open else -1)
        self.row.append(element)
        if tag.name in VOID:
            element.end = at
        elif tag.is_empty and tag.name not in BLOCKS:
            element.end = at
        else:
            self.open.append(at)
            self.count(element.look, 1)

    def close(self, tag):
        at = len(self.row)
        closed = Element(self.look_of(tag), True, at)
        self.row.append(closed)
        if self.open_names.get(tag.name):
            while True:
                opened = self.pop(at)
                if opened.name == tag.name:
                    break
            opened.end, closed.end, closed.parent = at, opened.at, opened.parent

    def end_those_that_end_here(self, name):
        """A block ends an open paragraph, an item the item before it."""
        if name in BLOCKS and self.open_names.get("p"):
            self.end_open("p", {"li", "td", "th", "blockquote", "div", "table", "body"})
        elif name in ("td", "th") and self.open:
            self.end_open(name, {"tr", "table"})
        if name in ("li", "tr"):
            self.end_open(name, ENDED_BY_A_LIKE[name])

    def end_open(self, name, borders):
        """Looks up no further than the nearest of `borders`, and never past a few."""
        for depth in range(len(self.open) - 1, max(-1, len(self.open) - 40), -1):
            here = self.row[self.open[depth]].name
            if here == name:
                while len(self.open) > depth:
                    self.pop(len(self.row))
                return
            if here in borders:
                return

    def pop(self, at):
        element = self.row[self.open.pop()]
        element.end = at
        self.count(element.look, -1)
        return element

    def count(self, look, step):
        self.open_names[look.name] = self.open_names.get(look.name, 0) + step
        if self.sheets.looks_around:
            for name in look.names:
                self.standing[name] = self.standing.get(name, 0) + step

    def look_of(self, tag):
        key = (tag.name, tag.written)
        look = self.looks.get(key)
        if look is None:
            look = self.looks[key] = self.new_look(tag)
        if not self.sheets.looks_around or tag.is_close:
            return look
        return Look(look.name, look.attributes, look.classes, look.names, self.style_of(look))

    def new_look(self, tag):
        attributes = {name: unescape_attribute(value) for name, value in tag.attributes.items()}
        classes = tuple(attributes.get("class", "").lower().split()[:20])
        names = {tag.name, *(f".{each}" for each in classes)}
        if "id" in attributes:
            names.add(f"#{attributes['id'].lower()}")
        look = Look(tag.name, attributes, classes, frozenset(names))
        look.style = self.style_of(look)
        return look

    def style_of(self, look):
        said = self.sheets.said_of(look.names, self.standing)
        own = look.attributes.get("style")
        return {**said, **declarations(own)} if own else said

    # Questions

    def around(self, at):
        """The elements around the one at `at`, from the inside."""
        at = self.parent_of(at)
        while at >= 0:
            yield self.row[at]
            at = self.row[at].parent

    def end_of(self, element):
        """Where it ends, if only with the paste."""
        return element.end if element.end >= 0 else len(self.row)

    def ends_itself(self, element):
        """Whether it ends with its own end tag."""
        end = self.row[element.end] if element.end < len(self.row) else None
        return end is not None and not isinstance(end, str) and end.is_close and end.name == element.name

    def parent_of(self, at):
        return self.row[at].parent

    def texts(self, start, stop):
        return [each for each in self.row[start:stop] if isinstance(each, str)]


def fragment_of(source):
    """What the clipboard says was chosen, and what stands before and after it."""
    start = STARTS.search(source)
    if not start:
        return "", source, ""
    end = ENDS.search(source, start.end())
    stop = end.start() if end else len(source)
    return source[: start.end()], source[start.end() : stop], source[stop:]

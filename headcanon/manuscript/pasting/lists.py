"""Lists as programs write them: as lists, level by level one after the other, or made of paragraphs."""

import re
from itertools import islice

from headcanon.manuscript.pasting.elements import FAR
from headcanon.manuscript.pasting.mending import INDENT
from headcanon.manuscript.rewriting import LISTS
from headcanon.manuscript.tokens import unescape

WORD_LIST = re.compile(r"l(\d+) level(\d) ")
LIST_CLASS = re.compile(r"lst-kix_\S*-(\d)")
LIST_PARAGRAPH = re.compile(r"msolist(?:paragraph|bullet|number)")
BULLET = re.compile(r"[·•▪▫■□§o◦‣○●➢❖✓\uf0b7\uf0a7\uf0d8\uf076-]")
NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)]", re.I)
MARKER = re.compile(rf"[\s\xa0]*({BULLET.pattern}|{NUMBER.pattern})(?:[\s\xa0]+|$)", re.I)
DEEPEST_LIST = 9


class Lists:
    """The lists that are being written to `out`."""

    def __init__(self, elements, out):
        self.elements = elements
        self.row = elements.row
        self.out = out
        self.open, self.levels = [], {}
        self.last_item_end = None
        self.marker = None

    def is_by_level(self, element):
        """Google Docs' file and Word on the web write a list for each level, one after the other."""
        classes = element.look.attributes.get("class", "")
        match = LIST_CLASS.search(classes)
        if element.name not in LISTS or (not match and "ListStyle" not in classes):
            return False
        self.levels[element.at] = (element.name, int(match[1]) + 1 if match else 1)
        return True

    def level_of(self, item):
        """(kind, level) of an item of such a list, or None of any other."""
        if item.parent not in self.levels:
            return None
        kind, level = self.levels[item.parent]
        said = item.look.attributes.get("data-aria-level", "")
        return kind, int(said) if said.isdigit() and 0 < int(said) <= DEEPEST_LIST else level

    def is_in_item(self, element):
        return any(around.name == "li" for around in islice(self.elements.around(element.at), FAR))

    def nest(self, element):
        """A list that stands directly in a list belongs to the item before it."""
        parent = self.row[element.parent] if element.parent >= 0 else None
        if parent and parent.name in LISTS and self.last_item_end is not None:
            if not "".join(self.out[self.last_item_end + 1 :]).strip():
                self.out[self.last_item_end] = ""

    def item_of(self, element):
        """(kind, level) of a paragraph that Word shows as an item of a list."""
        said = element.look.style.get("mso-list", "")
        match = WORD_LIST.match(f"{said} ")
        is_listed = any(LIST_PARAGRAPH.match(each) for each in element.look.classes)
        marker = self.marker_in(element) if match or is_listed else None
        if marker is None:
            return None
        kind = "ol" if NUMBER.fullmatch(marker) else "ul"
        return kind, min(int(match[2]), DEEPEST_LIST) if match else 1

    def marker_in(self, element):
        """The bullet or number that begins it, which will not be written again."""
        said = []
        for at in range(element.at + 1, min(self.elements.end_of(element), element.at + 30)):
            each = self.row[at]
            if isinstance(each, str):
                said.append(unescape(each))
            elif not each.is_close and each.look.style.get("mso-list") == "ignore" and each.end > at:
                return "".join(map(unescape, self.elements.texts(at, each.end))).strip(INDENT)
        match = MARKER.match("".join(said))
        if not match:
            return None
        self.marker = match[1]
        return match[1]

    def begin_item(self, kind, level):
        while len(self.open) > level or (len(self.open) == level and self.open[-1] != kind):
            self.out.append(f"</{self.open.pop()}>")
        while len(self.open) < level:
            self.open.append(kind)
            self.out.append(f"<{kind}>")
        self.out.append("<li>")

    def end_all(self):
        while self.open:
            self.out.append(f"</{self.open.pop()}>")

    def without_marker(self, text):
        start = text.lstrip(INDENT)
        found, self.marker = self.marker, None
        return start.removeprefix(found).lstrip(INDENT) if start.startswith(found) else text

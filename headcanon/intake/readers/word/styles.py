"""Word's styles: what a paragraph or a few words look like by their name."""

import re
from typing import NamedTuple

HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|заголовок) ?([1-9])", re.IGNORECASE)
QUOTED = {"quote", "intense quote", "block text", "quotations", "blockquote", "block quote", "block quotation"}
CONTENTS = re.compile(r"toc ?\d|toc heading|contents ?\d|contents heading|table of figures", re.IGNORECASE)
TYPEWRITTEN = {"verbatim char", "html code", "html typewriter", "html keyboard", "html sample", "source text", "code",
               "small html code"}  # fmt: skip
SMALL = {"small", "small html code"}
OFF = ("0", "false", "off")
TOGGLES = {"b": "strong", "i": "em", "strike": "s", "dstrike": "s"}
RAISED = {"superscript": "sup", "subscript": "sub"}


class Style(NamedTuple):
    """A style with all it is based on: `marks` says of each mark whether it is there, `shape` is its pPr, merged."""

    name: str = ""
    marks: dict = {}
    shape: dict = {}


PLAIN = Style()


class Styles:
    def __init__(self, root, w):
        self.w = w
        self.written = {}
        self.known = {}
        self.default = ""
        self.language = ""
        for each in root if root is not None else ():
            if each.tag == f"{w}style":
                self.written[each.get(f"{w}styleId", "")] = each
                if each.get(f"{w}type") == "paragraph" and each.get(f"{w}default") in ("1", "true", "on"):
                    self.default = each.get(f"{w}styleId", "")
        if root is not None and (said := root.find(f"{w}docDefaults/{w}rPrDefault/{w}rPr/{w}lang")) is not None:
            self.language = said.get(f"{w}val") or ""

    def style(self, key):
        """The style of that id; one that is missing, or based on itself, says nothing."""
        if key not in self.known:
            self.known[key] = PLAIN
            self.known[key] = self.resolved(self.written.get(key))
        return self.known[key]

    def resolved(self, written):
        if written is None:
            return PLAIN
        w, based_on = self.w, written.find(f"{self.w}basedOn")
        below = self.style(based_on.get(f"{w}val")) if based_on is not None else PLAIN
        name = written.find(f"{w}name")
        return Style(
            (name.get(f"{w}val") or "").lower() if name is not None else "",
            {**below.marks, **self.marks_in(written.find(f"{w}rPr"))},
            {**below.shape, **self.shape_in(written.find(f"{w}pPr"))},
        )

    def marks_in(self, properties):
        """Of each mark that is spoken of, whether it is there; "hidden" is one of them."""
        found = {}
        for each in properties if properties is not None else ():
            name, value = each.tag.rpartition("}")[2], each.get(f"{self.w}val")
            if name in TOGGLES:
                found[TOGGLES[name]] = value not in OFF or (name == "dstrike" and found.get("s", False))
            elif name == "u":
                found["u"] = value not in (None, "none")
            elif name == "vertAlign":
                found |= {mark: RAISED.get(value) == mark for mark in ("sup", "sub")}
            elif name == "position" and value and value.strip("-0"):
                found["sub" if value.startswith("-") else "sup"] = True
            elif name in ("vanish", "webHidden", "specVanish"):
                found["hidden"] = found.get("hidden", False) or (name == "vanish" and value not in OFF)
        return found

    def shape_in(self, properties):
        """Of a paragraph's properties those that mean something to a story, as written."""
        found = {}
        for each in properties if properties is not None else ():
            name, value = each.tag.rpartition("}")[2], each.get(f"{self.w}val")
            if name in ("jc", "outlineLvl"):
                found[name] = value
            elif name in ("pageBreakBefore", "bidi"):
                found[name] = value not in OFF
            elif name == "numPr":
                found |= {child.tag.rpartition("}")[2]: child.get(f"{self.w}val") for child in each}
            elif name == "ind":
                found |= {side: each.get(f"{self.w}{word}") for side, word in self.sides(each)}
            elif name == "pBdr":
                found["borders"] = {child.tag.rpartition("}")[2] for child in each if self.is_drawn(child)}
        return found

    def sides(self, indent):
        both = (("left", "left"), ("left", "start"), ("right", "right"), ("right", "end"))
        return [(side, word) for side, word in both if indent.get(f"{self.w}{word}") is not None]

    def is_drawn(self, border):
        return border.get(f"{self.w}val") not in (None, "nil", "none")

"""OpenDocument's styles. Whatever is done to a few words makes an automatic style, based on one with a name."""

import re
from typing import NamedTuple

from headcanon.intake.readers.opendocument.names import FO, STYLE, TEXT

ALIGNMENTS = {"center": "center", "end": "right", "right": "right", "justify": "justify"}
MARKED_AS_CODE = {"source text", "teletype", "user entry", "example", "code", "verbatim char", "source_text"}
QUOTED = {"quotations", "quote", "block text", "block quotation", "blockquote", "intense quote", "quotation"}
HEADING = re.compile(r"heading ([1-9])")
CONTENTS = re.compile(r"contents (?:\d|heading)|table of contents")
HORIZONTAL_LINE = "horizontal line"
LENGTH = re.compile(r"([\d.]{1,9})(in|cm|mm|pt|pc|px)")
INCHES = {"in": 1, "cm": 0.3937, "mm": 0.03937, "pt": 1 / 72, "pc": 1 / 6, "px": 1 / 96}
NARROWED = 0.19  # inches on both sides: a quotation
NOT_A_LANGUAGE = (None, "none", "zxx", "")


class Style(NamedTuple):
    """A style with all it is based on. `names` are those of all of them, the nearest first, in small letters."""

    names: tuple = ()
    marks: dict = {}
    shape: dict = {}
    language: str = ""


PLAIN = Style()


class Styles:
    def __init__(self, named, content):
        self.written, self.known, self.defaults, self.lists = {}, {}, {}, {}
        for root in (named, content):
            for each in (
                root.iter(f"{STYLE}style", f"{STYLE}default-style", f"{TEXT}list-style") if root is not None else ()
            ):
                self.note(each)

    def note(self, each):
        family, name = each.get(f"{STYLE}family"), each.get(f"{STYLE}name")
        if each.tag == f"{TEXT}list-style":
            self.lists[name] = {level.get(f"{TEXT}level"): level.tag for level in each}
        elif each.tag == f"{STYLE}default-style":
            self.defaults[family] = each
        else:
            self.written[family, name] = each

    def style(self, family, name):
        """The style of that name; one that is missing, or based on itself, says nothing."""
        key = family, name
        if key not in self.known:
            self.known[key] = PLAIN
            written = self.written.get(key)
            # Pandoc uses names like "Title" and leaves it to others to say what they look like.
            unsaid = Style((plain_name(name),)) if name else PLAIN
            self.known[key] = unsaid if written is None else self.resolved(family, written)
        return self.known[key]

    @property
    def language(self):
        default = self.defaults.get("paragraph")
        said = default.find(f"{STYLE}text-properties") if default is not None else None
        return language_in(said)

    def resolved(self, family, written):
        parent = written.get(f"{STYLE}parent-style-name")
        below = self.style(family, parent) if parent else PLAIN
        name = written.get(f"{STYLE}display-name") or plain_name(written.get(f"{STYLE}name"))
        words, shape = (written.find(f"{STYLE}{kind}-properties") for kind in ("text", "paragraph"))
        return Style(
            (name.lower(), *below.names),
            {**below.marks, **marks_in(words)},
            {**below.shape, **shape_in(shape), **said_by_itself(written)},
            language_in(words) or below.language,
        )

    def is_numbered(self, list_name, level):
        return self.lists.get(list_name, {}).get(str(level), "").endswith("level-style-number")


def plain_name(name):
    return (name or "").replace("_20_", " ").lower()


def said_by_itself(written):
    found = {"master": True} if written.get(f"{STYLE}master-page-name") else {}
    level = written.get(f"{STYLE}default-outline-level")
    return {**found, "level": level} if level else found


def marks_in(properties):
    """Of each mark that is spoken of, whether it is there; "hidden" is one of them."""
    found = {}
    if properties is None:
        return found
    said = properties.get
    if slant := said(f"{FO}font-style"):
        found["em"] = slant in ("italic", "oblique")
    if weight := said(f"{FO}font-weight"):
        found["strong"] = weight == "bold" or (weight.isdecimal() and int(weight) >= 600)
    for mark, line in (("u", "underline"), ("s", "line-through")):
        kinds = [said(f"{STYLE}text-{line}-{what}") for what in ("style", "type")]
        if any(kinds):
            found[mark] = all(kind != "none" for kind in kinds)
    if position := said(f"{STYLE}text-position"):
        found |= raised(position.split()[0])
    if (display := said(f"{TEXT}display")) is not None:
        found["hidden"] = display == "none"
    return found


def raised(height):
    """ "super", "sub", or by how much of the line: "33%", "-33%"."""
    is_zero = not height.strip("-0%.")
    return {
        "sup": height == "super" or (height.endswith("%") and not height.startswith("-") and not is_zero),
        "sub": height == "sub" or (height.startswith("-") and not is_zero),
    }


def shape_in(properties):
    found = {}
    if properties is None:
        return found
    if align := properties.get(f"{FO}text-align"):
        found["align"] = ALIGNMENTS.get(align, "")
    if (mode := properties.get(f"{STYLE}writing-mode")) is not None:
        found["rtl"] = mode == "rl-tb"
    for side in ("before", "after"):
        if said := properties.get(f"{FO}break-{side}"):
            found[f"break-{side}"] = said == "page"
    for side in ("left", "right"):
        if length := properties.get(f"{FO}margin-{side}") or properties.get(f"{FO}margin"):
            found[side] = inches(length)
    for side in ("top", "bottom"):
        if border := properties.get(f"{FO}border-{side}") or properties.get(f"{FO}border"):
            found[f"border-{side}"] = border != "none"
    return found


def inches(length):
    match = LENGTH.fullmatch(length)
    try:
        return float(match[1]) * INCHES[match[2]] if match else 0
    except ValueError:
        return 0


def language_in(properties):
    said = properties.get(f"{FO}language") if properties is not None else None
    if said in NOT_A_LANGUAGE:
        return ""
    country = properties.get(f"{FO}country")
    return f"{said}-{country}" if country and country != "none" else said

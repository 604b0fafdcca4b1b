"""What a paragraph of OpenDocument is to a story."""

from headcanon.intake.readers.opendocument.names import TEXT
from headcanon.intake.readers.opendocument.styles import CONTENTS, HEADING, HORIZONTAL_LINE, NARROWED, QUOTED
from headcanon.intake.readers.sheets import Shape

DEEPEST_HEADING = 6


def shape_of(style, paragraph, item):
    said = style.shape
    level = heading_of(style, paragraph)
    align = said.get("align", "")
    if level:
        return Shape(f"h{min(level, DEEPEST_HEADING)}", align)
    is_rtl = said.get("rtl", False)
    if is_rtl and align == "right":
        align = ""
    is_narrow = not item and min(said.get("left", 0), said.get("right", 0)) >= NARROWED
    is_quoted = is_narrow or not QUOTED.isdisjoint(style.names)
    return Shape("p", align, is_quoted, item, "rtl" if is_rtl else "")


def heading_of(style, paragraph):
    """Its level as a heading, or 0."""
    if is_title(style):
        return 1
    named = next((match for name in style.names if (match := HEADING.fullmatch(name))), None)
    if named:
        return int(named[1])
    is_heading = paragraph.tag == f"{TEXT}h"
    level = (paragraph.get(f"{TEXT}outline-level") or "1") if is_heading else style.shape.get("level", "")
    return int(level) if level.isdecimal() and len(level) < 3 else 0


def is_title(style):
    return "title" in style.names


def is_contents(style):
    return any(CONTENTS.match(name) for name in style.names)


def is_line(style):
    """What LibreOffice makes of <hr>, and a border around nothing."""
    return HORIZONTAL_LINE in style.names or style.shape.get("border-bottom") or style.shape.get("border-top")


def look_of(style):
    """The marks that a paragraph's style gives its words.

    Those of headings and quotations are their own look; an automatic style says what was done to this paragraph.
    """
    kinds = {*QUOTED, "title", "subtitle", "heading"}
    if any(name in kinds or HEADING.fullmatch(name) for name in style.names):
        return frozenset()
    return frozenset(mark for mark, is_set in style.marks.items() if is_set)

"""What a paragraph of Word is to a story: a heading, a quotation, an item, a line, or a paragraph."""

from headcanon.intake.readers.sheets import Run, Shape
from headcanon.intake.readers.word.styles import CONTENTS, HEADING, QUOTED

ALIGNMENTS = {"center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify"}
DEEPEST_HEADING = 6
NARROWED = 280  # twips on both sides, a fifth of an inch: a text set in like that is a quotation


def shape_of(style, written, numbering):
    tag = heading_of(style, written)
    align = ALIGNMENTS.get(written.get("jc"), "")
    if tag != "p":
        return Shape(tag, align)
    is_rtl = written.get("bidi", False)
    if is_rtl and align == "right":
        align = ""
    item = numbering.item(written)
    return Shape("p", align, style.name in QUOTED or is_narrowed(written, item), item, "rtl" if is_rtl else "")


def heading_of(style, written):
    if style.name == "title":
        return "h1"
    if match := HEADING.match(style.name):
        return f"h{min(int(match[1]), DEEPEST_HEADING)}"
    level = written.get("outlineLvl") or ""
    if level.isdecimal() and int(level) < 9:  # 9 is Word's number for "no heading"
        return f"h{min(int(level) + 1, DEEPEST_HEADING)}"
    return "p"


def is_narrowed(written, item):
    return not item and all(twips(written.get(side)) >= NARROWED for side in ("left", "right"))


def twips(written):
    digits = (written or "").partition(".")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 8 else 0


def is_contents(style):
    return bool(CONTENTS.match(style.name))


def is_line(written):
    return bool(written.get("borders", set()) & {"bottom", "top", "between"})


def look_of(style):
    """The marks that a paragraph's style gives its words; those of headings and quotations are their own look."""
    if style.name in QUOTED or style.name in ("title", "subtitle") or HEADING.match(style.name):
        return Run()
    return Run(frozenset(mark for mark, is_set in style.marks.items() if is_set))

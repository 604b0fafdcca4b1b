"""What holds at one point of an RTF file: how letters and paragraphs look, and where the words go."""

from dataclasses import dataclass, replace

from headcanon.intake.readers.sheets import Run, Shape

MARKS = {"b": "strong", "i": "em", "strike": "s", "striked": "s", "super": "sup", "sub": "sub"}
UNDERLINES = {
    "ul", "uld", "uldash", "uldashd", "uldashdd", "uldb", "ulhwave", "ulldash", "ulth", "ulthd", "ulthdash",
    "ulthdashd", "ulthdashdd", "ulthldash", "ululdbwave", "ulw", "ulwave",
}  # fmt: skip
ALIGNMENTS = {"ql": "", "qc": "center", "qr": "right", "qj": "justify", "qd": "justify"}
NARROWED = 280  # twips on both sides: a quotation
MOST_LEVELS = 9
QUOTED = {"quote", "intense quote", "quotations", "block text", "block quotation", "blockquote"}


@dataclass
class Look:
    """One level of braces. A new one begins as the one around it."""

    marks: frozenset = frozenset()
    font: int | None = None
    fallback: int = 1  # how many bytes stand for programs that do not know \\u
    language: int | None = None
    goes: str = "text"  # the destination: where words go
    link: str = ""
    is_hidden: bool = False
    is_deleted: bool = False
    is_new: bool = False  # nothing but \\* has come since the brace
    may_be_ignored: bool = False

    def inner(self):
        return replace(self, is_new=True, may_be_ignored=False)

    def mark(self, name, is_set):
        self.marks = self.marks | {name} if is_set else self.marks - {name}

    def plain(self):
        self.marks, self.is_hidden, self.is_deleted = frozenset(), False, False

    def run(self):
        return Run(self.marks, self.link)


@dataclass
class Paragraph:
    """What \\pard sets back."""

    align: str = ""
    left: int = 0
    right: int = 0
    list: int = 0
    level: int = 0
    style: int = 0
    outline: int | None = None
    is_rtl: bool = False
    has_line: bool = False
    is_row: bool = False

    def shape(self, styles, numbered):
        name = styles.get(self.style, "")
        heading = heading_of(name, self.outline)
        if heading:
            return Shape(heading, self.align)
        level = min(max(0, self.level), MOST_LEVELS - 1) + 1
        item = ("ol" if numbered(self.list, level - 1) else "ul", level) if self.list > 0 else None
        is_narrow = not item and min(self.left, self.right) >= NARROWED
        align = "" if self.is_rtl and self.align == "right" else self.align
        return Shape("p", align, is_narrow or name in QUOTED, item, "rtl" if self.is_rtl else "")


def heading_of(name, outline):
    """ "heading 2" of the style sheet's names, or \\outlinelevel1."""
    if name == "title":
        return "h1"
    if name.startswith("heading ") and name[8:9] in "123456789" and len(name) >= 9:
        return f"h{min(int(name[8]), 6)}"
    return f"h{min(outline + 1, 6)}" if outline is not None and 0 <= outline < 9 else ""

"""Text to lines, whatever ended them and whatever stood blank between them."""

import re
from dataclasses import dataclass

# CR CR LF is what a text-mode transfer made of CR LF: one line end, not two.
LINE_END = re.compile("\r\r\n|\r\n|[\n\r\v\x85\u2028\u2029]")
RUN_OF_BLANKS = re.compile("[ \t\f]{2,}|[\t\f]")
TAB_STOP = 4
WIDE_BLANK = "\u3000"


@dataclass
class Line:
    """A line with words on it: `gap` is the number of blank lines above, `indent` the blanks before its text."""

    text: str
    number: int
    gap: int = 0
    indent: int = 0
    new_page: bool = False
    begins: bool = False  # with the wide blank that opens a paragraph in Japanese and Chinese


def lines_of(text):
    """The lines that hold something, each knowing what is blank around it."""
    lines, gap, new_page = [], 0, False
    for number, raw in enumerate(LINE_END.split(text), start=1):
        new_page = new_page or "\f" in raw
        if content := raw.strip():
            lines.append(Line(squeezed(content), number, gap, indent_of(raw), new_page, raw.startswith(WIDE_BLANK)))
            gap, new_page = 0, False
        elif "\f" not in raw:
            gap += 1
    return lines


def squeezed(content):
    """One blank between words: more are lost in a book anyhow."""
    return RUN_OF_BLANKS.sub(" ", content)


def indent_of(raw):
    blank = raw[: len(raw) - len(raw.lstrip())]
    return len(blank.replace("\f", "").expandtabs(TAB_STOP)) if blank else 0

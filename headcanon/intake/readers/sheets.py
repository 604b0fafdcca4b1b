"""A sheet as word processors fill it: paragraphs of words with marks, printed as HTML that `manuscript.pasting` reads."""

import re
from html import escape
from typing import NamedTuple

MOST_LISTS = 9  # in each other

LONGEST_TITLE = 300  # letters, with their markup

# In which order marks stand around words, from the outside.
MARKS = ("strong", "em", "u", "s", "sup", "sub", "small", "code")


class Shape(NamedTuple):
    """What a paragraph is: a tag, its alignment, a quotation or not, (kind, level) of a list's item, its direction."""

    tag: str = "p"
    align: str = ""
    is_quoted: bool = False
    item: tuple | None = None
    direction: str = ""


PLAIN = Shape()


class Run(NamedTuple):
    """How some words look: their marks, where they lead, their language and direction."""

    marks: frozenset = frozenset()
    link: str = ""
    language: str = ""
    direction: str = ""


BARE = Run()


class Sheet:
    """Paragraphs one after the other: words are said, then the paragraph that they stand in is ended."""

    def __init__(self):
        self.out = []
        self.open = []  # the lists around the next paragraph
        self.is_in_quotation = False
        self.is_at_an_edge = True  # of a page; the first one begins here
        self.has_prose = False
        self.begin()

    def begin(self):
        self.runs = []
        self.has_words = False

    # Words

    def say(self, text, run=BARE):
        if not text:
            return
        self.has_words = self.has_words or not text.isspace()
        if self.runs and self.runs[-1][0] == run:
            self.runs[-1][1].append(text)
        else:
            self.runs.append((run, [text]))

    def line_break(self):
        self.runs.append((None, ["<br>"]))

    def put(self, html):
        """What stands among the words and is HTML already."""
        self.runs.append((None, [html]))
        self.has_words = True

    def label(self, label):
        """Puts a label before the words said so far, unless they bring one."""
        if ":" not in self.words():
            self.runs.insert(0, (BARE, [f"{label}: "]))

    def footnote(self, sheet):
        """The words of another sheet as a footnote at this place."""
        if words := sheet.as_lines():
            self.put(f'<span class="footnote">{words}</span>')

    def words(self):
        return "".join(printed(run, "".join(texts)) for run, texts in self.runs)

    def words_without_marks(self):
        return "".join("".join(texts) for run, texts in self.runs if run is not None)

    # Paragraphs

    def end(self, shape=PLAIN):
        """The words said since the last end are a paragraph of this shape; without words it is a blank line."""
        if self.is_at_an_edge and not self.cross_the_edge(shape):
            return
        self.surround(shape)
        attributes = f' class="{shape.align}"' if shape.align else ""
        attributes += f' dir="{shape.direction}"' if shape.direction else ""
        words = self.words()
        if shape.item:
            self.out.append(f"<li><p{attributes}>{words}</p>")
        else:
            self.out.append(f"<{shape.tag}{attributes}>{words}</{shape.tag}>")
        self.begin()

    def end_title(self, shape):
        """The same for what may be the title of it all; gives (where it was written, its words)."""
        words = self.words()
        self.end(shape)
        return len(self.out) - 1, words

    def name_the_title(self, titles):
        """A paragraph in the style of a title is the title, if it is the only one; it may stand again as a heading."""
        if len(titles) != 1:
            return
        at, words = titles[0]
        again = re.compile(rf"<h\d[^>]*>{re.escape(words)}</h\d>")
        if any(map(again.fullmatch, self.out[at + 1 : at + 20])):
            self.out[at] = ""
        elif len(words) < LONGEST_TITLE:
            self.out[at] = f"<p>Title: {words.replace('<br>', ' ')}</p>"

    def rule(self):
        """A scene break."""
        self.surround(PLAIN)
        self.out.append("<hr>")

    def edge(self):
        """A new page begins here. It parts scenes, but for the one that a heading begins; blank lines beside it are none."""
        self.is_at_an_edge = True

    def cross_the_edge(self, shape):
        """Whether there is a paragraph to be written behind the edge of the page."""
        if self.is_blank():
            self.begin()
            return False
        if self.has_prose and shape.tag == "p":
            self.rule()
        self.is_at_an_edge, self.has_prose = False, True
        return True

    def take_in(self, other):
        """The paragraphs of another sheet, after those that are written."""
        if written := other.as_html():
            self.surround(PLAIN)
            self.out.append(written)

    def is_blank(self):
        return not self.has_words

    def surround(self, shape):
        """Ends the lists and quotations that the next paragraph does not stand in, and begins those it does."""
        kind, level = shape.item or ("", 0)
        level = min(level, MOST_LISTS)
        while len(self.open) > level or (self.open and len(self.open) == level and self.open[-1] != kind):
            self.out.append(f"</li></{self.open.pop()}>")
        if shape.is_quoted != self.is_in_quotation and not self.open:
            self.out.append("<blockquote>" if shape.is_quoted else "</blockquote>")
            self.is_in_quotation = shape.is_quoted
        if level and len(self.open) == level:
            self.out.append("</li>")
        while len(self.open) < level:
            self.open.append(kind)
            self.out.append(f"<{kind}>" if len(self.open) == level else f"<{kind}><li>")

    # Printing

    def as_html(self):
        if self.runs:
            self.end()
        self.surround(PLAIN)
        return "\n".join(self.out)

    def as_lines(self):
        """All of it as one paragraph, for a footnote."""
        if self.runs:
            self.end()
        paragraphs = [each.removeprefix("<li>") for each in self.out]
        lines = [each.partition(">")[2].rpartition("</")[0] for each in paragraphs if each.startswith(("<p", "<h"))]
        return "<br>".join(line.strip() for line in lines if line.strip())


def printed(run, text):
    if run is None:
        return text
    words = escape(text, quote=False)
    if text.isspace():
        return words
    for mark in MARKS:
        if mark in run.marks:
            words = f"<{mark}>{words}</{mark}>"
    return surrounded(run, words)


def surrounded(run, words):
    """The words with what says where they lead and how they are to be read aloud."""
    if run.language or run.direction:
        said = (("lang", run.language), ("dir", run.direction))
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in said if value)
        words = f"<span{attributes}>{words}</span>"
    return f'<a href="{escape(run.link)}">{words}</a>' if run.link else words

"""Anybody's HTML, written anew as story-HTML.

Nothing of the source is copied but its text and the addresses of its links. What is read is never a tree, only a
row of open blocks and of marks that stand, as a word processor has them; `writing` prints it, balanced and always
in one way, so that story-HTML read again comes out the same.
"""

import itertools
import re

from headcanon.manuscript import meaning
from headcanon.manuscript.tokens import tokens, unescape, unescape_attribute
from headcanon.manuscript.writing import MARKS_IN_ORDER, Leaf, Writing

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
CONTAINERS = {"blockquote": "blockquote", "ul": "ul", "menu": "ul", "dir": "ul", "ol": "ol", "li": "li"}
LISTS = ("ul", "ol")
PREFORMATTED = ("pre", "xmp", "listing", "plaintext", "textarea")
BLOCKS = {
    *HEADINGS, *CONTAINERS, *PREFORMATTED,
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "frameset", "header", "hgroup", "hr", "html", "legend",
    "main", "nav", "optgroup", "option", "p", "search", "section", "select", "summary", "table", "tbody", "tfoot",
    "thead", "tr",
}  # fmt: skip
CELLS = ("td", "th")
ENDED_BY_ITS_LIKE = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "tr": ("tr",), "option": ("option",)}
# Left unclosed, these go on in the next block, as browsers have it.
FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
NO_MARKS = dict.fromkeys(("lang", "dir", *MARKS_IN_ORDER))  # a footnote has none of those around it
PARAGRAPH = Leaf("p")
DEEPEST = 12  # containers in containers; of deeper ones only the text stays

WHITE = r"\t-\r\x1c-\x1f\x85\u2028\u2029"
BREAKING = re.compile(rf"(?:[{WHITE}]| (?=[ {WHITE}]))[ {WHITE}]*+")  # any but the usual single space
SPACES = re.compile(r" +$|(  +)")
RARE_BREAKS = re.compile(r"[\x0b-\r\x1c-\x1f\x85\u2028\u2029]")
UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202d\u202e\ufeff\ufffe\uffff]+")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
BLANK = "\xa0\xad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f"
BLANK += "\u202a\u202b\u202c\u202f\u205f\u2060\u2066\u2067\u2068\u2069\u3000 "


def rewrite(source):
    """Any string without lone surrogates, as story-HTML."""
    writing = Writing()
    reading = _Reading(writing, is_left_to_right=not RIGHT_TO_LEFT.search(source))
    for token in tokens(source):
        if isinstance(token, str):
            reading.text(unescape(token))
        else:
            reading.tag(token)
    return writing.finish()


class _Marks:
    """The marks that stand at this point: of each, the last one opened and not yet closed decides."""

    def __init__(self):
        self.standing = {}
        self._opened = {}

    def open(self, marks):
        entries = [[mark, value, True] for mark, value in marks.items()]
        for entry in entries:
            self._opened.setdefault(entry[0], []).append(entry)
        self.standing.update(marks)
        return entries

    def close(self, entries):
        for entry in entries:
            entry[2] = False
            row = self._opened[entry[0]]
            while row and not row[-1][2]:
                row.pop()
            self.standing[entry[0]] = row[-1][1] if row else None


class _Frame:
    """An open block of the source: what becomes of the text directly in it."""

    __slots__ = ("entries", "inline", "keeps_lines", "leaf", "name", "number", "path")

    def __init__(self, name, number, path=(), leaf=PARAGRAPH, keeps_lines=False):
        self.name = name
        self.number = number
        self.path = path
        self.leaf = leaf
        self.keeps_lines = keeps_lines
        self.entries = []
        self.inline = {}


class _Reading:
    def __init__(self, writing, is_left_to_right):
        self.writing = writing
        self.is_left_to_right = is_left_to_right
        self.numbers = itertools.count()
        self.frames = [_Frame("", next(self.numbers))]
        self.open_blocks = {}
        self.formatting = {}
        self.marks = _Marks()
        self.is_in_rp = False
        self._forget_leaf()

    def tag(self, tag):
        self.is_in_rp = False
        if tag.name == "br":
            self._line_break()
        elif tag.name in CELLS:
            self.has_space = True
        elif tag.name in ("img", "image"):
            self._picture(tag.attributes)
        elif tag.name in BLOCKS:
            self._block(tag)
        else:
            self._inline(tag)

    def text(self, text):
        if self.is_in_rp:  # brackets for programs that cannot show ruby; writing makes its own
            return
        text = UNWANTED.sub("", text)
        if not self.frames[-1].keeps_lines:
            return self._words(BREAKING.sub(" ", text))
        for number, line in enumerate(RARE_BREAKS.sub(" ", text.replace("\r\n", "\n")).split("\n")):
            if number:
                self._line_break()
            self._words(_with_kept_spaces(line))

    # Blocks

    def _block(self, tag):
        self._end_leaf()
        if tag.name == "hr":
            self._rule(tag)
            return
        if not tag.is_close:
            self._open_block(tag.name, tag.attributes)
        if tag.is_close or tag.is_empty:
            self._close_block(tag.name)

    def _rule(self, tag):
        if not tag.is_close:
            self._end_paragraph()
            self.writing.rule(_inside_item(self.frames[-1].path))

    def _open_block(self, name, attributes):
        self._end_paragraph()
        family = _family(name)
        if self.frames[-1].name == family == "heading" or self.frames[-1].name in ENDED_BY_ITS_LIKE.get(name, ()):
            self._pop_frame()
        parent = self.frames[-1]
        number = next(self.numbers)
        marks = meaning.marks(name, attributes)
        leaf = self._leaf(name, attributes, parent.leaf, marks.pop("lang", None), marks.pop("dir", None))
        keeps_lines = parent.keeps_lines or name in PREFORMATTED
        frame = _Frame(family, number, _path(name, number, parent), leaf, keeps_lines)
        frame.entries = self.marks.open(marks)
        self.frames.append(frame)
        self.open_blocks[family] = self.open_blocks.get(family, 0) + 1

    def _leaf(self, name, attributes, around, language, direction):
        """What text in this block is written into; what the block does not say comes from the one around it."""
        tag = HEADINGS.get(name) or ("p" if name in CONTAINERS or name == "p" else around.tag)
        if not attributes and name != "center":
            return around._replace(tag=tag)
        says_so, align = meaning.alignment(name, attributes)
        if name in ("html", "body"):
            language = None  # the work's own language says it once
        align = align if says_so else around.align
        return Leaf(tag, align, language or around.lang, self._direction(direction) or around.dir)

    def _direction(self, direction):
        """Google Docs writes `dir="ltr"` at every paragraph; it says nothing where every letter runs that way."""
        return None if direction == "ltr" and self.is_left_to_right else direction

    def _close_block(self, name):
        family = _family(name)
        if self.open_blocks.get(family):
            while self.frames[-1].name != family:
                self._pop_frame()
            self._pop_frame()

    def _end_paragraph(self):
        if self.frames[-1].name == "p":
            self._pop_frame()

    def _pop_frame(self):
        frame = self.frames.pop()
        self.open_blocks[frame.name] -= 1
        for opened in (*itertools.chain.from_iterable(frame.inline.values()), frame.entries):
            self.marks.close(opened)

    # Marks

    def _inline(self, tag):
        if not tag.is_close:
            self._open_inline(tag.name, tag.attributes)
        if tag.is_close or tag.is_empty:
            self._close_inline(tag.name)

    def _open_inline(self, name, attributes):
        if name in ("rb", "rt", "rp"):
            self._close_inline("rt")
        elif name == "a":
            self._close_inline("a")
        self.is_in_rp = name == "rp"
        marks = meaning.marks(name, attributes)
        if "dir" in marks:
            marks["dir"] = self._direction(marks["dir"])
        if name in ("ruby", "rt"):
            marks[name] = next(self.numbers)
        if meaning.is_footnote(name, attributes) and not self.marks.standing.get("footnote"):
            marks = {**NO_MARKS, **marks, "footnote": next(self.numbers)}
        self._opened(name).append(self.marks.open(marks))
        if name == "q":
            self.text("“")

    def _close_inline(self, name):
        opened = self._opened(name)
        if not opened:
            return
        if name == "q":
            self.text("”")
        elif name == "ruby":
            self._close_inline("rt")
        self.marks.close(opened.pop())

    def _opened(self, name):
        return (self.formatting if name in FORMATTING else self.frames[-1].inline).setdefault(name, [])

    def _picture(self, attributes):
        """One of the archive's own is a block; any other is not the story's, so it becomes a link to it: its
        description, or the word "image"."""
        words = unescape_attribute(attributes.get("alt", "")).strip()
        written = attributes.get("src", "")
        described = " ".join(UNWANTED.sub("", words).split()).strip(BLANK)
        if described and meaning.own_picture(written):
            self._end_leaf()
            self.writing.picture(_inside_item(self.frames[-1].path), written, described, *meaning.size(attributes))
            return
        source = meaning.address(written)
        if not words and not source:
            return
        link = self.marks.open({"a": self.marks.standing.get("a") or source})
        self.text(f" {words or 'image'} ")
        self.marks.close(link)

    def _standing_marks(self):
        """The marks of the words that come now, as `writing` wants them."""
        marks = {mark: value for mark, value in self.marks.standing.items() if value is not None}
        leaf = self.frames[-1].leaf
        own = [marks.pop(name, None) for name in ("lang", "dir")]
        if own != [None, None] and own != [leaf.lang, leaf.dir]:
            marks["span"] = tuple(own)
        if "a" in marks:
            marks.pop("u", None)  # links are underlined anyway
        if "ruby" not in marks:
            marks.pop("rt", None)
        return sorted(marks.items(), key=lambda mark: MARKS_IN_ORDER.index(mark[0]))

    # Text

    def _words(self, text):
        words = text.strip(" ")
        if text.startswith(" "):
            self.has_space = True
        if words.strip(BLANK) or (words and self.has_leaf and not self.breaks):
            self._write(words)
        else:
            self.indent += words
        if text.endswith(" "):
            self.has_space = True

    def _write(self, words):
        frame = self.frames[-1]
        note = self.marks.standing.get("footnote")
        if self.breaks > 1 and frame.leaf.tag == "p" and not (note and note == self.note):
            self.writing.end_leaf()
            self.has_leaf = False
        if not self.has_leaf:
            self.writing.begin_leaf(_inside_item(frame.path), frame.leaf)
            glue = ""
        else:
            glue = "<br>" if self.breaks else " " if self.has_space else ""
        self.writing.words(self.indent + words, self._standing_marks(), glue)
        self._forget_leaf()
        self.has_leaf = True
        self.note = note

    def _line_break(self):
        self.breaks += 1
        self.indent = ""

    def _end_leaf(self):
        self.writing.end_leaf()
        self._forget_leaf()

    def _forget_leaf(self):
        self.has_leaf = False
        self.note = None  # the footnote that the last words stand in
        self.breaks = 0  # what came since the last words, and is written only when more words come
        self.has_space = False
        self.indent = ""


def _family(name):
    return "heading" if name in HEADINGS else name


def _path(name, number, parent):
    """The containers around a block's text, each with its number; lists hold items, and items stand in lists."""
    container = CONTAINERS.get(name)
    if not container:
        return parent.path
    around = parent.path if container == "li" else _inside_item(parent.path)
    if container == "li" and not _is_list(around):
        around = (*around, ("ul", parent.number))
    path = (*around, (container, number))
    return path if len(path) <= DEEPEST else parent.path


def _inside_item(path):
    return (*path, ("li", path[-1][1])) if _is_list(path) else path


def _is_list(path):
    return bool(path) and path[-1][0] in LISTS


def _with_kept_spaces(line):
    """Spaces that stand in a row keep their width, as no-break spaces; at the end they have none."""
    return SPACES.sub(lambda row: "\xa0" * len(row[1]) if row[1] else " ", line.expandtabs())

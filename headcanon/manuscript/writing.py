"""Story-HTML as it is printed: blocks in containers, words under marks, everything closed in its order."""

from html import escape
from typing import NamedTuple

MARKS_IN_ORDER = (
    "footnote",
    "a",
    "span",
    "ruby",
    "rt",
    "em",
    "strong",
    "u",
    "s",
    "small",
    "sup",
    "sub",
    "code",
)
MARK_ENDS = {"footnote": "</span>", "rt": "</rt><rp>)</rp>"}


class Leaf(NamedTuple):
    """A block that holds words: its tag, and what it says of them."""

    tag: str
    align: str | None = None
    lang: str | None = None
    dir: str | None = None

    def start(self):
        return f"<{self.tag}{_attributes(('class', self.align), ('lang', self.lang), ('dir', self.dir))}>"


class Writing:
    """Prints what it is told, at once; a container is opened by the first leaf in it, so none is ever empty."""

    def __init__(self):
        self._parts = []
        self._containers = []
        self._leaf = None
        self._open_marks = []

    def begin_leaf(self, path, leaf):
        self._enter(path)
        self._leaf = leaf
        self._parts.append(leaf.start())

    def end_leaf(self):
        if self._leaf:
            self._keep_marks(0)
            self._parts.append(f"</{self._leaf.tag}>")
            self._leaf = None

    def rule(self, path):
        self._enter(path)
        self._parts.append("<hr>")

    def picture(self, path, source, description, width, height):
        self._enter(path)
        said = (("src", source), ("alt", description), ("width", width), ("height", height))
        self._parts.append(f"<img{_attributes(*said)}>")

    def words(self, text, marks, glue):
        """`glue` is the space or line break before the words: it stands under the marks of both sides only."""
        self._keep_marks(self._number_that_stays(marks))
        self._parts.append(glue)
        for mark in marks:
            if mark not in self._open_marks:
                self._open_marks.append(mark)
                self._parts.append(_mark_start(*mark))
        self._parts.append(escape(text, quote=False))

    def finish(self):
        self.end_leaf()
        self._enter(())
        return "".join(self._parts)

    def _enter(self, path):
        kept = 0
        while kept < min(len(path), len(self._containers)) and path[kept] == self._containers[kept]:
            kept += 1
        while len(self._containers) > kept:
            self._parts.append(f"</{self._containers.pop()[0]}>")
        for container in path[kept:]:
            self._containers.append(container)
            self._parts.append(f"<{container[0]}>")

    def _number_that_stays(self, marks):
        """A reading stands directly in its ruby, so what was opened in between closes before it begins; and a footnote
        stands in nothing, also if its first words are under the same marks as those before it."""
        if marks and marks[0][0] == "footnote" and marks[0] not in self._open_marks:
            return 0
        begins_reading = _has_reading(marks) and not _has_reading(self._open_marks)
        kept = 0
        while kept < len(self._open_marks) and self._open_marks[kept] in marks:
            kept += 1
            if begins_reading and self._open_marks[kept - 1][0] == "ruby":
                break
        return kept

    def _keep_marks(self, number):
        while len(self._open_marks) > number:
            tag = self._open_marks.pop()[0]
            self._parts.append(MARK_ENDS.get(tag) or f"</{tag}>")


def _has_reading(marks):
    return any(tag == "rt" for tag, _ in marks)


def _mark_start(tag, value):
    match tag:
        case "a":
            return f"<a{_attributes(('href', value))}>"
        case "span":
            return f"<span{_attributes(('lang', value[0]), ('dir', value[1]))}>"
        case "footnote":
            return '<span class="footnote">'
        case "rt":
            return "<rp>(</rp><rt>"
    return f"<{tag}>"


def _attributes(*pairs):
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs if value)

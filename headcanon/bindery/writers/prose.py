"""Story-HTML told in characters alone. How each mark and block is spelled is a `Dialect`: text.py has one, markdown.py
another.

A paragraph is first laid out flat, as pieces of text that each know their marks. So a mark can be spelled by looking
at what stands before and after it, and a blank at its edge can go outside, where every reader expects it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

from headcanon.manuscript.clean import as_xhtml

SCENE_BREAK = "* * *"
NEW_LINE = "\n"
ANY_MARK = "*"  # stands for whatever sign the marks of a neighbour will begin with


@dataclass(frozen=True)
class Dialect:
    """How one kind of text file writes things down.

    `spell(text, marks, before, after)` writes a stretch of text under its marks between its neighbours; `brackets`
    gives what stands before and after the words of an element, or None if it is a mark; `line` may protect the
    beginning of a line; `quote` opens each line of a quotation; `heading` gets a heading's tag and words.
    """

    spell: Callable[[str, tuple[str, ...], str, str], str]
    brackets: Callable[[ElementTree.Element], tuple[str, str] | None]
    line: Callable[[str], str]
    line_break: str
    quote: str
    heading: Callable[[str, str], str]


@dataclass(frozen=True)
class Piece:
    """Text and its marks; with marks None it stands as it is: a bracket, or the end of a line."""

    text: str
    marks: tuple[str, ...] | None = ()


def prose(story_html, dialect):
    """Story-HTML as text: a blank line between blocks, none at the ends."""
    return blocks(ElementTree.fromstring(f"<div>{as_xhtml(story_html)}</div>"), dialect)


def blocks(element, dialect):
    return "\n\n".join(block(child, dialect) for child in element)


def block(element, dialect):
    match element.tag:
        case "hr":
            return SCENE_BREAK
        case "img":
            return dialect.spell(f"[{element.get('alt')}]", (), "", "")
        case "blockquote":
            return prefixed(dialect.quote, blocks(element, dialect))
        case "ul":
            return "\n\n".join(prefixed("- ", blocks(item, dialect), "  ") for item in element)
        case "ol":
            signs = (f"{number}. " for number, _ in enumerate(element, start=1))
            return "\n\n".join(
                prefixed(sign, blocks(item, dialect), " " * len(sign))
                for sign, item in zip(signs, element, strict=True)
            )
        case "p":
            return paragraph(element, dialect)
        case heading:
            return dialect.heading(heading, paragraph(element, dialect))


def prefixed(first, text, others=None):
    """Every line behind `first`, or behind `others` where those are given for all but the first."""
    head, *rest = text.split("\n")
    others = first if others is None else others
    return "\n".join(line.rstrip(" ") for line in [first + head, *(others + line for line in rest)])


def paragraph(element, dialect):
    lines = spelled(list(pieces(element, dialect)), dialect).split(NEW_LINE)
    return dialect.line_break.join(map(dialect.line, lines))


def pieces(element, dialect, marks=()):
    """The words of an element, laid flat."""
    yield Piece(element.text or "", marks)
    for child in element:
        before, after = dialect.brackets(child) or ("", "")
        yield Piece(NEW_LINE if child.tag == "br" else before, None)
        yield from pieces(child, dialect, marks_inside(child, dialect, marks))
        yield Piece(after, None)
        yield Piece(child.tail or "", marks)


def marks_inside(element, dialect, marks):
    if element.tag == "rp":  # the brackets around the reading of a ruby belong to nobody's emphasis
        return None
    return marks if dialect.brackets(element) else (*marks, element.tag)


def spelled(row, dialect):
    row = [piece for piece in row if piece.text]
    text = ""
    for piece, following in zip(row, [*row[1:], Piece("")], strict=True):
        text += piece.text if piece.marks is None else spelled_piece(piece, text[-1:], following, dialect)
    return text


def spelled_piece(piece, before, following, dialect):
    """The piece with the blanks at its edges outside its marks."""
    words = piece.text.strip()
    if not words:
        return piece.text
    head, tail = piece.text.split(words, 1)
    after = tail or (ANY_MARK if following.marks and not following.text[0].isspace() else following.text[:1])
    return head + dialect.spell(words, piece.marks, head or before, after) + tail

"""A document as a row of blocks whose words are plain lines, as the reader of plain text knows them, and the way back
from such lines to their markup."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from headcanon.intake.readers.document.words import DESCRIPTION, Words
from headcanon.intake.readers.text import marks
from headcanon.intake.readers.text.labels import record
from headcanon.intake.readers.text.paragraphs import Block
from headcanon.manuscript.blocks import SCENE_BREAK, blocks_of
from headcanon.manuscript.clean import escape
from headcanon.manuscript.words import count_words

FIRST_LEVEL = "\ue0f1"  # the mark that `with_levels` puts into the headings of the first level
FIRST_HEADING = re.compile(r"<h1(?=[\s>])[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"<(\w+)([^>]*)>")
DEEPEST = 4  # quotations in quotations that are taken apart
SHORT = 200  # letters of a line that could be a heading or a title
MOST_CUT = 100_000  # letters of a piece that are looked through for parts of it
FEWEST_WORDS = 60  # that could be a whole story
MOST = 0.6  # of a document's words, in one quotation: it is the margin of the page


@dataclass
class Piece(Block):
    """A block of the document: its `tag`, its `level` as a heading (0 for none), whether it `stands_out` as one."""

    tag: str = "p"
    level: int = 0
    stands_out: bool = False
    html: str = ""

    @property
    def is_prose(self):
        return self.tag == "p" and len(self.lines) == 1 and not self.centred


class Sheet:
    """`first` is the number of its first line, where several sheets make one work."""

    def __init__(self, story_html, first=1):
        self.pieces = []
        number = first
        for each in flattened(blocks_of(story_html)):
            piece = piece_of(each, number)
            if piece.lines:
                self.pieces.append(piece)
                number += len(piece.lines)
        self.numbers = [piece.number for piece in self.pieces]
        self.stop = number
        self.cuts = Counter()

    def html_of(self, block):
        """The story-HTML of a block, or of some lines of one, with the markup that they had."""
        original = self.pieces[max(0, bisect_right(self.numbers, block.number) - 1)]
        if block.lines == original.lines:
            return original.html
        text = block.text
        found = self.cut(original, text) if text.strip() else ""
        return f"<p>{escape(text).replace(chr(10), '<br>')}</p>" if found is None else found

    def cut(self, original, text):
        """Some words of a piece; of one that falls into very many, the later ones without their markup."""
        self.cuts[original.number] += len(original.html)
        if self.cuts[original.number] > max(MOST_CUT, len(original.html)):
            return None
        return Words(original.html).html_of(text)


def with_levels(html):
    """Anybody's HTML, so marked that headings of the first level can still be told when it is story-HTML."""
    return FIRST_HEADING.sub(rf"\g<0>{FIRST_LEVEL}", html)


def flattened(blocks, depth=0):
    """The outermost blocks; quotations and lists that only hold the page together are taken apart."""
    everything = sum(map(len, blocks))
    for block in blocks:
        name = TAG.match(block)
        if name and name[1] in ("blockquote", "ul", "ol") and depth < DEEPEST and is_frame(block, name[1], everything):
            inside = block[len(name[0]) : block.rindex("</")]
            yield from flattened(blocks_of(inside.replace("<li>", "").replace("</li>", "")), depth + 1)
        else:
            yield block


def is_frame(block, name, everything):
    if name == "blockquote" and len(block) > everything * MOST and count_words(block) > FEWEST_WORDS:
        return True
    lines = Words(block[:4000]).plain.split("\n") if len(block) < 20_000 else []
    found = [each for each in map(record, lines) if each and not each.is_weak]
    return len(found) > 1 and len(found) * 3 >= len(lines)


def piece_of(block, number):
    if block == SCENE_BREAK:
        return Piece(["***"], number, 1, tag="hr", html=block)
    opening = TAG.match(block)
    name = opening[1] if opening else "p"
    if name == "img":
        described = DESCRIPTION.search(block)
        return Piece([f"[{described[1] if described else ''}]"], number, 1, tag=name, html=block)
    is_first = FIRST_LEVEL in block
    block = block.replace(FIRST_LEVEL, "") if is_first else block
    words = Words(block)
    lines = [line for line in map(str.strip, words.plain.split("\n")) if line]
    piece = Piece(lines, number, 1, tag=name, html=block)
    if name in ("h2", "h3", "h4"):
        return replace(piece, lines=heading_lines(lines), level=1 if is_first else int(name[1]))
    if name == "p":
        piece.centred = 'class="center"' in opening[2]
        piece.is_chat = sum(map(marks.is_chat, lines)) * 2 > len(lines) > 1
        piece.stands_out = len(words.plain) <= SHORT and (piece.centred or words.is_loud)
    return piece


def heading_lines(lines):
    """A heading is one line: "Chapter 1" and its name below."""
    if len(lines) > 1 and marks.is_heading(lines[0]):
        return [f"{lines[0].rstrip(' :')}: {' '.join(lines[1:])}"]
    return lines

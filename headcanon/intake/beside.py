"""A file and what was understood of it as a parallel text: which lines became what.

Pure. Readers do not say where they found a thing, so it is looked for by its words: stories keep their order, and so
a text is walked once from its beginning to its end. What the walk does not find is shown without lines beside it.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from headcanon.manuscript.blocks import SCENE_BREAK, blocks_of
from headcanon.manuscript.words import plain_text

WORD = re.compile(r"[^\W_]+")
KEY = 5  # words that tell where a paragraph begins
FAR = 300_000  # letters ahead that are looked through for a paragraph that does not follow on the last one
NEAR = 4_000
MOST_MISSES = 60  # after so many that were not found, only what is near is looked through
BLOCKS_IN_A_ROW = 8


@dataclass
class Piece:
    """Something that was understood: a field, a note, or a block of a chapter, and where in the file it stands.

    `first` and `last` are words of the file by number, or None.
    """

    kind: str
    html: str = ""
    text: str = ""
    chapter: int = 0
    block: int = 0
    first: int | None = None
    last: int | None = None
    after: int = 0  # the word that what is before it is followed by
    marks: list = field(default_factory=list)  # (from, to, number of the concern), in letters of its bare text


@dataclass
class Line:
    """A line of the file; `label` is how much of it, from its beginning, went because a field took its place."""

    number: int
    text: str
    label: int = 0
    marks: list = field(default_factory=list)  # (from, to, number of the concern)
    gap: str = ""  # an empty line where something may be lost: "first", "last", "only" or between them


@dataclass
class Row:
    lines: list
    pieces: list


class File:
    """The lines of a file as one row of words that can be searched."""

    def __init__(self, lines):
        self.lines = lines
        self.places, words = [], []  # of each word its line, and where it begins and ends there
        for number, line in enumerate(lines):
            for found in WORD.finditer(line):
                self.places.append((number, found.start(), found.end()))
                words.append(found[0].casefold())
        self.row = f" {' '.join(words)} "
        self.starts, at = [], 1
        for word in words:
            self.starts.append(at)
            at += len(word) + 1
        self.words = words
        self.misses = 0

    def find(self, words, begin, end=None):
        """The number of the first of these words in a row, from word `begin` and before word `end`; or None."""
        if not words or begin >= len(self.starts):
            return None
        last = self.starts[end] if end is not None and end < len(self.starts) else len(self.row)
        at = self.row.find(f" {' '.join(words)} ", self.starts[begin] - 1, last)
        return bisect_right(self.starts, at + 1) - 1 if at >= 0 else None

    def find_ahead(self, words, begin):
        """The same, as far ahead as is worth it."""
        if self.words[begin : begin + len(words)] == words:
            return begin
        far = FAR if self.misses < MOST_MISSES else NEAR
        if begin >= len(self.starts):
            return None
        found = self.find(words, begin, bisect_right(self.starts, self.starts[begin] + far))
        self.misses += found is None
        return found


def words_in(text):
    return [found[0].casefold() for found in WORD.finditer(text)]


# --- What was understood, in pieces --------------------------------------------------------------------------------


def story_pieces(manuscript):
    """Each chapter's heading, notes and blocks, in the order in which they are read."""
    for number, chapter in enumerate(manuscript.chapters, start=1):
        if chapter.title:
            yield Piece("chapter", text=chapter.title, chapter=number)
        if chapter.notes.before:
            yield Piece("note-before", chapter.notes.before, plain_text(chapter.notes.before), number)
        for at, block in enumerate(blocks_of(chapter.html)):
            kind = "break" if block == SCENE_BREAK else "story"
            yield Piece(kind, block, plain_text(block), number, at)
        if chapter.notes.after:
            yield Piece("note-after", chapter.notes.after, plain_text(chapter.notes.after), number)


def field_pieces(manuscript):
    """What is said of the whole story, with its words where it has any."""
    lines = {
        "title": manuscript.title, "author": ", ".join(manuscript.authors), "fandom": ", ".join(manuscript.fandoms),
        "relationship": ", ".join(manuscript.relationships), "character": ", ".join(manuscript.characters),
        "rating": manuscript.rating, "warning": ", ".join(manuscript.warnings),
        "category": ", ".join(manuscript.categories), "tag": ", ".join(manuscript.tags), "date": manuscript.date,
    }  # fmt: skip
    pieces = [Piece(kind, text=text) for kind, text in lines.items() if text]
    prose = {
        "summary": manuscript.summary, "disclaimer": manuscript.disclaimer,
        "note-before": manuscript.notes.before, "note-after": manuscript.notes.after,
    }  # fmt: skip
    return pieces + [Piece(kind, html, plain_text(html)) for kind, html in prose.items() if html]


# --- Where each stands ---------------------------------------------------------------------------------------------


def place_all(file, fields, story):
    walk(file, story)
    placed = [piece for piece in story if piece.first is not None]
    opens = placed[0].first if placed else len(file.words)
    ends = placed[-1].last + 1 if placed else 0
    for piece in fields:
        words = words_in(piece.text)
        # A word or two stand in every story: they are looked for only outside it.
        spans = [(ends, None), (0, opens)] if piece.kind == "note-after" else [(0, opens), (ends, None)]
        for begin, end in spans:
            if settle(file, piece, words, file.find(words[:KEY], begin, end)):
                break


def walk(file, story):
    at = 0
    for piece in story:
        words = words_in(piece.text)
        if settle(file, piece, words, file.find_ahead(words[:KEY], at) if words else None):
            at = piece.last + 1


def settle(file, piece, words, first):
    if first is None:
        return False
    last = min(first + len(words), len(file.words)) - 1
    # Words that were read otherwise than they stand there, as mended letters are, may be fewer or more.
    if file.words[last] != words[-1]:
        tail = words[-3:]
        found = file.find(tail, max(first, last - len(words) // 4 - 12), last + len(words) // 4 + 12)
        last = last if found is None else found + len(tail) - 1
    piece.first, piece.last = first, last
    return True


# --- Rows ----------------------------------------------------------------------------------------------------------


def rows_of(file, fields, story):
    """The parallel text, and the pieces that no line could be found for."""
    homeless = [piece for piece in fields if piece.first is None]
    groups = [[piece] for piece in fields if piece.first is not None] + grouped(story)
    groups.sort(key=begins)
    starts = [line_of(file, group) for group in groups]
    rows = []
    for number, (group, start) in enumerate(zip(groups, starts, strict=True)):
        following = next((each for each in starts[number + 1 :] if each is not None), len(file.lines))
        rows.append(Row(lines_between(file, start, following, group) if start is not None else [], group))
    first = next((each for each in starts if each is not None), None)
    if first and (before := lines_between(file, 0, first, [])):
        rows.insert(0, Row(before, []))
    return rows, homeless


def grouped(story):
    """What is read together: some paragraphs of one chapter, up to the next break."""
    groups, last = [], None
    for piece in story:
        joins = (
            last is not None
            and piece.kind == last.kind == "story"
            and piece.chapter == last.chapter
            and len(groups[-1]) < BLOCKS_IN_A_ROW
        )
        groups[-1].append(piece) if joins else groups.append([piece])
        last = piece
    follow(groups)
    return groups


def follow(groups):
    """What has no words of its own stands where what is before it ends."""
    at = 0
    for group in groups:
        for piece in group:
            piece.after = at
            at = piece.last + 1 if piece.last is not None else at


def begins(group):
    first = next((piece.first for piece in group if piece.first is not None), None)
    return (first, 1) if first is not None else (group[0].after, 0)


def line_of(file, group):
    """The line that a row begins with. A scene break's is the first that holds no word after what is before it."""
    first = next((piece.first for piece in group if piece.first is not None), None)
    if first is not None:
        return file.places[first][0]
    after = group[0].after
    if group[0].kind != "break" or not 0 < after < len(file.places):
        return None
    line, end = file.places[after - 1][0] + 1, file.places[after][0]
    signs = [number for number in range(line, end) if file.lines[number].strip()]
    return signs[0] if signs else (line if line < end else None)


def lines_between(file, begin, end, group):
    """These lines without the empty ones at either end, the label of a field marked off in its first. Where nothing but
    empty lines became a scene break, they are what it stands beside."""
    if group and group[0].kind == "break" and not any(line.strip() for line in file.lines[begin:end]):
        return [Line(number + 1, "") for number in range(begin, end)]
    while begin < end and not file.lines[begin].strip():
        begin += 1
    while begin < end and not file.lines[end - 1].strip():
        end -= 1
    lines = [Line(number + 1, file.lines[number]) for number in range(begin, end)]
    if lines and group and group[0].first is not None and group[0].kind not in ("story", "break", "chapter"):
        number, start, _ = file.places[group[0].first]
        if number == begin:
            lines[0].label = lines[0].text[:start].rfind(":") + 1
    return lines

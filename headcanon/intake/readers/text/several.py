"""Several stories in one file, or the parts of one, each under a header of its own."""

import re
from dataclasses import dataclass

from headcanon.intake.readers.numbering import NUMBER_OF_ROMAN
from headcanon.intake.readers.text import labels, marks
from headcanon.intake.readers.text.front import BYLINE, could_be_title
from headcanon.intake.readers.text.labels import record
from headcanon.intake.readers.text.lines import LINE_END

# A look at the whole file that costs little: is there more than one line that could begin a header?
TITLE_LINE = re.compile(
    r"^[^\w\n]{0,12}(?:<\w{1,6}>)?(?:story |fic )?(?:titles?|titel|t[ií]tulo|titre|titolo)\b.{0,12}?[:：\-–—=]",
    re.IGNORECASE | re.MULTILINE,
)
BYLINE_LINE = re.compile(r"^[^\w\n]{0,12}(?:(?:written|posted|a story|story) )?by\b", re.IGNORECASE | re.MULTILINE)
SAYING = {
    labels.AUTHORS, labels.SUMMARY, labels.DISCLAIMER, labels.PAIRED, "fandoms", "relationships", "rating", "warnings",
}  # fmt: skip
LONGEST_HEADER = 14  # lines that are looked at below a title
FEWEST_WORDS = 12  # of a story with its header
LONGEST_FOREWORD = 120  # words above the first header; more are a story without one
LONGEST_LINE = 400
MOST_STORIES = 2000  # in one file; nobody keeps more so
PART = re.compile(r"(?:\b(?:part|pt\.?|chapter|ch\.?)\s*|[(\[]\s*)(?P<part>\d{1,3}|[ivx]{1,5}\b)", re.IGNORECASE)
SLASHED = re.compile(r"(?P<part>\d{1,3})\s*/\s*(?:\d{1,3}|\?)")


@dataclass
class TextPiece:
    """A part of a file that has a header of its own, and which part of its story that header says it is."""

    text: str
    number: int | None = None


def pieces_of(text):
    """The pieces, which together are the whole text; one, if nothing shows that there are more."""
    if not more_than_one(TITLE_LINE, text) and not more_than_one(BYLINE_LINE, text):
        return [TextPiece(text)]
    lines = [line.strip() for line in LINE_END.split(text)]
    starts = headers_in(lines) or bylines_in(lines)
    starts = far_apart(starts, lines)
    if not 2 <= len(starts) <= MOST_STORIES:
        return [TextPiece(text)]
    ends = [at for at, _ in starts[1:]] + [len(lines)]
    raw = LINE_END.split(text)
    above = raw[: starts[0][0]]
    pieces = [TextPiece("\n".join(raw[at:end]), number) for (at, number), end in zip(starts, ends, strict=True)]
    if count(above) > LONGEST_FOREWORD:
        return [TextPiece("\n".join(above)), *pieces]
    pieces[0].text = "\n".join([*above, pieces[0].text])
    return pieces


def more_than_one(pattern, text):
    found = pattern.finditer(text)
    return next(found, None) is not None and next(found, None) is not None


def count(lines):
    return sum(len(line.split()) for line in lines)


def far_apart(starts, lines):
    """Those with a story under them; a header right above another one is one with it."""
    kept = []
    for start in starts:
        if not kept or count(lines[kept[-1][0] : start[0]]) >= FEWEST_WORDS:
            kept.append(start)
    return kept


# --- Labelled headers ----------------------------------------------------------------------------------------------


def headers_in(lines):
    """(line, part) where a title with other labels about it stands, below a blank line or a rule."""
    starts = []
    for at, line in enumerate(lines):
        found = record(line) if len(line) <= LONGEST_LINE and TITLE_LINE.match(line) else None
        if not found or found.field != labels.TITLE:
            continue
        start = top_of(lines, at)
        if (start == 0 or is_apart(lines[start - 1])) and says_more(lines, start, at):
            starts.append((start, part_in(found.value)))
    return starts


def is_apart(line):
    return not line or marks.is_scene_break(line) or marks.is_the_end(line)


def top_of(lines, at):
    """Where the header begins of which this is the title: other labels may stand above, a mail's too."""
    top = at
    while top > 0 and at - top < LONGEST_HEADER:
        above = lines[top - 1]
        if above and len(above) <= LONGEST_LINE and record(above):
            top -= 1
        elif not above and top > 1 and top == at and is_a_mails(lines[top - 2]):
            top -= 2
        else:
            break
    return top


def is_a_mails(line):
    found = record(line) if len(line) <= LONGEST_LINE else None
    return bool(found) and found.label in ("subject", "from", "to", "date", "newsgroups", "message-id", "reply-to")


def says_more(lines, start, at):
    """An author, a summary, a rating: two of such labels, or one that stands right beside the title."""
    near = [line for line in lines[start : at + LONGEST_HEADER] if len(line) <= LONGEST_LINE]
    fields = [found.field for line in near if line and (found := record(line))]
    beside = [found.field for line in lines[at + 1 : at + 3] if (found := line and record(line[:LONGEST_LINE]))]
    return len(SAYING & set(fields)) >= 2 or bool(SAYING & set(beside))


def part_in(title):
    """The number of the part that a title names ("The Lamp (2/4)", "The Lamp, Part II"), or None."""
    match = PART.search(title[:LONGEST_LINE]) or SLASHED.search(title[:LONGEST_LINE])
    if not match:
        return None
    said = match["part"]
    return int(said) if said.isdecimal() else NUMBER_OF_ROMAN.get(said.upper())


# --- Title and byline ----------------------------------------------------------------------------------------------


def bylines_in(lines):
    """(line, None) where a title stands above "by Ana", apart from what is above it; the file begins so, too."""
    full = [at for at, line in enumerate(lines) if line]
    place = {at: number for number, at in enumerate(full)}
    starts = []
    for at in full:
        if not BYLINE_LINE.match(lines[at]) or len(lines[at]) > 80 or not BYLINE.fullmatch(lines[at]):
            continue
        number = place[at]
        title = full[number - 1] if number else None
        if title is None or at - title > 2 or not could_be_title(lines[title]):
            continue
        if number == 1 or stands_free(lines, title, full[number - 2]):
            starts.append((title, None))
    return starts if starts and starts[0][0] == full[0] else []


def stands_free(lines, title, above):
    """Two blank lines above it, or a rule."""
    return title - above > 2 or marks.is_scene_break(lines[above]) or marks.is_the_end(lines[above])

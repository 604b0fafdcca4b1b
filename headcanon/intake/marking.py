"""Where a concern is: the words before its place, marked in the story and in the file.

Pure. A concern names the last words before its place; they are looked for in what was understood, then in the lines
that this came from.
"""

import html
import re
from dataclasses import dataclass

from headcanon.intake.beside import File, words_in

TOKEN = re.compile(r"<[^>]*>|[^<]+")
INLINE = re.compile(r"</?(?:em|strong|u|s|small|sup|sub|code|span|a|ruby|rt|rp)\b")
GAPS = ("lost-line", "odd-gap")
MOST_EMPTY = 40  # lines of a gap that are drawn
MARKED = 3  # words that are marked
FEWEST = 2  # of the words it names, if not all of them stand in a row


@dataclass(frozen=True)
class Run:
    """A stretch of a text: a tag of story-HTML, or plain words, with the number of the concern they are marked for."""

    words: str = ""
    tag: str = ""
    concern: int | None = None
    ends: bool = False


def bare(story_html):
    """Its words letter for letter, as `runs_of` counts them."""
    return "".join(map(letters, TOKEN.findall(story_html)))


def letters(token):
    if not token.startswith("<"):
        return html.unescape(token)
    return "" if INLINE.match(token) else " "


def mark(concerns, pieces, file):
    """Notes in each piece the marks of these (number, concern as kept) that are in it; answers with the piece of each
    number, None where it cannot be found, and with the marks in the file's lines: {line: [(from, to, number)]}."""
    chapters, where, lines = {}, {}, {}
    for number, concern in concerns:
        chapter = concern["chapter"] or 0
        if chapter not in chapters:
            those = [piece for piece in pieces if not chapter or piece.chapter == chapter]
            chapters[chapter] = those, File([bare(piece.html) if piece.html else piece.text for piece in those])
        those, text = chapters[chapter]
        found = spans(text, words_in(concern["near"]), 0, None)
        where[number] = those[max(found)] if found else None
        for at, (begin, end) in found.items():
            those[at].marks.append((begin, end, number))
        if found and file:
            for line, span in in_file(file, concern, those[min(found)], those[max(found)]).items():
                lines.setdefault(line, []).append((*span, number))
    return where, lines


def in_file(file, concern, first, last):
    if first.first is None:
        return {}
    end = last.last + 2 if last.last is not None else None
    words = words_in(concern["near"])
    # The last word may be what was mended, and stand there otherwise.
    return spans(file, words, first.first, end) or spans(file, words[:-1], first.first, end)


def spans(text, words, begin, end):
    """Where in which line the last of these words stand, found by all of them or by as many as can be: {line: (from,
    to)}."""
    while words:
        found = text.find(words, begin, end)
        if found is not None:
            marked = min(len(words), MARKED)
            return lines_of(text, found + len(words) - marked, marked)
        words = words[1:] if len(words) > FEWEST else []
    return {}


def lines_of(text, first, count):
    found = {}
    for line, begin, end in text.places[first : first + count]:
        found[line] = (found[line][0] if line in found else begin, end)
    return {line: (begin, with_signs(text.lines[line], end)) for line, (begin, end) in found.items()}


def with_signs(line, end):
    """Up to the end of the signs behind the last word: a comma is often what the doubt is about."""
    while end < len(line) and not line[end].isspace() and not line[end].isalnum():
        end += 1
    return end


def runs_of(words, marks):
    """Words in stretches, marked and not; marks that overlap an earlier one begin where that ends."""
    at = 0
    for begin, end, number in sorted(marks):
        begin = max(begin, at)
        if begin < end <= len(words):
            if begin > at:
                yield Run(words[at:begin])
            yield Run(words[begin:end], concern=number, ends=True)
            at = end
    if at < len(words):
        yield Run(words[at:])


def runs_of_html(story_html, marks):
    """The same of story-HTML: joined, its tags and words are the text again."""
    at = 0
    for token in TOKEN.findall(story_html):
        said = letters(token)
        if token.startswith("<"):
            yield Run(tag=token)
        else:
            here = [
                (max(begin, at) - at, min(end, at + len(said)) - at, number)
                for begin, end, number in marks
                if begin < at + len(said) and end > at
            ]
            ends = {number for _, end, number in marks if end <= at + len(said)}
            for run in runs_of(said, here):
                yield Run(run.words, concern=run.concern, ends=run.concern in ends)
        at += len(said)


def show_gaps(rows, concerns):
    """Empty lines that follow on words after which something may be lost."""
    lost = {number for number, concern in concerns if concern["kind"] in GAPS}
    lines = [line for row in rows for line in row.lines]
    for at, line in enumerate(lines):
        if any(number in lost for _, _, number in line.marks):
            draw_gap(lines[at + 1 : at + 1 + MOST_EMPTY])


def draw_gap(lines):
    empty = next((number for number, line in enumerate(lines) if line.text.strip()), len(lines))
    for number, line in enumerate(lines[:empty]):
        line.gap = "only" if empty == 1 else "first" if number == 0 else "last" if number == empty - 1 else "between"

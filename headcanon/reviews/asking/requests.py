"""Finds the phrases, and takes them out."""

import re
from itertools import islice, takewhile
from typing import NamedTuple

from headcanon.reviews.asking.plain import plain
from headcanon.reviews.asking.tables import tables

# What parts a sentence into clauses; the marks in `SENTENCE_ENDS` part sentences as well.
BREAK = re.compile(r"(?:[:;=]['o-]?[)(dp3\]\[/|]+(?!\w)|<3|[.!?:;,\n。｡()\[\]{}¿¡|•=]| -+ |[–—]| \+ )[.!?:;\s,]*")
SENTENCE_ENDS = re.compile(r"[.!?\n。｡]")
ENDS_A_SENTENCE = re.compile(r"[.!?。！？…\n]")
BEFORE, AFTER = 120, 60  # letters in which something can still make a phrase harmless
OPENING = " \t\n\r\v\f\u00a0\u2028\u2029\u3000([{（¿¡|•–—-+"
DANGLING = " \t,;:，、–—-&"
MOST_PHRASES = 9  # of one table in one clause; whoever begs on without a full stop is understood by then
LONG_REST = 50  # letters; a clause that goes on this long after the phrase says something else as well


class Request(NamedTuple):
    """Where a phrase stands that asks for more: the whole clause, with the marks that end it."""

    start: int
    end: int


class Clause(NamedTuple):
    """`start` to `end` are its words, `stop` is where the next one begins; so for the sentence it is in."""

    start: int
    end: int
    stop: int
    sentence: int
    sentence_end: int


def requests_for_more(text, language=""):
    """The phrases of a review that ask for more of the work; none for nearly all reviews.

    `language` is what the page believes; people write "update pls" in all of them, so every table is asked.
    """
    letters, places = plain(text)
    row = clauses(letters)
    found = [span for number in range(len(row)) for span in _asking(letters, row, number)]
    return [Request(*trimmed(text, places[start], places[end])) for start, end in _joined(found)]


def clauses(letters):
    """Every clause of the plain text, in order."""
    row, start, opened, sentence = [], 0, 0, 0
    for mark in [*BREAK.finditer(letters), None]:
        end, stop = mark.span() if mark else (len(letters), len(letters))
        if letters[start:end].strip():
            row.append(Clause(start, end, stop, sentence, 0))
        start = stop
        if mark is None or SENTENCE_ENDS.search(mark[0]):
            row[opened:] = [clause._replace(sentence_end=end) for clause in row[opened:]]
            opened, sentence = len(row), stop
    return row


def _asking(letters, row, number):
    """The spans of one clause that ask, with the clauses beside them that say no more than "please"."""
    clause = row[number]
    said = letters[clause.start : clause.end].rstrip() + _how_it_ends(letters[clause.end : clause.stop])
    for table in tables().values():
        for phrase in islice(table.asks.finditer(said), MOST_PHRASES):
            start, end = clause.start + phrase.start(), min(clause.start + phrase.end(), clause.end)
            is_last = clause.end - end <= LONG_REST
            if not _harmless(table, _surroundings(letters, clause, start, end)):
                yield _widened(letters, row, number, table, start, clause.stop if is_last else end)
                if is_last:
                    return


def _harmless(table, surroundings):
    """English is spoken everywhere, so what makes a phrase harmless there does so in every language."""
    return table.but.search(surroundings) or tables()["en"].but.search(surroundings)


def _how_it_ends(ending):
    if "?" in ending:
        return "?"
    return ending.strip() if ending.strip() in (":", ",") else ""


def _surroundings(letters, clause, start, end):
    before = letters[max(clause.sentence, start - BEFORE) : start]
    after = letters[end : min(max(clause.sentence_end, end), end + AFTER)]
    return f"{before}‹{letters[start:end]}›{after}"


def _widened(letters, row, number, table, start, end):
    """The span with the little words before it, and with neighbours that say nothing of their own."""
    clause = row[number]
    before = table.fillers.search(letters[max(clause.start, start - LONG_REST) : start])
    start -= len(before[0]) if before else 0
    if not letters[clause.start : start].strip():
        start = clause.start
        for neighbour in _neighbours(reversed(row[max(number - MOST_PHRASES, 0) : number]), clause, letters, table):
            start = neighbour.start
    if end == clause.stop:
        for neighbour in _neighbours(row[number + 1 : number + 1 + MOST_PHRASES], clause, letters, table):
            end = neighbour.stop
    return start, end


def _neighbours(clauses, clause, letters, table):
    """The next clauses of the same sentence, as long as they say nothing of their own."""
    return takewhile(lambda each: each.sentence == clause.sentence and _is_filler(letters, each, table), clauses)


def _is_filler(letters, clause, table):
    said = letters[clause.start : clause.end].strip()
    return len(said) <= LONG_REST and bool(table.fillers.fullmatch(said))


def _joined(spans):
    """The spans in order, those that touch made one."""
    joined = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return joined


def trimmed(text, start, end):
    """The span without the blanks at its sides, and without a mark that opens what comes next."""
    said = text[start:end]
    return end - len(said.lstrip()), start + len(said.rstrip(OPENING))


def without_requests(text, requests):
    """The text without these phrases, put in order where they were; "" if it said nothing else."""
    kept, done = [], 0
    for start, end in requests:
        kept += [text[done:start], _seam(text, start, end)]
        done = end
    pieces = [*kept, text[done:]]
    for at in range(1, len(pieces), 2):
        pieces[at - 1 : at + 2] = _sewn(*pieces[at - 1 : at + 2])
    return "".join(pieces).strip()


def _seam(text, start, end):
    """What closes the sentence that lost its end: its own mark, though nothing is asked any more."""
    mark = ENDS_A_SENTENCE.search(text[start:end])
    return mark[0].replace("?", ".").replace("？", "。").strip() if mark else ""


def _sewn(before, mark, after):
    """Two pieces and the mark between them, without doubled blanks or a comma that leads nowhere."""
    if after.lstrip(" \t")[:1] in ("", "\n"):
        return before.rstrip(DANGLING), "", after.lstrip(" \t")
    if not before.strip() or ENDS_A_SENTENCE.search(before.rstrip(" \t")[-1:] or "\n"):
        return before, "", after.lstrip(" \t") if before[-1:] in ("", " ", "\n") else after
    if mark:
        before = before.rstrip(DANGLING)
    return before, mark, after.lstrip(" \t") if before[-1:] == " " and not mark else after

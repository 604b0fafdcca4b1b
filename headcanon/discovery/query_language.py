"""What somebody types into the search field, as a tree of clauses. Pure.

    lamp keeper            both words                 lamp OR keeper    either (also lamp | keeper)
    "lamp keeper"          in this order              -lamp, NOT lamp   without it
    light*                 begins so                  (lamp keeper) OR sea
    title:lamp, by:(Wren OR Ana), summary:"the sea"

It never fails. What makes no sense is passed over, and the answer says what that was.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from headcanon.discovery.asking import Either, Every, Phrase, Without

LONGEST = 400  # letters that are looked at
MOST_WORDS = 40  # words and phrases
DEEPEST = 3  # brackets in brackets
SHORTEST_BEGINNING = 2  # letters before a star

FIELDS = {
    "title": "title", "summary": "summary", "note": "notes", "notes": "notes", "tag": "tags", "tags": "tags",
    "author": "authors", "by": "authors", "text": "text",
}  # fmt: skip
OR, AND, NOT, OPEN, CLOSE = "OR", "AND", "NOT", "(", ")"

# Why something was passed over.
TOO_LONG, TOO_MANY, TOO_DEEP, TOO_SHORT, STAR, NOTHING = (
    "too long",
    "too many",
    "too deep",
    "too short",
    "star",
    "nothing",
)

QUOTES = '"“”„«»'
TOKEN = re.compile(
    rf"""
    (?P<minus>[-−])(?=[^\s\-−])
    | (?P<field>{"|".join(FIELDS)})[:：](?=\s*[^\s)）])
    | [{QUOTES}](?P<phrase>[^{QUOTES}]*)(?:[{QUOTES}](?P<star>\*?)|\Z)
    | (?P<bracket>[()（）])
    | (?P<bar>\|+)
    | (?P<word>[^\s()（）|{QUOTES}]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
LETTER_OR_DIGIT = re.compile(r"[^\W_]")
UNWRITTEN = re.compile(r"[\x00-\x1f\x7f]")


class PassedOver(NamedTuple):
    why: str
    what: str = ""


@dataclass(frozen=True)
class Understood:
    """`words` is a clause for a Question, or None where nothing is left to look for."""

    words: "Phrase | Every | Either | Without | None" = None
    passed_over: tuple[PassedOver, ...] = ()


def understand(typed):
    reader = Reader(UNWRITTEN.sub(" ", typed))
    words = reader.either(0, "")
    return Understood(words, tuple(dict.fromkeys(reader.passed_over)))


class Reader:
    """Goes through the tokens once, from left to right; each method reads one kind of clause and gives None for one
    of which nothing is left."""

    def __init__(self, typed):
        self.passed_over = []
        self.terms = 0
        if len(typed) > LONGEST:
            self.pass_over(TOO_LONG)
            typed = typed[:LONGEST]
        self.tokens = list(self.within_reach(tokens_of(typed)))
        self.at = 0

    def pass_over(self, why, what=""):
        self.passed_over.append(PassedOver(why, what))

    def within_reach(self, tokens):
        """Without the brackets that lie deeper than anybody means."""
        depth = 0
        for token in tokens:
            depth += token[0] == OPEN
            if token[0] not in (OPEN, CLOSE) or depth <= DEEPEST:
                yield token
            else:
                self.pass_over(TOO_DEEP)
            depth = max(0, depth - (token[0] == CLOSE))

    def next_is(self, *kinds):
        return self.at < len(self.tokens) and self.tokens[self.at][0] in kinds

    def either(self, depth, where):
        """Up to the bracket that closes; one that closes nothing is not there."""
        parts = [self.every(depth, where)]
        while self.next_is(OR, CLOSE):
            if self.next_is(CLOSE) and depth:
                break
            is_or = self.next_is(OR)
            self.at += 1
            following = self.every(depth, where)
            if is_or:
                parts.append(following)
            else:
                parts[-1] = together(Every, [parts[-1], following])
        return together(Either, parts)

    def every(self, depth, where):
        parts = []
        while self.at < len(self.tokens) and not self.next_is(OR, CLOSE):
            parts.append(self.one(depth, where))
        return together(Every, parts)

    def one(self, depth, where):
        is_without = False
        while self.next_is(NOT, AND, "field"):
            kind, said, _ = self.tokens[self.at]
            is_without ^= kind == NOT
            where = FIELDS[said] if kind == "field" else where
            self.at += 1
        if self.at == len(self.tokens) or self.next_is(OR, CLOSE):
            return None
        found = self.bracket(depth, where) if self.next_is(OPEN) else self.term(where)
        return without(found) if is_without else found

    def bracket(self, depth, where):
        self.at += 1
        found = self.either(depth + 1, where)
        self.at += 1  # its end, or that of everything
        return found

    def term(self, where):
        _, said, is_begun = self.tokens[self.at]
        self.at += 1
        if "*" in said.strip("*"):
            self.pass_over(STAR, said)
            said = said.replace("*", " ")
        said = " ".join(said.split())
        letters = LETTER_OR_DIGIT.findall(said)
        if not letters:
            self.pass_over(NOTHING, said)
            return None
        if is_begun and len(letters) < SHORTEST_BEGINNING:
            self.pass_over(TOO_SHORT, f"{said}*")
            return None
        self.terms += 1
        if self.terms > MOST_WORDS:
            self.pass_over(TOO_MANY)
            return None
        return Phrase(said, where, is_begun)


def tokens_of(typed):
    """(kind, what was said, whether it ended in a star)."""
    for found in TOKEN.finditer(typed):
        kind, said = found.lastgroup, found.group()
        if found["phrase"] is not None:
            if found["phrase"].strip():
                yield "term", found["phrase"], bool(found["star"])
        elif kind == "bracket":
            yield (OPEN if said in "(（" else CLOSE), said, False
        elif kind == "bar":
            yield OR, said, False
        elif kind == "minus":
            yield NOT, said, False
        elif kind == "field":
            yield "field", found["field"].lower(), False
        elif said in (OR, AND, NOT):
            yield said, said, False
        elif said in ("&", "&&"):
            yield AND, said, False
        elif not set(said) <= set("-−:："):
            yield "term", said.rstrip("*") or said, len(said.rstrip("*")) not in (0, len(said))


def together(kind, parts):
    """One clause of these, flat; of a single one, that one."""
    flat = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part] if part else [])
    flat = list(dict.fromkeys(flat))
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def without(part):
    if part is None:
        return None
    return part.part if isinstance(part, Without) else Without(part)

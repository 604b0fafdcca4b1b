"""The plain words of a piece of story-HTML, and the markup of some of them."""

import html
import re

from headcanon.manuscript.clean import clean, escape

TOKEN = re.compile(r"<[^>]*>|[^<]+")
NAME = re.compile(r"</?(\w+)")
DESCRIPTION = re.compile(r'alt="([^"]*)"')
LEAVES = {"p", "h2", "h3", "h4", "hr", "img"}
LOUD = {"strong", "u"}
NOT_WHITE = re.compile(r"\S")
STEPS = (60, 24, 10, 4, 1)  # letters by which the words after a hole are found again
LARGEST_HOLE = 5000


class Words:
    """`plain` is what a reader sees, a line end for each `br` and each block; footnotes count for nothing."""

    def __init__(self, story_html):
        self.pieces = []  # (markup or None, words)
        self.loud = 0  # letters that are bold or underlined
        self.depth_of_loudness = self.length = 0
        tokens = iter(TOKEN.findall(story_html))
        for token in tokens:
            if token.startswith('<span class="footnote"'):
                self.add(footnote(token, tokens), "")
            elif token.startswith("<"):
                self.add(token, self.said_by(token))
            else:
                self.add(None, html.unescape(token))
        self.plain = "".join(words for _, words in self.pieces)

    def add(self, markup, words):
        self.pieces.append((markup, words))
        self.length += len(words)
        if self.depth_of_loudness:
            self.loud += len(NOT_WHITE.findall(words))

    def said_by(self, tag):
        name = NAME.match(tag)[1]
        if name in LOUD:
            self.depth_of_loudness += -1 if tag.startswith("</") else 1
        if name == "br" or (name in LEAVES and self.length and not tag.startswith("</")):
            return "\n"
        return ""

    @property
    def is_loud(self):
        """All of it bold or underlined, as headings are that somebody made by hand."""
        return 0 < self.loud == len(NOT_WHITE.findall(self.plain))

    def html_of(self, text):
        """The markup of these words, which are the piece's own but for white space and what was left out; or None."""
        ranges = places_of(text, self.plain)
        return None if ranges is None else clean("".join(self.cut(ranges)))

    def cut(self, ranges):
        at = 0
        for markup, words in self.pieces:
            inside = [(max(start, at), min(stop, at + len(words))) for start, stop in ranges]
            if markup is None:
                yield from (escape(words[start - at : stop - at]) for start, stop in inside if start < stop)
            elif markup.startswith('<span class="footnote"'):
                if any(start < at <= stop or start == at == 0 for start, stop in ranges):
                    yield markup
            elif markup != "<br>" or any(start < stop for start, stop in inside):
                yield markup
            at += len(words)


def footnote(opening, tokens):
    """The whole footnote that opens here; a span of another language may stand inside."""
    pieces, depth = [opening], 1
    for token in tokens:
        pieces.append(token)
        depth += {"<span": 1, "</spa": -1}.get(token[:5], 0)
        if not depth:
            break
    return "".join(pieces)


def places_of(text, plain):
    """[(start, stop)] of the text in the plain words, at their end rather than before; white space may differ."""
    at = [match.start() for match in NOT_WHITE.finditer(plain)]
    solid, sought = "".join(plain[each] for each in at), "".join(text.split())
    found = len(solid) - len(sought) if solid.endswith(sought) else solid.find(sought)
    if found < 0:
        return in_pieces(sought, solid, at)
    return [(at[found], at[found + len(sought) - 1] + 1)] if sought else []


def in_pieces(sought, solid, at):
    """The same where words were taken out of the middle."""
    ranges, done, here = [], 0, 0
    while done < len(sought):
        start = here = next_place(sought, done, solid, here)
        if here < 0:
            return None
        while done < len(sought) and here < len(solid) and sought[done] == solid[here]:
            done, here = done + 1, here + 1
        ranges.append((at[start - 1] + 1 if ranges else at[start], at[here - 1] + 1))
    return ranges


def next_place(sought, done, solid, here):
    """Where the words go on, by as many letters as can be found together."""
    found = (solid.find(sought[done : done + step], here, here + LARGEST_HOLE) for step in STEPS)
    return next((place for place in found if place >= 0), -1)

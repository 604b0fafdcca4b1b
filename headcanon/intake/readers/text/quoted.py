"""Texts that were forwarded or answered to: every line has a ">" before it that is not the author's."""

import re

MARK = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
WORDS = re.compile(r"^[ \t]*\S", re.MULTILINE)
MOSTLY = 0.85
DEEPEST = 3


def without_quote_marks(text):
    """The same, if nearly all of its lines are quoted; one reply inside a story stays as it is."""
    for _ in range(DEEPEST):
        marked = len(MARK.findall(text))
        if not marked or marked < len(WORDS.findall(text)) * MOSTLY:
            return text
        text = MARK.sub("", text)
    return text

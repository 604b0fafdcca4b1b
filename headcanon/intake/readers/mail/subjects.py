"""What the subject of a post says: the story's title, which part of it this is, and whether it is a story at all."""

import re
from dataclasses import dataclass

from headcanon.intake.readers.numbering import NUMBER_OF_ROMAN, NUMBER_OF_WORD

LONGEST = 300
REPLY = re.compile(r"\s*(?:re|aw|sv|antw|ref|fwd?|wg)\s*(?:\[\d+\]|\^\d+)?\s*:\s*", re.IGNORECASE)
BRACKETED = re.compile(r"\s*\[(?P<inside>[^\[\]]{1,60})\]\s*")
STORY = re.compile(
    r"\s*(?:(?:x?fan)?-?fic(?:tion)?|fic(?:let)?|story|stories|drabble|vignette|new|repost|post|update|ficpost|adfic)"
    r"(?:\s*\([^()]{1,20}\))?\s*[:\-–—]\s*",
    re.IGNORECASE,
)
WORD = r"(?:part|pt\.?|chapter|ch\.?)"
NUMBER = r"(?P<number>\d{1,3})(?P<letter>[a-h])?"
PARTS = (
    re.compile(rf"[(\[]?\s*{WORD}?\s*{NUMBER}\s*(?:/|\bof\b)\s*(?P<total>\d{{1,3}}|\?+)\s*[)\]]?", re.I),
    re.compile(rf"[(\[]?\s*\b{WORD}\s*#?{NUMBER}\b\s*[)\]]?", re.I),
    re.compile(rf"[(\[]?\s*\b{WORD}\s+(?P<word>[a-z]{{1,9}})\b\s*[)\]]?", re.I),
)  # fmt: skip
EDGES = " \t-–—:,;.~*\"'“”"


@dataclass
class Subject:
    """`number` is of the part, `total` how many there are to be, if either is said; `rest` is the title."""

    title: str
    number: int | None = None
    letter: str = ""
    total: int | None = None
    is_reply: bool = False
    is_marked: bool = False  # as a story

    @property
    def key(self):
        return re.sub(r"[\W_]+", " ", self.title.casefold()).strip()


def subject_of(text):
    """What a subject line says."""
    text, subject = text[:LONGEST], Subject("")
    text = without_prefixes(text, subject)
    for pattern in PARTS:
        match = pattern.search(text)
        if match and take_numbers(subject, match.groupdict()):
            text = f"{text[: match.start()]} {text[match.end() :]}"
            break
    text = re.sub(r"\s*[\[{][^\[\]{}]{0,80}[\]}]\s*", " ", text)  # "[PG-13, Holmes/Watson]"
    subject.title = re.sub(r"\(\s*\)", " ", " ".join(text.split())).strip(EDGES)
    return subject


def without_prefixes(text, subject):
    """Without "Re:", the list's name in brackets and "FIC:", in whatever order they stand."""
    while True:
        if match := REPLY.match(text):
            subject.is_reply = True
        elif match := STORY.match(text):
            subject.is_marked = True
        elif (match := BRACKETED.match(text)) and text[match.end() :].strip() and not re.search(r"\d\s*/", match[0]):
            subject.is_marked = subject.is_marked or match["inside"].strip().casefold() in ("fic", "fanfic", "story")
        else:
            return text
        text = text[match.end() :]


def take_numbers(subject, said):
    word = said.get("word")
    number = said.get("number")
    found = int(number) if number else NUMBER_OF_WORD.get(word.lower()) or NUMBER_OF_ROMAN.get(word.upper())
    if found is None:
        return False
    total = said.get("total") or ""
    subject.number, subject.letter = found, (said.get("letter") or "").lower()
    subject.total = int(total) if total.isdecimal() else None
    return True

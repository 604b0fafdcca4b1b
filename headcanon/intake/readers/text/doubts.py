"""What a reader could not be sure of, gathered with its line so that it can be told in the order of the file."""

from headcanon.intake.readers.text.places import first_words, last_words
from headcanon.manuscript.model import Concern

FEWEST_WORDS = 3
LOST_LINE = "A sentence stops here, and what followed it may be lost. Look for another copy, or mend it."
ODD_GAP = "There is a little more room here than between other paragraphs: a scene break, or a line that got lost?"


class Doubts:
    """Concerns by line; `chapter_starts` turns a line into a chapter once the chapters are known."""

    def __init__(self):
        self.found = []

    def add(self, kind, number, near, message, chapter=None):
        self.found.append((number, Concern(kind, near, message, chapter)))

    def about_furniture(self, furniture, lines):
        for kind, taken in furniture:
            words = "; ".join(line.text for line in taken)
            message = f"Left out of the story as {kind}: {words}"
            before = [line.text for line in lines if line.number < taken[0].number][-3:]
            self.add("furniture", taken[0].number, near(before, taken[0].text), message)

    def told(self, chapter_starts):
        """All concerns in order; one without a chapter gets that of its line."""
        for number, concern in self.found:
            if concern.chapter is None and concern.kind != "encoding":
                concern.chapter = sum(start <= number for start in chapter_starts) or None
        return [concern for _, concern in sorted(self.found, key=lambda each: each[0])]


def near(texts_before, text_after=""):
    """The last words before a place, reaching back over short lines; at the beginning, the first words after it."""
    taken = []
    for text in reversed(texts_before):
        taken.insert(0, text)
        if len(" ".join(taken).split()) >= FEWEST_WORDS:
            break
    return last_words(" ".join(taken)) or first_words(text_after)

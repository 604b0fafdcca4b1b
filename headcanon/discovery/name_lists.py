"""Names in memory, to be looked through for what somebody has begun to type: an infix is found by no index of a table.

PURE. Which of them she may be told is asked elsewhere; see completing.py.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right

APOSTROPHES = re.compile("['’‘ʼ`´]")
NOT_A_LETTER = re.compile(r"[\W_]+")
END, BLANK = "\n", " "


def as_words(name):
    """A name as it is looked for: without case, accents and signs, its words a blank apart. One that is nothing but
    signs keeps them."""
    letters = name if name.isascii() else unaccented(name)
    letters = APOSTROPHES.sub("", letters.casefold())
    return NOT_A_LETTER.sub(BLANK, letters).strip() or BLANK.join(letters.split())


def unaccented(name):
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))


class NameList:
    """Names in the order of their use, each with the id of the row that has it."""

    def __init__(self, rows=()):
        """`rows` are (id, name), the most used first."""
        self.ids, self.starts = array("q"), array("q")
        self.text = END
        self.append(rows)

    def append(self, rows):
        lines, at = [self.text], len(self.text)
        for pk, name in rows:
            line = f"{BLANK}{as_words(name)}{END}"
            self.ids.append(pk)
            self.starts.append(at)
            lines.append(line)
            at += len(line)
        self.text = "".join(lines)

    def with_more(self, rows):
        """The same list with these behind; this one stays as it is, for whoever looks through it now."""
        longer = NameList()
        longer.ids, longer.starts, longer.text = self.ids[:], self.starts[:], self.text
        longer.append(rows)
        return longer

    def __len__(self):
        return len(self.ids)

    def found(self, typed):
        """The ids of names that match, each once, the most used first: what is called just so, then those in which a
        word begins so, then those that hold it anywhere."""
        words = as_words(typed)
        first = self.text.find(words) if words else -1
        if first < 0:
            return
        seen = set()
        for sought in (f"{END}{BLANK}{words}{END}", f"{BLANK}{words}", words):
            for place in self.places_of(sought, max(0, first - len(sought))):
                if place not in seen:
                    seen.add(place)
                    yield self.ids[place]

    def places_of(self, sought, begin):
        """Of the names behind `begin` that hold this, one by one, their places in the list."""
        skipped = len(sought) - len(sought.lstrip(END))
        at = self.text.find(sought, begin)
        while at >= 0:
            place = bisect_right(self.starts, at + skipped) - 1
            yield place
            # One name may hold it twice: go on behind its end.
            behind = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.text)
            at = self.text.find(sought, behind - skipped)

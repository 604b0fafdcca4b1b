"""Footnotes as programs write them: a small link to a place further down, and there a link back."""

import re
from bisect import bisect
from dataclasses import dataclass

LONGEST = 5000  # characters, or tags
NEAR = 6
SIGN = re.compile(r"[\s\xa0]*[\[(]?[\s\xa0]*(?:\d{1,3}|[ivxl]{1,6}|[a-z]|[*†‡§¶]{1,4})[\s\xa0]*[\])]?[\s\xa0]*", re.I)
AROUND_A_NOTE = {"div", "li", "aside", "section", "dd"}
HOLDS_A_NOTE = AROUND_A_NOTE | {"p"}
COMMENT_SIGN, COMMENT = re.compile(r"cmnt_ref\d+"), re.compile(r"cmnt\d+")


@dataclass
class Footnote:
    """Where its sign stands, and where its words; the links back among them are `backs`."""

    sign: tuple
    words: tuple
    backs: dict
    label: str


class Linked:
    """The links inside a paste, by where they lead."""

    def __init__(self, elements):
        self.elements = elements
        self.row = elements.row
        self.names = {}
        self.links = []
        for each in self.row:
            if isinstance(each, str) or each.is_close:
                continue
            for key in ("id", "name"):
                if key in each.look.attributes:
                    self.names.setdefault(each.look.attributes[key], each.at)
            if each.name == "a" and "#" in each.look.attributes.get("href", "") and each.end > each.at:
                self.links.append(each)
        homes = {link.at: self.target(link) for link in self.links}
        self.backward = [(at, home) for at, home in homes.items() if home is not None and home < at]
        self.targets = sorted(
            {home for at, home in homes.items() if home is not None and home > at}
            | {each.at for each in self.links if COMMENT.fullmatch(each.look.attributes.get("id", ""))}
        )

    def target(self, link):
        return self.names.get(link.look.attributes["href"].rpartition("#")[2])

    def footnotes(self):
        """By where the sign begins."""
        pairs = [(link, target) for link in self.links if (target := self.target(link)) is not None]
        found, taken = {}, set()
        for link, target in pairs:
            note = target > link.at and target not in taken and self.footnote(link, target)
            if note:
                taken.add(target)
                found[note.sign[0]] = note
        return found

    def footnote(self, link, target):
        element = self.row[target]
        words = self.note_around(target) if element.name not in HOLDS_A_NOTE else (target, element.end)
        if not words or words[0] <= link.end or not self.is_short(*words):
            return None
        backs = {
            back.at: back.end
            for back, home in self.links_back(*words)
            if abs(home - link.at) <= NEAR or any(around.at == home for around in self.nearest(link))
        }
        label = self.said(link.at, link.end)
        is_one = bool(backs) or (SIGN.fullmatch(label) and self.row[words[0]].name in HOLDS_A_NOTE)
        if not is_one or not self.has_words(words, backs):
            return None
        return Footnote(self.sign_around(link), words, backs, label.strip("[]() \xa0\n\t"))

    def links_back(self, start, stop):
        at = bisect(self.backward, (start,))
        while at < len(self.backward) and self.backward[at][0] < stop:
            yield self.row[self.backward[at][0]], self.backward[at][1]
            at += 1

    def nearest(self, link):
        for depth, around in enumerate(self.elements.around(link.at)):
            if depth == 3:
                return
            yield around

    def note_around(self, target):
        """The paragraph that a name stands in; all of the division that begins with it and holds no other note."""
        found, first = None, target
        for depth, around in enumerate(self.elements.around(target)):
            if depth == 8 or around.end < 0 or self.has_text(around.at + 1, first):
                break
            if found and (around.name not in AROUND_A_NOTE or self.holds_another(around, target)):
                break
            if around.name in HOLDS_A_NOTE:
                if not self.is_short(around.at, around.end):
                    break
                found, first = (around.at, around.end), around.at
        return found

    def holds_another(self, around, target):
        return any(around.at < other < around.end and other != target for other in self.targets_near(target))

    def targets_near(self, target):
        at = bisect(self.targets, target)
        return self.targets[max(0, at - 2) : at + 1]

    def sign_around(self, link):
        """With the <sup> that holds nothing else."""
        start, end = link.at, link.end
        for around in self.nearest(link):
            alone = not self.has_text(around.at + 1, start) and not self.has_text(end + 1, around.end)
            if around.name not in ("sup", "span", "small") or around.end < 0 or not alone:
                break
            start, end = around.at, around.end
        return start, end

    def has_text(self, start, stop):
        if stop - start > 400:
            return True
        return any(each.strip() for each in self.elements.texts(start, stop))

    def is_short(self, start, stop):
        return 0 < stop - start < LONGEST and sum(map(len, self.elements.texts(start, stop))) < LONGEST

    def said(self, start, stop):
        return "".join(self.elements.texts(start, min(stop, start + 40)))

    def has_words(self, words, backs):
        at = words[0]
        while at < words[1]:
            if at in backs:
                at = backs[at]
            elif isinstance(self.row[at], str) and re.search(r"\w", self.row[at].replace("&nbsp;", "")):
                return True
            at += 1
        return False

    def comments(self):
        """The remarks of Google Docs, (sign, words) of each; words may be nowhere."""
        for each in self.links:
            if COMMENT_SIGN.fullmatch(each.look.attributes.get("id", "")):
                yield self.sign_around(each)
            elif COMMENT.fullmatch(each.look.attributes.get("id", "")):
                if words := self.note_around(each.at):
                    yield words


class NoteWords:
    """A footnote's words as they are written where its sign stood: without the sign, and as one paragraph."""

    def __init__(self, note, out):
        self.label, self.backs = note.label, note.backs
        self.out = out
        self.begins, self.breaks = True, False

    def write(self, text):
        if self.begins:
            text = self.without_label(text.lstrip("])}.:^ \xa0\n\t"))
            if not text:
                return
        if self.breaks and text.strip():
            self.out.append("" if self.begins else "<br>")
            self.breaks = False
        self.begins = self.begins and not text.strip()
        self.out.append(text)

    def without_label(self, text):
        behind = text[len(self.label) : len(self.label) + 1]
        if self.label and text.startswith(self.label) and behind in ("", ".", ")", "]", ":", " "):
            return text[len(self.label) :].lstrip("])}.: \xa0\n\t")
        return text

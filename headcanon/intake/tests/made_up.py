"""Made-up stories for property tests: the file as somebody may have written it, and the words it holds, by field."""

import re
import textwrap
from dataclasses import dataclass, field

from hypothesis import strategies as st

SCRIPTS = {
    "latin": "lamp harbour Ilse well-known don't crow naïve wept 1984 the salt of Señor under wait--what half",
    "greek": "θάλασσα νύχτα Ελένη και το σπίτι φως πέτρα",
    "cyrillic": "море Анна ночь дом и свет камень шла",
    "hebrew": "ים לילה בית אור אבן",
    "japanese": "雨が降っていた 彼女は走った 傘 夜の海",
}
LABELS = {
    "title": ["Title:", "TITLE :", "**Title:**", "Story Title:", "<b>Title:</b>"],
    "authors": ["Author:", "AUTHOR:", "Penname:", "Written by:"],
    "summary": ["Summary:", "SUMMARY:", "Teaser :", "*Summary:*"],
    "fandoms": ["Fandom:", "FANDOM:"],
    "characters": ["Characters:", "Character(s):"],
    "relationships": ["Pairing:", "Pairings :", "Relationship(s):"],
    "rating": ["Rating:", "RATED:"],
    "warnings": ["Warnings:", "Warning(s) :"],
    "tags": ["Genre:", "Keywords:"],
    "disclaimer": ["Disclaimer:", "DISCLAIMER :"],
}
NOTE_LABELS = ["A/N:", "Author's Note:", "AUTHOR’S NOTES:", "a/n :", "Authors Note:", "**A/N:**"]
KEPT_LABELS = ["E-mail:", "Archive:", "Beta:", "Dedication:", "Spoilers:"]
BREAKS = ["***", "* * *", "---", "###", "~*~", "⁂", "• • •", "-x-X-x-", "oOo"]
MARKS = ["{}", "{}", "{}", "{}", "*{}*", "_{}_", "**{}**", "/{}/", "<i>{}</i>"]
LINE_ENDS = ["\n", "\r\n", "\r", "\u2028"]


@dataclass
class MadeUp:
    """`lines` of a file; `fields` are the words that belong in each field, in order; `chapters` those of the story."""

    lines: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    chapters: list[list[str]] = field(default_factory=list)

    def say(self, name, words):
        self.fields.setdefault(name, []).extend(words)


def words_in(text):
    """Words as they stand between blanks; where a dash meets a line end, nobody can say whether a blank was there."""
    return re.sub(r"\s*([-–—])\s*", r"\1", text).split()


@st.composite
def stories(draw):
    """(MadeUp, its bytes, the encoding's name)."""
    story = MadeUp()
    vocabulary = SCRIPTS[draw(st.sampled_from(sorted(SCRIPTS)))].split()
    gap = draw(st.integers(1, 2))
    width = draw(st.sampled_from([None, 62, 72, 78]))
    add_header(draw, story, vocabulary)
    add_notes(draw, story, "before", vocabulary, gap, width)
    count = draw(st.integers(1, 3))
    for number in range(1, count + 1):
        if count > 1:
            story.lines += [*[""] * gap, f"Chapter {number}: {phrase(draw, vocabulary, 3)}", *[""] * gap]
        add_chapter(draw, story, vocabulary, gap, width)
    add_notes(draw, story, "after", vocabulary, gap, width)
    text = draw(st.sampled_from(LINE_ENDS)).join(story.lines)
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]))
    try:
        return story, text.encode(encoding), encoding
    except UnicodeEncodeError:
        return story, text.encode("utf-8"), "utf-8"


def phrase(draw, vocabulary, most):
    return " ".join(draw(st.lists(st.sampled_from(vocabulary), min_size=1, max_size=most)))


def add_header(draw, story, vocabulary):
    names = draw(st.lists(st.sampled_from(sorted(LABELS)), unique=True, max_size=6))
    for name in names:
        values = [phrase(draw, vocabulary, 4) for _ in range(draw(st.integers(1, 3)))]
        value = ", ".join(values) if name in ("characters", "fandoms", "warnings", "tags") else values[0]
        story.lines.append(f"{draw(st.sampled_from(LABELS[name]))} {value}")
        story.say(name, value.replace(",", "").split())
    if names and draw(st.booleans()):
        line = f"{draw(st.sampled_from(KEPT_LABELS))} {phrase(draw, vocabulary, 3)}"
        story.lines.append(line)
        story.say("before", line.split())


def add_notes(draw, story, side, vocabulary, gap, width):
    for _ in range(draw(st.integers(0, 2))):
        sentence = phrase(draw, vocabulary, 30) + "."
        story.lines += [""] * gap if story.lines else []
        story.lines += wrapped(f"{draw(st.sampled_from(NOTE_LABELS))} {sentence}", width)
        story.say(side, words_in(sentence))


def add_chapter(draw, story, vocabulary, gap, width):
    story.chapters.append([])
    for at in range(draw(st.integers(2, 6))):
        kind = draw(st.sampled_from(["prose", "prose", "prose", "speech", "verse", "break", "gap", "note"]))
        if at == 0 or not story.lines:
            kind = "prose"
        story.lines += [""] * (gap if kind != "gap" else gap + draw(st.integers(1, 3))) if story.lines else []
        add_block(draw, story, kind, vocabulary, width)
    story.lines += [""] * gap
    # A chapter ends in prose, so that whatever is labelled below it is a closing note.
    add_block(draw, story, "prose", vocabulary, width)


def add_block(draw, story, kind, vocabulary, width):
    if kind == "break":
        story.lines.append(draw(st.sampled_from(BREAKS)))
    elif kind == "note":
        note = phrase(draw, vocabulary, 6)
        story.lines.append(f"(A/N: {note})")
        story.say("after", words_in(note))
    elif kind == "verse":
        lines = [phrase(draw, vocabulary, 4) + "," for _ in range(draw(st.integers(3, 5)))]
        story.lines += lines
        story.chapters[-1] += words_in("\n".join(lines))
    else:
        add_paragraph(draw, story, kind, vocabulary, width)


def add_paragraph(draw, story, kind, vocabulary, width):
    words = draw(st.lists(st.sampled_from(vocabulary), min_size=4, max_size=40))
    marks = draw(st.lists(st.sampled_from(MARKS), min_size=len(words), max_size=len(words)))
    frame = "“{}.”" if kind == "speech" else "{}."
    marked = " ".join(word if word.isdecimal() else mark.format(word) for mark, word in zip(marks, words, strict=True))
    story.lines += wrapped(frame.format(marked), width)
    story.chapters[-1] += words_in(frame.format(" ".join(words)))


def wrapped(text, width):
    if width is None or not text.isascii():
        return [text]
    return textwrap.wrap(text, width, break_long_words=False)

"""Whatever the bytes, the reader answers: with manuscripts or with Unreadable, in time, and losing no word."""

import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from headcanon.intake.readers import Unreadable, read_bytes
from headcanon.intake.readers.text.labels import FIELD_OF
from headcanon.manuscript.words import LETTER, plain_text

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*/in.*"))
# Letter by letter where a script sets no blanks: there, unwrapping leaves none between two lines.
WORD = re.compile(rf"{LETTER.pattern}|(?:(?!{LETTER.pattern})[^\W_])+")
LABEL_WORDS = {word for label in FIELD_OF for word in WORD.findall(label)}
TAG_NAMES = {"i", "b", "u", "em", "strong"}
SECONDS = int(os.environ.get("HEADCANON_PROVE_SECONDS", "60"))
QUICK_ROUNDS = 25
MILLION = 1_000_000


def words_of(manuscript):
    """Every word a person can find again: in a field, in the story, in the notes, or in a concern about furniture."""
    kept = [manuscript.title, manuscript.rating, manuscript.status, *manuscript.authors, *manuscript.fandoms]
    kept += manuscript.characters + manuscript.relationships + manuscript.warnings + manuscript.tags
    kept += [plain_text(each or "") for each in (manuscript.summary, manuscript.disclaimer)]
    for part in (manuscript, *manuscript.chapters):
        kept += [part.title, plain_text(part.notes.before), plain_text(part.notes.after)]
    kept += [plain_text(chapter.html) for chapter in manuscript.chapters]
    kept += [concern.message for concern in manuscript.concerns if concern.kind == "furniture"]
    return Counter(word.lower() for text in kept if text for word in WORD.findall(text))


def words_in(text):
    ornaments = re.compile("[oOxX0]+")
    return Counter(word.lower() for word in WORD.findall(text) if not ornaments.fullmatch(word))


def lost_words(text):
    if not text.strip():
        return {}  # everything was cut; there is nothing to read
    found = read_bytes(text.encode(), "story.txt")  # a second header in the middle makes a second story
    lost = words_in(text) - sum(map(words_of, found), Counter())
    return {word: count for word, count in lost.items() if word not in LABEL_WORDS | TAG_NAMES}


def shuffled_text(rng):
    """A golden text with lines of others, gaps, labels and marks thrown in, and parts left out."""
    lines = rng.choice(GOLDEN).read_text(encoding="utf-8").split("\n")
    for _ in range(rng.randint(1, 8)):
        at, until = sorted((rng.randrange(len(lines)), rng.randrange(len(lines))))
        stray = rng.choice(rng.choice(GOLDEN).read_text(encoding="utf-8").split("\n"))
        change = rng.choice(["blank", "cut", "stray", "before", "after", "close up", "join", "mix"])
        if change == "blank":
            lines.insert(at, "")
        elif change == "cut" and len(lines) > 3:
            del lines[at]
        elif change == "stray":
            lines.insert(at, stray)
        elif change == "before":
            lines[at] = rng.choice(["  ", "\t", "*", "_", "(", "[", '"', "A/N: ", "Chapter 1 ", "Title: "]) + lines[at]
        elif change == "after":
            lines[at] += rng.choice([",", ")", "]", "*", "_", '"', ":", "  "])
        elif change == "close up":
            lines[at:until] = [line for line in lines[at:until] if line.strip()]
        elif change == "join":
            lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        else:
            lines[at:until] = rng.sample(lines[at:until], until - at)
    return "\n".join(lines)


def damaged_bytes(rng):
    """Random bytes, or a golden text with random damage, in a random encoding."""
    if rng.random() < 0.3:
        return rng.randbytes(rng.randint(1, 4000))
    encoding = rng.choice(["utf-8", "utf-16", "utf-16-be", "utf-32", "cp1252", "utf-8-sig", "shift_jis"])
    data = bytearray(rng.choice(GOLDEN).read_text(encoding="utf-8").encode(encoding, "replace"))
    for _ in range(rng.choice([0, 1, 3, 30])):
        data[rng.randrange(len(data))] = rng.randrange(256)
    start = rng.choice([0, 0, rng.randrange(len(data))])
    return bytes(data[start : rng.randint(start + 1, len(data))])


def read_or_refuse(data):
    try:
        for manuscript in read_bytes(data, "story.txt"):
            manuscript.as_json()
    except Unreadable as refusal:
        assert str(refusal).startswith("story.txt")


@pytest.mark.parametrize("seed", range(QUICK_ROUNDS))
def test_no_word_of_a_shuffled_text_is_lost(seed):
    assert lost_words(shuffled_text(random.Random(seed))) == {}


def test_damaged_files_are_read_or_refused():
    for seed in range(QUICK_ROUNDS):
        read_or_refuse(damaged_bytes(random.Random(seed)))


@pytest.mark.prove
def test_shuffled_and_damaged_files_for_as_long_as_you_like():
    seed = first = random.randrange(MILLION)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        assert lost_words(shuffled_text(random.Random(seed))) == {}, f"seed {seed}"
        try:
            read_or_refuse(damaged_bytes(random.Random(seed)))
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
        seed += 1
    print(f"{seed - first} rounds in {SECONDS} s, seeds {first} to {seed - 1}")


TELLING = ["a ", "*a ", "(", "a.b@", "(A/N: ", "Title: "]
TIRESOME = ["a", "*", "* ", "_", "() ", '"', "''", ":) ", "-", ". ", "[<", "http://", "/ab ", "<i>", "A/N: ", "A/N "]
TIRESOME += ["by ", "thank you ", "I don't own ", "Tags: a/", "1 ", "x ", "[next] ", "雨", "Series: 1 ", "Prompt:: "]
TIRESOME += ["x (A/N: ", "x (A/N: y) "]
TIRESOME += ["the rain fell on the harbour and on the town and on the sea beyond them\n"]


@pytest.mark.prove
@pytest.mark.parametrize("piece", TELLING + TIRESOME)
def test_a_line_of_a_million_letters_comes_to_an_end(piece):
    """Work that grew with the square of its length would not."""
    read_or_refuse((piece * (MILLION // len(piece))).encode())


@pytest.mark.parametrize("lines", [2_000, pytest.param(20_000, marks=pytest.mark.prove)])
@pytest.mark.parametrize(
    "piece",
    [
        "a\n",
        "a\n\n",
        "a\n\n\n",
        "A/N: x\n\n",
        "(A/N: x\n\n",
        "Chapter 1\n\n",
        '(a "b\n\n\n',
        "a,\n\n",
        "<a> b\n",
        "---\n",
    ],
)
def test_thousands_of_lines_come_to_an_end(piece, lines):
    read_or_refuse((piece * lines).encode())


def test_reading_imports_neither_django_nor_what_only_odd_files_need():
    program = (
        "import sys; from headcanon.intake.readers import read_bytes; read_bytes(b'It rained.', 'story.txt');"
        "print(sorted({'django', 'ftfy', 'charset_normalizer', 'zipfile'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"

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
from headcanon.manuscript.words import plain_text

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*/in.*"))
WORD = re.compile(r"[^\W_]+")
LABEL_WORDS = {word for label in FIELD_OF for word in WORD.findall(label)}
TAG_NAMES = {"i", "b", "u", "em", "strong"}
SECONDS = int(os.environ.get("HEADCANON_PROVE_SECONDS", "60"))
QUICK_ROUNDS = 60
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
    (manuscript,) = read_bytes(text.encode(), "story.txt")
    lost = words_in(text) - words_of(manuscript)
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


@pytest.mark.parametrize("piece", TELLING + [pytest.param(piece, marks=pytest.mark.prove) for piece in TIRESOME])
def test_a_line_of_a_million_letters_takes_no_more_than_its_time(piece):
    started = time.process_time()
    read_or_refuse((piece * (MILLION // len(piece))).encode())
    assert time.process_time() - started < 15


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
def test_time_grows_with_the_number_of_lines_and_no_quicker(piece):
    def seconds(count):
        started = time.process_time()
        read_or_refuse((piece * count).encode())
        return time.process_time() - started

    assert seconds(16_000) < 16 * max(seconds(2_000), 0.02)


def test_a_hundred_thousand_words_take_no_second_of_work():
    paragraph = "It rained in the harbour, and nobody minded. “Rain,” said Ana, “is only *the sea* on a visit.” " * 5
    data = "\n\n".join([paragraph] * 1120).encode()
    read_bytes(data[:5000], "story.txt")
    started = time.process_time()
    (manuscript,) = read_bytes(data, "story.txt")
    assert time.process_time() - started < 2  # a second on an idle machine
    assert manuscript.words > 99_000


def test_reading_imports_neither_django_nor_what_only_odd_files_need():
    program = (
        "import sys; from headcanon.intake.readers import read_bytes; read_bytes(b'It rained.', 'story.txt');"
        "print(sorted({'django', 'ftfy', 'charset_normalizer', 'zipfile'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"

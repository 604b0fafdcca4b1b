"""Plain text."""

from dataclasses import replace

from headcanon.bindery.tests.manuscripts import full, japanese, marked, one_shot
from headcanon.bindery.writers import write
from headcanon.manuscript.model import Manuscript, Notes, Origin

FULL = """\
Title: What the Tide Left
Authors: Ana, Mrs Turner’s Cat
Rating: Teen
Warnings: Major character death, Poison
Fandom: Greek Myth
Relationship: Jason & Medea
Characters: Jason, Medea
Tag: Ships
Language: English
Series: Colchis, part 2
Status: Complete
Date: 2009-03-04
Grew from: Medea knew the ship would rot.
Summary: Medea stays on the shore.
Jason does not.
Disclaimer: Euripides got here first.

Author’s note: For everyone who waited.

Chapter 1: Low water

Author’s note: Mind the oars.

The tide had left the _Argo_ on her side.

“You came back,” said Medea.
Nobody answered.

* * *

In the morning **the sail** was gone.

    Do not look for me.

The end

Author’s note: They minded.

Chapter 2

He was late.

Chapter 3: High water

So was she.

Author’s note: That is _all_.
"""
MARKED = """\
Title: Marked
Language: English

Part

Of a

Whole

_u_ ~~s~~ small xsup sub code mot a link (https://example.org/?a=1&b=2)

- one

- two

  and a half

1. first

right

justified

שלום

        deep

* * *
"""


def text_of(manuscript):
    return write(manuscript, "txt").decode()


def test_a_whole_work():
    assert text_of(full()) == FULL


def test_every_mark_and_block():
    assert text_of(marked()) == MARKED


def test_a_reading_beside_characters_stands_in_brackets():
    assert "　雪が降(ふ)っていた。" in text_of(japanese()).splitlines()


def test_a_one_shot_has_no_chapter_heading():
    assert "Chapter" not in text_of(one_shot())


def test_nothing_at_all_is_a_title():
    assert text_of(Manuscript()) == "Title: Untitled\n"


def test_what_a_note_says_already_is_not_said_twice():
    said = "Medea knew."
    book = replace(one_shot(), origin=Origin("headcanon", said), notes=Notes(before=f"<p>Look: {said}</p>"))
    assert text_of(book).count(said) == 1


def test_a_line_of_the_header_that_was_kept_in_a_note_goes_back_on_top():
    book = replace(one_shot(), date="2009-03-04", notes=Notes(before="<p>Date: 2009-03-04</p><p>Hello.</p>"))
    assert text_of(book).splitlines()[:7] == [
        "Title: Ashore",
        "Author: Ana",
        "Language: English",
        "Status: One-shot",
        "Date: 2009-03-04",
        "",
        "Author’s note: Hello.",
    ]

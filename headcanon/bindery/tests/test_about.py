"""How chapters and notes are called."""

from dataclasses import replace

import pytest

from headcanon.bindery.tests.manuscripts import full
from headcanon.bindery.writers.about import Fact, byline, chapter_note_label, facts, note_label, parts
from headcanon.bindery.writers.preparing import prepared
from headcanon.manuscript.model import Chapter, Manuscript, Origin


def headings(*titles):
    work = prepared(Manuscript(chapters=[Chapter("<p>x</p>", title) for title in titles]))
    return [part.heading for part in parts(work)]


def test_chapters_are_numbered():
    assert headings(None, " Low\n water ") == ["Chapter 1", "Chapter 2: Low water"]


def test_a_one_shot_has_no_heading_of_its_own():
    assert headings(None) == [""]
    assert headings("Low water") == ["Chapter 1: Low water"]


@pytest.mark.parametrize(
    "title",
    ["Chapter 3: Rain", "chapter 3", "PART TWO", "Prologue", "Epilogue: Rain", "第一章 雨", "4. Rain", "IV", "12"],
)
def test_a_title_that_brings_its_number_gets_no_other(title):
    assert headings(title, None) == [title, "Chapter 2"]


@pytest.mark.parametrize(
    "title", ["Chapter the last", "Part of the ship", "I am late", "Civil war", "12 men", "Prologues"]
)
def test_a_title_that_only_sounds_like_a_number_gets_one(title):
    assert headings(title, None) == [f"Chapter 1: {title}", "Chapter 2"]


@pytest.mark.parametrize(
    ("authors", "by", "label"),
    [
        ([], "", "Author’s note before"),
        (["Ana"], "Ana", "Ana’s note before"),
        (["Ana", "Rae"], "Ana and Rae", "Authors’ note before"),
        (["Ana", "Rae", "Mo"], "Ana, Rae and Mo", "Authors’ note before"),
    ],
)
def test_works_and_notes_are_signed(authors, by, label):
    work = replace(full(), authors=authors)
    assert (byline(work), note_label(work, "before")) == (by, label)


def test_a_note_to_one_chapter_of_several_says_so():
    assert chapter_note_label(full(), "after") == "Authors’ note after this chapter"
    assert chapter_note_label(replace(full(), chapters=full().chapters[:1]), "after") == "Authors’ note after"


def test_what_a_work_grew_from_is_its_authors_sentence_and_says_headcanon_once():
    work = prepared(replace(full(), origin=Origin("headcanon", "Based on a headcanon that Medea knew.")))
    assert Fact("Grew from", ["Based on a headcanon that Medea knew."]) in facts(work)

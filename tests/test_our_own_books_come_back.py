"""What this archive bound, it reads again: the EPUB and the Word document wholly."""

from dataclasses import replace

import pytest

from headcanon.bindery.tests import manuscripts
from headcanon.bindery.writers import epub
from headcanon.bindery.writers.preparing import prepared
from headcanon.bindery.writers.word import document
from headcanon.intake.readers.epub import reading as of_epub
from headcanon.intake.readers.word import reading as of_word


def said(thing):
    """Its members that say something."""
    return {key: value for key, value in vars(thing).items() if value and key not in ("chapters", "source")}


def chapters(manuscript):
    return [said(replace(each, notes=each.notes)) for each in manuscript.chapters]


@pytest.mark.parametrize("made_up", [manuscripts.full, manuscripts.one_shot])
def test_an_epub_comes_back_equal(made_up):
    before = prepared(made_up())
    (after,) = of_epub.read(epub.write(before), "tide.epub")
    assert (said(after), chapters(after)) == (said(before), chapters(before))


@pytest.mark.parametrize("made_up", [manuscripts.full, manuscripts.one_shot])
def test_a_word_document_comes_back_equal(made_up):
    before = prepared(made_up())
    (after,) = of_word.read(document.write(before), "tide.docx")
    assert (said(after), chapters(after)) == (said(before), chapters(before))

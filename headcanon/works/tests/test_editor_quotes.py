"""Straight quotes that turn while they are typed: for whom, where, and how they are given back."""

import pytest

from headcanon.accounts.models import Preferences
from headcanon.works.models import Work
from headcanon.works.tests.editing import a_chapter
from headcanon.works.tests.test_editor_pasting import paste

# Of works in these languages what becomes of the same keys.
TYPED = "\"It's 'so'\""
TURNED = [
    ("en", "<p>“It’s ‘so’”</p>"),
    ("de", "<p>„It’s ‚so‘“</p>"),
    ("fr", "<p>«\u202fIt’s “so”\u202f»</p>"),
    ("xx", "<p>“It’s ‘so’”</p>"),
]


@pytest.mark.prove
def test_they_turn_for_whoever_prefers_it_and_undo_gives_them_back(desk, ana):
    desk.open(a_chapter(ana, "")).at_the_end().write(TYPED)
    assert desk.html() == f"<p>{TYPED}</p>"
    Preferences.objects.create(person=ana, typographic_quotes=True)
    desk.open(a_chapter(ana, '<p>"Old."</p>')).at_the_end().write(' "')
    assert desk.html() == '<p>"Old." “</p>'
    desk.press("Control+z")
    assert desk.html() == '<p>"Old." "</p>'
    desk.press("Control+y")
    assert desk.html() == '<p>"Old." “</p>'
    desk.write('New."').press("Backspace")
    assert desk.html() == '<p>"Old." “New."</p>'
    desk.press("Backspace")
    assert desk.html() == '<p>"Old." “New.</p>'


@pytest.mark.prove
def test_what_is_pasted_stays_as_it_was(desk, ana):
    Preferences.objects.create(person=ana, typographic_quotes=True)
    desk.open(a_chapter(ana, '<p>"Old."</p>')).at_the_end()
    paste(desk, "", ' "Pasted," isn\'t it.')
    assert desk.html() == '<p>"Old." "Pasted," isn\'t it.</p>'
    desk.write(' "')
    assert desk.html() == '<p>"Old." "Pasted," isn\'t it. “</p>'


@pytest.mark.prove
@pytest.mark.parametrize(("language", "html"), TURNED, ids=[language for language, _ in TURNED])
def test_they_become_the_storys_own(desk, ana, language, html):
    Preferences.objects.create(person=ana, typographic_quotes=True)
    chapter = a_chapter(ana, "")
    Work.objects.filter(pk=chapter.work_id).update(language=language)
    desk.open(chapter).at_the_end().write(TYPED)
    assert desk.html() == html


@pytest.mark.prove
def test_the_switch_on_the_page_holds_for_that_page(desk, ana):
    Preferences.objects.create(person=ana, typographic_quotes=True)
    desk.open(a_chapter(ana, "")).page.get_by_label("Straight quotes turn as you type").uncheck()
    desk.at_the_end().write(TYPED)
    assert desk.html() == f"<p>{TYPED}</p>"
    assert desk.open(a_chapter(ana, "")).page.get_by_label("Straight quotes turn as you type").is_checked()

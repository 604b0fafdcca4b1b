"""What becomes of reviews when chapters, works, names and numbers do not stay as they were."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headcanon.accounts.joining import take_pen_name
from headcanon.accounts.pen_names import give_up
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.reviews.applauding import applaud
from headcanon.reviews.counting import recount
from headcanon.reviews.models import Kudos, Review, TypoNote
from headcanon.reviews.reviewing import Voice, post, take_back, take_back_all
from headcanon.reviews.tests.saying import WORDS, list_at, said_by, shown, texts
from headcanon.works.chapters import join, split
from headcanon.works.erasing import erase, erase_chapter
from headcanon.works.models import Chapter, Work
from headcanon.works.trash import trash, trash_chapter, untrash, untrash_chapter
from tests.cast import person, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae(db):
    return person("Rae")


@pytest.fixture
def work(ana):
    return posted(ana, chapters=3)


def chapter(work, position):
    return work.chapters.get(position=position)


def all_of(work):
    return reverse("work-reviews", args=[work.pk])


def test_a_chapter_in_the_trash_takes_its_reviews_along_and_brings_them_back(work, rae):
    second = chapter(work, 2)
    review = said_by(rae, work, chapter=second)
    trash_chapter(second)
    assert texts(all_of(work)) == []
    assert Client().get(review.get_absolute_url()).status_code == 404
    assert Client().get(list_at(work, second)).status_code == 404
    untrash_chapter(second)
    assert texts(all_of(work)) == [WORDS]


def test_what_was_said_of_an_erased_chapter_says_where_it_came_from(work, rae):
    second = chapter(work, 2)
    review = said_by(rae, work, chapter=second)
    trash_chapter(second)
    erase_chapter(Chapter.with_trash.get(pk=second.pk))
    review.refresh_from_db()
    assert (review.chapter, review.came_from) == (None, "Chapter 2, Night 2")
    assert texts(all_of(work)) == [WORDS]
    facts = shown(review.get_absolute_url()).css_first(".review-facts").text()
    assert " ".join(facts.split()) == "on Chapter 2, Night 2, which is no longer there, today"


def test_reviews_of_a_chapter_move_to_the_one_it_is_joined_with(work, ana, rae):
    first, second = chapter(work, 1), chapter(work, 2)
    said_by(rae, work, "Of the first.", chapter=first)
    said_by(rae, work, "Of the second.", chapter=second)
    join(first, person=ana)
    assert texts(list_at(work, first)) == ["Of the second.", "Of the first."]


def test_reviews_of_a_chapter_that_is_cut_stay_with_its_beginning(work, ana, rae):
    first = chapter(work, 1)
    said_by(rae, work, chapter=first)
    split(first, 2, seen=first.version, person=ana)
    assert texts(list_at(work, first)) == [WORDS]


def test_a_work_back_from_the_trash_has_its_reviews_and_an_erased_one_takes_them_along(work, rae):
    said_by(rae, work, chapter=chapter(work, 1))
    applaud(work, viewer=Viewer(rae))
    trash(work)
    assert Client().get(all_of(work)).status_code == 404
    untrash(work)
    assert texts(all_of(work)) == [WORDS]
    erase(work)
    assert (Review.objects.count(), Kudos.objects.count()) == (0, 0)


def test_reviews_and_typo_notes_go_with_the_name_they_stand_under(work, rae):
    old, new = take_pen_name(rae, "Wren of the Sea"), rae.default_pseud
    post(work, WORDS, voice=Voice(Viewer(rae), pseud=old), sent_with="x", chapter=chapter(work, 1))
    for pseud, words in ((old, "stroy"), (new, "stroy"), (old, "fingure")):
        TypoNote.objects.create(
            work=work, chapter=chapter(work, 1), pseud=pseud, slip={}, words=words, fingerprint=words
        )
    give_up(old, successor=new)
    assert Review.objects.get().pseud == new
    assert sorted(TypoNote.objects.values_list("pseud", "words")) == [(new.pk, "fingure"), (new.pk, "stroy")]


def test_whoever_leaves_takes_her_words_along_and_empty_places_stay_for_answers(work, ana, rae):
    answered, alone = (said_by(rae, work, text, chapter=chapter(work, 1)) for text in ("Answered.", "Alone."))
    said_by(ana, work, "Thank you.", answers=answered)
    hers = said_by(ana, work, "By Ana.", chapter=chapter(work, 1))
    said_by(rae, work, "To Ana, and nobody after.", answers=hers)
    take_back_all(rae)
    assert texts(list_at(work)) == ["By Ana.", "Thank you."]
    assert len(shown(list_at(work)).css(".is-gone")) == 1
    assert not Review.objects.filter(pk=alone.pk).exists()
    assert Review.objects.filter(pseud__user=rae).count() == 0


# --- Numbers -------------------------------------------------------------------------------------------------------


def numbers(work):
    drain()
    return Work.objects.values_list("review_count", "kudos_count").get(pk=work.pk)


def test_a_work_has_as_many_reviews_as_anybody_may_read_that_are_no_replies(work, ana, rae):
    review = said_by(rae, work, chapter=chapter(work, 1))
    said_by(ana, work, "Thank you.", answers=review)
    other = said_by(rae, work, "Another.", chapter=chapter(work, 2))
    said_by(rae, work, "Hidden.", chapter=chapter(work, 2))
    Review.objects.filter(text__contains="Hidden").update(is_hidden=True)
    applaud(work, viewer=Viewer(rae))
    assert numbers(work) == (2, 1)
    take_back(other)
    assert numbers(work) == (1, 1)


def test_the_number_follows_a_chapter_into_the_trash_and_back(work, rae):
    said_by(rae, work, chapter=chapter(work, 1))
    second = chapter(work, 2)
    said_by(rae, work, "Of the second.", chapter=second)
    assert numbers(work) == (2, 0)
    trash_chapter(second)
    assert numbers(work) == (1, 0)
    untrash_chapter(second)
    assert numbers(work) == (2, 0)


def test_counting_many_works_takes_as_many_queries_as_counting_one(ana, rae):
    taken = []
    for number in (1, 6):
        works = [posted(ana, f"Night {n} of {number}") for n in range(number)]
        for work in works:
            said_by(rae, work)
        with CaptureQueriesContext(connection) as captured:
            recount({work.pk for work in works})
        taken.append(len(captured))
        assert set(Work.objects.filter(pk__in=[work.pk for work in works]).values_list("review_count", flat=True)) == {
            1
        }
    assert taken[0] == taken[1]

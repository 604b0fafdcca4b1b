"""Made-up works: as many as asked for, the same ones every time, and never among real ones unasked."""

import random
import secrets
from argparse import Namespace

import pytest

from headcanon.canon.models import Fandom
from headcanon.core import random_ids
from headcanon.core.random_ids import LOWEST_ID
from headcanon.ops import fill
from headcanon.ops.checking import check
from headcanon.ops.fill.invention import invent
from headcanon.ops.fill.reviewing import DEEP
from headcanon.ops.fill.storing import store
from headcanon.ops.refusal import Refusal
from headcanon.reviews.counting import miscounted
from headcanon.reviews.models import Review
from headcanon.works.models import Chapter, Revision, Work
from headcanon.works.revisions import contents_of
from tests.cast import person, posted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def this_archive(monkeypatch, data_folder):
    monkeypatch.setattr(fill, "open_archive", lambda data: None)


def filled(works, **said):
    given = {"works": works, "reviews": 0, "events": 0, "placed": 0, "data": None, "seed": 1, "anyway": False}
    return fill.run(Namespace(**given | said))


def everything():
    """What a fill has made, without the ids, which are drawn."""
    works = Work.objects.values_list("title", "words", "posted_at", "work_fandoms__fandom__name")
    chapters = Chapter.objects.values_list("work__title", "position", "words", "body")
    return sorted(works), sorted(chapters)


def test_it_makes_as_many_works_as_asked_for():
    assert filled(12) == 0
    assert Work.objects.count() == 12


def test_a_fill_that_was_interrupted_goes_on_to_the_same_archive():
    filled(20)
    at_once = everything()
    Work.objects.all().delete()
    store(range(7), seed=1)
    filled(20)
    assert everything() == at_once


def test_they_have_the_revisions_that_publishing_would_have_kept():
    filled(30)
    revisions = Revision.objects.order_by("pk")
    for work in Work.objects.all():
        kept = [(revision.chapter, bytes(revision.content)) for revision in revisions.filter(work=work)]
        assert kept == contents_of(work, work.chapters.order_by("position"))


def test_a_work_has_fifteen_tags_on_average():
    numbers = [sum(len(set(names)) for names in invent(number, seed=1).tags.values()) for number in range(3_000)]
    assert 14.5 < sum(numbers) / len(numbers) < 15.5


def test_free_ids_are_looked_for_few_at_a_time(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(random_ids, "AT_ONCE", 3)
    with django_assert_num_queries(4):
        assert len(set(Work.free_ids(10))) == 10


def test_ids_of_made_up_works_and_chapters_never_meet(monkeypatch):
    """Of a few hundred thousand ids drawn at random some are alike; here there is hardly a free one left."""
    works = 20
    chapters = sum(len(invent(number, seed=1).lengths) for number in range(works))
    chance = random.Random(1)
    monkeypatch.setattr(secrets, "randbelow", lambda below: chance.randrange(chapters + 5))
    filled(works // 2)
    filled(works)
    assert (Work.objects.count(), Chapter.objects.count()) == (works, chapters)
    every = [*Work.objects.values_list("pk", flat=True), *Chapter.objects.values_list("pk", flat=True)]
    assert LOWEST_ID <= min(every) <= max(every) < LOWEST_ID + chapters + 5


def test_check_finds_nothing_to_say_about_made_up_works(settings, tmp_path, capsys):
    settings.DATA = tmp_path
    filled(60)
    capsys.readouterr()
    assert (check(repair=False), capsys.readouterr().out) == ((0, 0), "")


def test_what_is_there_already_is_left_alone(capsys):
    filled(5)
    assert filled(5) == 0
    assert "5 made-up works already; none was added" in capsys.readouterr().out
    assert Work.objects.count() == 5


def test_real_works_are_not_mixed_with_made_up_ones_unless_somebody_says_so():
    posted(person("Ana"))
    with pytest.raises(Refusal, match="1 real works"):
        filled(3)
    assert Work.objects.count() == 1
    assert filled(3, anyway=True) == 0
    assert Work.objects.count() == 4


def test_the_number_beside_a_fandom_counts_what_a_guest_may_see():
    filled(40)
    public = Work.objects.filter(state="posted", audience="everyone")
    for fandom in Fandom.objects.all():
        assert fandom.work_count == public.filter(fandoms=fandom).count()


def test_another_seed_makes_other_works():
    assert invent(3, seed=1).title != invent(3, seed=2).title


def test_reviews_are_made_up_once_and_counted(capsys):
    filled(12, reviews=300)
    filled(12, reviews=400)
    assert Review.objects.count() == 400
    assert "They have 400 made-up reviews, 100 of them new." in capsys.readouterr().out
    talk = Review.objects.get(sent_with="made-up-0").replies
    assert talk.count() >= DEEP
    assert not list(miscounted(Work.objects.all()))
    assert (check(repair=False), capsys.readouterr().out) == ((0, 0), "")

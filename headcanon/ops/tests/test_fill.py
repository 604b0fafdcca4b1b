"""Made-up works: as many as asked for, the same ones every time, and never among real ones unasked."""

from argparse import Namespace

import pytest

from headcanon.canon.models import Fandom
from headcanon.ops import fill
from headcanon.ops.fill.invention import invent
from headcanon.ops.fill.storing import store
from headcanon.ops.refusal import Refusal
from headcanon.works.models import Chapter, Work
from tests.cast import person, posted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def this_archive(monkeypatch):
    monkeypatch.setattr(fill, "open_archive", lambda data: None)


def filled(works, **said):
    return fill.run(Namespace(**{"works": works, "data": None, "seed": 1, "anyway": False, **said}))


def everything():
    works = Work.objects.order_by("pk").values_list("pk", "title", "words", "newest_key", "work_fandoms__fandom__name")
    return list(works), list(Chapter.objects.order_by("work", "position").values_list("body", flat=True))


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


def test_what_is_there_already_is_left_alone(capsys):
    filled(5)
    assert filled(5) == 0
    assert "5 made-up works already; nothing was changed" in capsys.readouterr().out
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

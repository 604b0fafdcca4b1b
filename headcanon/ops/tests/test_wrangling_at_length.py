"""A wrangle that touches many works: at once in the pages, in the background in the numbers, also after a kill."""

import random
import time

import pytest
from django.test import Client

from headcanon.canon import wrangling
from headcanon.canon.models import OrderingAct, Tag
from headcanon.canon.naming import tags_named
from headcanon.core.outbox import drain
from headcanon.works import counting
from headcanon.works.models import Tagging, Work
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
A_DAY = "2020-01-01T00:00Z"


def many_works(number, tags):
    chance = random.Random(5)
    works = Work.objects.bulk_create(
        (
            Work(pk=n + 1, title=f"w{n}", state="posted", posted_at=A_DAY, revised_at=A_DAY, newest_key=n + 1)
            for n in range(number)
        ),
        batch_size=500,
    )
    Tagging.objects.bulk_create(
        (
            Tagging(work=work, tag=tag, typed=tag.name, newest_key=work.newest_key)
            for work in works
            for tag in chance.sample(tags, chance.choice((1, 1, 2)))
        ),
        batch_size=500,
    )
    drain()
    counting.count_anew(Tag.objects.all())


@pytest.mark.parametrize("number", [300, pytest.param(50_000, marks=pytest.mark.prove)])
def test_many_works(number, monkeypatch):
    wanda = cast.person("Wanda")
    tags = tags_named("freeform", [f"Sea {n}" for n in range(8)])
    many_works(number, tags)
    typed = list(Tagging.objects.order_by("pk").values_list("work", "tag", "typed"))
    began = time.monotonic()
    wrangling.make_synonyms(tags[1:], tags[0], by=wanda)
    forget_everything()
    page = Client().get(tags[0].get_absolute_url())
    print(f"{number:,} works: in the pages after {time.monotonic() - began:.2f} s")
    newest = list(Work.objects.order_by("-newest_key").values_list("title", flat=True)[:20])
    assert [work.title for work in page.context["page"]] == newest
    assert Tag.objects.get(pk=tags[0].pk).work_count < number
    assert OrderingAct.objects.filter(works_done=0, works_to_do__gt=0).count() == 7

    right, counted = counting.set_right, []

    def killed(model, pk):
        counted.append(pk)
        if len(counted) == 3:
            raise KeyboardInterrupt
        right(model, pk)

    monkeypatch.setattr(counting, "set_right", killed)
    monkeypatch.setattr(counting, "HELD", 0)
    with pytest.raises(KeyboardInterrupt):
        drain()
    assert counting.acts_at_work().exists()
    monkeypatch.setattr(counting, "set_right", right)
    began = time.monotonic()
    drain()
    print(f"counted after {time.monotonic() - began:.2f} s")
    assert not counting.acts_at_work().exists()
    assert Tag.objects.get(pk=tags[0].pk).work_count == number
    assert list(Tagging.objects.order_by("pk").values_list("work", "tag", "typed")) == typed

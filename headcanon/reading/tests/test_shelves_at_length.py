"""A shelf of five thousand stories, among a hundred shelves."""

import time

import pytest
from django.urls import reverse
from django.utils import timezone

from headcanon.core.random_ids import newest_key
from headcanon.reading.models import Shelf, Shelved
from headcanon.reading.shelving import move_to, put
from headcanon.works.models import Authorship, Work
from tests import cast
from tests.memory import forget_everything

pytestmark = [pytest.mark.django_db, pytest.mark.prove]
WORKS, SHELVES = 5_000, 100


def test_a_very_long_shelf_opens_in_every_order_and_takes_one_more(ana):
    rae, now = cast.person("Rae"), timezone.now()
    works = Work.objects.bulk_create(
        Work(pk=pk, title=f"Night {pk}", state="posted", posted_at=now, words=pk % 999, newest_key=newest_key(now, pk))
        for pk in Work.free_ids(WORKS)
    )
    Authorship.objects.bulk_create(Authorship(work=work, pseud=ana.default_pseud) for work in works)
    shelves = Shelf.objects.bulk_create(Shelf(person=rae, name=f"Shelf {n}", position=n) for n in range(SHELVES))
    Shelved.objects.bulk_create(
        Shelved(shelf=shelf, work=work, position=at, tags=["sad"] if at % 9 == 0 else [])
        for shelf in shelves[:4]
        for at, work in enumerate(works)
    )
    client, address = cast.signed_in(rae), reverse("shelf", args=[shelves[0].pk])
    took = {}

    def timed(name, way, *args, **fields):
        forget_everything()
        begun = time.monotonic()
        answer = way(*args, **fields)
        took[name] = time.monotonic() - begun
        return answer

    timed("warming up", client.get, reverse("shelves"))
    timed("all shelves", client.get, reverse("shelves"))
    for order in ("hand", "added", "title", "author", "words", "updated"):
        assert timed(order, client.get, address, {"order": order}).status_code == 200
    timed("page 200", client.get, address, {"order": "hand", "behind": 4_000})
    timed("by tag", client.get, address, {"tag": "sad"})
    one_more = cast.posted(ana, "One more")
    timed("put on all", put, one_more, shelves, person=rae)
    assert Shelved.objects.get(shelf=shelves[0], work=one_more).position == WORKS
    timed("to the top", move_to, Shelved.objects.get(shelf=shelves[0], work=one_more), 1)
    timed("as CSV", lambda: b"".join(client.get(reverse("shelves-export"), {"shelf": shelves[0].pk}).streaming_content))
    print({name: f"{1000 * seconds:.0f} ms" for name, seconds in took.items()})
    assert {name for name, seconds in took.items() if seconds > 2} == set()

"""Lists that need a token, or a search: with more in them they cost no more questions, and whoever has one already is
told so, without a look at any text. The other lists stand with what they are lists of: QUERIES and BUDGETS beside this."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headcanon.api.tests.asking import API, Program
from headcanon.core.outbox import drain
from headcanon.discovery.index.keeping import Keeper
from headcanon.discovery.saving import save
from headcanon.following.follows import follow
from headcanon.reading.models import Reading, Shelf, Shelved
from headcanon.works.models import Work
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(data_folder):
    keeper = Keeper()
    yield keeper
    keeper.put_down()


def one_more(ana, rae, number):
    work = cast.posted(ana, f"Lamp {number}", chapters=2)
    shelf = Shelf.objects.create(person=rae, name=f"Shelf {number}", position=number)
    for each in Shelf.objects.filter(person=rae):
        Shelved.objects.create(shelf=each, work=work, position=number)
    Reading.objects.create(person=rae, work=work, chapter=work.chapters.first())
    follow(rae, "work", work)
    drain()
    return shelf


def asked_of(address, headers):
    forget_everything()
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(address, headers=headers)
    texts = [query["sql"] for query in asked if '"works_chapter"."body"' in query["sql"]]
    return answer, len(asked), texts


def test_a_longer_list_costs_no_more_and_a_known_one_no_text(ana, rae, keeper, looks_once):
    follow(rae, "author", ana)
    shelf = one_more(ana, rae, 1)
    token = save(rae, name="Lamps", asks="q=lamp").feed_token
    hers = Program(rae).headers
    own = ("/shelves", f"/shelves/{shelf.pk}", "/readings", "/follows", "/news")
    lists = {f"{API}{way}": hers for way in own}
    found = (f"{API}/works", reverse("opds-search"), "/feeds/stories/search.atom")
    lists |= {f"{way}?q=lamp": {} for way in found} | {f"/feeds/searches/{token}.json": {}}
    costs = {}
    for number in (2, 4):
        while Work.objects.count() < number:
            one_more(ana, rae, Work.objects.count() + 1)
        keeper.keep()
        for address, headers in lists.items():
            answer, cost, texts = asked_of(address, headers)
            assert (answer.status_code, texts) == (200, []), address
            assert ("Shelf" if address.endswith("/shelves") else f"Lamp {number}").encode() in answer.content, address
            costs.setdefault(address, []).append(cost)
            again, _cost, texts = asked_of(address, headers | {"If-None-Match": answer["ETag"]})
            assert (again.status_code, again.content, texts) == (304, b"", []), address
    assert {address: cost for address, cost in costs.items() if cost[1] > cost[0]} == {}
    assert max(map(max, costs.values())) <= 20, costs

"""How many queries a page may cost: one table, and each row must cost the same with one work as with three.

"cold" counts everything, memory emptied; "warm" is a page that a guest before has had.
"""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headcanon.core import editions
from headcanon.works.models import Work
from tests.cast import person, posted

BUDGETS = [
    # page, who, memory, queries
    ("work", "guest", "cold", 6),
    ("work", "Rae", "cold", 8),
    ("work", "guest", "warm", 1),
    ("chapter", "guest", "cold", 5),
    ("chapter", "Rae", "cold", 7),
    ("chapter", "guest", "warm", 1),
    ("whole work", "guest", "cold", 6),
    ("navigate", "guest", "cold", 5),
    ("home", "guest", "cold", 8),
    ("home", "Rae", "cold", 10),
    ("home", "guest", "warm", 1),
    ("fandoms", "guest", "cold", 3),
    ("fandom", "guest", "cold", 10),
    ("tag", "guest", "cold", 10),
    ("author", "guest", "cold", 9),
    ("author", "Rae", "cold", 12),
    ("series", "guest", "cold", 8),
    ("download", "guest", "cold", 7),
]


@pytest.fixture
def people(db, monkeypatch):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request
    forget_everything()
    editions.the_archive()  # its row is made when it is first asked for
    return {"guest": None, "Ana": person("Ana"), "Rae": person("Rae")}


def grow(ana, number):
    """`number` works; answers with the newest."""
    for n in range(number):
        at = timezone.now() - timedelta(days=number - n)
        work = posted(ana, f"Night {n}", chapters=3, series=[("Nights", n + 1)], at=at)
    return Work.objects.get(pk=work.pk)


def address_of(page, work):
    return {
        "home": lambda: reverse("home"),
        "fandoms": lambda: reverse("fandoms"),
        "fandom": lambda: work.fandom_names[0].get_absolute_url(),
        "tag": lambda: work.tags_of("character")[0].get_absolute_url(),
        "author": lambda: work.authors[0].get_absolute_url(),
        "series": lambda: work.series.get().get_absolute_url(),
        "work": work.get_absolute_url,
        "whole work": lambda: f"{work.get_absolute_url()}?view_full_work=true",
        "chapter": lambda: work.chapters.get(position=2).get_absolute_url(),
        "navigate": lambda: reverse("navigate", args=[work.pk]),
        "download": lambda: reverse("download", args=[work.pk, "x", "txt"]),
    }[page]()


def forget_everything():
    for name in ("default", "pages"):
        caches[name].clear()
    editions.look_again()


def queries(page, user, memory, work):
    """How many `page` costs, whatever was looked at before."""
    client = Client()
    if user:
        client.force_login(user)
    address = address_of(page, work)
    forget_everything()
    if memory == "warm":
        client.get(address)
        editions.look_again()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize(("page", "who", "memory", "budget"), BUDGETS)
@pytest.mark.parametrize("number", [1, 3])
def test_a_page_keeps_to_its_budget(people, page, who, memory, budget, number):
    work = grow(people["Ana"], number)
    asked = queries(page, people[who], memory, work)
    assert len(asked) == budget, "\n".join(asked)


def test_a_guest_leaves_no_session_behind(people):
    work = grow(people["Ana"], 1)
    client = Client()
    for page in ("home", "work", "chapter", "navigate", "author", "fandoms"):
        response = client.get(address_of(page, work))
        assert (response.status_code, dict(response.cookies)) == (200, {})


def test_a_list_walks_the_index_made_for_it(people):
    """Else a page of a small fandom would read the whole archive, or a large one be sorted for every page."""
    work = grow(people["Ana"], 3)
    for page, index in (("fandom", "fandom_newest"), ("tag", "tag_newest"), ("home", "works_newest")):
        [listing] = [sql for sql in queries(page, None, "cold", work) if "DESC LIMIT 21" in sql]
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {listing}")
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert index in plan
        assert "TEMP B-TREE" not in plan

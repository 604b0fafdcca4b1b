"""How many queries a page may cost: one table, and each row must cost the same with one work as with three.

"cold" counts everything, memory emptied; "warm" is a page that the same visitor, or a guest before her, has had.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.arriving import sign_up
from headcanon.accounts.blocking import block
from headcanon.accounts.inviting import invite
from headcanon.accounts.joining import take_pen_name
from headcanon.accounts.models import User
from headcanon.core import editions
from headcanon.core.viewing import Viewer
from headcanon.works.coauthors import ask
from headcanon.works.gifts import give
from headcanon.works.models import Work
from headcanon.works.relations import relate
from tests.cast import PASSWORD, draft, person, posted, trashed
from tests.memory import forget_everything
from tests.visitor import Visitor

BUDGETS = [
    # page, who, memory, queries
    ("work", "guest", "cold", 6),
    ("work", "Rae", "cold", 8),
    ("work", "guest", "warm", 1),
    ("work", "Rae", "warm", 3),
    ("chapter", "guest", "cold", 5),
    ("chapter", "Rae", "cold", 7),
    ("chapter", "guest", "warm", 1),
    ("whole work", "guest", "cold", 6),
    ("navigate", "guest", "cold", 5),
    ("home", "guest", "cold", 9),
    ("home", "Rae", "cold", 11),
    ("home", "guest", "warm", 1),
    ("home", "Rae", "warm", 3),
    ("fandoms", "guest", "cold", 3),
    ("fandom", "guest", "cold", 11),
    ("tag", "guest", "cold", 11),
    ("author", "guest", "cold", 10),
    ("author", "Rae", "cold", 14),
    ("author", "Ana", "cold", 17),  # her drafts stand there too
    ("adult work", "Rae", "cold", 8),
    ("her stories", "Ana", "cold", 6),
    ("editor", "Ana", "cold", 21),
    ("earlier versions", "Ana", "cold", 8),
    ("trash", "Ana", "cold", 6),
    ("pen names", "Ana", "cold", 6),
    ("takeout", "Ana", "cold", 6),
    ("leave", "Ana", "cold", 6),
    ("blocked", "Ana", "cold", 6),
    ("newcomers", "Mo", "cold", 6),
    ("invitations", "Mo", "cold", 5),
    ("series", "guest", "cold", 9),
    ("download", "guest", "cold", 9),
    ("chapters", "Ana", "cold", 7),
    ("about", "Ana", "cold", 18),
    ("authors", "Ana", "cold", 7),
    ("relations", "Ana", "cold", 8),
    ("requests", "Ana", "cold", 20),
    ("publish", "Ana", "cold", 10),
    ("preview", "Ana", "cold", 8),
]


@pytest.fixture
def people(db, monkeypatch):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request
    editions.the_archive()  # its row is made when it is first asked for
    return {"guest": None, "Ana": person("Ana"), "Rae": person("Rae"), "Mo": person("Mo", is_archivist=True)}


def grow(ana, number):
    """`number` works, and as many drafts; answers with the newest work."""
    for n in range(number):
        draft(ana, f"Unfinished {n}")
        trashed(ana, f"Put away {n}")
        take_pen_name(ana, f"Ana {n}")
        block(ana, person(f"Vex{n}"))
        sign_up(f"New{n}", email=f"new{n}@example.org", password=PASSWORD, words="I read.", waits=True)
        invite(User.objects.get(username="Mo"), uses=1, lasts=timedelta(days=30))
        at = timezone.now() - timedelta(days=number - n)
        work = posted(ana, f"Night {n}", chapters=3, series=[("Nights", n + 1)], at=at)
        ask_of_her(ana, work, n)
    return Work.objects.get(pk=work.pk)


def ask_of_her(ana, work, n):
    """What waits for her answer, and what of hers waits for somebody else's."""
    bea = person(f"Bea{n}")
    others = posted(bea, f"After {n}")
    give(others, ["Ana"])
    ask(others, "Ana", person=bea)
    ask(work, bea.username, person=ana)
    relate(others, "sequel", viewer=Viewer(bea), parent=work)
    relate(work, "remix", viewer=Viewer(ana), parent=others)


def address_of(page, work):
    return {
        "home": lambda: reverse("home"),
        "fandoms": lambda: reverse("fandoms"),
        "fandom": lambda: work.fandom_names[0].get_absolute_url(),
        "tag": lambda: work.tags_of("character")[0].get_absolute_url(),
        "author": lambda: work.authors[0].get_absolute_url(),
        "series": lambda: work.series.get().get_absolute_url(),
        "adult work": lambda: adult(work).get_absolute_url(),
        "her stories": lambda: reverse("works-mine"),
        "about": lambda: reverse("work-edit", args=[work.pk]),
        "authors": lambda: reverse("work-authors", args=[work.pk]),
        "relations": lambda: reverse("work-relations", args=[work.pk]),
        "requests": lambda: reverse("requests"),
        "editor": lambda: reverse("chapter-edit", args=[work.pk, work.chapters.get(position=2).pk]),
        "earlier versions": lambda: reverse("work-history", args=[work.pk]),
        "trash": lambda: reverse("trash"),
        "pen names": lambda: reverse("pen-names"),
        "takeout": lambda: reverse("takeout"),
        "leave": lambda: reverse("leave"),
        "blocked": lambda: reverse("blocked"),
        "newcomers": lambda: reverse("newcomers"),
        "invitations": lambda: reverse("invitations"),
        "work": work.get_absolute_url,
        "whole work": lambda: f"{work.get_absolute_url()}?view_full_work=true",
        "chapter": lambda: work.chapters.get(position=2).get_absolute_url(),
        "navigate": lambda: reverse("navigate", args=[work.pk]),
        "chapters": lambda: reverse("chapters", args=[work.pk]),
        "publish": lambda: reverse("publish", args=[work.pk]),
        "preview": lambda: reverse("chapter-preview", args=[work.pk, work.chapters.get(position=2).pk]),
        "download": lambda: reverse("download", args=[work.pk, "x", "txt"]),
    }[page]()


def adult(work):
    Work.objects.filter(pk=work.pk).update(rating="explicit")
    return work


def queries(page, user, memory, work):
    """How many `page` costs, whatever was looked at before."""
    client = Visitor()
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

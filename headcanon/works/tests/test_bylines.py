"""What stands under a pen name goes with it."""

import pytest
from django.urls import reverse

from headcanon.accounts.joining import take_pen_name
from headcanon.works.models import Authorship, Gift
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(client):
    ana = cast.person("Wren")
    client.force_login(ana)
    return ana


@pytest.fixture
def lark(ana):
    return take_pen_name(ana, "Lark")


def remove(client, pseud, successor):
    return client.post(reverse("remove-pen-name", args=[pseud.pk]), {"successor": successor.pk})


def test_her_stories_and_the_links_go_to_the_name_she_chooses(client, ana, lark):
    work = cast.posted(ana)
    Authorship.objects.update(pseud=lark)
    Gift.objects.create(work=work, name="Lark", pseud=lark)
    client.post(reverse("pen-name", args=[lark.pk]), {"name": "Swift", "about": ""})
    remove(client, lark, ana.default_pseud)
    assert names_of(ana) == {"Wren"}
    assert [pseud.name for pseud in work.pseuds.all()] == ["Wren"]
    assert work.gifts.get().pseud == ana.default_pseud
    for old in ("Lark", "Swift"):
        assert client.get(f"/users/Wren/pseuds/{old}")["Location"] == "/users/Wren/pseuds/Wren"


def test_a_work_of_both_names_is_a_work_of_one(client, ana, lark):
    work = cast.posted(ana)
    Authorship.objects.create(work=work, pseud=lark, position=1)
    remove(client, lark, ana.default_pseud)
    assert [pseud.name for pseud in work.pseuds.all()] == ["Wren"]
    assert client.get("/users/Wren/pseuds/Lark").status_code == 301


def test_a_name_that_nothing_stood_under_is_free_again(client, ana, lark):
    remove(client, lark, ana.default_pseud)
    assert client.get("/users/Wren/pseuds/Lark").status_code == 404
    client.post(reverse("pen-names"), {"name": "Lark"})
    assert names_of(ana) == {"Wren", "Lark"}


def test_not_to_somebody_elses_name(client, ana, lark):
    remove(client, lark, cast.person("Rae").default_pseud)
    assert names_of(ana) == {"Wren", "Lark"}


def names_of(user):
    return set(user.pseuds.values_list("name", flat=True))


def test_her_settings_say_how_much_stands_under_each(client, ana, lark):
    cast.posted(ana)
    cast.draft(ana)
    page = client.get(reverse("pen-names")).content.decode()
    assert page.count(" stories · ") == 1
    assert "2 stories · " in page

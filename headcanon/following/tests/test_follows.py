"""Beginning and ending to follow, on the pages where it is done."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.accounts.joining import take_pen_name
from headcanon.following.follows import follow
from headcanon.following.models import Follow
from headcanon.following.subjects import SUBJECTS
from headcanon.headcanons.models import Headcanon
from headcanon.headcanons.tests.having import had
from tests.cast import draft, hidden, posted, signed_in

pytestmark = pytest.mark.django_db


def things_of(work):
    return {
        "work": work,
        "author": work.authors[0].user,
        "pseud": work.authors[0],
        "series": work.series.get(),
        "fandom": work.fandom_names[0],
        "tag": work.tags_of("relationship")[0],
        "headcanon": Headcanon.objects.filter(pseud=work.authors[0]).first() or had(work.authors[0].user),
    }


@pytest.fixture
def work(ana):
    return posted(ana, series=[("Nights", 1)])


def followed(person):
    return sorted(each.subject for each in person.follows.all())


# A saved search is its reader's alone: see test_found_news.py.
@pytest.mark.parametrize("name", [name for name in SUBJECTS if name != "search"])
def test_a_form_begins_to_follow_and_the_same_form_ends_it(work, rae, name):
    address = SUBJECTS[name].address(things_of(work)[name])
    client = signed_in(rae)
    assert b"Follow" in client.get(address).content
    assert client.post(address).status_code == 302
    assert followed(rae) == [name]
    assert b"End this" in client.get(address).content
    client.post(address)
    assert followed(rae) == []


def test_a_button_pressed_twice_says_the_same_twice(work, rae):
    client = signed_in(rae)
    for wish, expected in (("follow", ["work"]), ("follow", ["work"]), ("end", []), ("end", [])):
        client.post(reverse("follow-work", args=[work.pk]), {"wish": wish})
        assert followed(rae) == expected


def test_she_comes_back_to_the_page_that_she_was_on_and_to_no_other_site(work, rae):
    client, address = signed_in(rae), reverse("follow-author", args=["Ana"])
    assert client.post(address, {"next": "/fandoms"}).url == "/fandoms"
    assert client.post(address, {"next": "https://elsewhere.example/"}).url == address


def test_a_guest_is_asked_to_sign_in_and_comes_back(client, work):
    page = client.get(work.get_absolute_url()).content.decode()
    address = reverse("follow-work", args=[work.pk])
    assert f'href="{address}"' in page
    assert "csrfmiddlewaretoken" not in page
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"
    assert client.post(address).status_code == 302
    assert not Follow.objects.exists()


@pytest.mark.parametrize("name", ["author", "pseud", "series", "fandom", "tag"])
def test_the_page_of_a_thing_has_its_button(work, rae, client, name):
    thing = things_of(work)[name]
    page = reverse("person", args=["Ana"]) if name == "author" else thing.get_absolute_url()
    take_pen_name(work.authors[0].user, "Wren")
    address = SUBJECTS[name].address(thing)
    assert f'action="{address}"' in signed_in(rae).get(page).content.decode()
    assert f'href="{address}"' in client.get(page).content.decode()


def test_nobody_follows_her_own(work, ana):
    client = signed_in(ana)
    for name in ("work", "author", "pseud", "series"):
        client.post(SUBJECTS[name].address(things_of(work)[name]))
    assert followed(ana) == []
    assert reverse("follow-work", args=[work.pk]) not in client.get(work.get_absolute_url()).content.decode()


def test_what_is_not_there_for_her_cannot_be_followed(work, ana, rae, vex):
    block(ana, vex)
    unseen = [draft(ana, "Draft", fandoms=["Secret canon"]), hidden(ana, "Hidden", tags=["Secret tag"])]
    for each in unseen:
        assert signed_in(rae).post(reverse("follow-work", args=[each.pk])).status_code == 404
    assert signed_in(rae).get(SUBJECTS["fandom"].address(unseen[0].fandom_names[0])).status_code == 404
    assert signed_in(rae).get(SUBJECTS["tag"].address(unseen[1].tags_of("freeform")[0])).status_code == 404
    for name in ("work", "author", "pseud", "series"):
        assert signed_in(vex).post(SUBJECTS[name].address(things_of(work)[name])).status_code == 404
    assert not Follow.objects.exists()


def test_the_list_of_what_she_follows_names_nothing_that_she_may_not_see_now(work, ana, rae):
    for name, thing in things_of(work).items():
        follow(rae, name, thing)
    page = signed_in(rae).get(reverse("follows")).content.decode()
    assert all(str(thing) in page for thing in things_of(work).values())
    block(ana, rae)
    page = signed_in(rae).get(reverse("follows")).content.decode()
    assert page.count("Something that you cannot see now") == len(things_of(work))
    assert not any(str(thing) in page for thing in (work, "Nights", "Greek myth", "Leander"))


def test_she_ends_it_in_the_list_and_nobody_else_does(work, rae, vex):
    follow(rae, "work", work)
    number = rae.follows.get().pk
    signed_in(vex).post(reverse("follows"), {"follow": number})
    assert followed(rae) == ["work"]
    signed_in(rae).post(reverse("follows"), {"follow": number})
    assert followed(rae) == []


def test_the_database_takes_one_thing_a_row_and_each_once(work, ana, rae):
    follow(rae, "work", work)
    for said in ({}, {"work": work, "author": ana}, {"work": work}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Follow.objects.create(person=rae, **said)


def test_followers_go_along_when_a_pen_name_is_given_up(work, ana, rae, vex):
    from headcanon.accounts.signals import pen_name_handed_over

    old, new = ana.default_pseud, take_pen_name(ana, "Wren")
    for person, pseud in ((rae, old), (rae, new), (vex, old)):
        follow(person, "pseud", pseud)
    pen_name_handed_over.send(type(old), old=old, new=new)
    assert sorted(Follow.objects.values_list("person__username", "pseud__name")) == [("Rae", "Wren"), ("Vex", "Wren")]


def test_the_kind_stop_offers_to_follow_the_author_without_a_form_of_its_own(work, rae):
    from django.template import Context, Engine

    from headcanon.core.viewing import GUEST, Viewer

    def ways(viewer):
        template = Engine.get_default().from_string('{% slot "stop.ways" work %}')
        return template.render(Context({"work": work, "viewer": viewer}))

    address = reverse("follow-author", args=["Ana"])
    assert "<form" not in ways(Viewer(rae))
    assert f'formaction="{address}"' in ways(Viewer(rae))
    assert f'href="{address}"' in ways(GUEST)
    answer = signed_in(rae).post(address, {"wish": "follow", "text": "please update"}, headers={"HX-Request": "true"})
    assert "You follow" in answer.content.decode()
    assert followed(rae) == ["author"]
    assert "already" in ways(Viewer(rae))

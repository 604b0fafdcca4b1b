"""What readers who loved a story also loved: reckoned in the background, shown to whom it may be."""

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block, mute
from headcanon.discovery import loving
from headcanon.discovery.loving import loved_with, reckon, reckon_some
from headcanon.discovery.models import AlwaysLeftOut, LovedTogether
from headcanon.reading.models import Shelf, Shelved
from headcanon.reading.quiet import keep_quiet
from headcanon.reviews.models import Kudos
from headcanon.works.models import Work
from headcanon.works.trash import trash
from tests import cast
from tests.cast import viewer
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers(db):
    return [cast.person(name) for name in ("Rae", "Ida", "Jo", "Kit")]


@pytest.fixture
def works(ana):
    titles = ["The Lamp", "The Loom", "The Sea", "The Otter"]
    return {title: cast.posted(ana, title, tags=[title], characters=[], relationships=[]) for title in titles}


def love(works, *people):
    for work in works:
        Kudos.objects.bulk_create(Kudos(work=work, person=person) for person in people)
        Work.objects.filter(pk=work.pk).update(kudos_count=Kudos.objects.filter(work=work).count())


def beside(work, person=None):
    return [each.title for each in loved_with(work, viewer(person))]


def shelve(person, works, sight=Shelf.Sight.EVERYONE, **fields):
    shelf = Shelf.objects.create(person=person, name="Loved", sight=sight, **fields)
    Shelved.objects.bulk_create(Shelved(shelf=shelf, work=work) for work in works)


def test_what_more_of_its_readers_loved_comes_first(works, readers):
    lamp, loom, sea, otter = works.values()
    love([lamp], *readers)
    love([loom], *readers[:2])
    love([sea], *readers[:3])
    love([otter], readers[3])
    reckon(lamp.pk)
    assert beside(lamp) == ["The Sea", "The Loom"], "what only one loved too stands nowhere"
    assert list(LovedTogether.objects.values_list("other", "place", "readers")) == [(sea.pk, 0, 3), (loom.pk, 1, 2)]


def test_what_everybody_loves_and_what_is_about_the_same_are_weighed(ana, readers):
    lamp = cast.posted(ana, "The Lamp", tags=["Light"])
    like = cast.posted(ana, "Much like it", tags=["Light"])
    unlike = cast.posted(ana, "Unlike it", tags=["Dark"], fandoms=["Dracula"], characters=[], relationships=[])
    popular = cast.posted(ana, "Popular", tags=["Light"])
    love([lamp, unlike, like, popular], *readers[:2])
    Work.objects.filter(pk=popular.pk).update(kudos_count=900)
    reckon(lamp.pk)
    assert beside(lamp) == ["Much like it", "Unlike it", "Popular"]


def test_public_shelves_count_and_others_do_not(works, readers):
    lamp, loom, sea, otter = works.values()
    rae, ida, jo, kit = readers
    shelve(rae, [lamp, loom])
    love([lamp, loom], ida)
    for person in (jo, kit):
        shelve(person, [lamp, sea], sight=Shelf.Sight.ME)
        shelve(person, [lamp, sea], sight=Shelf.Sight.LINK)
        shelve(person, [lamp, otter], is_later=True)
        shelve(person, [lamp, otter], is_hidden=True)
    reckon(lamp.pk)
    assert beside(lamp) == ["The Loom"]


def test_an_author_who_loves_her_own_counts_for_nothing(works, readers, ana):
    lamp, loom, *_ = works.values()
    love([lamp, loom], readers[0])
    shelve(ana, [lamp, loom])
    reckon(lamp.pk)
    assert beside(lamp) == []


@pytest.mark.parametrize("how", ["block", "mute", "quiet", "left out", "trash", "hide", "members", "herself", "draft"])
def test_nothing_is_named_that_she_may_not_see_or_leaves_out(ana, works, readers, monkeypatch, how):
    bea, vex = cast.person("Bea"), cast.person("Vex")
    lamp, loom = works["The Lamp"], cast.posted(bea, "Unseen", tags=["Grief"])
    love([lamp, loom, works["The Sea"]], *readers)
    reckon(lamp.pk)
    assert sorted(beside(lamp, vex)) == ["The Sea", "Unseen"]
    change = Work.objects.filter(pk=loom.pk).update
    match how:
        case "block":
            block(bea, vex)
        case "mute":
            mute(vex, bea)
        case "quiet":
            keep_quiet(vex, "tag", loom.tags_of("freeform")[0])
        case "left out":
            AlwaysLeftOut.objects.create(person=vex, asks="no-tag=grief")
            monkeypatch.setattr(loving, "search", lambda _viewer, question, size: answered(question, "Unseen"))
        case "trash":
            trash(loom)
        case "hide":
            change(is_hidden=True)
        case "members":
            change(audience=Work.Audience.MEMBERS)
        case "herself":
            change(audience=Work.Audience.ME)
        case "draft":
            change(state=Work.State.DRAFT, posted_at=None)
    forget_everything()
    seen = ["The Sea"] if how != "members" else ["The Sea", "Unseen"]
    assert sorted(beside(lamp, vex)) == seen
    page = cast.signed_in(vex).get(reverse("loved", args=[lamp.pk])).text
    assert ("Unseen" in page, "The Sea" in page) == (how == "members", True)
    if how == "members":
        assert beside(lamp) == ["The Sea"]


def answered(question, lacking):
    """As the index would: without what has the tag."""
    assert question.lacking
    return Work.objects.filter(pk__in=question.among_works).exclude(title=lacking)


def test_where_it_cannot_be_asked_what_she_leaves_out_she_is_shown_nothing(works, readers):
    lamp, loom, *_ = works.values()
    love([lamp, loom], *readers)
    reckon(lamp.pk)
    AlwaysLeftOut.objects.create(person=readers[0], asks="no-tag=grief")
    assert (beside(lamp, readers[0]), beside(lamp)) == ([], ["The Loom"])


def test_the_page_of_a_story_leads_to_it_and_asks_nothing_for_that(works, readers):
    lamp, loom, *_ = works.values()
    love([lamp, loom], *readers)
    reckon(lamp.pk)
    client, address = Client(), reverse("loved", args=[lamp.pk])
    forget_everything()
    page = client.get(lamp.get_absolute_url()).text
    assert f'data-hx-get="{address}"' in page
    assert "The Loom" not in page
    assert "Readers who loved this also loved" in client.get(address).text
    trash(lamp)
    assert client.get(address).status_code == 404
    assert reverse("loved", args=[works["The Sea"].pk]) not in client.get(works["The Sea"].get_absolute_url()).text


def test_the_rounds_come_by_every_story_and_put_right_what_has_changed(works, readers, monkeypatch):
    monkeypatch.setattr(loving, "_round", None)
    monkeypatch.setattr(loving, "A_PIECE", 2)
    monkeypatch.setattr(loving, "HELD", 5)
    lamp, loom, sea, otter = works.values()
    love([lamp, loom, sea], *readers)
    love([otter], readers[0])
    reckon_some()
    assert LovedTogether.objects.count() == 6
    Kudos.objects.filter(work=sea).delete()
    Work.objects.filter(pk=sea.pk).update(kudos_count=0)
    reckon_some()
    assert LovedTogether.objects.count() == 6, "it rests for a while"
    monkeypatch.setattr(loving, "A_ROUND", 0)
    reckon_some()
    assert LovedTogether.objects.count() == 2
    with CaptureQueriesContext(connection) as queries:
        reckon_some()
    assert not [each for each in queries if each["sql"].startswith(("INSERT", "DELETE"))], "nothing is written anew"


def test_one_that_was_erased_meanwhile_stops_nothing(works, readers, monkeypatch):
    lamp, loom, *_ = works.values()
    love([lamp, loom], *readers)
    first, reckoned = min(lamp.pk, loom.pk), reckon

    def fail_once(pk):
        if pk == first:
            raise IntegrityError
        reckoned(pk)

    monkeypatch.setattr(loving, "reckon", fail_once)
    walk = loving.Round()
    walk.at = 0
    loving.go_on(walk, float("inf"))
    assert LovedTogether.objects.values_list("work", flat=True).get() == max(lamp.pk, loom.pk)


def test_ten_cost_no_more_questions_than_one(ana, works, readers):
    lamp, loom, *_ = works.values()

    def cost():
        reckon(lamp.pk)
        forget_everything()
        with CaptureQueriesContext(connection) as asked:
            Client().get(reverse("loved", args=[lamp.pk]))
        with CaptureQueriesContext(connection) as reckoned:
            loving.loved_beside(lamp.pk)
        return len(asked), len(reckoned)

    love([lamp, loom], *readers)
    one = cost()
    love([cast.posted(ana, f"Story {number}", at=timezone.now()) for number in range(9)], *readers)
    assert cost() == one

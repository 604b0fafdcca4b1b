"""Headcanons, what is said of them, and shelves: reported, hidden, shown again; and who learns what of it."""

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.core.outbox import drain
from headcanon.core.viewing import GUEST, Viewer
from headcanon.following.announcing import announce
from headcanon.following.follows import follow
from headcanon.following.tests.telling import told, unseen
from headcanon.headcanons.models import Headcanon, Remark
from headcanon.headcanons.tests.having import CLAIM, asked, had, remarked
from headcanon.moderation.models import Case, Report
from headcanon.moderation.tests.things import done, moderator, reported, review
from headcanon.reading.models import Shelf, Shelved
from headcanon.reading.shelves import recommendations_of, shelves_seen_by
from headcanon.reviews.models import Review
from headcanon.reviews.signals import review_posted
from headcanon.works.models import Growth
from headcanon.works.signals import work_grew
from tests.cast import person, posted, signed_in
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
SPAM = "It is spam or an advertisement"


@pytest.fixture
def rae():
    return person("Rae")


@pytest.fixture
def nim():
    return moderator()


def shelf_of(owner, **more):
    said = {"sight": "everyone", "pseud": owner.default_pseud, "note": "Buy my lamps", **more}
    return Shelf.objects.create(person=owner, name="Lamps", **said)


def things(ana):
    headcanon = had(ana)
    return {"headcanon": headcanon, "remark": remarked(headcanon, ana, "Nobody asked."), "shelf": shelf_of(ana)}


def page_of(client, address):
    forget_everything()
    return client.get(address).content.decode()


def test_each_is_reported_from_its_page_and_nobody_reports_herself(ana, rae):
    for kind, thing in things(ana).items():
        address = reverse("report", args=[kind, thing.pk])
        page = thing.get_absolute_url()
        assert address in page_of(signed_in(rae), page)
        assert address not in page_of(signed_in(ana), page)
        assert signed_in(rae).get(address).status_code == 200
        assert signed_in(rae).post(address, {"reason": SPAM})["Location"] == page
        assert signed_in(ana).get(address).status_code == 404
        assert Client().get(address).status_code == 200
    assert Case.objects.open().count() == 3


@pytest.mark.parametrize("kind", ["headcanon", "remark", "shelf"])
def test_hidden_only_its_owner_and_moderators_see_it_until_it_is_shown_again(ana, rae, nim, kind):
    thing = things(ana)[kind]
    case = reported(kind, thing, by=rae)
    address = thing.get_absolute_url()
    for wish, others in (("hide", 404), ("restore", 200)):
        done(case, wish, by=nim)
        forget_everything()
        people = [Client(), signed_in(rae), signed_in(ana), signed_in(nim)]
        assert [client.get(address).status_code for client in people] == [others, others, 200, 200]
        assert (
            "Hidden by a moderator" in page_of(signed_in(nim), reverse("moderation-case", args=[case.pk]))
            or wish == "restore"
        )
        assert signed_in(ana).get(reverse("moderation-mine")).status_code == 200


def test_a_hidden_shelf_recommends_nothing(ana, rae, nim):
    work = posted(person("Bea"))
    shelf = shelf_of(ana)
    Shelved.objects.create(shelf=shelf, work=work, why="Buy it.")
    linked = shelf_of(ana, sight="link")
    Shelf.objects.update(is_hidden=True)
    holder = Viewer(None, link_keys=[linked.link_token])
    assert list(recommendations_of(work, GUEST)) == []
    assert list(shelves_seen_by(holder)) == []
    assert list(shelves_seen_by(Viewer(rae))) == []
    assert set(shelves_seen_by(Viewer(ana))) == {shelf, linked}
    assert list(shelves_seen_by(Viewer(nim))) == [shelf]


def test_a_hidden_remark_is_not_counted(ana, rae, nim):
    remark = things(ana)["remark"]
    done(reported("remark", remark, by=rae), "hide", by=nim)
    drain()
    assert Headcanon.objects.get().remark_count == 0


def test_whom_an_ask_harasses_finds_help_and_it_is_gone_for_her(ana, rae, nim):
    headcanon = asked(rae, ana, is_anonymous=True)
    answer = signed_in(ana).post(reverse("report", args=["headcanon", headcanon.pk]), {"reason": SPAM})
    assert answer.status_code == 302
    case = Case.objects.get()
    page = page_of(signed_in(nim), reverse("moderation-case", args=[case.pk]))
    assert CLAIM in page
    assert "Rae" in page
    assert "Rae" not in page_of(signed_in(ana), headcanon.get_absolute_url())
    done(case, "hide", by=nim)
    assert signed_in(ana).get(headcanon.get_absolute_url()).status_code == 404
    assert signed_in(rae).get(headcanon.get_absolute_url()).status_code == 200
    assert signed_in(nim).get(headcanon.get_absolute_url()).status_code == 404


def test_what_a_reader_cannot_see_cannot_be_reported(ana, rae):
    waiting, shown = asked(rae, ana), things(ana)
    Remark.objects.update(is_hidden=True)
    private = shelf_of(ana, sight="me")
    vex = signed_in(person("Vex"))
    for kind, pk in (("headcanon", waiting.pk), ("remark", shown["remark"].pk), ("shelf", private.pk)):
        assert vex.get(reverse("report", args=[kind, pk])).status_code == 404
    assert not Report.objects.exists()


def test_a_moderator_does_not_read_who_reported_hers(nim, rae):
    for kind, thing in things(nim).items():
        case = reported(kind, thing, by=rae)
        assert signed_in(nim).get(reverse("moderation-case", args=[case.pk])).status_code == 404


def test_whoever_said_it_can_be_warned_and_is_told_what_it_was_about(ana, rae, nim):
    for kind, thing in things(ana).items():
        done(reported(kind, thing, by=rae), f"warn {ana.pk}", by=nim)
    page = page_of(signed_in(ana), reverse("moderation-mine"))
    for words in (CLAIM, "Nobody asked.", "Lamps"):
        assert words in page


def test_taken_back_its_case_goes_with_it(ana, rae, nim):
    headcanon = had(ana)
    reported("headcanon", headcanon, by=rae)
    signed_in(ana).post(reverse("headcanon-delete", args=[headcanon.pk]))
    assert not Case.objects.exists()
    assert signed_in(nim).get(reverse("moderation")).status_code == 200


def told_of(ana, rae, kind):
    """Something that Rae was told of and has not looked at, as it is reported."""
    if kind == "review":
        thing = review(posted(rae), by=ana)
        review_posted.send(Review, review=thing)
    elif kind == "announcement":
        follow(rae, "author", ana)
        thing = announce(ana.default_pseud, "<p>Buy my lamps.</p>", sent_with="form")
    else:
        headcanon = had(rae if kind == "remark" else ana)
        follow(rae, "headcanon", headcanon)
        remark = remarked(headcanon, ana, "Nobody asked.")
        remarked(headcanon, ana, "Nobody at all.", answers=remark)
        work_grew.send(Growth, growth=Growth.objects.create(work=posted(ana), headcanon=headcanon))
        thing = headcanon if kind == "headcanon" else remark
    return thing


@pytest.mark.parametrize(
    ("kind", "before", "hidden"), [("headcanon", 1, 0), ("remark", 3, 1), ("review", 1, 0), ("announcement", 1, 0)]
)
def test_what_is_hidden_is_not_among_the_news_that_somebody_has_not_seen(ana, rae, nim, kind, before, hidden):
    thing = told_of(ana, rae, kind)
    assert unseen(rae) == before
    case = reported(kind, thing, by=person("Jo"))
    done(case, "hide", by=nim)
    assert (len(told(rae)), unseen(rae)) == (hidden, hidden)
    done(case, "restore", by=nim)
    assert (len(told(rae)), unseen(rae)) == (before, before)

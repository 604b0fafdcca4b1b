"""Kudos and reviews that were given where there was no network, and what is answered when they come."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.accounts.joining import take_pen_name
from headcanon.reading.offline import reader_key
from headcanon.reviews.models import AuthorWishes, Kudos, Review
from headcanon.works.models import Work
from tests import cast

pytestmark = pytest.mark.django_db
WORDS = "I heard the sea."


@pytest.fixture
def work(ana):
    return cast.posted(ana, chapters=2)


@pytest.fixture
def rae(db):
    return cast.person("Rae")


class Device(Client):
    """One that has a network again: it asks for a token, and sends with it."""

    def __init__(self, person=None):
        super().__init__(enforce_csrf_checks=True)
        if person:
            self.force_login(person)
        self.reader = reader_key(cast.viewer(person))
        self.told = None

    def ask(self):
        answer = self.get(reverse("offline-token"))
        self.told = answer.json()
        return answer

    def send(self, address, **said):
        if not self.told:
            self.ask()
        return self.post(address, {"reader": self.reader, **said}, headers={"X-CSRFToken": self.told["token"]})

    def review(self, work, text=WORDS, *, key="one", **said):
        address = reverse("offline-review", args=[work.pk, work.chapters.order_by("position").first().pk])
        name = {} if self.reader else {"name": "Tam"}
        return self.send(address, text=text, sent_with=key, **{**name, **said})

    def kudos(self, work):
        return self.send(reverse("offline-kudos", args=[work.pk]))


def state_of(answer):
    return answer.status_code, answer.json()["state"]


def said(work):
    return list(work.reviews.order_by("pk").values_list("text", "state"))


@pytest.mark.parametrize("who", ["guest", "Rae"])
def test_what_is_sent_twice_is_there_once(work, rae, who):
    device = Device(rae if who == "Rae" else None)
    answers = [state_of(device.review(work)) for _ in range(2)] + [state_of(device.kudos(work)) for _ in range(2)]
    assert answers == [(200, "there")] * 4
    assert said(work) == [(f"<p>{WORDS}</p>", "posted")]
    assert Kudos.objects.filter(work=work).count() == 1


def test_a_review_stands_under_the_name_it_was_written_with(work, rae):
    wren = take_pen_name(rae, "Wren")
    device = Device(rae)
    kept = device.get(reverse("offline-work", args=[work.pk])).json()["saying"]
    assert [name for _, name in kept["names"]] == ["Rae", "Wren"]
    device.review(work, pseud=str(wren.pk))
    device.review(work, "And again.", key="two")
    stranger = device.review(work, "And once more.", key="three", pseud=str(cast.person("Vex").default_pseud.pk))
    assert list(Review.objects.order_by("pk").values_list("pseud__name", flat=True)) == ["Wren", "Rae"]
    assert state_of(stranger) == (200, "refused")


def test_a_guests_device_is_known_before_it_sends_anything(work):
    device = Device()
    assert device.ask().cookies["device"]["httponly"]
    assert "device" not in device.ask().cookies
    del device.cookies["device"]
    assert state_of(device.kudos(work)) == (200, "refused")
    assert not Kudos.objects.exists()


def test_asking_what_is_here_gives_no_cookie(work):
    client = Client()
    client.get(reverse("offline-contents"), {"works": work.pk})
    client.get(reverse("offline-work", args=[work.pk]))
    client.get(reverse("offline"))
    assert client.cookies == {}


def test_nothing_is_sent_under_somebody_elses_name(work, ana, rae):
    """She signed in on the same device, or signed out, before the words of another were sent."""
    for person, reader in (
        (rae, Device().reader),
        (None, Device(rae).reader),
        (cast.person("Bea"), Device(rae).reader),
    ):
        device = Device(person)
        device.reader = reader
        assert state_of(device.review(work)) == state_of(device.kudos(work)) == (409, "another")
    assert (Review.objects.count(), Kudos.objects.count()) == (0, 0)


def test_nothing_is_taken_without_a_token(work, rae):
    device = Device(rae)
    device.told = {"token": "a" * 64}
    assert (device.review(work).status_code, device.kudos(work).status_code) == (403, 403)
    assert Client().get(reverse("offline-kudos", args=[work.pk])).status_code == 405
    assert (Review.objects.count(), Kudos.objects.count()) == (0, 0)


@pytest.mark.parametrize("change", [{"is_hidden": True}, {"audience": "me"}, {"state": "draft"}])
def test_what_is_not_in_her_sight_any_more_takes_nothing(work, rae, change):
    Work.objects.filter(pk=work.pk).update(**change)
    for device in (Device(rae), Device()):
        assert (device.review(work).status_code, device.kudos(work).status_code) == (404, 404)
    assert (Review.objects.count(), Kudos.objects.count()) == (0, 0)


def test_whom_an_author_keeps_away_says_nothing_later_either(work, ana):
    vex = cast.person("Vex")
    block(ana, vex)
    assert Device(vex).review(work).status_code == 404
    assert not Review.objects.exists()


def test_a_story_that_takes_no_reviews_any_more_says_so_and_takes_kudos(work, ana, rae):
    AuthorWishes.objects.create(person=ana, welcome="none")
    answer = Device(rae).review(work)
    assert answer.json() == {"state": "refused", "says": "Ana would like kudos, and no reviews."}
    assert state_of(Device(rae).kudos(work)) == (200, "there")
    assert said(work) == []
    assert Device(rae).get(reverse("offline-work", args=[work.pk])).json()["saying"]["why_not"]


def test_one_that_waits_for_its_author_says_so(work, ana, rae):
    AuthorWishes.objects.create(person=ana, all_wait=True)
    answer = Device(rae).review(work)
    assert answer.json() == {"state": "there", "says": "Thank you. Others see it when Ana has said yes."}
    assert said(work) == [(f"<p>{WORDS}</p>", "waiting")]


def test_the_kind_stop_holds_later_as_well_and_takes_nothing(work, rae):
    asking = f"{WORDS} Please update soon!!"
    device = Device(rae)
    answer = device.review(work, asking).json()
    assert (answer["state"], answer["has_rest"]) == ("stopped", True)
    assert answer["says"].startswith("This story is finished; there is no chapter after this one.")
    assert said(work) == []
    assert state_of(device.review(work, asking, how="without")) == (200, "there")
    assert said(work) == [(f"<p>{WORDS}</p>", "posted")]
    assert state_of(device.review(work, asking, key="two", how="as-it-is")) == (200, "there")
    assert [text for text, _ in said(work)][1] == f"<p>{asking}</p>"


def test_who_sends_too_much_at_once_sends_the_rest_later(work):
    device = Device()
    answers = [state_of(device.review(work, f"Nothing but {n}.", key=str(n))) for n in range(4)]
    assert answers == [(200, "there")] * 3 + [(429, "later")]
    caches["posting"].clear()
    assert state_of(device.review(work, "Nothing but 3.", key="3")) == (200, "there")
    assert len(said(work)) == 4


@pytest.mark.parametrize(
    ("text", "more"), [("   ", {}), (WORDS, {"name": " "}), (WORDS, {"email": "<x>"}), ("a" * 20_001, {})]
)
def test_what_cannot_be_posted_is_refused_with_a_reason(work, text, more):
    answer = Device().review(work, text, **more)
    assert state_of(answer) == (200, "refused")
    assert answer.json()["says"]
    assert said(work) == []


def test_markup_in_what_is_sent_is_text(work):
    device = Device()
    device.review(work, "<script>alert(1)</script>So good", name="<b>Tam</b>")
    page = Client().get(reverse("work-reviews", args=[work.pk])).content.decode()
    assert "<script>alert" not in page
    assert "<b>Tam" not in page


def test_an_author_gives_her_own_story_no_kudos(work, ana):
    assert state_of(Device(ana).kudos(work)) == (200, "refused")
    assert Device(ana).get(reverse("offline-work", args=[work.pk])).json()["saying"]["kudos"] is False

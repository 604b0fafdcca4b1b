"""What an author does with what was said of her work, and that nobody else can."""

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.accounts.blocking import are_apart
from headcanon.accounts.models import User
from headcanon.core.viewing import Viewer
from headcanon.reviews.models import AuthorWishes, Review
from headcanon.reviews.reviewing import take_back
from headcanon.reviews.signals import review_posted, review_waits
from headcanon.reviews.tests.saying import WORDS, guest_says, list_at, said_by, shown, texts, words_of
from headcanon.reviews.views.answering import carry_out
from tests.cast import person, posted, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae(db):
    return person("Rae")


@pytest.fixture
def work(ana):
    return posted(ana)


@pytest.fixture
def facts():
    """The signals that are sent, as names and states."""
    sent = []

    def posted(review, **kwargs):
        sent.append(("posted", review.state))

    def waits(review, **kwargs):
        sent.append(("waits", review.state))

    review_posted.connect(posted)
    review_waits.connect(waits)
    yield sent
    review_posted.disconnect(posted)
    review_waits.disconnect(waits)


def press(client, review, act):
    return client.post(reverse("review-answer", args=[review.pk]), {"act": act})


ACTS = ["approve", "refuse", "hide", "show", "freeze", "thaw", "put-aside", "block"]


def state_of(review):
    return Review.objects.filter(pk=review.pk).values("state", "is_frozen", "is_answered", "waits_because").get()


@pytest.mark.parametrize("act", ACTS)
def test_only_the_works_authors_can_do_anything_to_what_was_said(work, ana, rae, act):
    AuthorWishes.objects.create(person=ana, all_wait=True)
    said_by(ana, work, "By Ana.")
    for review in (said_by(rae, work), said_by(ana, work, "Seen by all.")):
        before = state_of(review)
        others = [person(f"Vex{review.pk}"), person(f"Mo{review.pk}", is_archivist=True), rae]
        assert {press(signed_in(who), review, act).status_code for who in others} == {404}
        assert "/users/login" in press(Client(), review, act).url
        assert state_of(review) == before
        assert not are_apart(others[0], rae)


def test_what_waited_is_posted_once_she_says_yes_and_that_is_news_once(work, ana, rae, facts):
    AuthorWishes.objects.create(person=ana, all_wait=True)
    review, client = said_by(rae, work), signed_in(ana)
    for _ in range(2):
        assert press(client, review, "approve").status_code == 302
    assert facts == [("waits", "waiting"), ("posted", "posted")]
    assert texts(list_at(work)) == [WORDS]


def test_her_no_keeps_it_between_the_two_and_she_can_change_her_mind(work, ana, rae, facts):
    AuthorWishes.objects.create(person=ana, all_wait=True)
    review, client = said_by(rae, work), signed_in(ana)
    press(client, review, "refuse")
    assert [texts(list_at(work), signed_in(who)) for who in (rae, ana)] == [[WORDS], [WORDS]]
    assert texts(list_at(work)) == []
    press(client, review, "show")
    assert texts(list_at(work)) == [WORDS]
    assert facts == [("waits", "waiting"), ("posted", "posted")]


def test_what_she_hides_is_gone_for_others_with_all_its_answers_and_comes_back_silently(work, ana, rae, facts):
    review = said_by(rae, work)
    bea = person("Bea")
    said_by(bea, work, "I heard it too.", answers=review)
    press(signed_in(ana), review, "hide")
    assert texts(list_at(work)) == texts(list_at(work), signed_in(bea)) == []
    assert Client().get(review.get_absolute_url()).status_code == 404
    assert texts(list_at(work), signed_in(rae)) == [WORDS, "I heard it too."]
    assert "Hidden by the author" in shown(list_at(work), signed_in(rae)).css_first(".review-state").text()
    press(signed_in(ana), review, "show")
    assert texts(list_at(work)) == [WORDS, "I heard it too."]
    assert facts == [("posted", "posted")] * 2


def test_a_closed_thread_takes_no_more_replies_until_it_is_opened(work, ana, rae):
    review = said_by(rae, work)
    answer = said_by(ana, work, "Thank you.", answers=review)
    press(signed_in(ana), answer, "freeze")
    assert shown(list_at(work)).css("[href$='/reply']") == []
    for each in (review, answer):
        address = reverse("review-reply", args=[each.pk])
        assert "This thread is closed" in words_of(signed_in(rae).get(address))
        response = signed_in(rae).post(address, {"text": "And yet.", "sent_with": "x"})
        assert "This thread is closed" in words_of(response)
        assert "And yet." in response.content.decode()
    assert len(texts(review.get_absolute_url())) == 2
    press(signed_in(ana), review, "thaw")
    assert signed_in(rae).post(address, {"text": "And yet.", "sent_with": "x"}).status_code == 302


def test_she_can_block_whoever_wrote_it(work, ana, rae):
    review = said_by(rae, work)
    press(signed_in(ana), review, "block")
    assert are_apart(ana, rae)
    assert texts(list_at(work), signed_in(ana)) == []
    guest_says(Client(), work)
    press(signed_in(ana), Review.objects.get(pseud=None), "block")
    assert ana.blocks.count() == 1


def test_what_needs_no_answer_is_put_aside(work, ana, rae):
    review = said_by(rae, work)
    assert not review.is_answered
    press(signed_in(ana), review, "put-aside")
    assert state_of(review)["is_answered"]


def test_nothing_is_done_to_an_empty_place_and_nonsense_does_nothing(work, ana, rae):
    review = said_by(rae, work)
    before = state_of(review)
    assert press(signed_in(ana), review, "delete").status_code == 302
    assert carry_out("", review, Viewer(ana)) == ""
    assert state_of(review) == before
    said_by(ana, work, "Thank you.", answers=review)
    take_back(review)
    assert press(signed_in(ana), review, "show").status_code == 404
    assert signed_in(rae).get(reverse("review-reply", args=[review.pk])).status_code == 404


def test_a_co_author_may_do_the_same(ana, rae):
    bea = person("Bea")
    work = posted(ana, others=[bea])
    review = said_by(rae, work)
    press(signed_in(bea), review, "hide")
    assert texts(list_at(work)) == []


def test_what_a_moderator_has_hidden_is_seen_by_moderators_and_its_writer(work, ana, rae):
    review = said_by(rae, work)
    Review.objects.filter(pk=review.pk).update(is_hidden=True)
    mo, nim = person("Mo", is_archivist=True), person("Nim")
    User.objects.filter(pk=nim.pk).update(is_moderator=True)
    seen = {who.username: texts(list_at(work), signed_in(who)) for who in (ana, rae, mo, nim)}
    assert seen == {"Ana": [], "Rae": [WORDS], "Mo": [WORDS], "Nim": [WORDS]}
    assert texts(list_at(work)) == []


def test_the_way_back_after_an_answer_never_leaves_the_archive(work, ana, rae):
    review = said_by(rae, work)
    address = reverse("review-answer", args=[review.pk])
    response = signed_in(ana).post(address, {"act": "hide", "next": "https://example.org/"})
    assert response.url == reverse("work-reviews", args=[work.pk])

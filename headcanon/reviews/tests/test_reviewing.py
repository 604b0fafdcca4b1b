"""Saying something of a story: who may, what comes of it, and that no word is lost on the way."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.blocking import block, mute, unmute
from headcanon.accounts.joining import take_pen_name
from headcanon.accounts.models import User
from headcanon.core.models import Archive
from headcanon.core.viewing import Viewer
from headcanon.manuscript.said import as_said
from headcanon.reviews.models import AuthorWishes, Review
from headcanon.reviews.reviewing import CHANGED_WITHIN, Voice, change, take_back
from headcanon.reviews.tests.saying import (
    WORDS,
    form_at,
    guest_says,
    list_at,
    reply,
    said_by,
    say,
    shown,
    texts,
    token_in,
    words_of,
)  # fmt: skip
from headcanon.works.models import Picture
from tests.cast import draft, person, posted, signed_in
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae(db):
    return person("Rae")


@pytest.fixture
def work(ana):
    return posted(ana)


def test_a_reader_says_something_and_everybody_reads_it(work, rae):
    response = say(signed_in(rae), work)
    assert (response.status_code, response.url) == (302, list_at(work))
    assert texts(list_at(work)) == [WORDS]
    [head] = shown(list_at(work)).css(".review-head")
    assert " ".join(head.text().split()) == "Rae today"


def test_a_guest_says_something_under_the_name_she_gives(work):
    guest_says(Client(), work, email="tam@example.org")
    [review] = Review.objects.all()
    assert (review.guest_name, review.pseud, len(review.device)) == ("Tam", None, 64)
    page = Client().get(list_at(work)).content.decode()
    assert "Tam" in page
    assert "tam@example.org" not in page
    assert review.device not in page


def test_an_author_answers_in_the_thread_and_is_marked(work, ana, rae):
    review = said_by(rae, work)
    response = reply(signed_in(ana), review)
    assert response.status_code == 302
    page = shown(list_at(work))
    assert [" ".join(head.text().split()) for head in page.css(".review-head")] == ["Rae today", "Ana author today"]
    review.refresh_from_db()
    assert review.is_answered


# --- Once, and as it was meant -------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_is_one_review(work, rae):
    client = signed_in(rae)
    address = form_at(work)
    token = token_in(client, address)
    for text in (WORDS, "Other words, from the same form."):
        assert client.post(address, {"text": text, "sent_with": token}).status_code == 302
    assert texts(list_at(work)) == [WORDS]


def test_the_same_words_said_twice_in_a_day_are_one_review_and_a_day_later_another(work, rae):
    for _ in range(2):
        say(signed_in(rae), work)
    assert Review.objects.count() == 1
    Review.objects.update(made_at=timezone.now() - timedelta(days=1, minutes=1))
    say(signed_in(rae), work)
    assert Review.objects.count() == 2


def test_two_people_may_say_the_same_and_nobody_uses_up_anothers_form(work, rae):
    bea, address = signed_in(person("Bea")), form_at(work)
    for client in (signed_in(rae), bea, Client()):
        client.post(address, {"text": WORDS, "sent_with": "the same token", "name": "Tam"})
    assert [review.written_by for review in Review.objects.order_by("id")] == ["Rae", "Bea", "Tam"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing to read in it yet."),
        (" \n ", "There is nothing to read in it yet."),
        ("<p> </p>", "There is nothing to read in it yet."),
        ("long " * 4_001, "A review has up to 20000 characters; this one has 20005."),
    ],
)
def test_words_that_cannot_be_posted_come_back_with_the_reason(work, rae, text, sentence):
    response = say(signed_in(rae), work, text)
    assert response.status_code == 200
    assert sentence in words_of(response)
    assert response.context["form"]["text"].value() == text
    assert Review.objects.count() == 0


def test_a_guest_without_a_name_is_asked_for_it_and_loses_no_word(work):
    for name in ("", "   "):
        response = guest_says(Client(), work, name=name)
        assert response.status_code == 200
        assert WORDS in response.content.decode()
        assert LexborHTMLParser(response.content.decode()).css("[name=name][aria-invalid]")
    assert Review.objects.count() == 0


MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)><h2>Loud</h2><em>soft</em>"


def test_markup_does_nothing_in_any_field(work):
    response = guest_says(Client(), work, MARKUP, name="<b>Tam</b>\u202e", email="a@b.example")
    assert response.status_code == 302
    page = shown(list_at(work))
    [review] = page.css(".review")
    assert review.css_first(".review-name").text() == "<b>Tam</b>\u202e"
    assert review.css("script, img, h1, h2, h3, h4, b") == []
    assert [node.text() for node in review.css(".review-text em")] == ["soft"]
    again = guest_says(Client(), work, "", name='"><script>', email='"><script>')
    assert b"<script>" not in again.content.replace(b"<script src=", b"")


def test_a_picture_is_its_description_and_a_heading_a_paragraph(work, ana):
    picture = make_picture(work)
    own = f'<p>See <img src="{picture.get_absolute_url()}" alt="a lamp" width="1" height="1"></p><h3>So</h3>'
    assert as_said(own) == "<p>See</p><p>[a lamp]</p><p>So</p>"


def make_picture(work):
    return Picture.objects.create(work=work, sha256="0" * 64, kind="png", width=1, height=1)


# --- Who cannot ----------------------------------------------------------------------------------------------------


def test_somebody_suspended_reads_why_and_keeps_her_words(work, rae):
    client = signed_in(rae)
    address = form_at(work)
    token = token_in(client, address)
    User.objects.filter(pk=rae.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    response = client.post(address, {"text": WORDS, "sent_with": token})
    assert "A moderator has asked you to be silent" in words_of(response)
    assert WORDS in response.content.decode()
    assert "A moderator has asked you to be silent" in words_of(client.get(address))
    assert Review.objects.count() == 0


def test_on_a_bad_day_guests_and_links_are_shut_out_in_one_click_each(work, rae):
    client = Client()
    token = token_in(client, form_at(work))
    bad_day(guest_reviews_closed=True, links_closed=True)
    refused = client.post(form_at(work), {"text": WORDS, "sent_with": token, "name": "Tam"})
    assert "Guests cannot review at the moment." in words_of(refused)
    assert WORDS in refused.content.decode()
    for text in ("[Look](https://example.org)", "Look at www.example.org", "at https://example.org/1"):
        refused = say(signed_in(rae), work, text)
        assert "Reviews cannot hold links at the moment." in words_of(refused)
    assert Review.objects.count() == 0
    say(signed_in(rae), work)
    bad_day(guest_reviews_closed=False, links_closed=False)
    guest_says(Client(), work)
    assert Review.objects.count() == 2


def bad_day(**switches):
    Archive.objects.update_or_create(pk=Archive.ROW, defaults=switches)
    forget_everything()


@pytest.mark.parametrize("blocker", ["Ana", "Rae"])
def test_two_people_who_keep_apart_cannot_reach_each_other_by_any_form(work, ana, rae, blocker):
    review, client = said_by(rae, work), signed_in(rae)
    hers = signed_in(ana)
    block(*((ana, rae) if blocker == "Ana" else (rae, ana)))
    for address in (list_at(work), form_at(work), reverse("kudos", args=[work.pk]), review.get_absolute_url()):
        assert client.get(address).status_code == 404
        assert client.post(address, {"text": WORDS}).status_code in (404, 405)
    assert texts(list_at(work), hers) == []
    assert hers.get(review.get_absolute_url()).status_code == 404
    assert hers.get(reverse("review-reply", args=[review.pk])).status_code == 404
    assert hers.post(reverse("review-answer", args=[review.pk]), {"act": "hide"}).status_code == 404
    assert texts(list_at(work)) == [WORDS]


def test_two_readers_who_keep_apart_do_not_meet_in_a_thread_and_a_mute_works_one_way(work, rae):
    bea = person("Bea")
    review = said_by(rae, work, "By Rae.")
    said_by(bea, work, "By Bea, to Rae.", answers=review)
    said_by(bea, work, "By Bea.")
    mute(rae, bea)
    assert texts(list_at(work), signed_in(rae)) == ["By Rae."]
    assert texts(list_at(work), signed_in(bea)) == ["By Bea.", "By Rae.", "By Bea, to Rae."]
    unmute(rae, bea)
    block(bea, rae)
    assert texts(list_at(work), signed_in(rae)) == ["By Rae."]
    # What began the thread is not there for Bea, nor is her own answer to it.
    assert texts(list_at(work), signed_in(bea)) == ["By Bea."]
    assert signed_in(bea).get(review.get_absolute_url()).status_code == 404
    assert len(texts(list_at(work))) == 3


def test_the_archivist_sees_whoever_blocked_her_and_says_nothing_to_them(work, ana):
    mo = person("Mo", is_archivist=True)
    block(ana, mo)
    response = signed_in(mo).get(form_at(work))
    assert "You and an author of this story keep apart from each other." in words_of(response)
    response = signed_in(mo).post(form_at(work), {"text": WORDS, "sent_with": "x"})
    assert "keep apart" in words_of(response)
    assert Review.objects.count() == 0


def test_there_is_nothing_to_review_in_a_draft(ana):
    work = draft(ana)
    assert "when it is published" in words_of(signed_in(ana).get(form_at(work)))
    assert Client().get(form_at(work)).status_code == 404


# --- Afterwards ----------------------------------------------------------------------------------------------------


def test_a_review_is_changed_for_half_an_hour_and_says_so(work, rae):
    review, client = said_by(rae, work), signed_in(rae)
    address = reverse("review-edit", args=[review.pk])
    assert client.post(address, {"text": "Better *words*."}).url == review.get_absolute_url()
    assert texts(list_at(work)) == ["Better words."]
    assert "edited" in shown(list_at(work)).css_first(".review-facts").text()
    Review.objects.update(made_at=timezone.now() - CHANGED_WITHIN)
    response = client.post(address, {"text": "Too late."})
    assert "A review can be changed for half an hour." in words_of(response)
    assert "Too late." in response.content.decode()
    assert texts(list_at(work)) == ["Better words."]


def test_nobody_speaks_under_somebody_elses_name(work, ana, rae):
    for names in (1, 2):
        response = say(signed_in(rae), work, f"With {names} names.", pseud=ana.default_pseud.pk)
        assert response.status_code == (302 if names == 1 else 200)
        if names == 1:
            take_pen_name(rae, "Wren of the Sea")
    response = say(signed_in(rae), work, "As Wren.", pseud=rae.pseuds.get(is_default=False, name="Wren of the Sea").pk)
    assert [review.written_by for review in Review.objects.order_by("id")] == ["Rae", "Wren of the Sea"]


def test_nobody_changes_or_takes_back_what_somebody_else_said(work, ana, rae):
    mine, guests = said_by(rae, work), guest_says(Client(), work, "By a guest.")
    assert guests.status_code == 302
    for review in Review.objects.all():
        for client in (signed_in(ana), signed_in(person(f"Vex{review.pk}"))):
            for name in ("review-edit", "review-delete"):
                assert client.post(reverse(name, args=[review.pk]), {"text": "Stolen."}).status_code == 404
        for name in ("review-edit", "review-delete"):
            assert "/users/login" in Client().post(reverse(name, args=[review.pk]), {"text": "Stolen."}).url
    assert sorted(texts(list_at(work))) == sorted([WORDS, "By a guest."])
    assert mine in Review.objects.all()


def test_what_nobody_answered_goes_without_a_trace(work, rae):
    review = said_by(rae, work)
    signed_in(rae).post(reverse("review-delete", args=[review.pk]))
    assert Review.objects.count() == 0


def test_what_somebody_answered_leaves_its_place_until_the_last_answer_goes(work, ana, rae):
    review = said_by(rae, work)
    answer = said_by(ana, work, "Thank you.", answers=review)
    deeper = said_by(rae, work, "Thank *you*.", answers=answer)
    for each in (review, answer):
        take_back(each)
    page = shown(review.get_absolute_url())
    assert [" ".join(node.text().split()) for node in page.css(".review.is-gone")] == [
        "Taken back by whoever wrote it.",
        "Taken back by whoever wrote it.",
    ]
    for column in ("text", "guest_name", "guest_email", "device"):
        assert set(Review.objects.filter(state="gone").values_list(column, flat=True)) == {""}
    assert set(Review.objects.filter(state="gone").values_list("pseud", flat=True)) == {None}
    take_back(deeper)
    assert Review.objects.count() == 0


def test_a_reply_can_begin_with_what_it_answers(work, rae):
    review = said_by(rae, work, "The *carpet*!\n\nYou can hear it.")
    form = shown(reverse("review-reply", args=[review.pk]) + "?quote", signed_in(person("Bea")))
    assert form.css_first("textarea").text() == "> The carpet!\n>\n> You can hear it.\n\n"
    said = as_said(form.css_first("textarea").text() + "Yes!")
    assert said == "<blockquote><p>The carpet!</p><p>You can hear it.</p></blockquote><p>Yes!</p>"


def test_a_changed_review_is_held_to_the_same_wishes_as_a_new_one(work, ana, rae):
    AuthorWishes.objects.create(person=ana)
    review = said_by(rae, work)
    change(review, "Now with https://example.org", voice=Voice(Viewer(rae), pseud=rae.default_pseud))
    review.refresh_from_db()
    assert (review.state, review.waits_because) == ("waiting", "links")
    assert texts(list_at(work)) == []


def test_whatever_was_said_of_another_chapter_is_not_on_this_one(ana, rae):
    work = posted(ana, chapters=2)
    first, second = work.chapters.order_by("position")
    said_by(rae, work, "Of the first.", chapter=first)
    said_by(rae, work, "Of the second.", chapter=second)
    assert texts(list_at(work, first)) == ["Of the first."]
    assert texts(reverse("work-reviews", args=[work.pk])) == ["Of the first.", "Of the second."]
    assert [node.text().split(",")[0].strip() for node in shown(list_at(work, second)).css(".review-facts")] == [
        "on chapter 2"
    ]
    other = posted(ana, "Other")
    address = reverse("review-new", args=[other.pk, first.pk])
    assert signed_in(rae).post(address, {"text": WORDS}).status_code == 404

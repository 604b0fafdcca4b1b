"""The kind stop: said before a review is posted that asks for more where there is no more, and never a wall."""

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from headcanon.reviews.answering import approve
from headcanon.reviews.models import AuthorWishes, Review, WorkWishes
from headcanon.reviews.tests.saying import WORDS, form_at, list_at, reply, said_by, say, texts
from headcanon.works.models import Work
from tests.cast import person, posted, signed_in

pytestmark = pytest.mark.django_db
ASKING = f"{WORDS} Please update soon!!"


@pytest.fixture
def rae(db):
    return person("Rae")


@pytest.fixture
def work(ana):
    return posted(ana)


def in_state(work, status):
    Work.objects.filter(pk=work.pk).update(status=status)
    work.refresh_from_db()


def stopped(response):
    """What stands in the stop: the marked words, the fact, the reassurance, the buttons; None if there is none."""
    page = LexborHTMLParser(response.content.decode())
    if not page.css(".stop"):
        return None
    one = {name: page.css_first(f".stop-{name}").text() for name in ("fact", "reassurance")}
    buttons = [node.text() for node in page.css(".stop button") if node.attributes.get("name") == "how"]
    return [node.text() for node in page.css(".stop mark")], one["fact"], one["reassurance"], buttons


BUTTONS = ["Post without the last words", "Let me change it", "Post it as it is"]


@pytest.mark.parametrize(
    ("status", "fact"),
    [
        ("one-shot", "This story is told in one chapter; there is none after it."),
        ("complete", "This story is finished; there is no chapter after this one."),
        ("hiatus", "This story rests for now; nobody knows when its next chapter comes."),
        ("abandoned", "This story stops here; no chapter comes after this one."),
    ],
)
def test_under_a_story_that_does_not_go_on_it_says_so_and_stores_nothing(work, rae, status, fact):
    in_state(work, status)
    response = say(signed_in(rae), work, ASKING)
    assert response.status_code == 200
    reassurance = "Ana would be glad of the rest. Everything you wrote is still here."
    assert stopped(response) == (["Please update soon!!"], fact, reassurance, BUTTONS)
    page = LexborHTMLParser(response.content.decode())
    assert page.css_first(".stop-words").text() == ASKING
    assert page.css_first("[name=text]").text() == ASKING
    assert Review.objects.count() == 0


def test_a_story_in_progress_may_be_asked_for_more_unless_its_author_wishes_otherwise(work, ana, rae):
    in_state(work, "in-progress")
    assert say(signed_in(rae), work, ASKING).status_code == 302
    AuthorWishes.objects.create(person=ana, requests_welcome=False)
    marked, fact, reassurance, _ = stopped(say(signed_in(person("Bea")), work, ASKING))
    assert (marked, fact) == (["Please update soon!!"], "Ana has asked readers not to ask for more.")
    assert "Posted as it is, others see it when Ana has said yes." in reassurance
    assert texts(list_at(work)) == [ASKING]


@pytest.mark.parametrize(
    "kind", ["I could not stop reading, please never stop writing.", "Please update the tags, there is a death.", WORDS]
)
def test_kindness_is_never_stopped(work, rae, kind):
    assert say(signed_in(rae), work, kind).status_code == 302
    assert texts(list_at(work)) == [kind]


def test_what_is_left_without_the_last_words_is_posted(work, rae):
    assert say(signed_in(rae), work, ASKING, how="without").status_code == 302
    assert texts(list_at(work)) == [WORDS]
    assert not Review.objects.get().asks_for_more


def test_it_is_posted_unchanged_if_the_reader_still_wants_to(work, rae):
    assert say(signed_in(rae), work, ASKING, how="as-it-is").status_code == 302
    assert texts(list_at(work)) == [ASKING]
    review = Review.objects.get()
    assert (review.state, review.asks_for_more) == ("posted", True)


def test_it_can_be_changed_and_comes_back_as_it_was_typed(work, rae):
    response = say(signed_in(rae), work, f"\n  {ASKING}\nYours", how="change")
    page = LexborHTMLParser(response.content.decode())
    assert page.css(".stop") == []
    assert page.css_first("textarea").text().strip() == f"{ASKING}\nYours"
    assert Review.objects.count() == 0


def test_where_nothing_would_be_left_no_button_offers_it(work, rae):
    marked, _, reassurance, buttons = stopped(say(signed_in(rae), work, "plz upd8!!"))
    assert (marked, buttons) == (["plz upd8!!"], BUTTONS[1:])
    assert reassurance == "Everything you wrote is still here."
    # And whoever presses it all the same is told once more.
    assert stopped(say(signed_in(rae), work, "plz upd8!!", how="without")) is not None
    assert Review.objects.count() == 0


def test_where_requests_are_not_welcome_one_waits_unseen_by_others(work, ana, rae):
    WorkWishes.objects.create(work=work, requests_welcome=False)
    assert "others see it when Ana has said yes" in stopped(say(signed_in(rae), work, ASKING))[2]
    say(signed_in(rae), work, ASKING, how="as-it-is")
    review = Review.objects.get()
    assert (review.state, review.waits_because) == ("waiting", "asks")
    seen = [texts(list_at(work), signed_in(who)) for who in (None, person("Bea")) if who]
    assert (seen, texts(list_at(work))) == ([[]], [])
    assert [texts(list_at(work), signed_in(who)) for who in (rae, ana)] == [[ASKING], [ASKING]]
    approve(review)
    assert texts(list_at(work)) == [ASKING]


def test_a_guest_is_stopped_as_kindly_and_her_name_stays(work):
    response = say(Client(), work, ASKING, name="Tam", email="tam@example.org")
    page = LexborHTMLParser(response.content.decode())
    kept = {
        node.attributes["name"]: node.attributes.get("value") for node in page.css(".review-form [name][type=hidden]")
    }
    assert (kept["name"], kept["email"]) == ("Tam", "tam@example.org")
    assert "device" not in response.cookies
    client = Client()
    assert client.post(form_at(work), {**kept, "text": ASKING, "how": "as-it-is"}).status_code == 302
    assert texts(list_at(work)) == [ASKING]


def test_a_reply_is_stopped_too_and_its_author_never(work, ana, rae):
    review = said_by(rae, work)
    assert stopped(reply(signed_in(person("Bea")), review, "When is the next chapter?")) is not None
    assert reply(signed_in(ana), review, "When is the next chapter, you ask. Please update soon!").status_code == 302


def test_htmx_is_told_to_put_the_stop_where_the_form_is(work, rae):
    response = say(signed_in(rae), work, ASKING)
    told = {name: response[name] for name in ("HX-Retarget", "HX-Reselect", "HX-Reswap")}
    assert told == {"HX-Retarget": "#review-form", "HX-Reselect": "#review-form", "HX-Reswap": "outerHTML"}
    assert LexborHTMLParser(response.content.decode()).css("#review-form .stop") != []


def test_markup_in_what_is_stopped_stays_text(work, rae):
    response = say(signed_in(rae), work, "<script>alert(1)</script> <mark>So.</mark> Please update soon!!")
    page = LexborHTMLParser(response.content.decode())
    assert page.css(".stop script") == []
    assert len(page.css(".stop mark")) == 1


def test_only_where_kind_words_are_wished_a_line_reminds_and_nothing_judges(work, ana, rae):
    AuthorWishes.objects.create(person=ana, welcome="kind")
    assert "this is no place for critique" in signed_in(rae).get(form_at(work)).content.decode()
    assert say(signed_in(rae), work, "The second chapter is badly paced.").status_code == 302
    AuthorWishes.objects.update(welcome="critique")
    assert "no place for critique" not in signed_in(rae).get(form_at(work)).content.decode()

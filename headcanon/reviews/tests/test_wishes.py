"""What an author wishes: said once, shown where it matters, and kept by the archive."""

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.accounts.trusting import trust
from headcanon.core.viewing import GUEST, Viewer
from headcanon.reviews.answering import approve
from headcanon.reviews.models import AuthorWishes, Review, WorkWishes
from headcanon.reviews.tests.saying import (
    WORDS,
    form_at,
    guest_says,
    list_at,
    said_by,
    say,
    shown,
    texts,
    words_of,
)
from headcanon.reviews.wishes import may_review, why_not, wishes_for, wishes_of
from headcanon.works.models import Work
from tests.cast import person, posted, restricted, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae(db):
    return person("Rae")


@pytest.fixture
def work(ana):
    return posted(ana)


def wish(person, **wishes):
    AuthorWishes.objects.update_or_create(person=person, defaults=wishes)


def only(work, reviewers):
    Work.objects.filter(pk=work.pk).update(reviewers=reviewers)
    work.refresh_from_db()


# --- The one rule --------------------------------------------------------------------------------------------------


def test_a_works_own_wishes_go_before_its_authors_and_hers_before_what_the_archive_assumes(ana, rae):
    plain, hers, its = posted(rae, "Plain"), posted(ana, "Hers", others=[rae]), posted(ana, "Its")
    wish(ana, welcome="gentle", reviewers="members", all_wait=True)
    WorkWishes.objects.create(work=its, welcome="critique", links_wait=False)
    said = wishes_of([plain, hers, its])
    assert {pk: (each.welcome, each.reviewers, each.all_wait, each.is_said) for pk, each in said.items()} == {
        plain.pk: ("kind", "anyone", False, False),
        hers.pk: ("gentle", "members", True, True),
        its.pk: ("critique", "members", False, True),
    }
    only(its, "nobody")
    assert wishes_for(its).reviewers == "nobody"


def test_the_wishes_of_many_works_cost_what_those_of_one_do(ana, django_assert_num_queries):
    wish(ana, welcome="gentle")
    works = [posted(ana, f"Night {n}").pk for n in range(5)]
    for number in (1, 5):
        found = list(Work.objects.filter(pk__in=works[:number]).with_card())
        with django_assert_num_queries(2):
            wishes_of(found)
    with django_assert_num_queries(0):
        assert wishes_of([]) == {}


# --- Who may -------------------------------------------------------------------------------------------------------


def who_may(work, people):
    return {name for name, viewer in people.items() if may_review(viewer, work)}


def test_each_answer_to_who_may_review_lets_in_those_and_tells_the_others_why(work, ana, rae):
    tea = person("Tea")
    trust(ana, tea)
    people = {"guest": GUEST, "Ana": Viewer(ana), "Rae": Viewer(rae), "Tea": Viewer(tea)}
    for reviewers, welcome in {
        "anyone": {"guest", "Ana", "Rae", "Tea"},
        "members": {"Ana", "Rae", "Tea"},
        "trusted": {"Ana", "Tea"},
        "nobody": {"Ana"},
    }.items():
        only(work, reviewers)
        assert who_may(work, people) == welcome, reviewers
        for viewer in people.values():
            assert bool(why_not(viewer, work, wishes_for(work))) != may_review(viewer, work)


@pytest.mark.parametrize(
    ("reviewers", "sentence"),
    [
        ("members", "Members of this archive can review this story."),
        ("trusted", "Only people whom its author has chosen can review this story."),
        ("nobody", "Nobody can review this story."),
    ],
)
def test_a_guest_who_may_not_reads_why_and_her_form_is_refused(work, reviewers, sentence):
    only(work, reviewers)
    assert sentence in words_of(Client().get(list_at(work)))
    assert sentence in words_of(Client().get(form_at(work)))
    response = Client().post(form_at(work), {"text": WORDS, "sent_with": "x", "name": "Tam"})
    assert sentence in words_of(response)
    assert WORDS in response.content.decode()
    assert Review.objects.count() == 0


def test_whom_any_of_its_authors_trusts_may_review(ana, rae):
    bea = person("Bea")
    work = posted(ana, others=[bea])
    only(work, "trusted")
    assert "Only people whom its author has chosen" in words_of(say_anyway(signed_in(rae), work))
    assert Review.objects.count() == 0
    trust(bea, rae)
    say(signed_in(rae), work)
    assert texts(list_at(work)) == [WORDS]


def test_where_only_kudos_are_wished_there_is_no_field_but_the_author_can_answer(work, ana, rae):
    review = said_by(rae, work)
    wish(ana, welcome="none")
    page = shown(list_at(work), signed_in(rae))
    assert page.css(".review-box") == []
    assert "would like kudos, and no reviews." in page.css_first(".wish").text()
    assert "would like kudos, and no reviews." in words_of(say_anyway(signed_in(rae), work))
    assert shown(list_at(work), signed_in(ana)).css(".review-box") != []
    said_by(ana, work, "Thank you.", answers=review)
    assert Review.objects.count() == 2


def say_anyway(client, work):
    return client.post(form_at(work), {"text": WORDS, "sent_with": "x"})


def test_a_story_for_members_is_reviewed_by_members(ana, rae):
    work = restricted(ana)
    assert Client().get(list_at(work)).status_code == 404
    assert Client().post(form_at(work), {"text": WORDS, "name": "Tam"}).status_code == 404
    say(signed_in(rae), work)
    assert texts(list_at(work), signed_in(rae)) == [WORDS]


# --- What waits ----------------------------------------------------------------------------------------------------


def states():
    return list(Review.objects.order_by("id").values_list("state", "waits_because"))


def test_where_all_wait_only_the_writer_and_the_author_see_it_until_she_says_yes(work, ana, rae):
    wish(ana, all_wait=True)
    client = signed_in(rae)
    response = say(client, work)
    assert "Others see it when Ana has said yes." in words_of(client.get(response.url))
    assert states() == [("waiting", "all")]
    assert [texts(list_at(work), client) for client in (Client(), signed_in(person("Bea")))] == [[], []]
    assert [texts(list_at(work), signed_in(who)) for who in (rae, ana)] == [[WORDS], [WORDS]]
    assert "Waits for Ana’s yes" in shown(list_at(work), signed_in(rae)).css_first(".review-state").text()
    approve(Review.objects.get())
    assert texts(list_at(work)) == [WORDS]


def test_only_the_first_review_of_somebody_new_waits(work, ana, rae):
    wish(ana, first_waits=True)
    for text in ("First.", "Second, before the first was read."):
        say(signed_in(rae), work, text)
    assert states() == [("waiting", "first")] * 2
    approve(Review.objects.order_by("id").first())
    say(signed_in(rae), posted(ana, "Another"), "Third.")
    assert states()[-1] == ("posted", "")
    say(signed_in(person("Bea")), work, "By somebody else.")
    assert states()[-1] == ("waiting", "first")


def test_guests_wait_where_that_is_wished_and_members_do_not(work, ana, rae):
    wish(ana, guests_wait=True)
    guest_says(Client(), work)
    say(signed_in(rae), work)
    assert states() == [("waiting", "guest"), ("posted", "")]


LINK = "Look at https://example.org/lamps"


def test_links_wait_unless_she_wishes_otherwise_and_those_of_new_guests_always(work, ana, rae):
    say(signed_in(rae), work, LINK)
    wish(ana, links_wait=False)
    say(signed_in(person("Bea")), work, LINK)
    known = Client()
    guest_says(known, work, LINK)
    guest_says(known, work, "No link in this.")
    guest_says(known, work, f"Another: {LINK}")
    expected = [("waiting", "links"), ("posted", ""), ("waiting", "links"), ("posted", ""), ("posted", "")]
    assert states() == expected


def test_whom_she_trusts_need_not_wait_and_neither_does_she(work, ana, rae):
    wish(ana, all_wait=True, first_waits=True, links_wait=True)
    trust(ana, rae)
    for who in (rae, ana):
        say(signed_in(who), work, f"{LINK} {who}")
    assert states() == [("posted", "")] * 2


# --- Where they are shown ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("welcome", "line", "badge"),
    [
        ("kind", "Ana would like any kind word: what you loved, what stayed with you.", "Kind words"),
        ("gentle", "Ana would like gentle notes: what stayed with you, where you lost the thread.", "Gentle notes"),
        ("critique", "Ana would like full critique: what works, what does not, and why.", "Full critique"),
        ("none", "Ana would like kudos, and no reviews.", "Kudos only"),
    ],
)
def test_a_wish_stands_above_the_field_and_in_two_words_on_the_card(work, ana, welcome, line, badge):
    wish(ana, welcome=welcome)
    assert " ".join(shown(list_at(work)).css_first(".wish").text().split()) == line
    [card] = shown("/").css(".card")
    assert card.css_first(".wish-badge").text().split(":")[1].strip() == badge


def test_a_card_says_nothing_where_its_author_has_not(work):
    assert shown("/").css(".wish-badge") == []
    assert "any kind word" in shown(list_at(work)).css_first(".wish").text()


def test_an_author_says_what_she_wishes_for_all_her_stories(work, ana):
    client = signed_in(ana)
    assert shown(reverse("wishes"), client).css_first("[name=welcome][checked]").attributes["value"] == "kind"
    said = {"welcome": "gentle", "reviewers": "members", "typo_notes": "on", "all_wait": "on"}
    assert client.post(reverse("wishes"), said).url == reverse("wishes")
    wished = wishes_for(work)
    assert (wished.welcome, wished.reviewers, wished.requests_welcome, wished.all_wait, wished.links_wait) == (
        "gentle", "members", False, True, False,
    )  # fmt: skip
    assert client.post(reverse("wishes"), {**said, "welcome": "praise"}).status_code == 200
    assert wishes_for(work).welcome == "gentle"
    assert "/users/login" in Client().get(reverse("wishes")).url


def test_a_story_may_wish_otherwise_and_go_back_to_what_is_usual(work, ana, rae):
    wish(ana, welcome="gentle")
    client, address = signed_in(ana), reverse("work-wishes", args=[work.pk])
    page = shown(address, client)
    assert [node.attributes["value"] for node in page.css("[type=radio][checked]")] == ["yes", "gentle"]
    client.post(address, {"as_usual": "no", "welcome": "critique"})
    assert wishes_for(work).welcome == "critique"
    client.post(address, {"as_usual": "yes", "welcome": "critique"})
    assert wishes_for(work).welcome == "gentle"
    for stranger in (signed_in(rae), signed_in(person("Mo", is_archivist=True))):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {"as_usual": "no", "welcome": "none"}).status_code == 404
    assert wishes_for(work).welcome == "gentle"


def test_people_are_trusted_by_their_pen_names_and_nobody_else_learns_of_it(ana, rae):
    client, address = signed_in(ana), reverse("trusted")
    client.post(address, {"name": "rae"})
    assert list(ana.trusts.values_list("trusted__username", flat=True)) == ["Rae"]
    for name, sentence in {"Nobody at all": "Nobody here writes under this name.", "Ana": "This is you."}.items():
        assert sentence in words_of(client.post(address, {"name": name}))
    assert "Ana" not in words_of(signed_in(rae).get(address))
    remove = reverse("trusted-remove", args=["Rae"])
    assert signed_in(person("Bea")).post(remove).status_code == 404
    assert ana.trusts.count() == 1
    client.post(remove)
    assert ana.trusts.count() == 0


def test_nobody_is_trusted_across_a_block(ana, rae):
    block(rae, ana)
    assert "Nobody here writes under this name." in words_of(signed_in(ana).post(reverse("trusted"), {"name": "Rae"}))
    assert ana.trusts.count() == 0

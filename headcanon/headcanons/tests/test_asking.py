"""Asking one author for a story: both see it, and nobody else, until she accepts."""

import pytest
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block
from headcanon.accounts.speaking import Suspended
from headcanon.accounts.trusting import trust
from headcanon.core.viewing import Viewer
from headcanon.headcanons import asking
from headcanon.headcanons.asking import accept, decline
from headcanon.headcanons.models import AskWishes, Headcanon
from headcanon.headcanons.tests.having import CLAIM, asked
from headcanon.headcanons.words import Refused
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def wishes(author, **said):
    AskWishes.objects.update_or_create(person=author, defaults=said)


def filled_in(**more):
    return {"claim": CLAIM, "fandoms": "Greek myth", **more}


def statuses(headcanon, *people):
    return [signed_in(person).get(headcanon.get_absolute_url()).status_code for person in people]


def test_an_ask_is_sent_seen_by_both_and_by_nobody_else(client, ana, rae, vex, nim, mo):
    answer = signed_in(rae).post(reverse("ask", args=["Ana"]), filled_in(sent_with="a"))
    headcanon = Headcanon.objects.get()
    assert answer["Location"] == headcanon.get_absolute_url()
    assert statuses(headcanon, rae, ana, vex, nim, mo) == [200, 200, 404, 404, 404]
    assert client.get(headcanon.get_absolute_url()).status_code == 404
    for person, is_listed in ((rae, False), (ana, True)):
        assert (CLAIM in signed_in(person).get(reverse("asks")).content.decode()) == is_listed
        assert CLAIM not in signed_in(person).get(reverse("headcanons")).content.decode()
    assert CLAIM in signed_in(rae).get(reverse("asks") + "?show=by-me").content.decode()


def test_accepted_it_is_there_for_everybody(client, ana, rae):
    headcanon = asked(rae, ana)
    signed_in(ana).post(reverse("ask-answer", args=[headcanon.pk]), {"answer": "accept"})
    assert CLAIM in client.get(headcanon.get_absolute_url()).content.decode()
    assert CLAIM in client.get(reverse("headcanons")).content.decode()
    assert CLAIM not in signed_in(ana).get(reverse("asks")).content.decode()


def test_declined_the_few_words_are_for_whoever_asked_alone(client, ana, rae, vex):
    headcanon = asked(rae, ana)
    words = "I am <b>deep</b> in another sea."
    signed_in(ana).post(reverse("ask-answer", args=[headcanon.pk]), {"answer": "decline", "words": words})
    page = signed_in(rae).get(headcanon.get_absolute_url()).content.decode()
    assert "I am &lt;b&gt;deep&lt;/b&gt; in another sea." in page
    assert statuses(headcanon, vex) == [404]
    assert client.get(headcanon.get_absolute_url()).status_code == 404


def test_let_lie_it_waits_and_says_no_more(ana, rae):
    headcanon = asked(rae, ana)
    before = signed_in(rae).get(headcanon.get_absolute_url()).content
    signed_in(ana).get(headcanon.get_absolute_url())
    signed_in(ana).get(reverse("asks"))
    after = signed_in(rae).get(headcanon.get_absolute_url()).content
    assert b"It waits for Ana" in after
    assert without_tokens(before) == without_tokens(after)


def without_tokens(page):
    import re

    return re.sub(rb'value="[A-Za-z0-9]{64}"', b"", page)


def test_of_two_answers_the_first_holds(ana, rae):
    headcanon = asked(rae, ana)
    stale = Headcanon.objects.get()
    decline(headcanon, "No time.")
    assert decline(stale, "Other words.").answer == "No time."
    assert accept(stale).state == "declined"
    assert not Headcanon.objects.filter(state="posted").exists()


def test_nobody_else_answers_and_nobody_answers_what_was_not_asked(ana, rae, vex):
    headcanon = asked(rae, ana)
    for person in (rae, vex):
        answer = signed_in(person).post(reverse("ask-answer", args=[headcanon.pk]), {"answer": "accept"})
        assert answer.status_code == 404
    assert signed_in(ana).get(reverse("ask-answer", args=[headcanon.pk])).status_code == 405
    assert Headcanon.objects.get().waits


@pytest.mark.parametrize(
    ("said", "refusal"),
    [({"takes": "nobody"}, "would rather not be asked"), ({"takes": "trusted"}, "people whom she has chosen")],
)
def test_she_says_from_whom(ana, rae, said, refusal):
    wishes(ana, **said)
    page = signed_in(rae).post(reverse("ask", args=["Ana"]), filled_in()).content.decode()
    assert refusal in page
    assert CLAIM in page, "what was typed is not lost"
    assert not Headcanon.objects.exists()


def test_whom_she_trusts_may_ask_with_a_name(ana, rae):
    wishes(ana, takes="trusted", takes_anonymous=True)
    trust(ana, rae)
    with pytest.raises(Refused):
        asked(rae, ana, is_anonymous=True)  # of few people she would know who it was
    assert asked(rae, ana).waits


def test_where_names_are_wished_none_is_left_out(ana, rae):
    wishes(ana, takes_anonymous=False)
    assert "is_anonymous" not in signed_in(rae).get(reverse("ask", args=["Ana"])).content.decode()
    signed_in(rae).post(reverse("ask", args=["Ana"]), filled_in(is_anonymous="on"))
    assert Headcanon.objects.get().is_anonymous is False
    with pytest.raises(Refused):
        asked(rae, ana, is_anonymous=True)


@pytest.mark.parametrize("is_by_ana", [True, False])
def test_a_block_either_way_leads_nowhere(ana, rae, is_by_ana):
    block(ana, rae) if is_by_ana else block(rae, ana)
    assert signed_in(rae).get(reverse("ask", args=["Ana"])).status_code == 404
    assert signed_in(rae).post(reverse("ask", args=["Ana"]), filled_in()).status_code == 404
    with pytest.raises(Refused):
        asked(rae, ana)


def test_an_ask_with_a_name_is_gone_when_one_blocks_the_other_and_one_without_is_not(ana, rae):
    named, unnamed = asked(rae, ana), asked(rae, ana, "Another lamp", is_anonymous=True)
    block(ana, rae)
    assert statuses(named, ana) == [404]
    assert statuses(unnamed, ana) == [200], "or a block would tell whose it is"


def test_nobody_asks_herself_or_too_often_or_while_she_is_silent(ana, rae):
    with pytest.raises(Refused):
        asked(ana, ana)
    for number in range(asking.MOST_WAITING):
        asked(rae, ana, f"Lamp {number}")
    with pytest.raises(Refused):
        asked(rae, ana, "One more")
    rae.suspended_until = timezone.now() + timezone.timedelta(days=1)
    with pytest.raises((Suspended, Refused)):
        asked(rae, ana, "One more")


def test_the_same_form_twice_is_one_ask(ana, rae):
    for _ in range(2):
        signed_in(rae).post(reverse("ask", args=["Ana"]), filled_in(sent_with="the same"))
    assert Headcanon.objects.count() == 1


def test_who_has_said_nothing_is_asked_by_members_and_says_otherwise_in_her_settings(ana):
    browser = signed_in(ana)
    assert asking.wishes_of(ana).takes == "members"
    browser.post(reverse("ask-wishes"), {"takes": "nobody"})
    assert (asking.wishes_of(ana).takes, asking.wishes_of(ana).takes_anonymous) == ("nobody", False)


def test_her_page_leads_there_unless_she_would_rather_not(client, ana, rae):
    page, address = ana.default_pseud.get_absolute_url(), reverse("ask", args=["Ana"])
    assert address in client.get(page).content.decode()
    assert address in signed_in(rae).get(page).content.decode()
    assert address not in signed_in(ana).get(page).content.decode()
    signed_in(ana).post(reverse("ask-wishes"), {"takes": "nobody"})
    assert address not in client.get(page).content.decode()


def test_whom_she_asked_may_have_left(ana, rae):
    headcanon = asked(rae, ana)
    ana.delete()
    page = signed_in(rae).get(headcanon.get_absolute_url()).content.decode()
    assert "has left" in page
    assert list(asking.asks_by(Viewer(rae))) == []

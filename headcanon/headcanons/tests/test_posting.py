"""A headcanon is posted, changed and taken back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.speaking import Suspended
from headcanon.core.flooding import Pace
from headcanon.core.models import Archive
from headcanon.headcanons import posting
from headcanon.headcanons.models import CLAIM_LENGTH, Headcanon
from headcanon.headcanons.tests.having import CLAIM, had, on_the_line, said
from headcanon.headcanons.words import Refused, as_claim
from tests.cast import signed_in

pytestmark = pytest.mark.django_db
MARKUP = '<b onclick="x">Lamp</b><script>alert(1)</script> & "more"'


def filled_in(**more):
    return {"claim": CLAIM, "fandoms": "Greek myth", "relationships": "Hero/Leander", "characters": "Hero", **more}


def test_what_is_posted_stands_on_its_card_for_everybody(client, rae):
    event = on_the_line()
    answer = signed_in(rae).post(reverse("headcanon-new"), filled_in(event="leander SWIMS", sent_with="a"))
    headcanon = Headcanon.objects.get()
    assert answer["Location"] == headcanon.get_absolute_url()
    page = client.get(headcanon.get_absolute_url()).content.decode()
    for word in (CLAIM, "Greek myth", "Hero/Leander", event.title, "Rae", "Never written yet"):
        assert word in page
    assert headcanon.event == event


def test_who_is_nobody_yet_signs_in_first(client):
    assert client.get(reverse("headcanon-new"))["Location"].startswith(reverse("account_login"))


def test_the_same_form_twice_is_one(rae):
    browser = signed_in(rae)
    for _ in range(2):
        answer = browser.post(reverse("headcanon-new"), filled_in(sent_with="the same"))
    assert answer["Location"] == Headcanon.objects.get().get_absolute_url()


def test_somebody_elses_form_is_not_used_up(rae, ana):
    for person in (rae, ana):
        posting.post(said(), pseud=person.default_pseud, sent_with="the same")
    assert Headcanon.objects.count() == 2


@pytest.mark.parametrize(
    ("claim", "refusal"),
    [("", "nothing to read"), (" \u200b \n", "nothing to read"), ("x" * (CLAIM_LENGTH + 1), "shorten it")],
)
def test_what_cannot_be_posted_says_why_and_keeps_the_words(rae, claim, refusal):
    page = signed_in(rae).post(reverse("headcanon-new"), filled_in(claim=claim)).content.decode()
    assert refusal in page
    assert claim.strip() in page
    assert "Hero/Leander" in page
    assert not Headcanon.objects.exists()


def test_a_claim_is_plain_words_without_what_steers_a_page():
    assert as_claim("  One \r\n\r\n\r\n\r\n two\x07  three ") == "One\n\ntwo three"


def test_on_a_bad_day_no_link_is_taken(rae):
    Archive.objects.update_or_create(pk=Archive.ROW, defaults={"links_closed": True})
    from tests.memory import forget_everything

    forget_everything()
    with pytest.raises(Refused):
        had(rae, "See https://example.org/lamp")
    assert had(rae).claim == CLAIM


def test_markup_in_every_field_is_printed(client, rae):
    on_the_line(MARKUP)
    signed_in(rae).post(
        reverse("headcanon-new"),
        filled_in(claim=MARKUP, fandoms="Greek myth, " + MARKUP, relationships=MARKUP, characters=MARKUP, event=MARKUP),
    )
    headcanon = Headcanon.objects.get()
    for address in (headcanon.get_absolute_url(), reverse("headcanons")):
        page = client.get(address).content.decode()
        assert "<b onclick" not in page
        assert "<script>alert" not in page
        assert "&lt;b onclick=" in page


def test_an_event_that_several_may_be_is_chosen_from_those_she_has_come_to(rae):
    swims, again = on_the_line("Leander swims"), on_the_line("Leander swims again", position=1)
    on_the_line("Leander swims and drowns", position=2, is_spoiler=True)
    browser = signed_in(rae)
    page = browser.post(reverse("headcanon-new"), filled_in(event="swims")).content.decode()
    assert "Several events may be meant" in page
    assert "drowns" not in page
    browser.post(reverse("headcanon-new"), filled_in(event="swims", which=again.pk))
    assert Headcanon.objects.get().event == again
    assert swims != again


def test_an_event_of_another_canon_cannot_be_named(rae):
    other = on_the_line("Elsewhere", fandom="Norse myth")
    page = signed_in(rae).post(reverse("headcanon-new"), filled_in(event="Elsewhere", which=other.pk)).content.decode()
    assert "No event on the lines" in page
    assert not Headcanon.objects.exists()


def test_she_changes_it_and_readers_see_that_it_was(client, rae, vex):
    headcanon = had(rae, event=on_the_line())
    address = reverse("headcanon-edit", args=[headcanon.pk])
    assert signed_in(vex).get(address).status_code == 404
    assert signed_in(vex).post(address, filled_in(claim="Mine")).status_code == 404
    browser = signed_in(rae)
    assert CLAIM in browser.get(address).content.decode()
    browser.post(address, filled_in(claim="She lit it once.", characters="", event="Leander swims"))
    page = client.get(headcanon.get_absolute_url()).content.decode()
    assert "She lit it once." in page
    assert "changed since" in page
    assert CLAIM not in page
    assert list(Headcanon.objects.get().tags.values_list("name", flat=True)) == ["Hero/Leander"]


def test_an_event_that_was_taken_off_its_line_stays_named_when_she_changes_something_else(rae):
    event = on_the_line()
    headcanon = had(rae, event=event)
    type(event).objects.update(state="gone")
    signed_in(rae).post(
        reverse("headcanon-edit", args=[headcanon.pk]), filled_in(claim="Another", event="Leander swims")
    )
    headcanon.refresh_from_db()
    assert (headcanon.claim, headcanon.event) == ("Another", event)


def test_taken_back_it_is_gone(client, rae, vex):
    headcanon = had(rae)
    address = reverse("headcanon-delete", args=[headcanon.pk])
    assert signed_in(vex).post(address).status_code == 404
    assert signed_in(rae).get(address).status_code == 405
    signed_in(rae).post(address)
    assert client.get(headcanon.get_absolute_url()).status_code == 404
    assert not Headcanon.objects.exists()


def test_whoever_is_silent_for_now_says_nothing_new(rae):
    headcanon = had(rae)
    rae.suspended_until = timezone.now() + timezone.timedelta(days=1)
    rae.save()
    with pytest.raises(Suspended):
        had(rae, "Another")
    page = signed_in(rae).post(reverse("headcanon-new"), filled_in(claim="Another")).content.decode()
    assert "to be silent until" in page
    signed_in(rae).post(reverse("headcanon-edit", args=[headcanon.pk]), filled_in(claim="Another"))
    assert list(Headcanon.objects.values_list("claim", flat=True)) == [CLAIM]


def test_who_is_very_quick_is_slowed_down(rae, ana, monkeypatch):
    monkeypatch.setattr(posting, "PACE", Pace(2, 10))
    browser = signed_in(rae)
    pages = [browser.post(reverse("headcanon-new"), filled_in(claim=f"Lamp {n}", sent_with=f"{n}")) for n in range(3)]
    assert [page.status_code for page in pages] == [302, 302, 200]
    assert "That was quick" in pages[2].content.decode()
    assert signed_in(ana).post(reverse("headcanon-new"), filled_in()).status_code == 302


def test_a_pen_name_that_is_given_up_hands_them_on(rae):
    from headcanon.accounts.joining import take_pen_name
    from headcanon.accounts.pen_names import give_up

    owl = take_pen_name(rae, "Owl")
    headcanon = had(rae, pseud=owl)
    give_up(owl, successor=rae.default_pseud)
    headcanon.refresh_from_db()
    assert headcanon.pseud == rae.default_pseud

"""Talk about a headcanon."""

import pytest
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block, mute
from headcanon.core.outbox import drain
from headcanon.core.viewing import GUEST, Viewer
from headcanon.headcanons import talking
from headcanon.headcanons.models import Headcanon, Remark
from headcanon.headcanons.tests.having import asked, had, remarked
from headcanon.headcanons.words import Refused
from tests.cast import signed_in

pytestmark = pytest.mark.django_db
MARKUP = '<script>alert(1)</script><b onclick="x">Lamp</b>'


@pytest.fixture
def headcanon(ana):
    return had(ana)


def talk(client, headcanon):
    return client.get(reverse("headcanon-talk", args=[headcanon.pk])).content.decode()


def test_members_talk_and_everybody_reads_it(client, headcanon, ana, rae):
    signed_in(rae).post(reverse("remark-new", args=[headcanon.pk]), {"text": "A *second* one?", "sent_with": "a"})
    first = Remark.objects.get()
    signed_in(ana).post(reverse("remark-reply", args=[first.pk]), {"text": "Under the stairs.", "sent_with": "b"})
    page = talk(client, headcanon)
    assert "A <em>second</em> one?" in page
    assert "Under the stairs." in page
    drain()
    assert Headcanon.objects.get().remark_count == 2
    reply = Remark.objects.get(thread=first)
    assert client.get(reply.get_absolute_url())["Location"].endswith(f"/remarks/{first.pk}#remark-{reply.pk}")
    assert "Under the stairs." in client.get(first.get_absolute_url()).content.decode()


def test_a_guest_signs_in_first(client, headcanon):
    assert client.get(reverse("remark-new", args=[headcanon.pk]))["Location"].startswith(reverse("account_login"))
    assert "csrfmiddlewaretoken" not in talk(client, headcanon)


def test_the_same_form_and_the_same_words_are_one_remark(headcanon, rae):
    browser = signed_in(rae)
    for token in ("same", "same", "other"):
        browser.post(reverse("remark-new", args=[headcanon.pk]), {"text": "Yes.", "sent_with": token})
    assert Remark.objects.count() == 1


@pytest.mark.parametrize(("text", "refusal"), [(" ", "nothing to read"), ("x" * 10_001, "shorten")])
def test_what_cannot_be_said_keeps_its_words(headcanon, rae, text, refusal):
    page = signed_in(rae).post(reverse("remark-new", args=[headcanon.pk]), {"text": text}).content.decode()
    assert refusal in page
    assert text.strip() in page
    assert not Remark.objects.exists()


def test_markup_is_cleaned(client, headcanon, rae):
    remarked(headcanon, rae, MARKUP)
    for page in (talk(client, headcanon), client.get(headcanon.get_absolute_url()).content.decode()):
        assert "<script>alert" not in page
        assert "onclick" not in page


def test_it_can_be_changed_for_half_an_hour_and_taken_back_after(client, headcanon, rae, vex):
    remark = remarked(headcanon, rae)
    address = reverse("remark-edit", args=[remark.pk])
    assert signed_in(vex).post(address, {"text": "Mine"}).status_code == 404
    signed_in(rae).post(address, {"text": "Or to be lost."})
    assert "Or to be lost." in talk(client, headcanon)
    Remark.objects.update(made_at=timezone.now() - talking.CHANGED_WITHIN)
    signed_in(rae).post(address, {"text": "Too late."})
    assert "Or to be lost." in talk(client, headcanon)
    assert signed_in(vex).post(reverse("remark-delete", args=[remark.pk])).status_code == 404
    signed_in(rae).post(reverse("remark-delete", args=[remark.pk]))
    assert not Remark.objects.exists()


def test_taken_back_under_an_answer_its_place_stays_until_the_answer_goes(client, headcanon, ana, rae):
    remark = remarked(headcanon, rae)
    reply = remarked(headcanon, ana, "Yes!", answers=remark)
    signed_in(rae).post(reverse("remark-delete", args=[remark.pk]))
    page = talk(client, headcanon)
    assert "Taken back by whoever said it." in page
    assert "Yes!" in page
    remark.refresh_from_db()
    assert (remark.text, remark.pseud, remark.is_gone) == ("", None, True)
    assert signed_in(ana).get(reverse("remark-reply", args=[remark.pk])).status_code == 404
    talking.take_back(reply)
    assert not Remark.objects.exists()


def test_who_sees_what_a_moderator_has_hidden(headcanon, rae, vex, nim):
    thread = remarked(headcanon, rae, "Hidden words")
    remarked(headcanon, vex, "An answer", answers=thread)
    Remark.objects.filter(pk=thread.pk).update(is_hidden=True)
    seen = {
        str(person): Remark.objects.visible_to(Viewer(person)).count() if person else 0 for person in (rae, vex, nim)
    }
    assert seen == {"Rae": 2, "Vex": 0, "Nim": 2}
    assert Remark.objects.visible_to(GUEST).count() == 0
    with pytest.raises(Refused):
        remarked(headcanon, vex, "Once more", answers=thread)
    drain()
    assert Headcanon.objects.get().remark_count == 0


@pytest.mark.parametrize("is_by_rae", [True, False])
def test_two_who_keep_apart_read_nothing_of_each_other(headcanon, rae, vex, is_by_rae):
    thread = remarked(headcanon, vex, "Said by Vex")
    block(rae, vex) if is_by_rae else block(vex, rae)
    assert "Said by Vex" not in talk(signed_in(rae), headcanon)
    assert signed_in(rae).get(thread.get_absolute_url()).status_code == 404
    assert signed_in(rae).post(reverse("remark-reply", args=[thread.pk]), {"text": "!"}).status_code == 404


def test_whom_she_has_muted_she_does_not_meet_in_talk(headcanon, rae, vex):
    remarked(headcanon, vex, "Said by Vex")
    mute(rae, vex)
    assert "Said by Vex" not in talk(signed_in(rae), headcanon)
    assert "Said by Vex" in talk(signed_in(vex), headcanon)


def test_nobody_talks_of_an_ask_or_while_she_is_silent(headcanon, ana, rae):
    waiting = asked(rae, ana)
    assert signed_in(ana).get(reverse("headcanon-talk", args=[waiting.pk])).status_code == 404
    assert signed_in(ana).post(reverse("remark-new", args=[waiting.pk]), {"text": "?"}).status_code == 404
    rae.suspended_until = timezone.now() + timezone.timedelta(days=1)
    rae.save()
    page = signed_in(rae).post(reverse("remark-new", args=[headcanon.pk]), {"text": "Yes."}).content.decode()
    assert "to be silent until" in page
    assert not Remark.objects.exists()


def test_long_talk_is_leafed_through(client, headcanon, rae):
    thread = remarked(headcanon, rae, "The first")
    Remark.objects.bulk_create(
        Remark(headcanon=headcanon, thread=thread, pseud=rae.default_pseud, text=f"<p>R{n}</p>", sent_with=f"r{n}")
        for n in range(60)
    )
    Remark.objects.bulk_create(
        Remark(headcanon=headcanon, pseud=rae.default_pseud, text=f"<p>T{n}</p>", sent_with=f"t{n}") for n in range(25)
    )
    page = talk(client, headcanon)
    assert "and 57 more replies" in page
    assert "T18<" in page
    assert "T19<" not in page
    last = Remark.objects.get(sent_with="r59")
    place = client.get(last.get_absolute_url())["Location"]
    assert "R59<" in client.get(place.partition("#")[0]).content.decode()


def test_what_somebody_who_leaves_has_said_goes_along(client, headcanon, rae, vex):
    from headcanon.headcanons.leaving import take_back_all

    answered = remarked(headcanon, rae, "Rae begins")
    remarked(headcanon, vex, "Vex answers", answers=answered)
    alone = remarked(headcanon, rae, "Rae alone")
    other = had(rae, "Rae's own")
    take_back_all(rae)
    drain()
    rae.delete()
    assert "Vex answers" in talk(client, headcanon)
    assert list(Remark.objects.values_list("text", flat=True)) == ["", "<p>Vex answers</p>"]
    assert not Headcanon.objects.filter(pk=other.pk).exists()
    assert not Remark.objects.filter(pk=alone.pk).exists()
    assert Headcanon.objects.get().remark_count == 1

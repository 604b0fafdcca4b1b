"""Where headcanons are found: newest, never written yet, most believed, by canon, tag and event, and by chance."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headcanon.accounts.blocking import mute
from headcanon.accounts.models import Preferences
from headcanon.canon.models import Fandom
from headcanon.canon.naming import fandoms_named
from headcanon.core import editions
from headcanon.core.paging import PAGE_SIZE
from headcanon.headcanons.finding import LOOKED_AT
from headcanon.headcanons.models import Headcanon
from headcanon.headcanons.tests.having import asked, had, on_the_line
from tests.cast import signed_in
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
LIST = "/headcanons"


def claims(address=LIST, client=None):
    forget_everything()
    page = (client or Client()).get(address)
    return [each.claim for each in page.context["page"].items] if page.status_code == 200 else page.status_code


def in_order(person, number, **more):
    """So many, each a second after the one before."""
    made = [had(person, f"Lamp {n:02}", **more) for n in range(number)]
    for place, headcanon in enumerate(made):
        key = headcanon.newest_key + (place << 31)
        Headcanon.objects.filter(pk=headcanon.pk).update(newest_key=key)
    return made


def test_the_newest_first_twenty_at_a_time(rae):
    in_order(rae, PAGE_SIZE + 3)
    assert claims()[0] == "Lamp 22"
    older = Client().get(LIST).context["page"].older
    assert claims(f"{LIST}?behind={older}") == ["Lamp 02", "Lamp 01", "Lamp 00"]
    newer = Client().get(f"{LIST}?behind={older}").context["page"].newer
    assert claims(f"{LIST}?before={newer}")[-1] == "Lamp 03"
    assert claims(f"{LIST}?behind=nonsense")[0] == "Lamp 22"


def test_never_written_and_most_believed(rae):
    in_order(rae, 4)
    Headcanon.objects.filter(claim="Lamp 01").update(work_count=2, belief_count=5)
    Headcanon.objects.filter(claim__in=["Lamp 00", "Lamp 03"]).update(belief_count=7)
    assert claims(f"{LIST}?show=never") == ["Lamp 03", "Lamp 02", "Lamp 00"]
    assert claims(f"{LIST}?show=believed") == ["Lamp 03", "Lamp 00", "Lamp 01"]
    assert claims(f"{LIST}?show=nonsense") == claims()


def test_the_most_believed_are_leafed_through_in_both_directions(rae):
    in_order(rae, PAGE_SIZE * 2 + 5)
    for number, headcanon in enumerate(Headcanon.objects.order_by("newest_key")):
        Headcanon.objects.filter(pk=headcanon.pk).update(belief_count=1 + number // 10)
    everything = list(Headcanon.objects.order_by("-belief_count", "-newest_key").values_list("claim", flat=True))
    found, address = [], f"{LIST}?show=believed"
    while address:
        page = Client().get(address).context["page"]
        found += [each.claim for each in page.items]
        address = page.older and f"{LIST}?show=believed&behind={page.older}"
    assert found == everything
    assert claims(f"{LIST}?show=believed&before={page.newer}") == everything[PAGE_SIZE : 2 * PAGE_SIZE]


def test_by_canon_tag_and_event(rae):
    event = on_the_line()
    had(rae, "Of the event", event=event)
    had(rae, "Of the myth", characters=[], relationships=[])
    had(rae, "Of another", fandoms=["Norse myth"], characters=["Loki"], relationships=[])
    assert claims(f"{LIST}?fandom=norse-myth") == ["Of another"]
    assert sorted(claims(f"{LIST}?fandom=greek-myth")) == ["Of the event", "Of the myth"]
    assert claims(f"{LIST}?tag=loki") == ["Of another"]
    assert claims(f"{LIST}?event={event.pk}") == ["Of the event"]
    assert claims(f"{LIST}?event={event.pk}&fandom=norse-myth") == 404
    assert [claims(f"{LIST}?{said}") for said in ("fandom=none", "tag=none", "event=none", "event=999")] == [404] * 4


def test_a_name_for_the_same_canon_finds_them_too(rae):
    had(rae, "Typed otherwise", fandoms=["Greek Mythology"])
    canonical = fandoms_named(["Greek myth"])[0]
    Fandom.objects.filter(pk=canonical.pk).update(standing="canonical")
    Fandom.objects.filter(slug="greek-mythology").update(standing="synonym", canonical=canonical)
    assert claims(f"{LIST}?fandom=greek-myth") == ["Typed otherwise"]
    assert claims(f"{LIST}?fandom=greek-mythology") == ["Typed otherwise"]


def test_a_canon_that_only_unseen_ones_name_is_not_there(ana, rae):
    asked(rae, ana, fandoms=["Secret canon"], characters=["Secret character"])
    hidden = had(rae, fandoms=["Hidden canon"])
    Headcanon.objects.filter(pk=hidden.pk).update(is_hidden=True)
    for said in ("fandom=secret-canon", "tag=secret-character", "fandom=hidden-canon"):
        assert claims(f"{LIST}?{said}") == 404


def test_whom_she_has_muted_she_does_not_meet_and_nobody_is_told_by_it(rae, vex):
    had(vex, "Under a name")
    had(vex, "Under none", is_anonymous=True)
    mute(rae, vex)
    assert claims(client=signed_in(rae)) == ["Under none"]


def test_what_is_covered_is_not_in_the_page_and_who_wishes_does_not_meet_it_at_all(rae, vex):
    covered = had(rae, "She drowns too.", is_spoiler=True, event=on_the_line("It ends"))
    page = Client().get(LIST).content.decode()
    assert "She drowns" not in page
    assert "It ends" not in page
    alone = Client().get(covered.get_absolute_url()).content.decode()
    assert "drowns" not in alone
    assert "drowns" in Client().get(covered.get_absolute_url() + "?lift=yes").content.decode()
    assert "drowns" in signed_in(rae).get(covered.get_absolute_url()).content.decode()
    talk = Client().get(reverse("headcanon-talk", args=[covered.pk]))
    assert talk["Location"] == covered.get_absolute_url()
    Preferences.objects.create(person=vex, hides_beyond=True)
    assert claims(client=signed_in(vex)) == []


def test_beside_one_stand_a_few_about_the_same_and_none_that_is_covered(rae):
    event = on_the_line()
    shown = had(rae, "The shown", event=event)
    had(rae, "The other", event=event)
    had(rae, "The covered", is_spoiler=True, event=event)
    page = Client().get(shown.get_absolute_url()).content.decode()
    assert "The other" in page
    assert "The covered" not in page


def test_pages_of_canon_tag_and_author_show_a_few(rae):
    from tests.cast import posted

    posted(rae)
    had(rae, "Of Rae")
    had(rae, "Of nobody", is_anonymous=True)
    had(rae, "Waits", is_spoiler=True)
    forget_everything()
    for address, shown in (
        ("/fandoms/greek-myth", ["Of Rae", "Of nobody"]),
        ("/tags/hero/works", ["Of Rae", "Of nobody"]),
        (rae.default_pseud.get_absolute_url(), ["Of Rae"]),
    ):
        page = Client().get(address).content.decode()
        assert [claim for claim in ("Of Rae", "Of nobody", "Waits") if claim in page] == shown


def test_a_surprise_is_one_that_she_may_see_and_costs_the_same_however_many_there_are(ana, rae):
    assert Client().get(reverse("headcanon-surprise"))["Location"] == reverse("headcanons")
    asked(rae, ana)
    hidden = had(rae)
    Headcanon.objects.filter(pk=hidden.pk).update(is_hidden=True)
    assert Client().get(reverse("headcanon-surprise"))["Location"] == reverse("headcanons")
    had(rae, "The only one")
    costs = []
    for _ in range(2):
        forget_everything()
        Client().get(LIST)
        with CaptureQueriesContext(connection) as asked_for:
            found = Client().get(reverse("headcanon-surprise"))["Location"]
        costs.append(len(asked_for))
        assert found == Headcanon.objects.get(claim="The only one").get_absolute_url()
        Headcanon.objects.filter(claim="The only one").exists()
    assert max(costs) <= 3


def test_pages_cost_no_more_with_many(rae, monkeypatch):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request
    costs = []
    event = on_the_line()
    for number in (2, LOOKED_AT + 3):
        made = [had(rae, f"Lamp {number} {n}", event=event) for n in range(number)]
        forget_everything()
        for address in (LIST, f"{LIST}?fandom=greek-myth", made[0].get_absolute_url()):
            with CaptureQueriesContext(connection) as captured:
                assert Client().get(address).status_code == 200
            costs.append(len(captured))
    assert costs[:3] == costs[3:]

"""For whom a story was written: she is told, and may refuse."""

import pytest
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.core.outbox import drain
from headcanon.works.gifts import give
from headcanon.works.manuscripts import manuscript_of
from headcanon.works.models import Gift, Work
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae():
    return cast.person("Rae")


def answer(client, person, gift, said):
    client.force_login(person)
    return client.post(reverse("request-answer", args=["gift", gift.pk]), {"answer": said})


def page_of(client, work):
    client.logout()
    return client.get(work.get_absolute_url()).content.decode()


def waiting(client, person):
    client.force_login(person)
    return [gift.name for gift in client.get(reverse("requests")).context["gifts"]]


def test_a_gift_stands_on_the_story_and_leads_to_who_writes_here(client, ana, rae):
    work = cast.posted(ana)
    give(work, ["rae", "my sister"])
    page = page_of(client, work)
    assert f'<a href="{rae.default_pseud.get_absolute_url()}"><bdi>rae</bdi></a>' in page
    assert "<bdi>my sister</bdi>" in page
    assert waiting(client, rae) == ["rae"]
    assert manuscript_of(Work.objects.get(pk=work.pk)).recipients == ["rae", "my sister"]


def test_she_refuses_and_her_name_goes_for_good(client, ana, rae):
    work = cast.posted(ana)
    give(work, ["Rae"])
    answer(client, rae, Gift.objects.get(), "no")
    assert "<bdi>Rae</bdi>" not in page_of(client, work)
    give(work, [])
    give(work, ["Rae", "rae"])
    assert "<bdi>Rae</bdi>" not in page_of(client, work)
    assert waiting(client, rae) == []
    answer(client, rae, Gift.objects.get(name="Rae"), "yes")
    assert "<bdi>Rae</bdi>" in page_of(client, work)


def test_she_accepts_and_is_not_asked_again(client, ana, rae):
    work = cast.posted(ana)
    give(work, ["Rae"])
    rae.refresh_from_db()
    assert rae.requests_waiting == 1
    answer(client, rae, Gift.objects.get(), "yes")
    rae.refresh_from_db()
    assert (rae.requests_waiting, waiting(client, rae)) == (0, [])


def test_she_hears_of_it_when_she_can_read_it(client, ana, rae):
    from headcanon.works.publishing import publish

    work = cast.draft(ana)
    give(work, ["Rae"])
    assert waiting(client, rae) == []
    publish(work)
    drain()
    rae.refresh_from_db()
    assert (rae.requests_waiting, waiting(client, rae)) == (1, ["Rae"])


def test_whoever_keeps_her_away_is_given_nothing(client, ana, rae):
    block(rae, ana)
    work = cast.posted(ana)
    give(work, ["Rae"])
    assert (Gift.objects.get().pseud, waiting(client, rae)) == (None, [])


def test_nobody_refuses_for_another(client, ana, rae):
    work = cast.posted(ana)
    give(work, ["Rae"])
    assert answer(client, cast.person("Vex"), Gift.objects.get(), "no").status_code == 404
    assert Gift.objects.get().refused_at is None

"""What one person wishes to be asked, shown and helped with."""

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.accounts.models import Preferences
from tests import cast

pytestmark = pytest.mark.django_db

SAID = {"shows_adult": "on", "typographic_quotes": "on", "language": "he"}


@pytest.fixture
def rae(client):
    rae = cast.person("Rae")
    client.force_login(rae)
    return rae


@pytest.fixture
def adult(rae):
    return cast.posted(cast.person("Ana"), rating="Explicit").get_absolute_url()


def prefer(client, **said):
    return client.post(reverse("preferences"), said, follow=True)


def test_who_has_said_nothing_is_asked_before_an_adult_story(client, rae, adult):
    assert "view_adult=true" in client.get(adult).content.decode()
    assert "It ends in the dark." not in client.get(adult).content.decode()


def test_who_wishes_so_is_shown_adult_stories_without_asking_on_every_device(client, rae, adult):
    prefer(client, **SAID)
    other_device = Client()
    other_device.force_login(rae)
    for device in (client, other_device):
        assert "It ends in the dark." in device.get(adult).content.decode()
    prefer(client, language="")
    assert "It ends in the dark." not in other_device.get(adult).content.decode()


def test_nobody_else_is_shown_them_for_it(client, rae, adult):
    prefer(client, **SAID)
    other = Client()
    assert "It ends in the dark." not in other.get(adult).content.decode()
    other.force_login(cast.person("Vex"))
    assert "It ends in the dark." not in other.get(adult).content.decode()


def test_what_she_said_is_kept_and_shown_again(client, rae):
    page = prefer(client, **SAID).content.decode()
    assert "Your preferences are saved." in page
    assert '<option value="he" selected>' in page
    assert page.count(" checked") == 2
    assert Preferences.objects.values().get() == {
        "person_id": rae.pk,
        "shows_adult": True,
        "typographic_quotes": True,
        "language": "he",
        "hides_beyond": False,
        "veils_warnings": False,
    }


def test_a_language_that_nobody_knows_is_refused_and_the_rest_stays_ticked(client, rae):
    page = prefer(client, **{**SAID, "language": "klingon"}).content.decode()
    assert 'class="errors"' in page
    assert page.count(" checked") == 2
    assert not Preferences.objects.exists()


def test_the_settings_lead_to_every_page_of_them_and_so_does_each(client, rae):
    ways = [reverse(name) for name in ("pen-names", "preferences", "quiet")]
    for page in (reverse("settings"), *ways):
        shown = client.get(page).content.decode()
        assert [way for way in ways if f'href="{way}"' not in shown] == []
        assert reverse("archive-settings") not in shown


def test_the_archivist_finds_the_archives_settings_there_too(client):
    client.force_login(cast.person("Mo", is_archivist=True))
    for page in ("settings", "archive-settings", "preferences"):
        assert f'href="{reverse("archive-settings")}"' in client.get(reverse(page)).content.decode()

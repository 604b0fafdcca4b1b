"""A draft becomes public: once, by its author, and everywhere at the same moment."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.core.editions import stored_edition
from headcanon.works.models import Revision, Tagging, WorkFandom, newest_key
from headcanon.works.publishing import publish
from headcanon.works.revisions import unpacked
from headcanon.works.signals import work_published
from tests.cast import PASSWORD, draft, person, posted

YESTERDAY = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def ana(db):
    return person("Ana")


def test_publishing_dates_the_work_its_chapters_and_every_list_it_stands_in(ana):
    work = publish(draft(ana, chapters=2), at=YESTERDAY)
    work.refresh_from_db()
    key = newest_key(YESTERDAY, work.pk)
    assert (work.state, work.posted_at, work.revised_at, work.newest_key) == ("posted", YESTERDAY, YESTERDAY, key)
    assert set(work.chapters.values_list("posted_at", flat=True)) == {YESTERDAY}
    assert set(WorkFandom.objects.values_list("newest_key", flat=True)) == {key}
    assert set(Tagging.objects.values_list("newest_key", flat=True)) == {key}


def test_publishing_keeps_what_was_published(ana):
    work = publish(draft(ana))
    kept = [unpacked(revision) for revision in work.revisions.filter(cause=Revision.Cause.PUBLISH)]
    assert sorted(each["title"] for each in kept) == ["", "The Lamp"]
    assert {each["body"] for each in kept if "body" in each} == {work.chapters.get().body}


def test_publishing_twice_changes_nothing(ana):
    work = posted(ana, at=YESTERDAY)
    edition = stored_edition()
    assert publish(work).posted_at == YESTERDAY
    assert stored_edition() == edition


def test_publishing_is_told_once_and_dates_the_pages(ana):
    told, work, edition = [], draft(ana), stored_edition()

    def listen(sender, work, **kwargs):
        told.append(work.pk)

    work_published.connect(listen)
    try:
        publish(work)
        publish(work)
    finally:
        work_published.disconnect(listen)
    assert told == [work.pk]
    assert stored_edition() > edition


def test_an_author_publishes_from_the_page_of_her_draft(ana):
    work = draft(ana)
    client = Client(enforce_csrf_checks=True)
    client.login(username="Ana", password=PASSWORD)
    page = client.get(work.get_absolute_url())
    assert "This is a draft. Only you see it." in page.content.decode()
    form = {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    answer = client.post(reverse("publish", args=[work.pk]), form, follow=True)
    assert answer.redirect_chain == [(work.get_absolute_url(), 302)]
    assert "Your story is published." in answer.content.decode()
    assert "This is a draft." not in answer.content.decode()
    assert Client().get(work.get_absolute_url()).status_code == 200


def test_asking_for_the_address_publishes_nothing(ana):
    work, client = draft(ana), Client()
    client.force_login(ana)
    assert client.get(reverse("publish", args=[work.pk])).status_code == 405
    work.refresh_from_db()
    assert work.is_draft

"""A draft becomes public: once, by its author, and everywhere at the same moment."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headcanon.core.editions import archive_with_edition
from headcanon.core.random_ids import newest_key
from headcanon.works.models import Chapter, Revision, Tagging, Work, WorkFandom
from headcanon.works.publishing import publish, publish_all
from headcanon.works.revisions import keep_revision, keep_revisions, unpacked
from headcanon.works.signals import works_published
from tests.cast import PASSWORD, draft, posted

YESTERDAY = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_publishing_dates_the_work_its_chapters_and_every_list_it_stands_in(ana):
    work = publish(draft(ana, chapters=2), at=YESTERDAY)
    work.refresh_from_db()
    key = newest_key(YESTERDAY, work.pk)
    assert (work.state, work.posted_at, work.revised_at, work.newest_key) == ("posted", YESTERDAY, YESTERDAY, key)
    assert set(work.chapters.values_list("posted_at", flat=True)) == {YESTERDAY}
    assert set(WorkFandom.objects.values_list("newest_key", flat=True)) == {key}
    assert set(Tagging.objects.values_list("newest_key", flat=True)) == {key}


def kept_of(work):
    """Why its revisions were made, and the titles they keep."""
    return [(each.cause, unpacked(each)["title"]) for each in work.revisions.order_by("id")]


def test_publishing_keeps_what_was_written_since_it_was_last_kept(ana):
    work = draft(ana, chapters=2)
    taken_in = kept_of(work)
    Chapter.objects.filter(work=work, position=2).update(title="Nightfall", body="<p>Dark.</p>")
    publish(work)
    assert kept_of(work) == [*taken_in, ("publish", "Nightfall")]
    assert unpacked(work.revisions.get(cause="publish"))["body"] == "<p>Dark.</p>"


def test_publishing_a_work_as_it_was_taken_in_keeps_nothing_twice(ana):
    assert kept_of(publish(draft(ana))) == [("import", "The Lamp"), ("import", "")]


def test_a_pause_stored_late_is_not_what_was_written_last(ana):
    chapter = draft(ana).chapters.get()
    earlier = timezone.now() - timedelta(days=1)
    keep_revision(chapter.work, chapter, Revision.Cause.PAUSE, {"title": "Dusk"}, person=ana, at=earlier)
    assert kept_of(publish(chapter.work)) == [("import", "The Lamp"), ("import", ""), ("pause", "Dusk")]


def test_what_went_back_to_how_it_once_was_is_kept_again(ana):
    work = draft(ana)
    for title in ("Dusk", "", "Dusk"):
        work.chapters.update(title=title)
        keep_revisions(work, work.chapters.all(), Revision.Cause.PAUSE)
    assert kept_of(work)[2:] == [("pause", "Dusk"), ("pause", ""), ("pause", "Dusk")]


def test_several_works_are_published_each_on_its_day(ana):
    salt, lamp, old = draft(ana, "Salt"), draft(ana, "The Lamp"), posted(ana, "Old", at=YESTERDAY)
    works = publish_all({salt: YESTERDAY, lamp: TODAY, old: TODAY})
    assert [(works[each.pk].title, works[each.pk].posted_at) for each in (salt, lamp, old)] == [
        ("Salt", YESTERDAY),
        ("The Lamp", TODAY),
        ("Old", YESTERDAY),
    ]
    assert [work.title for work in Work.objects.order_by("newest_key")][-1] == "The Lamp"
    for work in works.values():
        stored = Work.objects.get(pk=work.pk)
        assert stored.newest_key == newest_key(work.posted_at, work.pk)
        assert set(stored.taggings.values_list("newest_key", flat=True)) == {stored.newest_key}
        assert stored.chapters.get().posted_at == work.posted_at


def test_what_publishing_asks_of_the_database_does_not_grow_with_the_story(ana):
    posted(ana)  # whatever is made when the first work is
    small = draft(ana, tags=["Salt"])
    large = draft(ana, tags=[f"Salt {n}" for n in range(20)], chapters=20)
    assert statements(publish, small) == statements(publish, large)


def test_many_works_published_at_once_cost_no_more_statements_than_one(ana):
    posted(ana)
    one, *more = [draft(ana) for _ in range(5)]
    assert statements(publish_all, dict.fromkeys(more)) == statements(publish_all, {one: None})


def statements(do, *what):
    with CaptureQueriesContext(connection) as asked:
        do(*what)
    return len(asked)


def edition_now():
    return archive_with_edition().edition or 0


def test_publishing_twice_changes_nothing(ana):
    work = posted(ana, at=YESTERDAY)
    edition = edition_now()
    assert publish(work).posted_at == YESTERDAY
    assert edition_now() == edition


def test_publishing_is_told_once_and_dates_the_pages(ana):
    told, work, edition = [], draft(ana), edition_now()

    def listen(sender, works, **kwargs):
        told.extend(work.pk for work in works)

    works_published.connect(listen)
    try:
        publish(work)
        publish(work)
    finally:
        works_published.disconnect(listen)
    assert told == [work.pk]
    assert edition_now() > edition


def test_an_author_publishes_from_the_page_of_her_draft(ana):
    work = draft(ana)
    client = Client(enforce_csrf_checks=True)
    client.login(username="Ana", password=PASSWORD)
    page = client.get(work.get_absolute_url())
    assert "This is a draft. Only you see it." in page.content.decode()
    assert reverse("publish", args=[work.pk]) in page.content.decode()
    page = client.get(reverse("publish", args=[work.pk]))
    form = {"csrfmiddlewaretoken": str(page.context["csrf_token"]), **everything_of(work)}
    answer = client.post(reverse("publish", args=[work.pk]), form, follow=True)
    assert answer.redirect_chain == [(work.get_absolute_url(), 302)]
    assert "Your story is published." in answer.content.decode()
    assert "This is a draft." not in answer.content.decode()
    assert Client().get(work.get_absolute_url()).status_code == 200


def everything_of(work, **said):
    """The form as it is sent when nothing in it was changed."""
    waiting = work.chapters.filter(posted_at=None)
    return {"chapters": list(waiting.values_list("pk", flat=True)), "when": "now", "zone": "UTC", **said}


def test_looking_at_the_page_publishes_nothing(ana):
    work, client = draft(ana), Client()
    client.force_login(ana)
    assert client.get(reverse("publish", args=[work.pk])).status_code == 200
    work.refresh_from_db()
    assert work.is_draft

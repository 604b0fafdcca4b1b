"""What is to be published at a moment is published then, once, as it was typed last, even if nobody served."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from headcanon.core.random_ids import newest_key
from headcanon.works.drafting import keep
from headcanon.works.models import Chapter, Work
from headcanon.works.schedule import publish_due, schedule
from headcanon.works.signals import chapter_published
from headcanon.works.trash import trash, trash_chapter, untrash
from tests import cast


def ago(**span):
    return (timezone.now() - timedelta(**span)).replace(microsecond=0)


def serial(ana, *, unposted=1):
    work = cast.posted(ana, "Serial", chapters=1 + unposted, at=ago(days=9))
    Chapter.objects.filter(work=work, position__gt=1).update(posted_at=None)
    return work


def planned(work, number, at, **said):
    chapter = Chapter.objects.get(work=work, position=number)
    schedule(work, [chapter.pk], at=at, **said)
    return chapter


def state_of(chapter):
    chapter = Chapter.with_trash.get(pk=chapter.pk)
    return chapter.posted_at, chapter.publish_at


def test_what_fell_due_while_nobody_served_is_posted_at_its_own_moment(ana):
    work, moment = serial(ana), ago(days=2)
    chapter = planned(work, 2, moment)
    assert Client().get(chapter.get_absolute_url()).status_code == 404
    publish_due()
    assert state_of(chapter) == (moment, None)
    assert Client().get(chapter.get_absolute_url()).status_code == 200
    work.refresh_from_db()
    assert (work.revised_at, work.newest_key, work.chapter_count) == (moment, newest_key(moment, work.pk), 2)


def test_what_is_still_to_come_waits(ana):
    later = timezone.now() + timedelta(hours=1)
    chapter = planned(serial(ana), 2, later)
    publish_due()
    assert state_of(chapter) == (None, later)


def test_a_draft_is_published_with_its_first_chapter_that_is_due(ana):
    work, first, second = cast.draft(ana, chapters=3), ago(hours=3), ago(hours=1)
    planned(work, 2, second)
    planned(work, 1, first)
    publish_due()
    work.refresh_from_db()
    assert (work.state, work.posted_at, work.revised_at, work.chapter_count) == ("posted", first, second, 2)
    assert [chapter.posted_at for chapter in work.chapters.order_by("position")] == [first, second, None]


def test_what_was_typed_last_is_what_is_posted(ana):
    work = serial(ana)
    chapter = planned(work, 2, ago(minutes=1))
    keep(chapter, person=ana, device="phone", seen=chapter.version, fields={"body": "Typed on the *train*."})
    publish_due()
    page = Client().get(chapter.get_absolute_url()).content.decode()
    assert "Typed on the <em>train</em>.</p>" in page


def test_silently_is_remembered_until_then(ana):
    work = serial(ana)
    before = Work.objects.get(pk=work.pk).newest_key
    heard = []

    def listen(sender, is_silent, **_):
        heard.append(is_silent)

    chapter_published.connect(listen)
    try:
        planned(work, 2, ago(minutes=1), silently=True)
        publish_due()
        publish_due()
    finally:
        chapter_published.disconnect(listen)
    assert (heard, Work.objects.get(pk=work.pk).newest_key) == ([True], before)


def test_nothing_is_posted_out_of_the_trash_nor_the_moment_it_comes_back(ana):
    work = cast.draft(ana)
    chapter = planned(work, 1, ago(minutes=1))
    trash(work)
    publish_due()
    untrash(work)
    publish_due()
    assert state_of(chapter) == (None, None)
    work = serial(ana)
    chapter = planned(work, 2, ago(minutes=1))
    trash_chapter(chapter)
    publish_due()
    assert state_of(chapter) == (None, None)


def test_one_whose_title_was_taken_away_meanwhile_can_still_be_opened(ana):
    work = cast.draft(ana)
    planned(work, 1, ago(minutes=1))
    Work.objects.filter(pk=work.pk).update(title="")
    publish_due()
    assert "Untitled" in Client().get("/").content.decode()


def test_looking_when_nothing_is_due_costs_one_question(ana, django_assert_num_queries):
    planned(serial(ana), 2, timezone.now() + timedelta(hours=1))
    with django_assert_num_queries(1):
        publish_due()

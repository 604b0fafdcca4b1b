"""Erasing: the one way in which words leave the archive for good, because a person wishes it."""

from contextlib import suppress

from django.db import connection, transaction
from django.db.models import F, ProtectedError

from headcanon.canon.families import kept_in_order, reached_by
from headcanon.canon.models import Fandom, Tag
from headcanon.core.clockwork import every
from headcanon.core.editions import pages_changed
from headcanon.core.removing import remove_later, remove_unwanted
from headcanon.works.arranging import recount
from headcanon.works.counting import count_anew
from headcanon.works.counting_places import recount_places
from headcanon.works.growing import recount_grown
from headcanon.works.models import Chapter, Original, Series
from headcanon.works.originals import original_path
from headcanon.works.pictures import drop_unnamed_pictures, pictures_folder, pictures_named_by
from headcanon.works.signals import chapter_erased, work_erased


@transaction.atomic
def erase(work):
    """The work with everything that was ever written of it, and the original it came from unless somebody else's work
    came from it too. What lies outside the database goes when this has been committed."""
    work_id = work.pk
    fandoms, tags = list(work.fandoms.values_list("pk", flat=True)), list(work.tags.values_list("pk", flat=True))
    counted = {model: list(reached_by(model, ids)) for model, ids in ((Fandom, fandoms), (Tag, tags))}
    events = set(work.placements.exclude(event=None).values_list("event", flat=True))
    headcanons = list(work.growths.values_list("headcanon", flat=True))
    series = list(Series.objects.filter(parts__work=work).values_list("pk", flat=True))
    originals = list(Original.objects.filter(provenances__work=work))
    work.delete()
    Series.objects.filter(pk__in=series, parts=None).delete()
    for original in originals:
        drop_if_unused(original)
    for model, ids in ((Fandom, fandoms), (Tag, tags)):
        drop_unused_names(model.objects.filter(pk__in=ids))
        count_anew(model.objects.filter(pk__in=counted[model]))
    recount_places(events)
    recount_grown(headcanons)
    remove_later(pictures_folder(work_id))
    work_erased.send(type(work), work_id=work_id)
    pages_changed()
    transaction.on_commit(finish)


@transaction.atomic
def erase_chapter(chapter):
    """One chapter, out of the trash, every text it ever had, and the pictures that stood in no other."""
    work, its_pictures = chapter.work, pictures_named_by(chapter)
    chapter_erased.send(Chapter, chapter=chapter, work_id=work.pk)
    Chapter.with_trash.filter(pk=chapter.pk).delete()
    after_it = Chapter.with_trash.filter(work=work, trashed_at__isnull=False, position__gt=chapter.position)
    after_it.update(position=F("position") - 1)
    recount(work)
    drop_unnamed_pictures(work, once_named=its_pictures)
    pages_changed()
    transaction.on_commit(finish)


def drop_if_unused(original):
    """The row now, the file once that is committed, even if this process is killed in between. Whatever still needs it
    points at it, works or what apps above keep."""
    path = original_path(original.sha256)
    with suppress(ProtectedError):
        original.delete()
        remove_later(path)


def drop_unused_names(subjects):
    """What only this work, or this headcanon, was about was called so by its author; the archive's own warnings and
    categories stay."""
    unused = subjects.filter(works=None, headcanons=None).exclude(kept_in_order(subjects.model))
    if subjects.model is Fandom:
        unused = unused.filter(canons=None)  # a line is more than the name of one work's canon
    if subjects.model is Tag:
        unused = unused.exclude(kind__in=(Tag.Kind.WARNING, Tag.Kind.CATEGORY))
    unused.delete()


def finish():
    """At once what the serving process would do within a second: files go, and what the database remembers."""
    remove_unwanted()
    leave_no_trace()


@every(600)
def leave_no_trace():
    """SQLite overwrites what is deleted (secure_delete in the settings); its log of changes still holds what it was.

    PostgreSQL keeps deleted rows until it vacuums; docs/operating.md says so. Done now and then as well, since
    somebody who is just reading the old state, a backup say, holds the log back: nobody waits for that.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            [patience] = cursor.execute("PRAGMA busy_timeout").fetchone()
            cursor.execute("PRAGMA busy_timeout = 100")
            try:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {patience}")

"""What `headcanon check` looks for. Each check yields a Finding for everything that is not as it must be.

A check asks the database one question at a time, so that whoever writes meanwhile is never seen half.
"""

import hashlib
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from headcanon.core.editions import pages_changed
from headcanon.core.fields import ProseField, StoryHTML
from headcanon.manuscript.clean import CLEAN_VERSION, clean
from headcanon.manuscript.words import count_words
from headcanon.ops.bundle import CHUNK
from headcanon.works.models import Chapter, Original, Revision, Tagging, Work, WorkFandom, newest_key
from headcanon.works.originals import original_path, originals_folder
from headcanon.works.revisions import keep_revisions, unpacked

CHUNK_OF_ROWS = 200
# A file comes before its row: until then it may belong to an intake that is still running.
STRAY_AFTER = 60 * 60  # seconds


@dataclass
class Finding:
    """Something that is not in order. `repair` mends it; None where only a person can."""

    says: str
    repair: Callable[[], None] | None = None


def unsound_database():
    """SQLite looks through its own file; PostgreSQL guards its own (amcheck, checksums)."""
    if connection.vendor != "sqlite":
        return
    for (line,) in answers("PRAGMA integrity_check"):
        if line != "ok":
            yield Finding(f"The database file is damaged: {line}.")
    for table, row, other, _ in answers("PRAGMA foreign_key_check"):
        yield Finding(f"Row {row} of {table} speaks of something in {other} that is not there.")


def answers(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


# --- Originals -----------------------------------------------------------------------------------------------------


def damaged_originals():
    for sha256, size in Original.objects.values_list("sha256", "size").iterator():
        path = original_path(sha256)
        if not path.is_file():
            yield Finding(f"The original {sha256} is missing.{works_from(sha256)}")
        elif path.stat().st_size != size or digest_of(path) != sha256:
            yield Finding(f"The original {sha256} is damaged: its bytes are not what came in.{works_from(sha256)}")


def digest_of(path):
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def works_from(sha256):
    titles = Work.objects.filter(provenance__original=sha256).order_by("pk").values_list("title", flat=True)[:3]
    return f" {', '.join(f'“{title}”' for title in titles)} came from it and can still be read." if titles else ""


def stray_originals():
    """Files among the originals that no row speaks of, such as a killed intake leaves."""
    folder = originals_folder()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_mtime < time.time() - STRAY_AFTER:
            relative = path.relative_to(folder)
            sha256 = "".join(relative.parts)
            if original_path(sha256) != path or not Original.objects.filter(pk=sha256).exists():
                yield Finding(
                    f"The file originals/{relative} belongs to no work; repairing moves it to strays/.",
                    lambda path=path: move_aside(path),
                )


def move_aside(path):
    """No word is ever lost: whoever looks after the archive decides what to delete."""
    strays = originals_folder().parent / "strays"
    strays.mkdir(exist_ok=True)
    path.rename(strays / f"{path.parent.name}{path.name}")


# --- Texts ---------------------------------------------------------------------------------------------------------


def texts_to_clean():
    """Prose that today's cleaning would change, in any table."""
    for model in apps.get_models():
        names = [field.attname for field in model._meta.fields if isinstance(field, ProseField)]
        if names:
            yield from texts_of_model(model, names)


def texts_of_model(model, names):
    rows = model._base_manager.order_by("pk").values_list("pk", *names)
    for key, *texts in rows.iterator(chunk_size=CHUNK_OF_ROWS):
        unclean = [name for name, text in zip(names, texts, strict=True) if clean(text) != text]
        if unclean:
            yield Finding(
                f"{model._meta.verbose_name.capitalize()} {key}: today's cleaning would change its {spoken(unclean)}.",
                lambda key=key: reclean(model, key, names),
            )


def spoken(names):
    return ", ".join(name.replace("_", " ") for name in names)


@transaction.atomic
def reclean(model, key, names):
    row = model._base_manager.select_for_update().get(pk=key)
    cleaned = {name: StoryHTML(clean(getattr(row, name))) for name in names}
    model._base_manager.filter(pk=key).update(**cleaned, clean_version=CLEAN_VERSION)
    pages_changed()


# --- Revisions -----------------------------------------------------------------------------------------------------


def unreadable_revisions():
    for revision in Revision.objects.order_by("pk").iterator(chunk_size=CHUNK_OF_ROWS):
        try:
            unpacked(revision)
        except (zlib.error, ValueError):
            yield Finding(f"Revision {revision.pk} of work {revision.work_id} cannot be read.")


def chapters_without_revision():
    kept = Revision.objects.filter(chapter=OuterRef("pk"))
    for chapter in Chapter.objects.filter(~Exists(kept)).select_related("work").iterator(chunk_size=CHUNK_OF_ROWS):
        yield Finding(
            f"Chapter {chapter.pk} of work {chapter.work_id} has no revision.",
            lambda chapter=chapter: keep_revisions(chapter.work, [chapter], Revision.Cause.RESTORE),
        )


# --- Numbers -------------------------------------------------------------------------------------------------------


def works_without_chapters():
    for work in Work.objects.posted().filter(chapters=None).only("pk", "title"):
        yield Finding(f"Work {work.pk}, “{work.title}”, is posted and has no chapter.")


def miscounted_chapters():
    rows = Chapter.objects.order_by("pk").values_list("pk", "words", "body")
    for key, words, body in rows.iterator(chunk_size=CHUNK_OF_ROWS):
        if words != count_words(body):
            yield Finding(
                f"Chapter {key} is said to have {words:,} words and has {count_words(body):,}.",
                lambda key=key: recount_chapter(key),
            )


@transaction.atomic
def recount_chapter(key):
    chapter = Chapter.objects.select_for_update().get(pk=key)
    Chapter.objects.filter(pk=key).update(words=count_words(chapter.body))
    pages_changed()


def counted_works():
    return Work.objects.annotate(true_words=Coalesce(Sum("chapters__words"), 0), true_chapters=Count("chapters"))


def miscounted_works():
    wrong = ~Q(words=F("true_words"), chapter_count=F("true_chapters"))
    for work in counted_works().filter(wrong).order_by("pk").iterator():
        yield Finding(
            f"Work {work.pk} is said to have {work.words:,} words in {work.chapter_count} chapters "
            f"and has {work.true_words:,} in {work.true_chapters}.",
            lambda key=work.pk: recount_work(key),
        )


@transaction.atomic
def recount_work(key):
    work = counted_works().get(pk=key)
    Work.objects.filter(pk=key).update(words=work.true_words, chapter_count=work.true_chapters)
    pages_changed()


def misplaced_works():
    """Where a work stands among the newest, in every listing it is in."""
    for key, kept, moment in Work.objects.order_by("pk").values_list("pk", "newest_key", "revised_at").iterator():
        if kept != newest_key(moment, key):
            yield misplaced(key)
    for links in (WorkFandom, Tagging):
        elsewhere = links.objects.exclude(newest_key=F("work__newest_key"))
        for key in elsewhere.order_by("work_id").values_list("work_id", flat=True).distinct():
            yield misplaced(key)


def misplaced(key):
    return Finding(f"Work {key} stands in the wrong place of a listing.", lambda: put_in_place(key))


@transaction.atomic
def put_in_place(key):
    work = Work.objects.select_for_update().get(pk=key)
    place = newest_key(work.revised_at, key)
    Work.objects.filter(pk=key).update(newest_key=place)
    for links in (WorkFandom, Tagging):
        links.objects.filter(work=key).update(newest_key=place)
    pages_changed()


# Texts before numbers: cleaning one may change what there is to count. Chapters before the works they add up to.
CHECKS = [
    unsound_database,
    damaged_originals,
    stray_originals,
    texts_to_clean,
    unreadable_revisions,
    chapters_without_revision,
    works_without_chapters,
    miscounted_chapters,
    miscounted_works,
    misplaced_works,
]

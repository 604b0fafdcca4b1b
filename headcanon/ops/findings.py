"""What `headcanon check` looks for. Each check yields a Finding for everything that is not as it must be.

A check asks the database one question at a time, so that whoever writes meanwhile is never seen half.
"""

import hashlib
import re
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from headcanon.canon.models import Fandom, Tag
from headcanon.core.editions import pages_changed
from headcanon.core.fields import ProseField, StoryHTML
from headcanon.core.random_ids import newest_key
from headcanon.manuscript.clean import CLEAN_VERSION, clean
from headcanon.manuscript.words import count_words
from headcanon.moderation.guarding import guard, missing_guards
from headcanon.moderation.models import Act
from headcanon.moderation.trail import breaks_in
from headcanon.ops.bundle import CHUNK
from headcanon.ops.progress import bar, watched
from headcanon.reviews import counting as reviewed
from headcanon.works.arranging import recount
from headcanon.works.counting import count_anew, miscounted, settled
from headcanon.works.holding import held
from headcanon.works.models import Chapter, Original, Picture, Revision, Work
from headcanon.works.originals import original_path, originals_folder
from headcanon.works.pictures import every_picture_folder, picture_path
from headcanon.works.publishing import LISTED_BY
from headcanon.works.revisions import CHAPTER_FIELDS, keep_revisions, unpack

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
    with bar("Looking through the database"):
        lines, dangling = answers("PRAGMA integrity_check"), answers("PRAGMA foreign_key_check")
    for (line,) in lines:
        if line != "ok":
            yield Finding(f"The database file is damaged: {line}.")
    for table, row, other, _ in dangling:
        yield Finding(f"Row {row} of {table} speaks of something in {other} that is not there.")


def answers(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def every(rows, says):
    """Each row, a few in memory at a time."""
    return watched(rows.iterator(chunk_size=CHUNK_OF_ROWS), says, rows.count())


def wrong(rows, says):
    """Rows that the database itself finds wrong: nobody knows how many it has looked at."""
    return watched(rows.iterator(chunk_size=CHUNK_OF_ROWS), says)


# --- Originals -----------------------------------------------------------------------------------------------------


def damaged_originals():
    for sha256, size in every(Original.objects.values_list("sha256", "size"), "Reading originals"):
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
    for path in settled_files(folder):
        sha256 = "".join(path.relative_to(folder).parts)
        if original_path(sha256) != path or not Original.objects.filter(pk=sha256).exists():
            yield stray(path, f"{path.parent.name}{path.name}")


def settled_files(folder):
    """Those that have lain there for so long that nobody is about to say whose they are."""
    paths = sorted(folder.rglob("*"))
    for path in watched(paths, "Looking for stray files", len(paths)):
        if path.is_file() and path.stat().st_mtime < time.time() - STRAY_AFTER:
            yield path


def stray(path, name):
    return Finding(
        f"The file {path.relative_to(settings.DATA)} belongs to no work; repairing moves it to strays/.",
        lambda: move_aside(path, name),
    )


def move_aside(path, name):
    """No word is ever lost: whoever looks after the archive decides what to delete."""
    strays = settings.DATA / "strays"
    strays.mkdir(exist_ok=True)
    path.rename(strays / name)


# --- Pictures ------------------------------------------------------------------------------------------------------


def damaged_pictures():
    for picture in every(Picture.objects.order_by("pk").select_related("work"), "Reading pictures"):
        path = picture_path(picture)
        if not path.is_file():
            yield Finding(f"A picture of “{picture.work}” is missing: {path.name}. Its description is still there.")
        elif digest_of(path) != picture.sha256:
            yield Finding(f"A picture of “{picture.work}” is damaged: {path.name}.")


def stray_pictures():
    """Files among the pictures that no row speaks of: somebody was about to put one in when the archive was killed."""
    for path in settled_files(every_picture_folder()):
        if not is_a_picture_of_its_work(path):
            yield stray(path, f"{path.parent.name}-{path.name}")


def is_a_picture_of_its_work(path):
    named = re.fullmatch(r"[0-9]{1,10}", path.parent.name)
    known = Picture.objects.filter(work=path.parent.name, sha256=path.stem) if named else []
    return any(picture_path(each) == path for each in known)


# --- Texts ---------------------------------------------------------------------------------------------------------


def texts_to_clean():
    """Prose that today's cleaning would change, in any table."""
    for model in apps.get_models():
        names = [field.attname for field in model._meta.fields if isinstance(field, ProseField)]
        if names:
            yield from texts_of_model(model, names)


def texts_of_model(model, names):
    rows = model._base_manager.order_by("pk").values_list("pk", *names)
    for key, *texts in every(rows, f"Reading {model._meta.verbose_name_plural}"):
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
    row = held(model._base_manager).get(pk=key)
    cleaned = {name: StoryHTML(clean(getattr(row, name))) for name in names}
    model._base_manager.filter(pk=key).update(**cleaned, clean_version=CLEAN_VERSION)
    pages_changed()


# --- Revisions -----------------------------------------------------------------------------------------------------


def unreadable_revisions():
    for revision in every(Revision.objects.order_by("pk"), "Reading revisions"):
        try:
            unpack(revision.content)
        except (zlib.error, ValueError):
            yield Finding(f"Revision {revision.pk} of work {revision.work_id} cannot be read.")


def chapters_without_revision():
    """A chapter that was begun and says nothing has nothing to keep."""
    kept = Revision.objects.filter(chapter=OuterRef("pk"))
    empty = Q(**dict.fromkeys(CHAPTER_FIELDS, ""))
    lacking = Chapter.with_trash.filter(~Exists(kept)).exclude(empty).select_related("work")
    for chapter in wrong(lacking, "Looking for revisions"):
        yield Finding(
            f"Chapter {chapter.pk} of work {chapter.work_id} has no revision.",
            lambda chapter=chapter: keep_revisions(chapter.work, [chapter], Revision.Cause.RESTORE),
        )


# --- Numbers -------------------------------------------------------------------------------------------------------


def works_without_chapters():
    chapters = Chapter.objects.filter(work=OuterRef("pk"))
    for work in Work.objects.posted().filter(~Exists(chapters)).only("pk", "title"):
        yield Finding(f"Work {work.pk}, “{work.title}”, is posted and has no chapter.")


def miscounted_chapters():
    rows = Chapter.with_trash.order_by("pk").values_list("pk", "words", "body")
    for key, words, body in every(rows, "Counting the words of chapters"):
        if words != count_words(body):
            yield Finding(
                f"Chapter {key} is said to have {words:,} words and has {count_words(body):,}.",
                lambda key=key: recount_chapter(key),
            )


@transaction.atomic
def recount_chapter(key):
    chapter = held(Chapter.with_trash).get(pk=key)
    Chapter.with_trash.filter(pk=key).update(words=count_words(chapter.body))
    pages_changed()


def counted_works():
    """What `recount` would say of each."""
    counted = Chapter.objects.counted().filter(work=OuterRef("pk")).order_by().values("work")
    words, chapters = (counted.annotate(all=each).values("all") for each in (Sum("words"), Count("pk")))
    return Work.objects.annotate(true_words=Coalesce(words, 0), true_chapters=Coalesce(chapters, 0))


def miscounted_works():
    differing = ~Q(words=F("true_words"), chapter_count=F("true_chapters"))
    for work in wrong(counted_works().filter(differing).order_by("pk"), "Counting the words of works"):
        yield Finding(
            f"Work {work.pk} is said to have {work.words:,} words in {work.chapter_count} chapters "
            f"and has {work.true_words:,} in {work.true_chapters}.",
            lambda key=work.pk: recount_work(key),
        )


@transaction.atomic
def recount_work(key):
    recount(Work.objects.get(pk=key))
    pages_changed()


def misplaced_works():
    """Where a work stands among the newest, in every listing it is in."""
    rows = Work.objects.order_by("pk").values_list("pk", "newest_key", "revised_at")
    for key, kept, moment in every(rows, "Looking at listings"):
        if kept != newest_key(moment, key):
            yield misplaced(key)
    for links in LISTED_BY:
        elsewhere = links.objects.exclude(newest_key=F("work__newest_key")).order_by("work_id")
        for key in wrong(elsewhere.values_list("work_id", flat=True).distinct(), "Looking at listings"):
            yield misplaced(key)


def misplaced(key):
    return Finding(f"Work {key} stands in the wrong place of a listing.", lambda: put_in_place(key))


@transaction.atomic
def put_in_place(key):
    work = held(Work.objects).get(pk=key)
    place = newest_key(work.revised_at, key)
    Work.objects.filter(pk=key).update(newest_key=place)
    for links in LISTED_BY:
        links.objects.filter(work=key).update(newest_key=place)
    pages_changed()


def miscounted_subjects():
    for model in (Fandom, Tag):
        for subject in watched(miscounted(settled(model)), "Counting works"):
            yield Finding(
                f"{model._meta.verbose_name.capitalize()} “{subject}” is said to have {subject.work_count:,} works "
                f"and has {subject.public:,}.",
                lambda model=model, key=subject.pk: count_anew(model.objects.filter(pk=key)),
            )


# --- The trail -----------------------------------------------------------------------------------------------------


def unguarded_trail():
    if missing := missing_guards(connection):
        yield Finding(
            f"The database does not guard the moderators' trail any more ({', '.join(missing)} is missing).",
            lambda: guard(connection),
        )


def broken_trail():
    """Nothing can repair it: what was done is what it says no more."""
    acts = Act.objects.order_by("number").prefetch_related("tellings")
    yield from map(Finding, breaks_in(every(acts, "Walking the moderators' trail")))


def miscounted_reviews():
    """What readers said of a work, and how many were glad of it."""
    for work in watched(reviewed.miscounted(reviewed.settled()), "Counting reviews"):
        yield Finding(
            f"Work {work.pk} is said to have {work.review_count:,} reviews and {work.kudos_count:,} kudos "
            f"and has {work.true_reviews:,} and {work.true_kudos:,}.",
            lambda key=work.pk: reviewed.count_anew(Work.objects.filter(pk=key)),
        )


# Texts before numbers: cleaning one may change what there is to count. Chapters before the works they add up to.
CHECKS = [
    unsound_database,
    damaged_originals,
    stray_originals,
    damaged_pictures,
    stray_pictures,
    texts_to_clean,
    unreadable_revisions,
    chapters_without_revision,
    works_without_chapters,
    miscounted_chapters,
    miscounted_works,
    misplaced_works,
    miscounted_subjects,
    miscounted_reviews,
    unguarded_trail,
    broken_trail,
]

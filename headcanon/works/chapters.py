"""What an author does with whole chapters: adding, moving, renaming, cutting one in two, joining two.

Each is done under the work's lock. What was typed is put in its place before a chapter is cut or joined, and every
text that there was stays among the earlier versions.
"""

from textwrap import shorten

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from headcanon.accounts.speaking import let_speak
from headcanon.manuscript.blocks import SCENE_BREAK, blocks_of, cut, cut_between
from headcanon.manuscript.words import plain_text
from headcanon.works.arranging import in_order, put_in_order, recount
from headcanon.works.drafting import (
    TITLE_LENGTH,
    keep_as_revision,
    latest,
    newest_copy,
    pass_on,
    put_in_place,
    shows_anew,
    stored,
    write,
)
from headcanon.works.models import Chapter, Revision, Work, WorkingCopy
from headcanon.works.publishing import announce_change
from headcanon.works.revisions import keep_revision, pack, unpack
from headcanon.works.signals import chapters_joined

OPENING = 80  # letters; enough to know a paragraph by


class CannotJoin(Exception):
    """There is no next chapter, or only one of the two is posted: joining them would publish, or hide, the other."""


class TextHasChanged(Exception):
    """The place that was chosen belongs to a text that is not the newest any more."""


def tell_readers(work):
    if not work.is_draft:
        announce_change(work)


@transaction.atomic
def add_chapter(work):
    """One more chapter at the end, a draft. If the last one is still empty, it is that one: clicking twice adds one."""
    work = latest(work)
    chapters = in_order(work)
    if chapters and is_untouched(chapters[-1]):
        return chapters[-1]
    if work.status == Work.Status.ONE_SHOT:
        Work.objects.filter(pk=work.pk).update(status=Work.Status.IN_PROGRESS)
    chapter = Chapter.objects.create(work=work, position=len(chapters) + 1)
    recount(work)
    return chapter


def is_untouched(chapter):
    is_new = chapter.posted_at is None and chapter.publish_at is None and chapter.version == 1
    return is_new and not any(stored(chapter).values())


@transaction.atomic
def move(chapter, place):
    """To this place, counted from one; beyond either end is at that end."""
    work = latest(chapter.work)
    chapters = in_order(work)
    moving = next((each for each in chapters if each.pk == chapter.pk), None)
    if moving is None:
        return
    chapters.remove(moving)
    chapters.insert(max(place, 1) - 1, moving)
    if moving.position != chapters.index(moving) + 1:
        put_in_order(work, chapters)
        tell_readers(work)


@transaction.atomic
def rename(chapter, title, *, person):
    """At once, also for readers. What is typed in its text waits as before, under the new title. Raises Suspended."""
    work = latest(chapter.work)
    chapter = Chapter.objects.get(pk=chapter.pk)
    copy = newest_copy(chapter)
    title = " ".join(title.split())[:TITLE_LENGTH]
    if shows_anew(chapter, {"title": title}):
        let_speak(person)
    chapter.title = title
    chapter.version += 1
    chapter.save(update_fields=["title", "version"])
    if copy:
        copy.content = pack({**unpack(copy.content), "title": chapter.title})
        pass_on(copy, chapter.version)
    keep_revision(work, chapter, Revision.Cause.SAVE, stored(chapter), person=person)
    tell_readers(work)


# --- Cutting and joining -------------------------------------------------------------------------------------------


@transaction.atomic
def split(chapter, at, *, seen, person):
    """Cut it before its block number `at` of version `seen`. The second part is a chapter of its own, right behind.

    The note after it goes with the end. Raises TextHasChanged.
    """
    work = latest(chapter.work)
    first = settled(chapter, person)
    before, behind = cut(first.body, at)
    if first.version != seen or not before or not behind:
        raise TextHasChanged
    second = Chapter.objects.create(
        work=work, position=Chapter.objects.filter(work=work).count() + 1, posted_at=first.posted_at,
        publish_at=first.publish_at, is_silent=first.is_silent,
    )  # fmt: skip
    write_anew(second, {"body": behind, "notes_after": first.notes_after}, person)
    write_anew(first, {"body": before, "notes_after": ""}, person)
    if work.status == Work.Status.ONE_SHOT:
        Work.objects.filter(pk=work.pk).update(status=Work.Status.COMPLETE)
    chapters = [each for each in in_order(work) if each.pk != second.pk]
    place = next(number for number, each in enumerate(chapters) if each.pk == first.pk)
    put_in_order(work, [*chapters[: place + 1], second, *chapters[place + 1 :]])
    tell_readers(work)
    return second


@transaction.atomic
def join(chapter, *, person, with_break=True):
    """The chapter and the next become one, their notes too; what is left of the next lies in the trash.

    The earlier versions of both are the earlier versions of the one. Raises CannotJoin.
    """
    work = latest(chapter.work)
    chapters = in_order(work)
    here = next((number for number, each in enumerate(chapters) if each.pk == chapter.pk), len(chapters))
    if here + 1 >= len(chapters) or (chapters[here].posted_at is None) != (chapters[here + 1].posted_at is None):
        raise CannotJoin
    first, second = (settled(each, person) for each in chapters[here : here + 2])
    between = SCENE_BREAK if with_break and first.body and second.body else ""
    joined = {name: getattr(first, name) + getattr(second, name) for name in ("notes_before", "notes_after")}
    joined |= {"title": first.title or second.title, "body": first.body + between + second.body}
    Revision.objects.filter(chapter=second).update(chapter=first)
    write_anew(first, joined, person)
    Chapter.objects.filter(pk=second.pk).update(trashed_at=timezone.now(), publish_at=None)
    put_in_order(work, chapters[: here + 1] + chapters[here + 2 :])
    chapters_joined.send(Chapter, first=first, second=second)
    tell_readers(work)
    return first


def settled(chapter, person):
    """What was typed is in its place, whatever stood apart is an earlier version, and so is what it reads now."""
    chapter = put_in_place(chapter, person=person)
    apart = WorkingCopy.objects.filter(chapter=chapter, stands_apart=True)
    for copy in apart:
        keep_as_revision(chapter, copy)
    apart.delete()
    keep_revision(chapter.work, chapter, Revision.Cause.SAVE, stored(chapter), person=person)
    return chapter


def write_anew(chapter, fields, person):
    """As the next version, so that what a device still types into the old text does not replace this."""
    chapter.version += 1
    write(chapter, fields, person=person, cause=Revision.Cause.SAVE)


# --- What is there -------------------------------------------------------------------------------------------------


def typed_anew(work):
    """The ids of the chapters in which something is typed that is not in its place yet."""
    copies = WorkingCopy.objects.filter(work=work, stands_apart=False, version=F("chapter__version"))
    return set(copies.values_list("chapter", flat=True))


def places_to_split(text):
    """(block number, whether a scene ends there, the words that the second part would begin with)."""
    blocks = blocks_of(text)
    for number in range(1, len(blocks)):
        is_break = blocks[number] == SCENE_BREAK
        if (is_break or blocks[number - 1] != SCENE_BREAK) and all(cut_between(blocks, number)):
            begins_with = next(block for block in blocks[number:] if block != SCENE_BREAK)
            yield number, is_break, shorten(plain_text(begins_with), OPENING, placeholder="…")

"""The trash: what is put away is out of sight at once, comes back as it was, and is erased after thirty days."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from headcanon.core.clockwork import every
from headcanon.works.arranging import OUT_OF_THE_WAY, TEXTS, in_order, put_in_order
from headcanon.works.erasing import erase, erase_chapter
from headcanon.works.holding import held
from headcanon.works.models import Chapter, Work
from headcanon.works.publishing import announce_change

KEPT_FOR = timedelta(days=30)


class LastChapter(Exception):
    """A work has at least one chapter, a posted one has one that is posted; what is to go is the work."""


@transaction.atomic
def trash(work):
    Work.objects.filter(pk=work.pk, trashed_at=None).update(trashed_at=timezone.now())
    announce_change(work)


@transaction.atomic
def untrash(work):
    Work.objects.filter(pk=work.pk).update(trashed_at=None)
    announce_change(work)


@transaction.atomic
def trash_chapter(chapter):
    """Raises LastChapter. The chapters after it move up; its own number remembers where among all of them it stood."""
    work = held(Work.objects).get(pk=chapter.work_id)
    everything = in_order_with_trash(work)
    staying = [each for each in everything if each.pk != chapter.pk and not each.trashed_at]
    if not any(work.is_draft or each.posted_at for each in staying):
        raise LastChapter
    place = 1 + [each.pk for each in everything].index(chapter.pk)
    Chapter.objects.filter(pk=chapter.pk).update(trashed_at=timezone.now(), position=place)
    put_in_order(work, staying)
    announce_change(work)


@transaction.atomic
def untrash_chapter(chapter):
    """To the place it had, as far as there is one."""
    work = held(Work.objects).get(pk=chapter.work_id)
    standing = [each for each in in_order_with_trash(work) if each.pk == chapter.pk or not each.trashed_at]
    Chapter.with_trash.filter(pk=chapter.pk).update(trashed_at=None, position=OUT_OF_THE_WAY)
    put_in_order(work, standing)
    announce_change(work)


def in_order_with_trash(work):
    """Every chapter where it would stand if none were in the trash."""
    chapters = in_order(work)
    away = Chapter.with_trash.filter(work=work).exclude(trashed_at=None).defer(*TEXTS)
    for chapter in away.order_by("position"):
        chapters.insert(chapter.position - 1, chapter)
    return chapters


@every(3600)
def empty():
    """Erase for good what has lain in the trash for long enough."""
    too_old = {"trashed_at__lt": timezone.now() - KEPT_FOR}
    for kind, end in ((Work.objects, erase), (Chapter.with_trash.defer(*TEXTS), erase_chapter)):
        for key in list(kind.filter(**too_old).values_list("pk", flat=True)):
            with transaction.atomic():
                # Somebody may have taken it back in this very moment.
                found = held(kind.filter(pk=key, **too_old)).first()
                if found:
                    end(found)

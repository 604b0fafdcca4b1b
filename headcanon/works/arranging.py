"""The order of a work's chapters, and what follows from it: their numbers, the work's length."""

from django.db import transaction
from django.db.models import Count, F, Sum

from headcanon.works.models import Chapter, Work

TEXTS = ("body", "notes_before", "notes_after")
OUT_OF_THE_WAY = 16_000  # a place no chapter stands in, while others take theirs


def in_order(work):
    """Its chapters, without their texts."""
    return list(Chapter.objects.filter(work=work).order_by("position").defer(*TEXTS))


@transaction.atomic
def put_in_order(work, chapters):
    """These chapters, all that are not in the trash, stand in this order from now on, numbered from one."""
    Chapter.objects.filter(work=work).update(position=F("position") + OUT_OF_THE_WAY)
    for number, chapter in enumerate(chapters, start=1):
        chapter.position = number
    Chapter.objects.bulk_update(chapters, ["position"], batch_size=200)
    recount(work)


def recount(work):
    """How long the work is, and of how many chapters: of a posted work what readers can see of it."""
    counted = Chapter.objects.counted().filter(work=work).aggregate(words=Sum("words"), chapters=Count("pk"))
    work.words, work.chapter_count = counted["words"] or 0, counted["chapters"]
    Work.objects.filter(pk=work.pk).update(words=work.words, chapter_count=work.chapter_count)

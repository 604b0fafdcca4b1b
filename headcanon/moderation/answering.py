"""What the person concerned is shown, and what she says to it, once for each act."""

from django.db import IntegrityError, transaction

from headcanon.moderation.models import Act, Answer, PutAside, Telling
from headcanon.moderation.reporting import reopen


class Answered(Exception):
    """She has said something to it already."""


def told_to(person):
    """What was done about her and hers, the newest first."""
    told = Telling.objects.filter(whom=person).exclude(act__kind__in=Act.SILENT)
    return with_things(told).order_by("-pk")


def with_things(tellings):
    return tellings.select_related(
        "act",
        "answer",
        "case__work",
        "case__chapter__work",
        "case__review__work",
        "case__pseud",
        "case__announcement",
        "case__headcanon",
        "case__remark",
        "case__shelf",
    )


def put_aside_of(person):
    """What her pen names' pages said until it was hidden."""
    return PutAside.objects.filter(pseud__user=person).select_related("pseud").order_by("pk")


@transaction.atomic
def answer(telling, words):
    """Raises Answered. The thing is in the queue again, with what she says."""
    try:
        with transaction.atomic():
            answer = Answer.objects.create(telling=telling, words=words)
    except IntegrityError:
        raise Answered from None
    if telling.case:
        reopen(telling.case)
    return answer

"""Saying what one wishes of reviews. It stands on every card of the works that it is about."""

from django.db import transaction

from headcanon.core.editions import pages_changed
from headcanon.reviews.models import WorkWishes
from headcanon.reviews.signals import wishes_changed
from headcanon.works.models import Work


@transaction.atomic
def wish_always(wishes):
    wishes.save()
    hers = Work.objects.filter(authorships__pseud__user=wishes.person_id).values_list("pk", flat=True)
    wishes_changed.send(Work, work_ids=hers)
    pages_changed()


@transaction.atomic
def wish_for(wishes):
    """For one work, whatever its author wishes for the others."""
    wishes.save()
    wishes_changed.send(Work, work_ids=[wishes.work_id])
    pages_changed()


@transaction.atomic
def wish_as_usual(work):
    WorkWishes.objects.filter(work=work).delete()
    wishes_changed.send(Work, work_ids=[work.pk])
    pages_changed()

"""Saying what one wishes of reviews. It stands on every card of the works that it is about."""

from django.db import transaction

from headcanon.core.editions import pages_changed
from headcanon.reviews.models import WorkWishes


@transaction.atomic
def wish_always(wishes):
    wishes.save()
    pages_changed()


@transaction.atomic
def wish_for(wishes):
    """For one work, whatever its author wishes for the others."""
    wishes.save()
    pages_changed()


@transaction.atomic
def wish_as_usual(work):
    WorkWishes.objects.filter(work=work).delete()
    pages_changed()

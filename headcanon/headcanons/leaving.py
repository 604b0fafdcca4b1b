"""What goes with a person who leaves: her headcanons, what she said of others', what she believed and was writing."""

from django.db import transaction

from headcanon.core.editions import pages_changed
from headcanon.headcanons import talking
from headcanon.headcanons.counting import recount_later
from headcanon.headcanons.models import Belief, Headcanon, Writing
from headcanon.headcanons.posting import take_back


@transaction.atomic
def take_back_all(person):
    """What others asked of her stays theirs."""
    for headcanon in Headcanon.objects.filter(pseud__user=person):
        take_back(headcanon)
    talking.take_back_all(person)
    touched = set()
    for rows in (Belief.objects.filter(person=person), Writing.objects.filter(pseud__user=person)):
        touched |= set(rows.values_list("headcanon", flat=True))
        rows.delete()
    recount_later(*touched)
    pages_changed()

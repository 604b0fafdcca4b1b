"""Kudos: one reader was glad of a work, once."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from headcanon.accounts.blocking import people_muted_by, seen_people
from headcanon.core.flooding import Pace, keep_pace
from headcanon.reviews.counting import recount_later
from headcanon.reviews.models import Kudos
from headcanon.reviews.reviewing import Refused
from headcanon.reviews.signals import kudos_given
from headcanon.reviews.wishes import why_silent

KUDOS = Pace(12, 120)
MOST_NAMES = 2
LOOKED_AT = 20


@dataclass(frozen=True)
class Applause:
    """Who was glad of a work, as one reader is told: whether she was, how many others, and a few of their names."""

    is_mine: bool
    others: int
    names: list

    @property
    def all(self):
        return self.others + self.is_mine

    @property
    def some(self):
        """A few names in a row."""
        return _(" and ").join(self.names)


@transaction.atomic
def applaud(work, *, viewer, device="", sources=()):
    """One person, or one guest's device, one kudos; giving it twice changes nothing. Raises Refused, TooQuick."""
    if work.is_by(viewer):
        raise Refused(_("This is your own story. Your readers give the kudos."))
    if work.is_draft:
        raise Refused(_("Readers can give kudos when this story is published."))
    if silenced := why_silent(viewer, work):
        raise Refused(silenced)
    giver = {"device": device} if viewer.is_guest else {"person": viewer.person}
    if Kudos.objects.filter(work=work, **giver).exists():
        return
    keep_pace(sources, KUDOS)
    kudos, is_new = Kudos.objects.get_or_create(work=work, **giver)
    if is_new:
        kudos_given.send(Kudos, kudos=kudos)
        recount_later(work.pk)


def applause_for(work, viewer, device=""):
    """What this very reader is told; with a guest's device, what only she may be shown."""
    given = Kudos.objects.filter(work=work)
    mine = given.filter(device=device) if viewer.is_guest else given.filter(person=viewer.person)
    is_mine = mine.exists() if device or viewer.person else False
    return Applause(is_mine, given.count() - is_mine, names_among(given, viewer))


def applause_of(work, viewer):
    """What all guests are told alike: the number is some seconds old."""
    return Applause(False, work.kudos_count, names_among(Kudos.objects.filter(work=work), viewer))


def names_among(given, viewer):
    """The pen names of those who gave last, as far as this reader meets them. Only so many are looked at, or a work
    that ten thousand people were glad of would keep everybody waiting."""
    last = given.filter(person__isnull=False).order_by("-id").values("pk")[:LOOKED_AT]
    met = Kudos.objects.filter(seen_people(viewer, "person__"), pk__in=last, person__pseuds__is_default=True)
    if viewer.person:
        met = met.exclude(person=viewer.person).exclude(person__in=people_muted_by(viewer.person))
    return list(met.order_by("-id").values_list("person__pseuds__name", flat=True)[:MOST_NAMES])

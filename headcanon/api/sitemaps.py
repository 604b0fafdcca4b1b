"""What search engines may list, as sitemaps.org says it (Sitemaps XML format, protocol 0.9): an index, and files that each
name what lies in one stretch of ids. Only what a guest may see, and what its author lets machines list, is in any.

A file says in its own address how many there are of its kind; so one that a machine asks for later still means the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from headcanon.accounts.blocking import pen_names_seen_by
from headcanon.canon.models import Fandom, Tag
from headcanon.canon.veil import giving_away
from headcanon.canon.vocabulary import the_ratings
from headcanon.core.viewing import GUEST
from headcanon.headcanons.models import Headcanon
from headcanon.works.models import Series, Work

IN_A_FILE = 10_000  # about; the protocol allows 50,000
MOST_FILES = 50_000


def works():
    """Not those before which guests are asked: that question is not to be listed."""
    adult = [key for key, rating in the_ratings().items() if rating.asks_guests]
    return Work.objects.listed_to(GUEST).posted().filter(may_index=True).exclude(rating_sign__in=adult)


def pen_names():
    return pen_names_seen_by(GUEST).filter(Exists(works().filter(authorships__pseud=OuterRef("pk"))))


def series():
    return Series.objects.filter(Exists(works().filter(series_parts__series=OuterRef("pk"))))


def fandoms():
    return Fandom.objects.filter(work_count__gt=0).exclude(standing=Fandom.Standing.SYNONYM)


def tags():
    canonical = Tag.objects.filter(work_count__gt=0, standing=Tag.Standing.CANONICAL)
    return canonical.exclude(giving_away(GUEST))


def headcanons():
    return Headcanon.objects.listed_to(GUEST)


@dataclass(frozen=True)
class Kind:
    things: Callable
    columns: tuple[str, ...]
    changed: str = ""  # the column that says when its page did
    counted: Callable | None = None  # about as many, or more, counted without looking at what belongs to each


KINDS = {
    "works": Kind(works, ("revised_at",), "revised_at", lambda: Work.objects.listed_to(GUEST).posted()),
    "pen-names": Kind(pen_names, ("name", "user__username"), counted=lambda: pen_names_seen_by(GUEST)),
    "series": Kind(series, ("pk",), counted=lambda: Series.objects.all()),
    "fandoms": Kind(fandoms, ("slug",)),
    "tags": Kind(tags, ("slug",)),
    "headcanons": Kind(headcanons, ("made_at",), "made_at"),
}


def files_of(kind):
    """How many files there are of it now."""
    things = (KINDS[kind].counted or KINDS[kind].things)()
    return min(max(-(-things.order_by().count() // IN_A_FILE), 1), MOST_FILES)


def things_in(kind, number, of):
    """Those of one of its files: between the first id and the last one they lie about evenly. The ends are those of all
    there are, whoever may see them, so that both are found at once."""
    things = KINDS[kind].things().only(*KINDS[kind].columns).order_by("pk")
    ids = things.model.objects.order_by("pk").values_list("pk", flat=True)
    first, last = ids.first(), ids.last()
    if first is None:
        return things.none()
    wide = last - first + 1
    return things.filter(pk__gte=first + wide * (number - 1) // of, pk__lt=first + wide * number // of)

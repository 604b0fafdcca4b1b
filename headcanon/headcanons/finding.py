"""Headcanons as pages show them: which, in which order, each with its card and with the veil that lies over it."""

from dataclasses import dataclass

from django.db.models import Q

from headcanon.canon.families import ids_of_family
from headcanon.canon.models import Fandom, Tag
from headcanon.core.paging import PAGE_SIZE, page_of
from headcanon.core.random_ids import HIGHEST_ID, LOWEST_ID, random_id
from headcanon.headcanons.models import Headcanon, HeadcanonFandom, HeadcanonTag
from headcanon.headcanons.veiling import veiled, veiled_among

NEWEST, NEVER, BELIEVED = "newest", "never", "believed"
LOOKED_AT = 12  # for a few that are not covered


def listed_for(viewer, *asked_for):
    """What belongs in a list of everybody's; without what is covered for whoever wishes not even to meet that. What she
    keeps quiet is there where she `asked_for` it, a fandom or a tag."""
    found = Headcanon.objects.listed_to(viewer, asked_for)
    if viewer.person and viewer.person.prefers.hides_beyond:
        found = found.exclude(veiled(viewer))
    return found


def about(headcanons, subject):
    """Those about a fandom or a tag, under whatever name they were said to be."""
    links, field = {Fandom: (HeadcanonFandom, "fandom"), Tag: (HeadcanonTag, "tag")}[type(subject)]
    those = links.objects.filter(**{f"{field}__in": ids_of_family(subject)})
    return headcanons.filter(pk__in=those.values("headcanon"))


def with_veils(headcanons, viewer, *, lifted=False):
    """Each with the `veil` that lies over it, or None: one query for any number, none where she has lifted it."""
    headcanons = list(headcanons)
    veils = {} if lifted else veiled_among(headcanons, viewer)
    for headcanon in headcanons:
        headcanon.veil = veils.get(headcanon.pk)
    return headcanons


# --- Pages of them -------------------------------------------------------------------------------------------------


@dataclass
class Leafed:
    """A page of a list; `newer` and `older` are what the neighbouring pages begin behind, or None."""

    items: list
    newer: str | int | None = None
    older: str | int | None = None


def leaf(headcanons, viewer, show, *, behind="", before=""):
    """A page of these as `show` says: the newest, those never written yet, or the most believed."""
    if show == BELIEVED:
        page = page_of_believed(headcanons.filter(belief_count__gt=0).with_card(), behind, before)
    else:
        headcanons = headcanons.filter(work_count=0) if show == NEVER else headcanons
        where = {"behind": number_in(behind), "before": number_in(before)}
        page = page_of(headcanons.with_card(), key="newest_key", **where)
    return Leafed(with_veils(page.items, viewer), page.newer, page.older)


def number_in(typed):
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 20 else None


def page_of_believed(headcanons, behind, before):
    """By two columns, as their index has them. A place is written "12-4501"."""
    if place := place_in(before):
        found = list(headcanons.filter(beyond(place, "gt")).order_by("belief_count", "newest_key")[: PAGE_SIZE + 1])
        items, more_newer, more_older = found[:PAGE_SIZE][::-1], len(found) > PAGE_SIZE, True
    else:
        place = place_in(behind)
        headcanons = headcanons.filter(beyond(place, "lt")) if place else headcanons
        found = list(headcanons.order_by("-belief_count", "-newest_key")[: PAGE_SIZE + 1])
        items, more_newer, more_older = found[:PAGE_SIZE], place is not None, len(found) > PAGE_SIZE
    if not items:
        return Leafed([])
    return Leafed(items, place_of(items[0]) if more_newer else None, place_of(items[-1]) if more_older else None)


def place_in(typed):
    count, _, key = typed.partition("-")
    count, key = number_in(count), number_in(key)
    return None if count is None or key is None else (count, key)


def place_of(headcanon):
    return f"{headcanon.belief_count}-{headcanon.newest_key}"


def beyond(place, how):
    count, key = place
    return Q(**{f"belief_count__{how}": count}) | Q(**{"belief_count": count, f"newest_key__{how}": key})


# --- A few of them -------------------------------------------------------------------------------------------------


def few_of(headcanons, viewer, number=3):
    """The newest that are not covered for her: where only a few are shown, those tell nothing."""
    newest = with_veils(headcanons.order_by("-newest_key")[:LOOKED_AT], viewer)
    return [each for each in newest if not each.veil][:number]


def any_one(headcanons):
    """Whichever stands next behind a number that was drawn: a look or two at the index of ids, however many there are."""
    drawn = random_id()
    for start in (drawn, LOWEST_ID):
        found = headcanons.filter(pk__gte=start, pk__lte=HIGHEST_ID).order_by("pk").first()
        if found:
            return found
    return None

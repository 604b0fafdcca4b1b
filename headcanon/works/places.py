"""Where works stand on the lines of their canons, as pages tell it.

A place is told for as long as the work names the canon's fandom, or a synonym of it, and what it hangs on is on the
line. Nothing is lost meanwhile: with the name, or the event, the place is back.
"""

from dataclasses import dataclass

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from headcanon.canon.models import Canon, Event, Fandom
from headcanon.canon.veil import beyond
from headcanon.works.models import Placement, WorkFandom

ON_THE_LINE = Event.State.ON_THE_LINE


def told_places():
    """The places that pages speak of."""
    names_it = WorkFandom.objects.filter(
        means(OuterRef("canon__fandom")) | means(OuterRef("canon__fandom__canonical")), work=OuterRef("work")
    )
    return Placement.objects.filter(
        Exists(names_it),
        Q(event=None) | Q(event__state=ON_THE_LINE),
        Q(until=None) | Q(until__state=ON_THE_LINE),
        canon__is_gone=False,
    )


def names_fandom(fandom):
    """The same rule as a condition on works, for one fandom that is nobody's synonym."""
    return Exists(WorkFandom.objects.filter(means(fandom), work=OuterRef("pk")))


def means(fandom):
    return Q(fandom=fandom) | Q(fandom__canonical=fandom)


def lines_of(work):
    """The canons of the fandoms it names, or of what they are synonyms of, that have a line with anything on it."""
    fandoms = Fandom.objects.filter(works=work).values(means=Coalesce("canonical", "pk"))
    there = Event.objects.filter(canon=OuterRef("pk"), state=ON_THE_LINE)
    its_own = Q(fandom__in=fandoms) | Q(fandom__canonical__in=fandoms)
    canons = Canon.objects.filter(Exists(there), its_own, is_gone=False)
    return canons.select_related("fandom__canonical").order_by("fandom__name", "position", "id")


def is_beyond(viewer, path):
    """For annotate(): whether the event that `path` leads to lies beyond where this reader has come."""
    return Case(When(beyond(viewer, path), then=True), default=False, output_field=BooleanField())


# --- On cards ------------------------------------------------------------------------------------------------------


def places_of(works, viewer):
    """{work's id: its places}, each with `is_covered` and `until_is_covered`, and the titles `shown_title` and
    `shown_until` for the names that are not: one query for any number of works. An author has been where her own
    stories stand."""
    return by_work(seen_by(viewer, told_places().filter(work__in=works)), works, viewer)


def seen_by(viewer, places):
    covers = {"is_covered": is_beyond(viewer, "event__"), "until_is_covered": is_beyond(viewer, "until__")}
    related = ("canon__fandom", "event", "until", "departure")
    return (
        places.select_related(*related)
        .defer("event__about", "until__about", "canon__fandom__meaning")
        .annotate(**covers)
    )


def by_work(places, works, viewer):
    own = {work.pk for work in works if work.is_by(viewer)} if viewer.person else set()
    found = {}
    for each in places:
        if each.work_id in own:
            each.is_covered = each.until_is_covered = False
        each.shown_title = "" if each.is_covered or not each.event else each.event.title
        each.shown_until = "" if each.until_is_covered or not each.until else each.until.title
        found.setdefault(each.work_id, []).append(each)
    return found


# --- On a work's own page ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Neighbour:
    """An event beside another on the line; covered, it has no title."""

    title: str
    address: str


def pieces_of_line(works, viewer):
    """{work's id: its places}, each with the events `before` and `after` it, as Neighbours or None: one query."""
    places = seen_by(viewer, told_places().filter(work__in=works))
    places = places.annotate(
        before_pk=beside("event", is_later=False, value=F("pk")),
        before_title=beside("event", is_later=False, value=title_for(viewer)),
        after_pk=beside("event", is_later=True, value=F("pk")),
        after_title=beside("event", is_later=True, value=title_for(viewer)),
    )
    return by_work(places, works, viewer)


def title_for(viewer):
    return Case(When(beyond(viewer), then=Value("")), default=F("title"))


def beside(path, *, is_later, value):
    """Of the next event on the line, or of the one before it."""
    way, first = ("gt", "") if is_later else ("lt", "-")
    here = {"position": OuterRef(f"{path}__position"), "pk": OuterRef(path)}
    further = Q(**{f"position__{way}": here["position"]}) | Q(position=here["position"], **{f"pk__{way}": here["pk"]})
    on_it = Event.objects.filter(further, canon=OuterRef("canon"), state=ON_THE_LINE)
    return Subquery(on_it.order_by(f"{first}position", f"{first}pk").annotate(told=value).values("told")[:1])

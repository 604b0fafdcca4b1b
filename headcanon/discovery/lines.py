"""What a fandom's page says of its line, and what an event's page tells of the event and of the works that hang on it."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from headcanon.canon.lines import ON_THE_LINE, line_of, with_cover
from headcanon.canon.models import Canon, Departure, Event, Instalment
from headcanon.canon.progress import progress_of
from headcanon.canon.veil import EVENT, PAST, veil_over
from headcanon.canon.wranglers import is_wrangler
from headcanon.works.models import Placement, Work
from headcanon.works.places import names_fandom

MOST_WAYS = 50  # to leave canon at one event, told at once
FIRST_WORKS = 5


# --- On a fandom's page --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """What there is of lines in a fandom, for one reader."""

    has_canons: bool
    has_events: bool
    may_begin: bool  # where nobody has, by suggesting how
    may_order: bool


def lines_among(fandoms, viewer):
    """{fandom's id: Line}; where there is none, only members are told how one begins."""
    there = Event.objects.filter(canon=OuterRef("pk"), state=ON_THE_LINE)
    of_these = Q(fandom__in=fandoms) | Q(fandom__canonical__in=fandoms)
    rows = Canon.objects.filter(of_these, is_gone=False).values_list(
        "fandom", "fandom__canonical", Exists(there.values("pk"))
    )
    found = {}
    for own, canonical, has_events in rows:
        for pk in (own, canonical):
            found[pk] = found.get(pk, False) or has_events
    may_order = is_wrangler(viewer)
    may_suggest = viewer.person is not None and not may_order
    return {
        fandom.pk: Line(
            fandom.pk in found, found.get(fandom.pk, False), may_suggest and fandom.pk not in found, may_order
        )
        for fandom in fandoms
        if fandom.pk in found or viewer.person
    }


# --- On an event's page --------------------------------------------------------------------------------------------


def veil_of(event, viewer):
    """Over one that she has not come to."""
    said = progress_of(viewer)
    covers = _("What happens here is covered")
    if event.canon_id not in said:
        return veil_over(covers, EVENT)
    reached = Instalment.objects.filter(pk=said[event.canon_id], canon=event.canon_id).first()
    return veil_over(covers, PAST, canon=event.canon.name, here=reached.name if reached else "")


def without_words(event):
    """So that no template can print what is covered."""
    event.title = event.where = event.arc = event.about = ""
    return event


def beside(event, viewer):
    """The event before it on the line and the one after it, or None."""
    line = with_cover(line_of(event.canon), viewer).only("id", "title", "canon", "position", "instalment")
    here = {"position": event.position, "pk": event.pk}
    before = line.filter(Q(position__lt=here["position"]) | Q(position=here["position"], pk__lt=here["pk"]))
    after = line.filter(Q(position__gt=here["position"]) | Q(position=here["position"], pk__gt=here["pk"]))
    return before.order_by("-position", "-id").first(), after.first()


def seen_works(fandom, viewer):
    """Of this fandom's works those that a list may show her; she asked for the fandom itself."""
    listed = Work.objects.listed_to(viewer).posted().without_muted(viewer, fandom)
    return listed.filter(names_fandom(fandom))


def set_at(event, works):
    return along(works.filter(placements__event=event, placements__relation__in=Placement.SET_AT))


def leaving_at(event, works):
    return along(works.filter(placements__event=event, placements__relation=Placement.Relation.DIVERGES))


def leaving_by(departure, works):
    return along(works.filter(placements__departure=departure))


def along(works):
    """Ordered by the placement's copy of the key, a page is one short walk along the placement's own index."""
    return works.annotate(place=F("placements__newest_key"))


def first_of(*lists):
    """The newest of each of these lists, and whether there are more."""
    ids = [list(each.order_by("-place").values_list("pk", flat=True)[: FIRST_WORKS + 1]) for each in lists]
    shown = {pk for each in ids for pk in each[:FIRST_WORKS]}
    works = {work.pk: work for work in Work.objects.filter(pk__in=shown)} if shown else {}
    return [([works[pk] for pk in each[:FIRST_WORKS]], len(each) > FIRST_WORKS) for each in ids]


def ways_out(event):
    """The sentences that works leave it by, the most travelled first; one that no public work has is not told."""
    return Departure.objects.filter(event=event, work_count__gt=0).order_by("-work_count", "id")[:MOST_WAYS]

"""A canon's line with the works that stand on it: counts first, and of an event that is opened the first titles.

The numbers are those that everybody may know. The titles are those of works that this reader may see; what lies beyond
where she has come has no name, and what goes differently there is not told.
"""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, F, OuterRef, Prefetch, Subquery, Sum, Window
from django.db.models.functions import RowNumber

from headcanon.canon.models import Departure, Event
from headcanon.canon.progress import progress_of
from headcanon.discovery.drawing import BEADS, LEAST_FLOW, branch_width, flow_path, flow_widths, overview, short
from headcanon.discovery.lines import leaving_by, seen_works, set_at
from headcanon.works.models import Authorship
from headcanon.works.places import ON_THE_LINE, is_beyond

FOLDED_BEYOND = 40  # events; so many are also the most that open at once
MOST_FOLDS = 100  # lines for what is folded
MOST_BRANCHES = 4
TOLD_BEYOND = 8  # works, from which on a branch names two
FIRST_TITLES = 3
SIGNED = Authorship.objects.select_related("pseud__user")
COLUMNS = ("pk", "title", "where", "instalment", "instalment__name", "set_count", "departure_count", "is_covered")


@dataclass
class Branch:
    """A way out; `way` is its id, None for those gathered in the last one, of which there are `ways`."""

    number: int
    says: str = ""
    way: int | None = None
    ways: int = 0
    titles: list = field(default_factory=list)

    @property
    def width(self):
        return branch_width(self.number)

    @property
    def beads(self):
        return self.number if self.number <= BEADS else 0


@dataclass
class Stop:
    """An event on the line; covered, it has no title and no place."""

    place: int
    pk: int
    title: str
    where: str
    instalment: int | None
    instalment_name: str
    set_count: int
    departure_count: int
    is_covered: bool
    heading: str = ""  # the instalment's name, where it begins
    is_split: bool = False  # its instalment folds in several parts
    within: str | None = None  # the fold that it is in, by its first event
    folds_into: str | None = None  # the same of the first one, where it is said
    branches: list = field(default_factory=list)
    works: list | None = None  # the first that are set there, if it is opened
    flow: str = ""
    is_beyond: bool = False
    is_first_beyond: bool = False

    is_fold = False

    def __post_init__(self):
        # As pages write them, which is no number of any language.
        self.key, self.place_key = str(self.pk), str(self.place)

    @property
    def beads(self):
        return self.set_count if self.set_count <= BEADS else 0

    @property
    def short_count(self):
        return short(self.set_count)


@dataclass
class Fold:
    """Several events in one line."""

    stops: list
    is_part: bool = False  # of one instalment, so that only the numbers of its events tell it from the other parts
    flow: str = ""
    is_beyond: bool = False
    is_first_beyond: bool = False

    is_fold = True

    @property
    def key(self):
        return self.stops[0].key

    @property
    def place(self):
        return self.stops[0].place

    @property
    def place_key(self):
        return self.stops[0].place_key

    @property
    def names(self):
        """Its first instalment and its last one."""
        names = [stop.instalment_name for stop in self.stops if stop.instalment_name]
        return list(dict.fromkeys([names[0], names[-1]])) if names else []

    @property
    def last_place(self):
        return self.stops[-1].place

    @property
    def set_count(self):
        return sum(stop.set_count for stop in self.stops)

    @property
    def departure_count(self):
        return sum(stop.departure_count for stop in self.stops)

    @property
    def short_count(self):
        return short(self.set_count)


@dataclass
class Timeline:
    canon: object
    items: list
    event_count: int
    set_count: int
    departure_count: int
    beyond_count: int
    has_said: bool  # how far she has come
    overview: object
    widths: list  # of the branches that are drawn


def timeline_of(canon, viewer, *, opened=None, unfolded=None):
    """`opened` is the event whose first titles are told, `unfolded` one of those that are not to be folded."""
    stops = stops_of(canon, viewer)
    reached = how_far(stops) if canon.pk in progress_of(viewer) else None
    items = folded(stops, {opened, unfolded} - {None}, reached)
    shown = [item for item in items if not item.is_fold]
    tell_of_branches(shown, canon, viewer)
    for stop in shown:
        if stop.pk == opened and not stop.is_covered:
            stop.works = first_works(stop, canon, viewer)
    let_flow(items, stops)
    part(items, reached)
    return Timeline(
        canon=canon,
        items=items,
        event_count=len(stops),
        set_count=sum(stop.set_count for stop in stops),
        departure_count=sum(stop.departure_count for stop in stops),
        beyond_count=0 if reached is None else len(stops) - reached,
        has_said=reached is not None,
        overview=seen_from_afar(items, reached),
        widths=sorted({branch.width for stop in shown for branch in stop.branches}),
    )


def stops_of(canon, viewer):
    events = Event.objects.filter(canon=canon, state=ON_THE_LINE).order_by("position", "pk")
    rows = events.annotate(is_covered=is_beyond(viewer, "")).values_list(*COLUMNS)
    stops = [Stop(place, *row) for place, row in enumerate(rows, start=1)]
    for stop in stops:
        stop.instalment_name = stop.instalment_name or ""
        if stop.is_covered:
            stop.title = stop.where = ""
    return stops


def how_far(stops):
    """Before how many events she has come: what follows is all beyond."""
    return max((stop.place for stop in stops if not stop.is_covered), default=0)


# --- Folding -------------------------------------------------------------------------------------------------------


def folded(stops, asked_for, reached):
    """Stops and folds in their order. A short line has none; of a long one that is open which was asked for, or else
    where the reader is."""
    if len(stops) <= FOLDED_BEYOND:
        return with_headings(stops)
    open_at = asked_for or ({stops[max(reached - 1, 0)].pk} if reached is not None else set())
    items = []
    for fold in folds_of(stops):
        if open_at & {stop.pk for stop in fold}:
            items += with_headings(opened_up(fold))
        else:
            items.append(Fold(fold, is_part=fold[0].is_split or not fold[0].instalment))
    return items


def opened_up(fold):
    fold[0].folds_into = fold[0].key
    for stop in fold:
        stop.within = fold[0].key
    return fold


def folds_of(stops):
    """By instalment; a long one in parts, and where they are very many, several together."""
    folds = []
    for _, run in groupby(stops, key=lambda stop: stop.instalment):
        run = list(run)
        parts = -(-len(run) // FOLDED_BEYOND)
        size = -(-len(run) // parts)
        for stop in run:
            stop.is_split = parts > 1
        folds += [run[first : first + size] for first in range(0, len(run), size)]
    return folds if len(folds) <= MOST_FOLDS else together(folds)


def together(folds):
    joined = [[]]
    for fold in folds:
        if joined[-1] and len(joined[-1]) + len(fold) > FOLDED_BEYOND:
            joined.append([])
        joined[-1] += fold
    return joined


def with_headings(stops):
    before = None
    for stop in stops:
        if stop.instalment != before:
            stop.heading = stop.instalment_name
        before = stop.instalment
    return stops


# --- What leaves ---------------------------------------------------------------------------------------------------


def tell_of_branches(stops, canon, viewer):
    """Of each event its four ways out, most travelled first; the fourth gathers what is left."""
    left = {stop.pk: stop for stop in stops if stop.departure_count and not stop.is_covered}
    of_an_event = {"partition_by": F("event")}
    ranked = Departure.objects.filter(event__in=left, work_count__gt=0).annotate(
        rank=Window(RowNumber(), order_by=[F("work_count").desc(), F("pk")], **of_an_event),
        ways=Window(Count("pk"), **of_an_event),
        together=Window(Sum("work_count"), **of_an_event),
    )
    found = {}
    for way in ranked.filter(rank__lte=MOST_BRANCHES).order_by("event_id", "rank"):
        found.setdefault(way.event_id, []).append(way)
    for pk, stop in left.items():
        stop.branches = branches_at(stop, found.get(pk, []))
    tell_titles([branch for stop in stops for branch in stop.branches], canon, viewer)


def branches_at(stop, ways):
    """Works that leave without saying how are a way of their own."""
    unsaid = max(stop.departure_count - (ways[0].together if ways else 0), 0)
    every = (ways[0].ways if ways else 0) + bool(unsaid)
    shown = ways if every <= MOST_BRANCHES else ways[: MOST_BRANCHES - 1]
    branches = [Branch(way.work_count, says=way.says, way=way.pk) for way in shown]
    if every > len(branches):
        left = max(stop.departure_count - sum(branch.number for branch in branches), 1)
        is_only_unsaid = every - len(branches) == bool(unsaid)
        branches.append(Branch(left, ways=0 if is_only_unsaid else every - len(branches)))
    return branches


def tell_titles(branches, canon, viewer):
    """Two of each that has many, the newest that she may see."""
    many = {branch.way: branch for branch in branches if branch.way and branch.number > TOLD_BEYOND}
    here = leaving_by(OuterRef("pk"), seen_works(canon.fandom, viewer)).order_by("-place").values("title")
    told = {f"title_{number}": Subquery(here[number : number + 1]) for number in range(2)}
    for pk, *titles in Departure.objects.filter(pk__in=many).annotate(**told).values_list("pk", *told):
        many[pk].titles = [title for title in titles if title]


def first_works(stop, canon, viewer):
    """The newest that are set there, with their authors."""
    here = set_at(stop.pk, seen_works(canon.fandom, viewer)).order_by("-place")
    return list(here.prefetch_related(Prefetch("authorships", SIGNED))[:FIRST_TITLES])


# --- How it is drawn -----------------------------------------------------------------------------------------------


def let_flow(items, stops):
    """Where folds meet, open or not, it is as wide as with nothing on it, so that whoever opens one finds its neighbours
    as they were drawn."""
    is_long = len(stops) > FOLDED_BEYOND
    most = max(sum(stop.set_count for stop in fold) for fold in folds_of(stops)) if is_long else 1
    widths = flow_widths([item.set_count for item in items], most=most)
    edges = [LEAST_FLOW if is_long and begins_fold(item) else None for item in items]
    for number, item in enumerate(items):
        above = edges[number] if number else 0
        below = edges[number + 1] or widths[number + 1] if number + 1 < len(items) else 0
        item.flow = flow_path(widths[number], below, above=above)


def begins_fold(item):
    return item.is_fold or item.folds_into is not None


def part(items, reached):
    """Where she has come to; what follows is beyond."""
    if reached is None:
        return
    for item in items:
        item.is_beyond = item.place > reached
    first = next((item for item in items if item.is_beyond), None)
    if first:
        first.is_first_beyond = True


def seen_from_afar(items, reached):
    stops = [
        (
            item.set_count,
            item.departure_count,
            (item.names[0] if item.is_fold and item.names else "") if item.is_fold else item.heading,
            item.is_beyond,
        )
        for item in items
    ]
    if reached is None or not any(item.is_beyond for item in items):
        return overview(stops)
    return overview(stops, reached=sum(not item.is_beyond for item in items))

"""What `headcanon check` looks for in headcanons, in the lines of canons and in how tags, fandoms and stories descend
from each other; as findings.py does.
"""

from collections import defaultdict

from django.db import transaction
from django.db.models import F, Q

from headcanon.canon.models import Departure, Event, FandomDescent, TagDescent
from headcanon.canon.wranglers import hold_the_order
from headcanon.canon.wrangling_ties import reach
from headcanon.core.editions import pages_changed
from headcanon.core.models import OutboxRow
from headcanon.headcanons import counting as believed
from headcanon.headcanons.models import Headcanon, HeadcanonFandom, HeadcanonTag
from headcanon.ops.findings import Finding, wrong
from headcanon.works import counting_places, growing
from headcanon.works.counting import QUEUE as WORKS_TO_COUNT
from headcanon.works.models import Placement, RelatedWork


def miscounted_headcanons():
    """How many stories grew from one, and how many believe it, are writing it, and said something of it."""
    waiting = OutboxRow.objects.filter(queue=growing.QUEUE).values("subject")
    of_works = OutboxRow.objects.filter(queue=WORKS_TO_COUNT).values("subject")
    grown = Headcanon.objects.exclude(pk__in=waiting).exclude(growths__work__in=of_works)
    for each in wrong(growing.miscounted(grown).order_by("pk"), "Counting what grew from headcanons"):
        yield Finding(
            f"Headcanon {each.pk} is said to have {each.work_count:,} stories and has {each.public:,}.",
            lambda key=each.pk: growing.count_anew(Headcanon.objects.filter(pk=key)),
        )
    for each in wrong(believed.miscounted(believed.settled()).order_by("pk"), "Counting who believes headcanons"):
        said = ", ".join(f"{getattr(each, name):,}" for name in believed.COUNTED)
        true = ", ".join(f"{getattr(each, f'true_{name}'):,}" for name in believed.COUNTED)
        yield Finding(
            f"Headcanon {each.pk} is said to be believed, written and talked of by {said} and is by {true}.",
            lambda key=each.pk: believed.count_anew(Headcanon.objects.filter(pk=key)),
        )


def misplaced_headcanons():
    """Where one stands in the lists of its canons and tags."""
    for links in (HeadcanonFandom, HeadcanonTag):
        elsewhere = links.objects.exclude(newest_key=F("headcanon__newest_key")).order_by("headcanon_id")
        for key in wrong(elsewhere.values_list("headcanon_id", flat=True).distinct(), "Looking at lists of headcanons"):
            yield Finding(f"Headcanon {key} stands in the wrong place of a list.", lambda key=key: put_in_place(key))


@transaction.atomic
def put_in_place(key):
    place = Headcanon.objects.values_list("newest_key", flat=True).get(pk=key)
    for links in (HeadcanonFandom, HeadcanonTag):
        links.objects.filter(headcanon=key).update(newest_key=place)
    pages_changed()


def miscounted_lines():
    """How many stories stand at an event, leave canon there, and by which way."""
    waiting = counting_places.settled_events()
    events = wrong(counting_places.miscounted_events(waiting), "Counting what stands at events")
    ways = counting_places.miscounted_departures(Departure.objects.filter(event__in=waiting))
    ways = wrong(ways.select_related("event").only("work_count", "event"), "Counting ways out of canon")
    keys = {event.pk: event for event in events} | {way.event_id: None for way in ways}
    for key in keys:
        yield Finding(
            f"Event {key} is said to have other stories than stand there.",
            lambda key=key: counting_places.recount_places({key}),
        )


def impossible_places():
    """Of another line than it says; only a person knows what was meant."""
    elsewhere = ~Q(event__canon=F("canon")) & Q(event__isnull=False)
    elsewhere |= ~Q(until__canon=F("canon")) & Q(until__isnull=False)
    elsewhere |= ~Q(departure__event=F("event")) & Q(departure__isnull=False)
    for place in wrong(Placement.objects.filter(elsewhere).order_by("pk"), "Looking at places on lines"):
        yield Finding(f"Work {place.work_id} stands at an event of another line than it says.")


def broken_descent():
    """Every pair of what lies under what, however many lie between, has its row, and no other has one."""
    for model in (TagDescent, FandomDescent):
        if differences(model):
            name = "tags" if model is TagDescent else "fandoms"
            yield Finding(
                f"What lies under what among {name} is not what it follows from.", lambda model=model: mend(model)
            )


def differences(model):
    """(pairs that are missing, pairs that follow from nothing), or nothing at all."""
    rows = list(model.objects.values_list("ancestor", "descendant", "is_direct"))
    below = defaultdict(set)
    for ancestor, descendant, is_direct in rows:
        if is_direct:
            below[ancestor].add(descendant)
    true = {(top, each) for top in list(below) for each in reach(below, top)}
    kept = {(ancestor, descendant) for ancestor, descendant, _ in rows}
    return (true - kept, kept - true) if true != kept else None


@transaction.atomic
def mend(model):
    hold_the_order()
    missing, surplus = differences(model) or ((), ())
    for ancestor, descendant in surplus:
        model.objects.filter(ancestor=ancestor, descendant=descendant, is_direct=False).delete()
    model.objects.bulk_create(
        model(ancestor_id=ancestor, descendant_id=descendant, is_direct=False) for ancestor, descendant in missing
    )
    pages_changed()


def circles_of_works():
    """Stories that come from themselves; one of them must say something else."""
    parents = defaultdict(set)
    for work, parent in RelatedWork.objects.filter(parent__isnull=False).values_list("work", "parent"):
        parents[work].add(parent)
    for work in sorted(parents):
        if work in reach(parents, work):
            yield Finding(f"Work {work} comes from itself, by way of the stories that it names.")


def misplaced_events():
    """Each belongs to the canon of its instalment."""
    strays = Event.objects.filter(instalment__isnull=False).exclude(instalment__canon=F("canon"))
    for event in wrong(strays.order_by("pk"), "Looking at instalments"):
        yield Finding(f"Event {event.pk} happens in an instalment of another canon.")


CHECKS = [
    broken_descent,
    circles_of_works,
    impossible_places,
    misplaced_events,
    misplaced_headcanons,
    miscounted_headcanons,
    miscounted_lines,
]

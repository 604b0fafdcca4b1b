"""How many works stand at an event and leave canon there, and which way, counted after the fact and in batches."""

from django.db import transaction
from django.db.models import F, Q

from headcanon.canon.models import Departure, Event
from headcanon.core.counting import number_of, put_right, settled
from headcanon.core.outbox import handles, post
from headcanon.core.viewing import GUEST
from headcanon.works.holding import held
from headcanon.works.models import Placement
from headcanon.works.places import told_places

QUEUE = "count-places"


def recount_places_later(*event_ids):
    """Say that a work came to these events, or went from them."""
    post(QUEUE, *event_ids)


def recount_places_of(work_ids):
    """Count anew wherever these works stand, since something about them may have changed."""
    recount_places(set(Placement.objects.filter(work__in=work_ids).values_list("event", flat=True)) - {None})


@handles(QUEUE)
@transaction.atomic
def recount_places(event_ids):
    """Set the numbers of these events right. A way out that nobody takes any more is forgotten with its sentence."""
    events = held(Event.objects.filter(pk__in=event_ids))
    list(events.values_list("pk", flat=True))  # so that nobody takes a way out that is just forgotten
    Departure.objects.filter(event__in=event_ids, placements=None).delete()
    count_anew(Event.objects.filter(pk__in=event_ids), Departure.objects.filter(event__in=event_ids))


def count_anew(events, departures):
    put_right(Event, miscounted_events(events), {"set_count": "true_set", "departure_count": "true_departures"})
    put_right(Departure, miscounted_departures(departures), {"work_count": "true_works"})


def miscounted_events(events):
    """Those of these events whose numbers are not `true_set` and `true_departures`."""
    counted = events.only("set_count", "departure_count").annotate(
        true_set=number_of(public_places().filter(relation__in=Placement.SET_AT), "event"),
        true_departures=number_of(public_places().filter(relation=Placement.Relation.DIVERGES), "event"),
    )
    return counted.exclude(Q(set_count=F("true_set")) & Q(departure_count=F("true_departures"))).order_by("pk")


def miscounted_departures(departures):
    """Those of these ways out whose number is not `true_works`."""
    counted = departures.only("work_count").annotate(true_works=number_of(public_places(), "departure"))
    return counted.exclude(work_count=F("true_works")).order_by("pk")


def public_places():
    """Those of works that anybody may read: members' and hidden works would show through a number."""
    return told_places() & Placement.objects.visible_to(GUEST)


def settled_events():
    """The events that do not wait to be counted."""
    return settled(Event, QUEUE)

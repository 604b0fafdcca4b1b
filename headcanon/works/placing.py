"""Saying where a work stands on the lines of its canons: in one place on each, or in none."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from headcanon.accounts.looking_alike import NOT_SEEN
from headcanon.accounts.models import fold
from headcanon.canon.models import Departure, Event
from headcanon.core.editions import pages_changed
from headcanon.works.counting_places import recount_places_later
from headcanon.works.holding import held
from headcanon.works.models import Placement

Relation = Placement.Relation
SENTENCE_LENGTH = Departure._meta.get_field("says").max_length
KEY_LENGTH = Departure._meta.get_field("key").max_length


@dataclass(frozen=True)
class Place:
    """What an author says of one line; `says` is what goes differently where the story leaves it, and may be empty."""

    relation: str
    event: Event | None = None
    until: Event | None = None
    says: str = ""


@transaction.atomic
def place(work, canon, relation, *, event=None, until=None, says=""):
    """The work stands there from now on, wherever it stood on this line before. Raises ValidationError, with what is
    wrong by the names of the arguments."""
    # Held, so that none is taken off the line, or has its unused sentences cleared away, in this very moment.
    events = held(Event.objects).in_bulk({each.pk for each in (event, until) if each})
    event, until = (each and events.get(each.pk) for each in (event, until))
    stood = Placement.objects.filter(work=work, canon=canon).first()
    look_at(Place(relation, event, until, says), canon, stood)
    departure = departure_at(event, says) if relation == Relation.DIVERGES else None
    said = {"relation": relation, "event": event, "until": until, "departure": departure}
    if stood and all(getattr(stood, name) == value for name, value in said.items()):
        return stood
    placed, _made = Placement.objects.update_or_create(
        work=work, canon=canon, defaults={**said, "newest_key": work.newest_key}
    )
    tell_of(placed, stood)
    return placed


@transaction.atomic
def unplace(work, canon):
    """The work says nothing of this line any more."""
    stood = Placement.objects.filter(work=work, canon=canon).first()
    if stood:
        stood.delete()
        tell_of(stood)


def put_in_places(work, places):
    """By canon, where the work stands, None for nowhere."""
    for canon, said in places.items():
        if said:
            place(work, canon, said.relation, event=said.event, until=said.until, says=said.says)
        else:
            unplace(work, canon)


def tell_of(*places):
    recount_places_later(*{each.event_id for each in places if each and each.event_id})
    pages_changed()


# --- What must be so -----------------------------------------------------------------------------------------------


def look_at(said, canon, stood=None):
    """Raises ValidationError unless a work can stand there. What it `stood` at already may have gone from the line."""
    if said.relation not in Relation.values:
        raise ValidationError({"relation": _("A story can be set at an event, leave canon at one, or stand outside.")})
    if said.relation == Relation.OUTSIDE:
        if said.event or said.until:
            raise ValidationError({"event": _("A story outside canon stands at no event.")})
        return
    before = {stood.event_id, stood.until_id} if stood else set()
    if said.event is None or not is_there(said.event, canon, before):
        raise ValidationError({"event": _("Please choose an event of this line.")})
    if said.relation == Relation.BETWEEN:
        look_between(said, canon, before)
    elif said.until:
        raise ValidationError({"until": _("Only a story between two events has a second one.")})
    if said.relation != Relation.DIVERGES and sentence(said.says):
        raise ValidationError({"says": _("Only where a story leaves canon something goes differently.")})
    if len(sentence(said.says)) > SENTENCE_LENGTH:
        raise ValidationError({"says": _("A sentence of up to %d characters fits here.") % SENTENCE_LENGTH})


def look_between(said, canon, before):
    if said.until is None or not is_there(said.until, canon, before):
        raise ValidationError({"until": _("Please choose the second event, too.")})
    if said.until.pk == said.event.pk:
        raise ValidationError(
            {"until": _("Between two different events, please; for one, say before, during or after.")}
        )
    if (said.until.position, said.until.pk) < (said.event.position, said.event.pk):
        raise ValidationError({"until": _("This one comes before the first on the line. Please swap them.")})


def is_there(event, canon, before):
    return event.canon_id == canon.pk and (event.state == Event.State.ON_THE_LINE or event.pk in before)


# --- What goes differently -----------------------------------------------------------------------------------------


def sentence(says):
    """As it is stored; of what nobody can see there is none."""
    return " ".join(says.split()) if NOT_SEEN.sub("", says) else ""


def departure_key(says):
    """Two sentences with the same key are the same way out."""
    folded = fold(sentence(says))
    return (folded.rstrip(" .!…") or folded)[:KEY_LENGTH]


def departure_at(event, says):
    """The way out that is called so, made where nobody took it before; None where nothing is said."""
    if not sentence(says):
        return None
    found, _made = Departure.objects.get_or_create(
        event=event, key=departure_key(says), defaults={"says": sentence(says)}
    )
    return found


def says_another_way(work, places):
    """Whether one of these places has a sentence that is not the work's on that line already."""
    new = {canon.pk: departure_key(said.says) for canon, said in places.items() if said and sentence(said.says)}
    if not new:
        return False
    stood = Placement.objects.filter(work=work, canon__in=new).exclude(departure=None)
    return bool(set(new.items()) - set(stood.values_list("canon_id", "departure__key")))

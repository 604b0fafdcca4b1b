"""The line of a canon: what stands on it, and how it is put in order.

Members suggest events, and canons with their first events; wranglers do the rest. Whoever changes something holds the
order meanwhile (wranglers.py), and leaves an act that says what stood there before and after; line_history.py tells it
and undoes it. Places count from 1, without gaps: those of canons in a fandom, of instalments in a canon, of events on
its line. An event that leaves the line keeps everything that hangs on it, and shows it again when it is put back.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import BooleanField, Case, Q, When
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from headcanon.accounts.speaking import let_speak
from headcanon.canon.models import Canon, Event, Fandom, Instalment, OrderingAct
from headcanon.canon.naming import slugs_for
from headcanon.canon.veil import beyond
from headcanon.canon.wranglers import hold_the_order
from headcanon.core.editions import pages_changed
from headcanon.core.fields import ProseField, current_clean_version

MOST_CANONS = 20  # in a fandom
MOST_INSTALMENTS = 1_000  # in a canon
MOST_EVENTS = 5_000  # on a line
MOST_WAITING = 30  # suggestions of one member, in the whole archive

ON_THE_LINE, SUGGESTED, DECLINED, GONE = (
    Event.State.ON_THE_LINE, Event.State.SUGGESTED, Event.State.DECLINED, Event.State.GONE,
)  # fmt: skip


class Refused(ValidationError):
    """Nothing was changed; the message says why."""


# --- What there is -------------------------------------------------------------------------------------------------


def fandom_at(slug):
    """The fandom whose line is meant: of one that is the synonym of another, that other's."""
    fandom = get_object_or_404(Fandom.objects.select_related("canonical"), slug=slug)
    return fandom.canonical or fandom


def canons_of(fandom):
    """In their order; also those begun under a name that is its synonym by now."""
    return of_fandom(Canon.objects.filter(is_gone=False), fandom, "fandom")


def canons_open_to(person, fandom):
    """Those, and behind them what she suggested herself and nobody has answered: there she may suggest more."""
    hers = Event.objects.filter(suggested_by=person, state=SUGGESTED).values("canon")
    rows = Canon.objects.filter(Q(is_gone=False) | Q(position=0, pk__in=hers))
    return of_fandom(rows, fandom, "fandom").order_by("is_gone", "position", "id")


def awaited_canons():
    """Only suggested so far."""
    return Canon.objects.filter(is_gone=True, position=0)


def not_taken_away(path=""):
    """A condition on canons that are there, or awaited."""
    return Q(**{f"{path}is_gone": False}) | Q(**{f"{path}position": 0})


def of_fandom(rows, fandom, path):
    return rows.filter(Q(**{path: fandom}) | Q(**{f"{path}__canonical": fandom}))


def line_of(canon):
    return canon.events.filter(state=ON_THE_LINE).order_by("position", "id")


def with_cover(events, viewer):
    """Each with `is_covered`: whether this reader has not come so far."""
    covered = Case(When(beyond(viewer), then=True), default=False, output_field=BooleanField())
    return events.annotate(is_covered=covered)


def suggestions_for(fandom):
    """What waits for a wrangler, the oldest first."""
    waiting = Event.objects.filter(not_taken_away("canon__"), state=SUGGESTED)
    return of_fandom(waiting, fandom, "canon__fandom").order_by("id")


def event_on_line(fandom, events, **lookup):
    """The one of these events that readers may open, or 404."""
    events = events.filter(state=ON_THE_LINE, canon__is_gone=False)
    found = of_fandom(events, fandom, "canon__fandom").select_related("canon__fandom", "instalment")
    return get_object_or_404(found, **lookup)


# --- Canons --------------------------------------------------------------------------------------------------------


@transaction.atomic
def make_canon(fandom, *, by, **said):
    """The last of the fandom's, with its `name` and `kind`. Raises Refused."""
    begin(by)
    said = tidied(said)
    canon = Canon(fandom=fandom, slug=free_slug(fandom, said["name"]), **said)
    let_begin(canon, by)
    return canon


def let_begin(canon, by):
    others = list(canons_of(canon.fandom))
    if len(others) >= MOST_CANONS:
        raise Refused(_("A fandom has at most %d canons.") % MOST_CANONS)
    refuse_same_name(canon.name, others)
    canon.is_gone, canon.position = False, len(others) + 1
    canon.save()
    record("canon-made", by, canon, canon=({"is_gone": True}, {"is_gone": False}))


def free_slug(fandom, name):
    taken = set(fandom.canons.values_list("slug", flat=True))
    return next(slug for slug in slugs_for(name) if slug not in taken)


def called(name, rows):
    return next((each for each in rows if each.name.casefold() == name.casefold()), None)


def refuse_same_name(name, others):
    if called(name, others):
        raise Refused(_("There is one called so already."))


@transaction.atomic
def change_canon(canon, *, by, **said):
    """Raises Refused."""
    begin(by)
    canon, said = Canon.objects.get(pk=canon.pk), tidied(said)
    refuse_same_name(said["name"], canons_of(canon.fandom).exclude(pk=canon.pk))
    before, after = set_on(canon, said)
    if after:
        record("canon-changed", by, canon, canon=(before, after))


@transaction.atomic
def move_canon(canon, place, *, by):
    begin(by)
    rows = list(canons_of(canon.fandom))
    before, after = put_at(rows, canon, place)
    if before != after:
        record("canon-moved", by, canon, canon=({"place": before}, {"place": after}))


@transaction.atomic
def take_canon_away(canon, *, by):
    """With its line, until somebody brings it back; what hangs on its events stays."""
    begin(by)
    canon = Canon.objects.get(pk=canon.pk)
    before, after = set_on(canon, {"is_gone": True})
    if after:
        record("canon-gone", by, canon, canon=(before, after))


@transaction.atomic
def bring_canon_back(canon, *, by):
    begin(by)
    canon = Canon.objects.get(pk=canon.pk)
    before, after = set_on(canon, {"is_gone": False})
    if after:
        number(list(canons_of(canon.fandom)))
        record("canon-back", by, canon, canon=(before, after))


# --- Instalments ---------------------------------------------------------------------------------------------------


@transaction.atomic
def make_instalment(canon, name, *, by, place=None):
    """At this place, or the last. Raises Refused."""
    begin(by)
    name, rows = " ".join(name.split()), list(canon.instalments.all())
    if len(rows) >= MOST_INSTALMENTS:
        raise Refused(_("A canon has at most %d instalments.") % MOST_INSTALMENTS)
    refuse_same_name(name, rows)
    made = Instalment.objects.create(canon=canon, name=name, position=len(rows) + 1)
    _was, place = put_at([*rows, made], made, place or len(rows) + 1)
    record("instalment-made", by, canon, instalments=({made.pk: None}, {made.pk: {"name": name, "place": place}}))
    return made


@transaction.atomic
def rename_instalment(instalment, name, *, by):
    """Raises Refused."""
    begin(by)
    instalment, name = Instalment.objects.select_related("canon").get(pk=instalment.pk), " ".join(name.split())
    refuse_same_name(name, instalment.canon.instalments.exclude(pk=instalment.pk))
    before, after = set_on(instalment, {"name": name})
    if after:
        told = {instalment.pk: before}, {instalment.pk: after}
        record("instalment-renamed", by, instalment.canon, instalments=told)


@transaction.atomic
def move_instalment(instalment, place, *, by):
    """Its events stay where they are on the line: what is told last may happen first."""
    begin(by)
    before, after = put_at(list(instalment.canon.instalments.all()), instalment, place)
    if before != after:
        told = {instalment.pk: {"place": before}}, {instalment.pk: {"place": after}}
        record("instalment-moved", by, instalment.canon, instalments=told)


@transaction.atomic
def remove_instalment(instalment, *, by):
    """One in which nothing on the line happens; what was declined or taken off forgets that it was in it. Raises
    Refused."""
    begin(by)
    instalment = Instalment.objects.select_related("canon").get(pk=instalment.pk)
    if instalment.events.filter(state__in=(ON_THE_LINE, SUGGESTED)).exists():
        raise Refused(_("There are events in it. Put them into another instalment first."))
    rows = list(instalment.canon.instalments.all())
    pk = instalment.pk
    there = {"name": instalment.name, "place": [row.pk for row in rows].index(pk) + 1}
    forgetful = list(instalment.events.values_list("pk", flat=True))
    Event.objects.filter(pk__in=forgetful).update(instalment=None)
    canon = instalment.canon
    instalment.delete()
    number([row for row in rows if row.pk != pk])
    record(
        "instalment-removed", by, canon,
        instalments=({pk: there}, {pk: None}),
        events=({each: {"instalment_id": pk} for each in forgetful}, {each: {"instalment_id": None} for each in forgetful}),
    )  # fmt: skip


# --- Events --------------------------------------------------------------------------------------------------------


@transaction.atomic
def suggest(canon, *, by, place=None, **said):
    """By any member. It waits for a wrangler; said twice, it waits once. Raises Suspended and Refused."""
    begin(by)
    mine = Event.objects.filter(suggested_by=by, state=SUGGESTED)
    said = tidied(said)
    if there := mine.filter(canon=canon, title=said["title"]).first():
        return there
    if mine.count() >= MOST_WAITING:
        raise Refused(_("%d suggestions of yours wait for a wrangler. Let them answer some first.") % MOST_WAITING)
    event = Event.objects.create(canon=canon, suggested_by=by, state=SUGGESTED, **said)
    after = {"state": SUGGESTED, "title": event.title}
    line = light(canon)
    if line or place:  # on an empty one it stands nowhere yet, and so not before what comes meanwhile
        line.insert(within(place or place_for(event, line), line), event)
        after |= standing_in(line, event)
    record("event-suggested", by, canon, event, is_public=False, events=({event.pk: None}, {event.pk: after}))
    return event


@transaction.atomic
def suggest_canon(fandom, *, by, name, kind, **first):
    """By any member, with its first event, and answers with that. It is there once a wrangler accepts one of its events;
    suggested by two, it waits once. Raises Suspended and Refused."""
    begin(by)
    said = tidied({"name": name, "kind": kind})
    refuse_same_name(said["name"], canons_of(fandom))
    awaited = of_fandom(awaited_canons(), fandom, "fandom")
    canon = called(said["name"], awaited)
    if canon is None:
        canon = Canon.objects.create(fandom=fandom, slug=free_slug(fandom, said["name"]), is_gone=True, **said)
    return suggest(canon, by=by, **first)


def canon_for(event, by):
    """Of an event that is to stand on its line. One that is awaited begins with it; if another is called so by now, all
    that was suggested goes there. Raises Refused."""
    canon = event.canon
    if not canon.is_awaited:
        return canon
    there = called(canon.name, canons_of(canon.fandom))
    if there is None:
        let_begin(canon, by)
        return canon
    canon.events.update(canon=there)
    canon.acts.update(canon=there)
    canon.delete()
    return there


@transaction.atomic
def make_event(canon, *, by, place=None, **said):
    """On the line, at this place or behind what happens in the same instalment. Raises Refused."""
    begin(by)
    event = Event.objects.create(canon=canon, suggested_by=by, state=GONE, **tidied(said))
    line = stand_on_the_line(event, place)
    after = {"state": ON_THE_LINE, **standing_in(line, event)}
    record("event-made", by, canon, event, events=({event.pk: None}, {event.pk: after}))
    return event


def accept(event, *, by, place=None, **said):
    """A suggestion, also one that was declined before, as the wrangler words it. Raises Refused."""
    alter("event-accepted", event, by, becomes=ON_THE_LINE, only=(SUGGESTED, DECLINED), place=place, said=said)


def decline(event, *, by):
    alter("event-declined", event, by, becomes=DECLINED, only=(SUGGESTED,))


def change_event(event, *, by, **said):
    alter("event-changed", event, by, said=said)


def move_event(event, place, *, by):
    """To this place on its line; beyond the end is the end."""
    alter("event-moved", event, by, only=(ON_THE_LINE,), place=place)


@transaction.atomic
def step_event(event, step, *, by):
    """One place up (-1) or down (+1)."""
    hold_the_order()
    place = standing_in(light(event.canon), event).get("place", 0) + step
    if place >= 1:
        move_event(event, place, by=by)


def take_off(event, *, by):
    alter("event-off", event, by, becomes=GONE, only=(ON_THE_LINE,))


def put_back(event, *, by, place=None):
    """Where it stood, or at this place."""
    alter("event-back", event, by, becomes=ON_THE_LINE, only=(GONE,), place=place)


@transaction.atomic
def alter(kind, event, by, *, becomes=None, only=(), place=None, said=None):
    """The one way in which an event changes. Who comes second to what is done already changes nothing."""
    begin(by)
    event = Event.objects.select_related("canon").get(pk=event.pk)
    if only and event.state not in only:
        return
    if becomes == ON_THE_LINE:
        event.canon = canon_for(event, by)
    stood = {"state": event.state, **standing_in(light(event.canon), event)}
    before, after = set_on(event, tidied(said or {}))
    if becomes and becomes != ON_THE_LINE:
        line = leave_the_line(event, becomes)
    else:
        line = stand_on_the_line(event, place) if becomes or place else light(event.canon)
    stands = {"state": event.state, **standing_in(line, event)}
    if stood != stands:
        before, after = before | stood, after | stands
    if before:
        record(kind, by, event.canon, event, events=({event.pk: before}, {event.pk: after}))


# --- Places --------------------------------------------------------------------------------------------------------


def light(canon):
    """The events on its line, in order, without their words."""
    return list(line_of(canon).only("id", "canon", "position", "instalment", "state"))


def stand_on_the_line(event, place=None):
    """Answers with the line. Raises Refused."""
    line = [row for row in light(event.canon) if row.pk != event.pk]
    if len(line) >= MOST_EVENTS:
        raise Refused(_("A line holds at most %d events.") % MOST_EVENTS)
    line.insert(within(place or place_meant(event, line), line), event)
    event.state = ON_THE_LINE
    event.save(update_fields=["state"])
    return number(line)


def leave_the_line(event, state):
    event.state = state
    event.save(update_fields=["state"])
    return number([row for row in light(event.canon) if row.pk != event.pk])


def within(place, line):
    """The index at which something new stands that is to have this place."""
    return min(max(place, 1), len(line) + 1) - 1


def place_meant(event, line):
    """Where it stood when it was on the line last, or where its suggestion would put it."""
    for act in event.acts.order_by("-id")[:20]:
        for told in (act.after, act.before):
            stood = (told.get("events", {}).get(str(event.pk))) or {}
            if "place" in stood:
                return place_behind(stood, [row.pk for row in line])
    return place_for(event, line)


def place_behind(stood, line):
    """Behind the one it stood behind; if that is gone, by the number of its place."""
    if stood["behind"] in line:
        return line.index(stood["behind"]) + 2
    return stood["place"] if stood["behind"] else 1


def place_for(event, line):
    """Behind what happens in the same instalment or before it, else before what comes later."""
    positions = dict(event.canon.instalments.values_list("pk", "position"))
    here = positions.get(event.instalment_id)
    if here is None:
        return len(line) + 1
    known = [
        (place, positions[row.instalment_id]) for place, row in enumerate(line, 1) if row.instalment_id in positions
    ]
    until = [place for place, position in known if position <= here]
    return until[-1] + 1 if until else next((place for place, _position in known), len(line) + 1)


def standing_in(line, event):
    """Its place, and behind which other it stands; nothing, if it is not on the line."""
    pks = [row.pk for row in line]
    if event.pk not in pks:
        return {}
    at = pks.index(event.pk)
    return {"place": at + 1, "behind": pks[at - 1] if at else None}


def put_at(rows, row, place):
    """One of these rows to this place among them; answers with the places it had and has."""
    at = [each.pk for each in rows].index(row.pk)
    row = rows.pop(at)
    to = within(place, rows)
    rows.insert(to, row)
    number(rows)
    return at + 1, to + 1


def number(rows):
    """These rows in this order; only what stood elsewhere is written."""
    moved = [row for place, row in enumerate(rows, 1) if row.position != place]
    for place, row in enumerate(rows, 1):
        row.position = place
    if moved:
        type(moved[0]).objects.bulk_update(moved, ["position"], batch_size=200)
    return rows


# --- Acts ----------------------------------------------------------------------------------------------------------


def begin(by):
    """Raises Suspended."""
    let_speak(by)
    hold_the_order()


def tidied(said):
    """As it is stored: names without doubled blanks, prose through the one door."""
    tidy = {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in said.items()}
    if "about" in said:
        tidy["about"] = ProseField.cleaned(said["about"])
    return tidy


def set_on(row, said):
    """Writes what differs; answers with what that was and what it is."""
    before = {name: getattr(row, name) for name, value in said.items() if getattr(row, name) != value}
    after = {name: said[name] for name in before}
    for name, value in after.items():
        setattr(row, name, value)
    if "about" in after:
        row.clean_version = current_clean_version()
    if after:
        row.save(update_fields=[*after, *["clean_version"] * ("about" in after)])
    return before, after


def record(kind, by, line, event=None, *, is_public=True, **told):
    """`told` names what was changed: canon=(before, after), instalments= and events= by their ids."""
    before, after = ({name: pair[side] for name, pair in told.items()} for side in (0, 1))
    if is_public:
        pages_changed()
    return OrderingAct.objects.create(kind=kind, by=by, canon=line, event=event, before=before, after=after)

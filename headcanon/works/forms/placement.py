"""Where a work stands on the lines of its canons, as a part of its form: a group of fields for each line.

A story that names no canon with a line has none of it.
"""

from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.canon.models import Canon, Departure, Event
from headcanon.canon.progress import progress_of
from headcanon.works.forms.fields import line, one_of
from headcanon.works.models import Placement
from headcanon.works.places import ON_THE_LINE, is_beyond, lines_of
from headcanon.works.placing import Place, look_at

Relation = Placement.Relation
SET, NOTHING = "set", ""
HOW = [
    (NOTHING, gettext_lazy("It says nothing of this")),
    (SET, gettext_lazy("Set at an event")),
    (Relation.DIVERGES, gettext_lazy("Leaves canon at one")),
    (Relation.OUTSIDE, gettext_lazy("Outside canon")),
]
WHEN = [
    (Relation.BEFORE, gettext_lazy("before it")),
    (Relation.DURING, gettext_lazy("during it")),
    (Relation.AFTER, gettext_lazy("after it")),
    (Relation.BETWEEN, gettext_lazy("between it and another")),
]
MOST_OFFERED = 200  # sentences of others


@dataclass
class Group:
    """One line: its fields as the page shows them, and what others wrote where they left it."""

    canon: Canon
    how: forms.BoundField
    when: forms.BoundField
    event: forms.BoundField
    until: forms.BoundField
    says: forms.BoundField
    ways: list


class LinesPart:
    """Puts its fields into a form, and says what they said."""

    def __init__(self, form):
        self.form = form
        self.canons = list(lines_of(form.work))
        self.stood, self.ways = {}, {}
        if self.canons:
            places = form.work.placements.select_related("event", "until", "departure")
            self.stood = {each.canon_id: each for each in places}
            self.events = {canon.pk: [] for canon in self.canons}
            for event in offered_events(self.canons, form.viewer):
                self.events[event.canon_id].append(event)
            self.ways = offered_ways(self.canons, self.events)
        for canon in self.canons:
            self.offer(canon)

    # --- What is offered -----------------------------------------------------------------------------------------

    def offer(self, canon):
        name, choices = field_of(canon), self.choices_on(canon)
        please = {"invalid_choice": _("Please choose an event of this line.")}
        self.form.fields |= {
            name: one_of(self.title_of(canon), HOW),
            f"{name}_when": forms.ChoiceField(label=_("When"), choices=WHEN, required=False),
            f"{name}_event": forms.ChoiceField(
                label=_("At which event"), choices=choices, required=False, error_messages=please
            ),
            f"{name}_until": forms.ChoiceField(
                label=_("And which one after it"), choices=choices, required=False, error_messages=please
            ),
            f"{name}_says": line(_("What goes differently, in a sentence"), longest=None, list=f"{name}-ways"),
        }
        self.form.fields[name].required = False
        self.form.initial |= initial_at(name, self.stood.get(canon.pk))

    def title_of(self, canon):
        return _("Where it belongs in %(fandom)s, %(canon)s") % {
            "fandom": canon.fandom.canonical or canon.fandom,
            "canon": canon,
        }

    def choices_on(self, canon):
        """The events in their order, by instalment; and where the work stands already, whatever became of that."""
        events = self.events[canon.pk]
        choices = [("", _("Choose an event"))]
        for instalment, run in groupby(events, key=lambda event: event.instalment):
            those = [(str(event.pk), event.title) for event in run]
            choices += [(instalment.name, those)] if instalment else those
        there = {event.pk for event in events}
        stood = self.stood.get(canon.pk)
        gone = [event for event in (stood.event, stood.until) if event and event.pk not in there] if stood else []
        if gone:
            choices.append((_("Where it stands now"), [(str(event.pk), event.title) for event in gone]))
        return choices

    @property
    def groups(self):
        for canon in self.canons:
            name = field_of(canon)
            fields = {each: self.form[f"{name}_{each}"] for each in ("when", "event", "until", "says")}
            yield Group(canon, how=self.form[name], ways=self.ways.get(canon.pk, []), **fields)

    # --- What was said -------------------------------------------------------------------------------------------

    def places_said(self, said):
        """By canon, None for nothing; what a form that was opened before there was a line does not name stays."""
        return {canon: self.place_said(canon, said) for canon in self.canons if field_of(canon) in self.form.data}

    def place_said(self, canon, said):
        name = field_of(canon)
        found = self.as_place(
            canon, {each: said.get(f"{name}{each}") for each in ("", "_when", "_event", "_until", "_says")}
        )
        try:
            if found and not any(each.startswith(name) for each in self.form.errors):
                look_at(found, canon, self.stood.get(canon.pk))
        except ValidationError as refusal:
            for field, errors in refusal.error_dict.items():
                self.form.add_error(name if field == "relation" else f"{name}_{field}", errors)
        return found

    def as_place(self, canon, said):
        """What is left over in fields that do not belong to her answer counts for nothing."""
        how = said[""]
        if how == Relation.OUTSIDE:
            return Place(how)
        if how == Relation.DIVERGES:
            return Place(how, event=self.event_of(canon, said["_event"]), says=said["_says"] or "")
        if how == SET:
            when = said["_when"] or Relation.DURING
            until = self.event_of(canon, said["_until"]) if when == Relation.BETWEEN else None
            return Place(when, event=self.event_of(canon, said["_event"]), until=until)
        return None

    def event_of(self, canon, pk):
        stood = self.stood.get(canon.pk)
        known = [*self.events[canon.pk], *((stood.event, stood.until) if stood else ())]
        return next((event for event in known if event and str(event.pk) == pk), None)


def field_of(canon):
    return f"line_{canon.pk}"


def initial_at(name, stood):
    if stood is None:
        return {name: NOTHING, f"{name}_when": Relation.AFTER}
    is_set = stood.relation in Placement.SET_AT
    return {
        name: SET if is_set else stood.relation,
        f"{name}_when": stood.relation if is_set else Relation.AFTER,
        f"{name}_event": str(stood.event_id or ""),
        f"{name}_until": str(stood.until_id or ""),
        f"{name}_says": stood.departure.says if stood.departure else "",
    }


def offered_events(canons, viewer):
    """In their order. Who has said how far she is in a canon is not told by a list what comes after; who has said
    nothing may choose from all of it."""
    events = Event.objects.filter(canon__in=canons, state=ON_THE_LINE).select_related("instalment")
    events = events.only("canon", "title", "position", "state", "instalment__name").annotate(
        is_covered=is_beyond(viewer, "")
    )
    said = progress_of(viewer)
    return [event for event in events if not (event.is_covered and event.canon_id in said)]


def offered_ways(canons, events):
    """By canon, what others wrote where they left it at one of these events, the most travelled first."""
    there = {event.pk for those in events.values() for event in those}
    ways = Departure.objects.filter(event__canon__in=canons, work_count__gt=0).select_related("event")
    found = {}
    for way in ways.only("says", "event__canon", "event__title").order_by("-work_count", "pk")[:MOST_OFFERED]:
        if way.event_id in there:
            found.setdefault(way.event.canon_id, []).append(way)
    return found

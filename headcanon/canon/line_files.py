"""The lines of a fandom as CSV: out, for any spreadsheet, and in again.

Each canon names its instalments first, a line for each, then its events in their order. A file comes in wholly or not
at all, and only as it was shown before: `plan` says what it would do, `carry_out` does it, if that is still the same.
What a file does not name stays. An event is found by its address, else by its title; the order of a file's lines is
the order in which its events stand afterwards.
"""

import csv
import hashlib
import io
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.accounts.models import fold
from headcanon.canon.lines import (
    GONE,
    MOST_CANONS,
    MOST_EVENTS,
    MOST_INSTALMENTS,
    ON_THE_LINE,
    begin,
    canons_of,
    free_slug,
    number,
    place_for,
    record,
    set_on,
    tidied,
)
from headcanon.canon.models import Canon, Event, Instalment
from headcanon.core.csv_files import as_lines, as_meant, delimiter_of, refuse_too_large
from headcanon.core.fields import ProseField
from headcanon.core.typed import as_story_html, as_typed

COLUMNS = ("canon", "kind", "instalment", "title", "where", "arc", "about", "spoiler", "address")
MOST_LINES = 6_000
AT_ONCE = 200
MOST_COMPLAINTS = 20  # told at once
AN_EVENT = re.compile(r"/timeline/events/([0-9]{1,10})\Z")
LONGEST = {
    "canon": Canon._meta.get_field("name").max_length,
    "instalment": Instalment._meta.get_field("name").max_length,
    **{name: Event._meta.get_field(name).max_length for name in ("title", "where", "arc")},
    "about": 20_000,
}
YES, NO = ("yes", "y", "x", "1", "true"), ("no", "n", "0", "false", "")
WORDS = ("title", "where", "arc", "about", "is_spoiler")


# --- Out -----------------------------------------------------------------------------------------------------------


def written(fandom, site):
    """The file; `site` stands before the addresses."""
    return "\ufeff" + as_lines([COLUMNS, *rows_out(fandom, site)])


def rows_out(fandom, site):
    for canon in canons_of(fandom).select_related("fandom").prefetch_related("instalments"):
        empty = "", "", "", "", "", ""
        yield (canon.name, canon.kind, "", *empty)
        for instalment in canon.instalments.all():
            yield (canon.name, "", instalment.name, *empty)
        names = {each.pk: each.name for each in canon.instalments.all()}
        for event in canon.events.filter(state=ON_THE_LINE).order_by("position", "id"):
            event.canon = canon
            yield (
                canon.name, "", names.get(event.instalment_id, ""), event.title, event.where, event.arc,
                as_typed(event.about), "yes" if event.is_spoiler else "", site + event.get_absolute_url(),
            )  # fmt: skip


# --- Reading -------------------------------------------------------------------------------------------------------


class Broken(ValidationError):
    """Nothing of the file is taken; the messages say why, with the numbers of its lines."""


@dataclass
class Row:
    """One line of a file: its number there, and what it says."""

    number: int
    said: dict


def read(data):
    """Raises Broken."""
    refuse_too_large(len(data), Broken)
    text = decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        rows = [row for row in numbered(reader) if any(cell.strip() for cell in row[1])]
    except csv.Error:
        raise Broken(_("Line %d: a quotation mark is missing or stands where none can be.") % reader.line_num) from None
    names = [cell.strip().casefold() for cell in rows[0][1]] if rows else []
    if not {"canon", "title"} <= set(names):
        raise Broken(_("Line 1: it must name the columns, “canon” and “title” among them."))
    if len(rows) > MOST_LINES + 1:
        raise Broken(_("There are more than %d lines in it. Bring it in parts.") % MOST_LINES)
    known = {name: names.index(name) for name in COLUMNS if name in names}
    return [Row(at, {name: cell_of(cells, known.get(name)) for name in COLUMNS}) for at, cells in rows[1:]]


def numbered(reader):
    """Each with the number of the line on which it begins."""
    begins = 1
    for cells in reader:
        yield begins, cells
        begins = reader.line_num + 1


def decoded(data):
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")  # as a browser would send it back, or not
    raise Broken(_("This is not a text file. Save the table as CSV and bring that."))


def cell_of(cells, at):
    return as_meant(cells[at]).strip() if at is not None and at < len(cells) else ""


# --- Planning ------------------------------------------------------------------------------------------------------


@dataclass
class Listed:
    """An event that a file names: `there`, or to be made; `said` is what it is to be, `changes` what that differs in."""

    said: dict
    number: int
    there: Event | None = None
    changes: list = field(default_factory=list)

    @property
    def comes_back(self):
        return self.there is not None and self.there.state == GONE


@dataclass
class CanonPlan:
    """What a file would do to one canon; `canon` has no id where it is to be made."""

    canon: Canon
    kind: str | None = None
    instalments: list = field(default_factory=list)  # the names that it lists, in its order
    listed: list = field(default_factory=list)
    left: int = 0
    is_reordered: bool = False
    new_instalments: list = field(default_factory=list)

    @property
    def made(self):
        return [each for each in self.listed if each.there is None]

    @property
    def changed(self):
        return [each for each in self.listed if each.there and each.changes]

    @property
    def back(self):
        return [each for each in self.listed if each.comes_back]

    @property
    def does_something(self):
        return bool(
            self.canon.pk is None or self.kind or self.new_instalments or self.is_reordered
            or self.made or self.changed or self.back
        )  # fmt: skip


CHANGED = {
    "title": gettext_lazy("title"), "where": gettext_lazy("where and when"), "arc": gettext_lazy("arc"),
    "about": gettext_lazy("what happens"), "is_spoiler": gettext_lazy("whether it gives something away"),
    "instalment": gettext_lazy("instalment"),
}  # fmt: skip


def plan(rows, fandom, hosts):
    """What these lines would do, a CanonPlan for each canon that they name. Raises Broken."""
    planning = Planning(fandom, hosts)
    for row in rows:
        planning.take(row)
    if planning.complaints:
        told = planning.complaints[:MOST_COMPLAINTS]
        if len(planning.complaints) > len(told):
            told.append(_("And %d more.") % (len(planning.complaints) - len(told)))
        raise Broken(told)
    plans = list(planning.plans.values())
    for each in plans:
        planning.finish(each)
    refuse_too_much(plans, fandom)
    return plans


def digest(plans):
    """What of a plan a wrangler saw; the same lines over other events give another."""
    told = [
        (each.canon.pk, each.canon.name, each.kind, each.new_instalments, each.is_reordered, each.left, told_of(each))
        for each in plans
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def told_of(here):
    return [
        (row.there and (row.there.pk, row.there.state), row.changes, sorted(map(str, row.said.values())))
        for row in here.listed
    ]


def refuse_too_much(plans, fandom):
    new = sum(each.canon.pk is None for each in plans)
    if new and canons_of(fandom).count() + new > MOST_CANONS:
        raise Broken(_("A fandom has at most %d canons.") % MOST_CANONS)
    for each in plans:
        if len(each.listed) + each.left > MOST_EVENTS:
            raise Broken(_("A line holds at most %d events.") % MOST_EVENTS)
        there = each.canon.instalments.count() if each.canon.pk else 0
        if there + len(each.new_instalments) > MOST_INSTALMENTS:
            raise Broken(_("A canon has at most %d instalments.") % MOST_INSTALMENTS)


class Planning:
    """The lines of one file, one after the other."""

    def __init__(self, fandom, hosts):
        self.fandom, self.hosts = fandom, hosts
        self.canons = {fold(canon.name): canon for canon in canons_of(fandom).prefetch_related("instalments")}
        self.plans = {}
        self.complaints = []
        events = Event.objects.filter(canon__in=self.canons.values(), state__in=(ON_THE_LINE, GONE))
        self.events = list(events.select_related("instalment").order_by("position", "id"))
        self.by_pk = {event.pk: event for event in self.events}
        self.by_title = {}
        for event in self.events:
            if event.state == ON_THE_LINE:
                self.by_title.setdefault((event.canon_id, fold(event.title)), []).append(event)
        self.named = {}  # what a line names already, with the number of that line

    def take(self, row):
        try:
            here = self.canon_of(row)
            self.note_instalment(here, row.said["instalment"])
            if row.said["title"]:
                here.listed.append(self.event_of(here.canon, row))
        except ValidationError as complaint:
            self.complaints += [
                _("Line %(number)d: %(why)s") % {"number": row.number, "why": each} for each in complaint.messages
            ]

    def canon_of(self, row):
        self.refuse_too_long(row)
        name = " ".join(row.said["canon"].split())
        if not name:
            raise ValidationError(_("it names no canon."))
        key = fold(name)
        here = self.plans.get(key)
        if here is None:
            canon = self.canons.get(key) or Canon(fandom=self.fandom, name=name)
            here = self.plans[key] = CanonPlan(canon)
        if typed := row.said["kind"]:
            kind = kind_of(typed)
            here.kind = kind if here.canon.pk is None or kind != here.canon.kind else None
        return here

    def refuse_too_long(self, row):
        long = [name for name, longest in LONGEST.items() if len(row.said[name]) > longest]
        if long:
            said = {"column": long[0], "most": LONGEST[long[0]]}
            raise ValidationError(_("“%(column)s” has room for %(most)d characters.") % said)

    @staticmethod
    def note_instalment(here, typed):
        name = " ".join(typed.split())
        if name and fold(name) not in map(fold, here.instalments):
            here.instalments.append(name)

    def event_of(self, canon, row):
        said = tidied({name: row.said[name] for name in ("title", "where", "arc")})
        said["about"] = str(ProseField.cleaned(as_story_html(row.said["about"])) or "")
        said["is_spoiler"] = is_yes(row.said["spoiler"])
        said["instalment"] = " ".join(row.said["instalment"].split())
        there = self.meant_by(canon, row, said["title"])
        key = there.pk if there else tuple(map(fold, (canon.name, said["title"], said["instalment"], said["where"])))
        if before := self.named.get(key):
            raise ValidationError(_("line %d names the same event.") % before)
        self.named[key] = row.number
        listed = Listed(said, row.number, there)
        if there:
            stands = {name: getattr(there, name) for name in ("title", "where", "arc", "about", "is_spoiler")}
            stands["instalment"] = there.instalment.name if there.instalment else ""
            listed.changes = [str(label) for name, label in CHANGED.items() if differs(name, stands[name], said[name])]
        return listed

    def meant_by(self, canon, row, title):
        if canon.pk is None:
            return None
        pk = self.pk_in(row.said["address"])
        if pk in self.by_pk and self.by_pk[pk].canon_id == canon.pk:
            return self.by_pk[pk]
        same = self.by_title.get((canon.pk, fold(title)), [])
        if len(same) > 1:
            raise ValidationError(_("more than one event on the line has this title. Give its address."))
        return same[0] if same else None

    def pk_in(self, address):
        """The number of an event of this archive; of an address elsewhere there is none."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        match = AN_EVENT.search(parts.path)
        return int(match[1]) if match and parts.netloc in ("", *self.hosts) else None

    def finish(self, here):
        stood = list(here.canon.instalments.all()) if here.canon.pk else []
        known = {fold(each.name) for each in stood}
        here.new_instalments = [name for name in here.instalments if fold(name) not in known]
        line = [event.pk for event in self.events if event.canon_id == here.canon.pk and event.state == ON_THE_LINE]
        names = [fold(name) for name in here.instalments]
        order = woven([fold(each.name) for each in stood], names)
        listed = [each.there.pk if each.there else None for each in here.listed]
        kept = [pk for pk in woven(line, listed) if pk in set(line)]
        here.left = len(line) - len(set(line) & set(listed))
        here.is_reordered = kept != line or [key for key in order if key in known] != [
            fold(each.name) for each in stood
        ]


def differs(name, stands, said):
    return fold(stands) != fold(said) if name == "instalment" else stands != said


def kind_of(typed):
    for value, label in Canon.Kind.choices:
        if fold(typed) in (value, fold(str(label))):
            return value
    raise ValidationError(_("“%s” is no kind of canon. There are: book, series, film, game, other.") % typed[:40])


def is_yes(typed):
    if fold(typed) in YES:
        return True
    if fold(typed) in NO:
        return False
    raise ValidationError(_("“spoiler” is yes or no, not “%s”.") % typed[:40])


def woven(stood, listed):
    """What a file lists, in its order, among what stood there: that which it does not list stays behind what it stood
    behind."""
    known = set(stood) & set(listed)
    if not known:
        return [*stood, *listed]
    first, tails, behind = [], {}, None
    for each in stood:
        if each in known:
            behind = each
        else:
            (tails.setdefault(behind, []) if behind is not None else first).append(each)
    return first + [each for one in listed for each in (one, *tails.get(one, ()))]


# --- Doing it ------------------------------------------------------------------------------------------------------


class Outdated(Exception):
    """The line was changed since the plan was shown; `plans` is what the file would do now."""

    def __init__(self, plans):
        super().__init__()
        self.plans = plans


@transaction.atomic
def carry_out(rows, fandom, hosts, *, by, seen):
    """All of it, if it is still what was `seen`. Raises Outdated, Broken, Suspended."""
    begin(by)
    plans = plan(rows, fandom, hosts)
    if digest(plans) != seen:
        raise Outdated(plans)
    for each in plans:
        if each.does_something:
            carry_out_one(each, fandom, by)
    return plans


def carry_out_one(here, fandom, by):
    canon, told = canon_made(here, fandom)
    instalments, pairs = instalments_made(here, canon)
    told |= {"instalments": pairs}
    stood = list(canon.events.filter(state=ON_THE_LINE).order_by("position", "id"))
    there = Event.objects.in_bulk([each.there.pk for each in here.listed if each.there])
    before, after, listed, made = {}, {}, [], []
    for each in here.listed:
        said = {name: each.said[name] for name in WORDS}
        instalment = instalments.get(fold(each.said["instalment"]))
        said |= {"state": ON_THE_LINE, "instalment_id": instalment and instalment.pk}
        if each.there is None:
            event = Event(canon=canon, suggested_by=by, **said)
            made.append(event)
        else:
            event = there[each.there.pk]
            was, now = set_on(event, said)
            if now:
                before[event.pk], after[event.pk] = was, now
        event.canon = canon
        listed.append(event)
    for event in Event.objects.bulk_create(made, batch_size=AT_ONCE):
        before[event.pk], after[event.pk] = None, {"state": ON_THE_LINE}
    rows = in_new_order(stood, listed)
    tell_places(stood, rows, before, after)
    number(rows)
    record("line-imported", by, canon, events=(before, after), **told)


def tell_places(stood, rows, before, after):
    """Of what came on to the line where it stands; of what stood there nothing, or if any of it moved, everything."""
    were = {row.pk for row in stood}
    is_moved = [row.pk for row in rows if row.pk in were] != [row.pk for row in stood]
    on_the_line = {"state": ON_THE_LINE}
    was, now = places_in(stood), places_in(rows)
    for row in rows:
        if row.pk not in were:
            after[row.pk] |= now[row.pk]
        elif is_moved:
            before[row.pk] = before.get(row.pk, {}) | on_the_line | was[row.pk]
            after[row.pk] = after.get(row.pk, {}) | on_the_line | now[row.pk]


def places_in(line):
    pks = [None, *(row.pk for row in line)]
    return {pk: {"place": place, "behind": pks[place - 1]} for place, pk in enumerate(pks) if place}


def canon_made(here, fandom):
    canon = here.canon
    if canon.pk is None:
        canon.kind, canon.slug = here.kind or Canon.Kind.BOOK, free_slug(fandom, canon.name)
        canon.position = canons_of(fandom).count() + 1
        canon.save()
        return canon, {"canon": ({"is_gone": True}, {"is_gone": False})}
    if here.kind:
        return canon, {"canon": set_on(canon, {"kind": here.kind})}
    return canon, {}


def instalments_made(here, canon):
    """{folded name: instalment} of all there are, and what of them is new or stands elsewhere, before and after."""
    stood = list(Instalment.objects.filter(canon=canon))
    made = {fold(name): Instalment.objects.create(canon=canon, name=name, position=0) for name in here.new_instalments}
    rows = {fold(each.name): each for each in stood} | made
    order = woven([fold(each.name) for each in stood], [fold(name) for name in here.instalments])
    was = {each.pk: {"place": place} for place, each in enumerate(stood, 1)}
    number([rows[key] for key in order])
    now = {rows[key].pk: {"place": place} for place, key in enumerate(order, 1)}
    kept = [rows[key].pk for key in order if rows[key].pk in was]
    moved = set(was) if kept != list(was) else set()
    touched = moved | {each.pk for each in made.values()}
    return rows, ({pk: was.get(pk) for pk in touched}, {pk: now[pk] for pk in touched})


def in_new_order(stood, listed):
    rows = {row.pk: row for row in (*stood, *listed)}
    known = {row.pk for row in stood}
    if known & {row.pk for row in listed} or not stood:
        return [rows[pk] for pk in woven([row.pk for row in stood], [row.pk for row in listed])]
    line = list(stood)
    for row in listed:
        line.insert(place_for(row, line) - 1, row)
    return line

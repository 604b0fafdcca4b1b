"""What was done to the lines of a fandom, told in sentences, and undone.

An act holds what it found and what it left, row by row. It is undone row by row, too: what is no longer as the act left
it was changed by somebody since, and stays. What stood on the line goes back behind what it stood behind.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headcanon.canon.lines import (
    GONE,
    ON_THE_LINE,
    Refused,
    begin,
    canons_of,
    light,
    number,
    of_fandom,
    place_behind,
    put_at,
    set_on,
    within,
)
from headcanon.canon.models import Canon, Event, Instalment, OrderingAct
from headcanon.core.editions import pages_changed
from headcanon.manuscript.words import plain_text

# A suggestion waits for an answer, and that is what becomes of it.
NOT_UNDONE = ("event-suggested",)
SENTENCES = {
    "canon-made": gettext_lazy("began the canon “%(canon)s”"),
    "canon-changed": gettext_lazy("changed the canon “%(canon)s”"),
    "canon-moved": gettext_lazy("moved the canon “%(canon)s” from place %(from)s to %(to)s"),
    "canon-gone": gettext_lazy("took the canon “%(canon)s” away"),
    "canon-back": gettext_lazy("brought the canon “%(canon)s” back"),
    "instalment-made": gettext_lazy("made the instalment “%(name)s”"),
    "instalment-renamed": gettext_lazy("renamed the instalment “%(name)s”"),
    "instalment-moved": gettext_lazy("moved the instalment “%(name)s” from place %(from)s to %(to)s"),
    "instalment-removed": gettext_lazy("removed the instalment “%(name)s”"),
    "event-suggested": gettext_lazy("suggested “%(event)s”"),
    "event-made": gettext_lazy("put “%(event)s” on the line"),
    "event-accepted": gettext_lazy("accepted “%(event)s”"),
    "event-declined": gettext_lazy("declined “%(event)s”"),
    "event-changed": gettext_lazy("changed “%(event)s”"),
    "event-moved": gettext_lazy("moved “%(event)s” from place %(from)s to %(to)s"),
    "event-off": gettext_lazy("took “%(event)s” off the line"),
    "event-back": gettext_lazy("put “%(event)s” back on the line"),
    "line-imported": gettext_lazy("brought a file: %(made)s made, %(changed)s changed"),
}
LABELS = {
    "name": gettext_lazy("Name"), "kind": gettext_lazy("Kind"), "title": gettext_lazy("Title"),
    "where": gettext_lazy("Where and when"), "arc": gettext_lazy("Arc"), "about": gettext_lazy("What happens"),
    "is_spoiler": gettext_lazy("Gives something away"), "instalment_id": gettext_lazy("Instalment"),
}  # fmt: skip
A_GLANCE = 200  # letters of what was changed


# --- Telling -------------------------------------------------------------------------------------------------------


@dataclass
class Told:
    """An act as its page says it; `changes` are (label, what it was, what it is now)."""

    act: OrderingAct
    sentence: str
    changes: list = field(default_factory=list)
    can_be_undone: bool = False

    @property
    def pk(self):
        return self.act.pk


def acts_on(fandom):
    acts = OrderingAct.objects.filter(kind__in=SENTENCES)
    return of_fandom(acts, fandom, "canon__fandom").select_related("by", "undone_by", "canon", "event")


def told(acts):
    """Each as its page says it, in one query more for all of them."""
    acts = list(acts)
    named = {pk for act in acts for pk in instalments_in(act)}
    names = dict(Instalment.objects.filter(pk__in=named).values_list("pk", "name"))
    return [tell(act, names) for act in acts]


def instalments_in(act):
    yield from map(int, rows_in(act.before, "instalments"))
    for side in (act.before, act.after):
        for row in rows_in(side, "events").values():
            if row and row.get("instalment_id"):
                yield row["instalment_id"]


def rows_in(side, name):
    return side.get(name) or {}


def tell(act, names):
    words = {"canon": act.canon.name, "event": act.event.title if act.event else ""} | words_of(act, names)
    changes = [] if act.kind == "line-imported" else list(changes_in(act, names))
    can_be_undone = act.undone_at is None and act.kind not in NOT_UNDONE
    return Told(act, SENTENCES[act.kind] % words, changes, can_be_undone)


def words_of(act, names):
    before, after = only_row(act.before), only_row(act.after)
    events = rows_in(act.before, "events")
    made = sum(row is None for row in events.values())
    changed = sum(bool(row and fields_of(row).keys() - {"state"}) for row in events.values())
    named = next((names.get(int(pk)) for pk in rows_in(act.before, "instalments")), None)
    return {
        "name": after.get("name") or before.get("name") or named or "",
        "from": before.get("place", ""),
        "to": after.get("place", ""),
        "made": ngettext("%d event", "%d events", made) % made,
        "changed": changed,
    }


def only_row(side):
    """What an act about one thing says of it."""
    if "canon" in side:
        return side["canon"]
    for name in ("instalments", "events"):
        if rows := rows_in(side, name):
            return next(iter(rows.values())) or {}
    return {}


def changes_in(act, names):
    before, after = only_row(act.before), only_row(act.after)
    if not before or not after:
        return
    for name, label in LABELS.items():
        if name in before and before[name] != after.get(name):
            yield label, seen(name, before[name], names), seen(name, after.get(name), names)


def seen(name, value, names):
    if name == "is_spoiler":
        return _("yes") if value else _("no")
    if name == "instalment_id":
        return names.get(value, "") if value else ""
    if name == "kind":
        return str(dict(Canon.Kind.choices).get(value, value))
    return plain_text(value)[:A_GLANCE] if name == "about" else str(value)


# --- Undoing -------------------------------------------------------------------------------------------------------


@transaction.atomic
def undo(act, *, by):
    """Answers with how many things stay as they are, since somebody changed them after. Raises Refused if all do."""
    begin(by)
    act = OrderingAct.objects.select_related("canon").get(pk=act.pk)
    if act.undone_at or act.kind in NOT_UNDONE:
        raise Refused(_("This is undone already."))
    undoing = Undoing(act)
    undoing.do()
    if undoing.left and not undoing.done:
        raise Refused(_("This was changed again since. Undo what came after it first."))
    act.undone_at, act.undone_by = timezone.now(), by
    act.save(update_fields=["undone_at", "undone_by"])
    pages_changed()
    return undoing.left


class Undoing:
    """One act, backwards: instalments that are needed again, events, the canon itself, instalments that were made."""

    def __init__(self, act):
        self.canon = act.canon
        self.act = act
        self.done = self.left = 0

    def do(self):
        before, after = rows_in(self.act.before, "instalments"), rows_in(self.act.after, "instalments")
        for pk, was in sorted_by_place(before):
            if was is not None:
                self.count(self.put_instalment_back(int(pk), was, after.get(pk)))
        self.put_events_back()
        if "canon" in self.act.before:
            self.count(self.put_canon_back(self.act.before["canon"], self.act.after["canon"]))
        for pk, was in before.items():
            if was is None:
                self.count(self.remove_instalment(int(pk)))

    def count(self, is_done):
        self.done += is_done
        self.left += not is_done

    def put_canon_back(self, was, now):
        if is_changed(self.canon, now):
            return False
        set_on(self.canon, fields_of(was))
        canons = list(canons_of(self.canon.fandom))
        if "place" in was and not self.canon.is_gone:
            put_at(canons, self.canon, was["place"])
        elif "is_gone" in was:
            number(canons)
        return True

    def put_instalment_back(self, pk, was, now):
        found = Instalment.objects.filter(pk=pk, canon=self.canon).first()
        if now is None and found is None:
            found = Instalment.objects.create(pk=pk, canon=self.canon, name=was["name"], position=0)
        elif found is None or now is None or is_changed(found, now):
            return False
        else:
            set_on(found, fields_of(was))
        if "place" in was:
            put_at(list(self.canon.instalments.all()), found, was["place"])
        return True

    def remove_instalment(self, pk):
        found = Instalment.objects.filter(pk=pk, canon=self.canon).first()
        if found is None or found.events.exists():
            return False
        found.delete()
        number(list(self.canon.instalments.all()))
        return True

    def put_events_back(self):
        before, after = rows_in(self.act.before, "events"), rows_in(self.act.after, "events")
        rows = {row.pk: row for row in Event.objects.filter(pk__in=[int(pk) for pk in before])}
        line = light(self.canon)
        back = []
        for pk, was in sorted_by_place(before):
            event, now = rows.get(int(pk)), after.get(pk) or {}
            if event is None or is_changed(event, now) or not self.has_its_instalment(was):
                self.count(False)
                continue
            was = {"state": GONE} if was is None else was
            set_on(event, fields_of(was))
            if "state" in was or "place" in was:
                line = [row for row in line if row.pk != event.pk]
                back += [(event, was)] * (event.state == ON_THE_LINE)
            self.count(True)
        for event, was in back:
            line.insert(within(place_behind(was, [row.pk for row in line]), line), event)
        number(line)

    def has_its_instalment(self, was):
        pk = (was or {}).get("instalment_id")
        return not pk or Instalment.objects.filter(pk=pk, canon=self.canon).exists()


def sorted_by_place(rows):
    return sorted(rows.items(), key=lambda row: (row[1] or {}).get("place", 0))


def fields_of(told):
    return {name: value for name, value in told.items() if name not in ("place", "behind")}


def is_changed(row, left):
    """Whether this is no longer as the act left it."""
    return any(getattr(row, name) != value for name, value in fields_of(left).items())

"""The record of what wranglers did to tags and fandoms: what was there before, what after, and how it is undone.

Every change of an act goes through its `Ordering`, so what is not in the record has not been changed.
"""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.accounts.speaking import let_speak
from headcanon.canon.families import COLUMN, reached_by
from headcanon.canon.models import Fandom, OrderingAct, Subject, Tag, TagFandom
from headcanon.canon.signals import put_in_order
from headcanon.canon.wranglers import hold_the_order
from headcanon.canon.wrangling_deeds import Deed
from headcanon.canon.wrangling_ties import Circle, direct_ties, is_tied, tie, untie
from headcanon.core.editions import pages_changed
from headcanon.manuscript.clean import CLEAN_VERSION

Standing = Subject.Standing


class Ordering:
    """One act while it happens."""

    def __init__(self, subject):
        self.model = type(subject)
        self.before, self.after = side(), side()

    def put(self, subjects, **values):
        """Give these subjects these values."""
        for subject in subjects:
            for name, value in values.items():
                was = self.before["subjects"].setdefault(str(subject.pk), {})
                was.setdefault(name, str_or_same(getattr(subject, name)))
                self.after["subjects"].setdefault(str(subject.pk), {})[name] = str_or_same(value)
                setattr(subject, name, value)
        write(self.model, [subject.pk for subject in subjects], values)

    def tie(self, ancestor, descendant):
        """By their ids."""
        try:
            tie(self.model, ancestor, descendant)
        except Circle:
            raise ValidationError(in_a_circle(self.model, ancestor, descendant))
        self.after["ties"].append([ancestor, descendant])

    def untie(self, pairs):
        untie(self.model, pairs)
        self.before["ties"] += sorted(map(list, pairs))

    def put_to(self, tag, fandom):
        TagFandom.objects.create(tag=tag, fandom=fandom)
        self.after["fandoms"].append([tag.pk, fandom.pk])

    def take_out_of(self, rows):
        """These rows of TagFandom."""
        self.before["fandoms"] += sorted([row.tag_id, row.fandom_id] for row in rows)
        TagFandom.objects.filter(pk__in=[row.pk for row in rows]).delete()


def side():
    return {"subjects": {}, "ties": [], "fandoms": []}


def str_or_same(value):
    """As JSON keeps it: a text that says that it is clean is a text there."""
    return str(value) if isinstance(value, str) else value


def write(model, ids, values):
    if "meaning" in values:
        values = {**values, "clean_version": CLEAN_VERSION}
    model.objects.filter(pk__in=ids).update(**values)


def in_a_circle(model, ancestor, descendant):
    names = model.objects.in_bulk([ancestor, descendant])
    said = {"one": names[descendant], "other": names[ancestor]}
    if ancestor == descendant:
        return _("“%(one)s” cannot lie under itself.") % said
    return _("“%(other)s” lies under “%(one)s” already, so “%(one)s” cannot lie under “%(other)s”.") % said


@contextmanager
def ordering(kind, subject, *, by):
    """Do one act: all of it or nothing, and nobody else does another meanwhile. Whatever it reads, it reads inside."""
    let_speak(by)
    with transaction.atomic():
        hold_the_order()
        order = Ordering(subject)
        yield order
        act = OrderingAct.objects.create(
            by=by, kind=kind, before=order.before, after=order.after, **{COLUMN[order.model]: subject}
        )
        tell(order.model, act)


def tell(model, act):
    """Whose families have more or less in them: what the act touched, and all above."""
    touched = set()
    for half in (act.before, act.after):
        for pk, values in half["subjects"].items():
            touched |= {int(pk), values.get("canonical_id")} if "canonical_id" in values else set()
        touched.update(pk for pair in half["ties"] for pk in pair)
    touched.discard(None)
    if touched:
        above = model.objects.filter(pk__in=reached_by(model, touched)).exclude(standing=Standing.SYNONYM)
        put_in_order.send(model, act=act, ids=touched | set(above.values_list("pk", flat=True)))
    pages_changed()


def fresh(subject):
    """As it is now, inside the act; whoever calls may have looked long ago."""
    return type(subject).objects.select_related("canonical").get(pk=subject.pk)


# --- Undoing -------------------------------------------------------------------------------------------------------


@transaction.atomic
def undo(act, *, by):
    """Everything of it, or a ValidationError that says what stands in the way."""
    let_speak(by)
    hold_the_order()
    act = OrderingAct.objects.get(pk=act.pk)
    model = Tag if act.tag_id else Fandom
    if act.undone_at:
        raise ValidationError(_("That is undone already."))
    if act.kind == Deed.NAME:
        raise ValidationError(_("A name is there once somebody has thought of it. Put it in order otherwise."))
    if not is_as_it_left_it(model, act):
        raise ValidationError(_("Something was done to it since. Undo that first."))
    turn_back(model, act)
    OrderingAct.objects.filter(pk=act.pk).update(undone_at=timezone.now(), undone_by=by)
    tell(model, act)


def undo_all(acts, *, by):
    """Several, the newest first; all of them or none."""
    with transaction.atomic():
        for act in sorted(acts, key=lambda act: -act.pk):
            undo(act, by=by)


def is_as_it_left_it(model, act):
    for pk, values in act.after["subjects"].items():
        if not model.objects.filter(pk=pk, **values).exists():
            return False
    touched = {pk for half in (act.before, act.after) for pair in half["ties"] for pk in pair}
    now = {pair for pk in touched for pair in direct_ties(model, pk)}
    gone, made = as_pairs(act.before["ties"]), as_pairs(act.after["ties"])
    if made - now or (gone - made) & now:
        return False
    belong = set(
        TagFandom.objects.filter(
            tag__in=[pair[0] for pair in act.before["fandoms"] + act.after["fandoms"]]
        ).values_list("tag_id", "fandom_id")
    )
    return not (as_pairs(act.after["fandoms"]) - belong or as_pairs(act.before["fandoms"]) & belong)


def as_pairs(lists):
    return {tuple(pair) for pair in lists}


def turn_back(model, act):
    for pk, values in act.before["subjects"].items():
        write(model, [pk], values)
    gone, made = as_pairs(act.before["ties"]), as_pairs(act.after["ties"])
    untie(model, made - gone)
    try:
        for ancestor, descendant in sorted(gone - made):
            tie(model, ancestor, descendant)
    except Circle:
        raise ValidationError(_("What lies under what was changed since, and undoing this would make a circle."))
    for tag, fandom in act.after["fandoms"]:
        TagFandom.objects.filter(tag=tag, fandom=fandom).delete()
    TagFandom.objects.bulk_create(TagFandom(tag_id=tag, fandom_id=fandom) for tag, fandom in act.before["fandoms"])
    for pk in act.before["subjects"].keys() | {str(pk) for pair in gone | made for pk in pair}:
        if not is_in_order(model.objects.select_related("canonical").get(pk=pk)):
            raise ValidationError(_("Other names or tags were put to it since. Undo that first."))


def is_in_order(subject):
    """Only a canonical one has other names, and something above or below it; what stands for it is canonical itself."""
    if subject.standing == Standing.CANONICAL:
        return True
    if subject.standing == Standing.SYNONYM and subject.canonical.standing != Standing.CANONICAL:
        return False
    return not (subject.synonyms.exists() or is_tied(type(subject), subject.pk))

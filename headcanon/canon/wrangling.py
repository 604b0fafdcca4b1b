"""Putting tags and fandoms in order. What authors typed is never touched: only what stands for what, and lies under what.

Each act is one transaction and stands in the record with what undoes it. What cannot be is refused with a
ValidationError that says why. A name has one canonical one at most, which has none itself: never a chain.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from headcanon.canon.families import same_as, told_to_anybody
from headcanon.canon.models import Subject, Tag, TagFandom
from headcanon.canon.naming import fandoms_named, tags_named
from headcanon.canon.wranglers import hold_the_order
from headcanon.canon.wrangling_deeds import Deed
from headcanon.canon.wrangling_record import fresh, ordering
from headcanon.canon.wrangling_ties import direct_ties, is_tied
from headcanon.manuscript.clean import clean

Standing = Subject.Standing


# --- Names ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def think_of(model, name, *, by, kind=None):
    """A tag or fandom that a wrangler needs, whether or not anybody has typed it. Of what only drafts and hidden works
    are called she learns nothing: for her it is a new name, and from now on it is hers to be shown."""
    [found] = tags_named(kind, [name]) if model is Tag else fandoms_named([name])
    if not model.objects.filter(told_to_anybody(model), pk=found.pk).exists():
        with ordering(Deed.NAME, found, by=by):
            pass
    return found


def make_canonical(subject, *, by):
    with ordering(Deed.CANONICAL, subject, by=by) as order:
        subject = fresh(subject)
        if subject.standing == Standing.SYNONYM:
            raise ValidationError(is_a_synonym(subject))
        if subject.standing == Standing.CANONICAL:
            raise ValidationError(_("“%s” is canonical already.") % subject)
        order.put([subject], standing=Standing.CANONICAL)


@transaction.atomic
def make_synonym(subject, of, *, by):
    """Another name of a canonical one; a new one becomes canonical by it. Its own other names, and what it lies under
    and what lies under it, go along to the canonical one."""
    hold_the_order()
    of = canonical_by_now(of, by)
    with ordering(Deed.SYNONYM, subject, by=by) as order:
        subject = fresh(subject)
        refuse_synonym(subject, of)
        ties = direct_ties(order.model, subject.pk)
        order.untie(ties)
        order.put([subject, *subject.synonyms.all()], standing=Standing.SYNONYM, canonical_id=of.pk)
        known = direct_ties(order.model, of.pk)
        moved = {tuple(of.pk if pk == subject.pk else pk for pk in pair) for pair in ties}
        for ancestor, descendant in sorted(moved - known - {(of.pk, of.pk)}):
            order.tie(ancestor, descendant)


@transaction.atomic
def make_synonyms(subjects, of, *, by):
    """Many at once: all of them or none."""
    for subject in subjects:
        make_synonym(subject, of, by=by)


def refuse_synonym(subject, of):
    if subject.pk == of.pk:
        raise ValidationError(_("“%s” cannot be another name of itself.") % subject)
    if is_tag(subject) and subject.kind != of.kind:
        raise ValidationError(
            _("“%(one)s” and “%(other)s” are tags of different kinds.") % {"one": subject, "other": of}
        )
    refuse_own_word(subject)
    if subject.canonical_id == of.pk:
        raise ValidationError(_("“%(one)s” is another name of “%(other)s” already.") % {"one": subject, "other": of})


def split_off(subject, *, by):
    """What was another name of something stands for itself again."""
    with ordering(Deed.SPLIT, subject, by=by) as order:
        subject = fresh(subject)
        if subject.standing != Standing.SYNONYM:
            raise ValidationError(_("“%s” is no other name of anything.") % subject)
        order.put([subject], standing=Standing.CANONICAL, canonical_id=None)


def leave_aside(subject, *, by):
    """Nothing is to be put in order about it: it stays as it is, and out of the queue."""
    with ordering(Deed.ASIDE, subject, by=by) as order:
        set_aside(order, fresh(subject))


def disambiguate(tag, meanings, *, by):
    """A name that may mean several: it stands for none of them, and its page names them."""
    meanings = list(dict.fromkeys(each.pk for each in meanings))
    with ordering(Deed.AMBIGUOUS, tag, by=by) as order:
        tag = fresh(tag)
        if len(meanings) < 2 or tag.pk in meanings:
            raise ValidationError(_("Name at least two other tags that “%s” may mean.") % tag)
        set_aside(order, tag)
        order.after["may_mean"] = meanings


def set_aside(order, subject):
    refuse_own_word(subject)
    if subject.standing == Standing.SYNONYM:
        raise ValidationError(is_a_synonym(subject))
    if subject.synonyms.exists() or is_tied(order.model, subject.pk):
        raise ValidationError(_("“%s” has other names, or lies over or under something. Undo that first.") % subject)
    order.put([subject], standing=Standing.ASIDE)


# --- What lies under what ------------------------------------------------------------------------------------------


@transaction.atomic
def put_under(subject, parent, *, by):
    """A sub-tag of another; or a canon that is part of a larger one."""
    hold_the_order()
    subject, parent = canonical_by_now(subject, by), canonical_by_now(parent, by)
    with ordering(Deed.UNDER, subject, by=by) as order:
        if (parent.pk, subject.pk) in direct_ties(order.model, subject.pk):
            raise ValidationError(_("“%(one)s” lies under “%(other)s” already.") % {"one": subject, "other": parent})
        if is_tag(subject) and subject.kind != parent.kind:
            raise ValidationError(
                _("“%(one)s” and “%(other)s” are tags of different kinds.") % {"one": subject, "other": parent}
            )
        order.tie(parent.pk, subject.pk)


def take_from_under(subject, parent, *, by):
    with ordering(Deed.NOT_UNDER, subject, by=by) as order:
        pair = parent.pk, subject.pk
        if pair not in direct_ties(order.model, subject.pk):
            raise ValidationError(
                _("“%(one)s” does not lie directly under “%(other)s”.") % {"one": subject, "other": parent}
            )
        order.untie({pair})


# --- Which canon a tag belongs to ----------------------------------------------------------------------------------


def put_to(tag, fandom, *, by):
    with ordering(Deed.BELONGS, tag, by=by) as order:
        tag, fandom = fresh(tag), fresh(fandom)
        for each in (tag, fandom):
            if each.standing == Standing.SYNONYM:
                raise ValidationError(is_a_synonym(each))
        if rows_between(tag, fandom).exists():
            raise ValidationError(_("“%(one)s” belongs to “%(other)s” already.") % {"one": tag, "other": fandom})
        order.put_to(tag, fandom)


def take_out_of(tag, fandom, *, by):
    """Under whatever name of the one it was put to whatever name of the other."""
    with ordering(Deed.NOT_BELONGS, tag, by=by) as order:
        rows = list(rows_between(tag, fandom))
        if not rows:
            raise ValidationError(_("“%(one)s” does not belong to “%(other)s”.") % {"one": tag, "other": fandom})
        order.take_out_of(rows)


def rows_between(tag, fandom):
    return TagFandom.objects.filter(tag__in=same_as(tag), fandom__in=same_as(fandom))


# --- What it says --------------------------------------------------------------------------------------------------


def say_meaning(subject, meaning, *, by):
    """`meaning` is HTML from anybody."""
    meaning = clean(meaning)
    with ordering(Deed.MEANING, subject, by=by) as order:
        subject = fresh(subject)
        if subject.meaning == meaning:
            raise ValidationError(_("It says so already."))
        order.put([subject], meaning=meaning)


def flag_spoiler(tag, flag, *, by):
    with ordering(Deed.SPOILER if flag else Deed.NO_SPOILER, tag, by=by) as order:
        tag = fresh(tag)
        if tag.is_spoiler == flag:
            raise ValidationError(_("It says so already."))
        order.put([tag], is_spoiler=flag)


# --- What cannot be ------------------------------------------------------------------------------------------------


def canonical_by_now(subject, by):
    """This one, made canonical if nobody has put it in order yet: an act of its own, which stays when the next goes."""
    subject = fresh(subject)
    if subject.standing == Standing.SYNONYM:
        raise ValidationError(is_a_synonym(subject))
    if subject.standing == Standing.ASIDE:
        raise ValidationError(_("“%s” was left as it is. Make it canonical first.") % subject)
    if subject.standing == Standing.NEW:
        make_canonical(subject, by=by)
    return fresh(subject)


def refuse_own_word(subject):
    if is_tag(subject) and (subject.standard or subject.offered is not None):
        raise ValidationError(_("“%s” is one of the archive’s own words, which the archivist looks after.") % subject)


def is_a_synonym(subject):
    said = {"one": subject, "other": subject.canonical}
    return _("“%(one)s” is another name of “%(other)s”. Choose “%(other)s”.") % said


def is_tag(subject):
    return isinstance(subject, Tag)

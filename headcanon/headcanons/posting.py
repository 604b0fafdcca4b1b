"""Saying a headcanon, changing it, taking it back.

Whether it stands under a name is said once, when it is posted: what readers saw under one could not be taken from them,
and who took hers from it would be known all the same.
"""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.accounts.models import fold
from headcanon.accounts.speaking import let_speak
from headcanon.canon.models import Event, Tag
from headcanon.canon.naming import NAME_LENGTH, fandoms_named, tags_for
from headcanon.core.editions import pages_changed
from headcanon.core.flooding import Pace, keep_pace
from headcanon.core.random_ids import newest_key
from headcanon.core.standing import pages_changed_for
from headcanon.headcanons.models import Headcanon, HeadcanonFandom, HeadcanonTag
from headcanon.headcanons.signals import headcanon_erased, headcanon_posted
from headcanon.headcanons.words import Refused, as_claim

State = Headcanon.State
PACE = Pace(6, 60)
MOST_NAMES = 20
# What a headcanon can be about besides canons: as `said` has them, and the kinds of tags they are.
TAGS = {"relationships": Tag.Kind.RELATIONSHIP, "characters": Tag.Kind.CHARACTER}


@transaction.atomic
def post(said, *, pseud, sent_with, is_anonymous=False, sources=()):
    """For everybody. `said` has the claim, and as far as there are any: fandoms, relationships and characters as lists of
    names, an event, is_spoiler. The same form sent twice is one; too quick a row of them from one of the `sources`
    (core/flooding.py) is stopped. Raises Refused, TooQuick, Suspended."""
    headcanon, is_new = make(said, pseud=pseud, sent_with=sent_with, is_anonymous=is_anonymous, paces=(sources, PACE))
    if is_new:
        headcanon_posted.send(Headcanon, headcanon=headcanon)
        pages_changed()
    return headcanon


def make(said, *, pseud, sent_with, is_anonymous, paces, **more):
    """(headcanon, whether it is new)"""
    let_speak(pseud.user)
    token = bound(pseud.user, sent_with)
    if there := Headcanon.objects.filter(sent_with=token).first():
        return there, False
    claim, event = as_claim(said["claim"]), event_meant(said.get("event"))
    refuse_too_many(said)
    keep_pace(*paces)
    plain = {"claim": claim, "event": event, "is_spoiler": bool(said.get("is_spoiler"))}
    headcanon, is_new = Headcanon.objects.get_or_create(
        sent_with=token, defaults={"pseud": pseud, "is_anonymous": is_anonymous, **plain, **more}
    )
    if is_new:
        put_in_order(headcanon, timezone.now())
        say_what_it_is_about(headcanon, said)
    return headcanon, is_new


def bound(person, sent_with):
    """What the form carried, as one of hers: nobody else can use it up, and nobody finds her by it."""
    return hashlib.sha256(f"headcanon {person.pk} {sent_with}".encode()).hexdigest()


def put_in_order(headcanon, moment):
    """Where it stands in lists: by when everybody could see it."""
    headcanon.newest_key = newest_key(moment, headcanon.pk)
    headcanon.save(update_fields=["newest_key"])
    for links in (headcanon.headcanon_fandoms, headcanon.headcanon_tags):
        links.update(newest_key=headcanon.newest_key)


# --- What it is about ----------------------------------------------------------------------------------------------


def event_meant(event):
    """Only one that is on its line. Raises Refused."""
    if event is not None and event.state != Event.State.ON_THE_LINE:
        raise Refused(_("This event is not on its line any more. Choose another, or none."))
    return event


def refuse_too_many(said):
    names = [name for field in ("fandoms", *TAGS) for name in said.get(field, ())]
    if len(names) > MOST_NAMES:
        raise Refused(_("More than %d names say less than a few. Please leave some out.") % MOST_NAMES)
    if too_long := next((name for name in names if len(name) > NAME_LENGTH), None):
        raise Refused(_("“%s…” is longer than a name can be. Is a comma missing?") % too_long[:40])


def say_what_it_is_about(headcanon, said):
    """Exactly these canons and tags, as they were typed; those not in `said` go."""
    fandoms = once(said.get("fandoms", ()))
    names = [(kind, name) for field, kind in TAGS.items() for name in once(said.get(field, ()))]
    relink(HeadcanonFandom, "fandom", headcanon, fandoms_named(fandoms), fandoms)
    relink(HeadcanonTag, "tag", headcanon, tags_for([names])[0], [name for _kind, name in names])


def once(names):
    """Each as it was first typed."""
    found = {}
    for name in names:
        found.setdefault(fold(name), name)
    return [name for key, name in found.items() if key]


def relink(model, field, headcanon, things, typed):
    model.objects.filter(headcanon=headcanon).delete()
    rows = zip(things, typed, strict=True)
    model.objects.bulk_create(
        model(headcanon=headcanon, typed=name, position=place, newest_key=headcanon.newest_key, **{field: thing})
        for place, (thing, name) in enumerate(rows)
    )


# --- Afterwards ----------------------------------------------------------------------------------------------------


@transaction.atomic
def change(headcanon, said):
    """What it says and what it is about; that it was changed stands there. What was declined stays as it was. Raises
    Refused, Suspended."""
    headcanon = Headcanon.objects.select_for_update(no_key=True).get(pk=headcanon.pk)
    if headcanon.state == State.DECLINED:
        raise Refused(_("It was declined, and stays as it was. You can post it for everybody as a new one."))
    let_speak(headcanon.pseud.user)
    claim, event = as_claim(said["claim"]), said.get("event")
    if event != headcanon.event:
        event = event_meant(event)
    refuse_too_many(said)
    if claim != headcanon.claim:
        headcanon.edited_at = timezone.now()
    headcanon.claim, headcanon.event, headcanon.is_spoiler = claim, event, bool(said.get("is_spoiler"))
    headcanon.save(update_fields=["claim", "event", "is_spoiler", "edited_at"])
    say_what_it_is_about(headcanon, said)
    seen_anew(headcanon)
    return headcanon


@transaction.atomic
def take_back(headcanon):
    """For good, with what was said of it and who believed it. Works that grew from it stay as they were."""
    headcanon_erased.send(Headcanon, headcanon_id=headcanon.pk)
    seen_anew(headcanon)
    Headcanon.objects.filter(pk=headcanon.pk).delete()


def seen_anew(headcanon):
    if headcanon.is_posted:
        pages_changed()
    elif headcanon.asked_of:
        pages_changed_for(headcanon.asked_of)

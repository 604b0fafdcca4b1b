"""Talking about a headcanon: remarks, and replies to them, each by a member.

Whoever had one that stands under no name speaks there without hers too, and cannot do otherwise: as “whoever had it”.
"""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headcanon.accounts.blocking import are_apart
from headcanon.accounts.speaking import Suspended, let_speak
from headcanon.core.editions import pages_changed
from headcanon.core.flooding import MEMBER, keep_pace
from headcanon.headcanons.counting import recount_later
from headcanon.headcanons.models import Headcanon, Remark
from headcanon.headcanons.signals import remark_posted
from headcanon.headcanons.words import Refused, refuse_links
from headcanon.manuscript.clean import CLEAN_VERSION
from headcanon.manuscript.said import as_said
from headcanon.manuscript.words import plain_text

CHANGED_WITHIN = timedelta(minutes=30)
THE_SAME_WITHIN = timedelta(days=1)
LONGEST = 10_000  # characters, as typed


@transaction.atomic
def say(headcanon, typed, *, pseud, sent_with, answers=None, sources=()):
    """The same form sent twice, and the same words said twice in a day, are one remark. Raises Refused, TooQuick,
    Suspended."""
    let_speak(pseud.user)
    token = hashlib.sha256(f"remark {headcanon.pk} {pseud.user_id} {sent_with}".encode()).hexdigest()
    if said := Remark.objects.filter(sent_with=token).first():
        return said
    headcanon = (
        Headcanon.objects.select_for_update(no_key=True, of=("self",)).select_related("pseud").get(pk=headcanon.pk)
    )
    answers = answers and as_it_is_now(answers)
    refuse(headcanon, pseud.user, answers)
    text = fit_words(typed)
    keep_pace(sources, MEMBER)
    thread = answers and (answers.thread or answers)
    if said := said_already(headcanon, thread, text, pseud.user):
        return said
    remark = Remark.objects.create(
        headcanon=headcanon, thread=thread, pseud=pseud, is_anonymous=speaks_unnamed(headcanon, pseud.user), text=text,
        sent_with=token,
    )  # fmt: skip
    remark_posted.send(Remark, remark=remark)
    seen_anew(headcanon)
    return remark


def as_it_is_now(remark):
    """Raises Refused."""
    found = Remark.objects.select_related("thread", "pseud").filter(pk=remark.pk).first()
    if found is None:
        raise Refused(_("What you wanted to reply to is not there for others now."))
    return found


def speaks_unnamed(headcanon, person):
    return headcanon.is_anonymous and headcanon.pseud.user_id == person.pk


def refuse(headcanon, person, answers):
    if not headcanon.is_posted or headcanon.is_hidden:
        raise Refused(_("Nobody can say anything of this headcanon now."))
    if answers and not takes_replies(answers):
        raise Refused(_("What you wanted to reply to is not there for others now."))
    for other, is_unnamed in ((headcanon.pseud, headcanon.is_anonymous), answered(answers)):
        # Only the archivist, from whom a block keeps nothing, comes here then. Of whoever has no name no block may tell.
        if other and not is_unnamed and person.is_superuser and are_apart(person, other.user_id):
            raise Refused(_("You and whoever wrote this keep apart from each other."))


def answered(remark):
    return (remark.pseud, remark.is_anonymous) if remark else (None, False)


def takes_replies(remark):
    thread = remark.thread or remark
    return not (remark.is_gone or remark.is_hidden or thread.is_hidden)


def why_silent(headcanon, viewer):
    """Why this viewer, who sees it, can say nothing of it; empty if she can."""
    if viewer.is_guest:
        return _("Members of this archive talk here. If you are one, sign in.")
    try:
        let_speak(viewer.person)
        refuse(headcanon, viewer.person, None)
    except (Suspended, Refused) as refused:
        return str(refused)
    return ""


def fit_words(typed):
    """As they are stored. Raises Refused."""
    if len(typed) > LONGEST:
        raise Refused(
            ngettext(
                "There is room for %(most)d characters; this has %(count)d. Please shorten it and post again.",
                "There is room for %(most)d characters; this has %(count)d. Please shorten it and post again.",
                len(typed),
            )
            % {"most": LONGEST, "count": len(typed)}
        )
    text = as_said(typed)
    if not plain_text(text).strip():
        raise Refused(_("There is nothing to read in it yet. Write a few words, and post again."))
    refuse_links(text)
    return text


def said_already(headcanon, thread, text, person):
    same = Remark.objects.filter(headcanon=headcanon, thread=thread, text=text, pseud__user=person)
    return same.filter(made_at__gt=timezone.now() - THE_SAME_WITHIN).first()


def seen_anew(headcanon):
    recount_later(headcanon.pk)
    pages_changed()


# --- Changing, taking back -----------------------------------------------------------------------------------------


def can_change(remark, viewer):
    return remark.is_by(viewer) and timezone.now() < remark.made_at + CHANGED_WITHIN


@transaction.atomic
def change(remark, typed, *, viewer):
    """For half an hour. Raises Refused, Suspended."""
    remark = Remark.objects.select_for_update(no_key=True).get(pk=remark.pk)
    if not can_change(remark, viewer):
        raise Refused(_("This can be changed for half an hour. You can still take it back and say something else."))
    let_speak(viewer.person)
    text = fit_words(typed)
    if text != remark.text:
        remark.text, remark.clean_version, remark.edited_at = text, CLEAN_VERSION, timezone.now()
        remark.save(update_fields=["text", "clean_version", "edited_at"])
        pages_changed()
    return remark


NOTHING = {"pseud": None, "is_anonymous": False, "text": "", "edited_at": None, "is_gone": True}


@transaction.atomic
def take_back(remark):
    """Its words and its name go; if somebody answered, its place is kept, and else nothing is."""
    remark = Remark.objects.select_for_update(no_key=True).get(pk=remark.pk)
    # Whoever answers at this moment holds the headcanon.
    headcanon = Headcanon.objects.select_for_update(no_key=True).get(pk=remark.headcanon_id)
    thread = remark.thread
    if remark.replies.exists():
        Remark.objects.filter(pk=remark.pk).update(**NOTHING)
    else:
        remark.delete()
        clear_away(thread)
    seen_anew(headcanon)


def clear_away(thread):
    """A place that was kept for answers alone goes with the last of them."""
    if thread is not None and thread.is_gone and not thread.replies.exists():
        thread.delete()


@transaction.atomic
def take_back_all(person):
    """Everything she has said of headcanons, before she leaves."""
    hers = Remark.objects.filter(pseud__user=person)
    headcanons = set(hers.values_list("headcanon", flat=True))
    hers.update(**NOTHING)
    gone = Remark.objects.filter(headcanon__in=headcanons, is_gone=True)
    replies = Remark.objects.filter(thread=OuterRef("pk"))
    # Replies first: what they answered may be kept for nothing then.
    gone.exclude(thread=None).delete()
    gone.filter(~Exists(replies), thread=None).delete()
    recount_later(*headcanons)
    pages_changed()

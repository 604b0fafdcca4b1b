"""Saying something of a chapter, or in answer to it; changing it; taking it back.

What is refused is raised as Refused with a sentence for whoever said it; her words stay with whoever asked.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headcanon.accounts.blocking import are_apart
from headcanon.accounts.models import Pseud
from headcanon.core.editions import pages_changed, the_archive
from headcanon.core.flooding import GUEST, MEMBER, keep_pace
from headcanon.core.standing import pages_changed_for
from headcanon.core.viewing import Viewer
from headcanon.manuscript.clean import CLEAN_VERSION
from headcanon.manuscript.said import LONGEST, as_said, has_links
from headcanon.manuscript.words import plain_text
from headcanon.reviews.counting import recount_later
from headcanon.reviews.models import Review
from headcanon.reviews.signals import review_posted, review_waits
from headcanon.reviews.stopping import asks_for_more
from headcanon.reviews.wishes import why_it_waits, why_not, wishes_for
from headcanon.works.holding import held
from headcanon.works.models import Work

State, Because = Review.State, Review.Because
CHANGED_WITHIN = timedelta(minutes=30)
THE_SAME_WITHIN = timedelta(days=1)


class Refused(Exception):
    """It is not posted; the message says why, and what to do."""


@dataclass(frozen=True)
class Voice:
    """Who speaks: a person under one of her names, or a guest by the one she gives, from a device. `sources` is what
    tells too quick a row of posts (flooding.py)."""

    viewer: Viewer
    pseud: Pseud | None = None
    name: str = ""
    email: str = ""
    device: str = ""
    sources: tuple = ()

    @property
    def signature(self):
        """The columns that say who it was."""
        return {"pseud": self.pseud, "guest_name": self.name, "guest_email": self.email, "device": self.device}


# --- Posting -------------------------------------------------------------------------------------------------------


@transaction.atomic
def post(work, typed, *, voice, sent_with, chapter=None, answers=None, spot=None):
    """A review of `chapter`, on a paragraph of it if there is a `spot` (margins.py), or a reply to the review
    `answers`. The same form sent twice, and the same words said twice in a day, are one review. Raises Refused,
    TooQuick."""
    work = held(Work.objects).get(pk=work.pk)
    token = bound(work, voice, sent_with)
    if said := Review.objects.filter(sent_with=token).first():
        return said
    wished = wishes_for(work)
    refuse(work, wished, voice, answers)
    text = fit_words(typed)
    keep_pace(voice.sources, GUEST if voice.viewer.is_guest else MEMBER)
    thread = answers and (answers.thread or answers)
    chapter_id = answers.chapter_id if answers else chapter.pk
    if said := said_already(chapter_id, thread, text, voice, spot):
        return said
    asks, waits = weigh(work, wished, voice, typed, text)
    review = Review.objects.create(
        work=work, chapter_id=chapter_id, thread=thread, answers=answers, came_from=answers.came_from if answers else "",
        text=text, sent_with=token, asks_for_more=asks, is_answered=work.is_by(voice.viewer),
        state=State.WAITING if waits else State.POSTED, waits_because=waits, **voice.signature,
        **(spot.columns if spot else {}),
    )  # fmt: skip
    if answers and work.is_by(voice.viewer):
        Review.objects.filter(pk=answers.pk).update(is_answered=True)
    tell(review)
    return review


def bound(work, voice, sent_with):
    """What the form carried, as one of this reader's and this work's: nobody else can use it up."""
    who = voice.viewer.person.pk if voice.viewer.person else voice.device
    return hashlib.sha256(f"{work.pk} {who} {sent_with}".encode()).hexdigest()


def refuse(work, wished, voice, answers):
    """Raises Refused for somebody who cannot say anything here, or there."""
    if reason := why_not(voice.viewer, work, wished):
        raise Refused(reason)
    if answers is None:
        return
    if (answers.thread or answers).is_frozen:
        raise Refused(_("This thread is closed; nobody can reply to it any more."))
    if not takes_replies(answers):
        raise Refused(_("What you wanted to reply to is not there for others now. You can reply to something else."))
    if voice.viewer.is_archivist and answers.pseud and are_apart(voice.viewer.person, answers.pseud.user_id):
        raise Refused(_("You and whoever wrote this keep apart from each other."))


def takes_replies(review):
    """It is there for everybody, and so is what its thread begins with, or its place."""
    thread = review.thread or review
    is_seen = review.state == State.POSTED and thread.state in (State.POSTED, State.GONE)
    return is_seen and not (review.is_hidden or thread.is_hidden or thread.is_frozen)


def fit_words(typed):
    """As they are stored. Raises Refused for words that cannot be posted, whoever says them."""
    if len(typed) > LONGEST:
        raise Refused(
            ngettext(
                "A review has up to %(most)d characters; this one has %(count)d. Please shorten it and post again.",
                "A review has up to %(most)d characters; this one has %(count)d. Please shorten it and post again.",
                len(typed),
            )
            % {"most": LONGEST, "count": len(typed)}
        )
    text = as_said(typed)
    if not plain_text(text).strip():
        raise Refused(_("There is nothing to read in it yet. Write a few words, and post again."))
    if the_archive().links_closed and has_links(text):
        raise Refused(_("Reviews cannot hold links at the moment. Please take the link out and post again."))
    return text


def said_already(chapter_id, thread, text, voice, spot):
    """The same words, by the same writer, in the same place, within a day."""
    same = Review.objects.filter(chapter=chapter_id, thread=thread, text=text)
    same = same.filter(paragraph=spot.place.position) if spot else same.filter(place__isnull=True)
    same = same.filter(made_at__gt=timezone.now() - THE_SAME_WITHIN).exclude(state=State.GONE)
    if voice.viewer.is_guest:
        return same.filter(pseud=None, device=voice.device).first() if voice.device else None
    return same.filter(pseud__user=voice.viewer.person).first()


def weigh(work, wished, voice, typed, text):
    """(whether it asks for more, why it waits)"""
    asks = not work.is_by(voice.viewer) and asks_for_more(work, typed)
    return asks, why_it_waits(voice, work, wished, has_links=has_links(text), asks_for_more=asks)


def tell(review):
    """What others see from now on is a fact for all; what waits is one for those who wrote the work."""
    if review.state == State.POSTED:
        review_posted.send(Review, review=review)
        seen_anew(review)
    else:
        review_waits.send(Review, review=review)
        pages_changed_for(*authors_of(review.work))


def authors_of(work):
    return [pseud.user for pseud in work.pseuds.select_related("user")]


def seen_anew(review):
    """Something about it that others see, or saw, is not as it was."""
    recount_later(review.work_id)
    pages_changed()


# --- Changing, taking back -----------------------------------------------------------------------------------------


def is_hers(review, viewer):
    return viewer.person is not None and review.pseud is not None and review.pseud.user_id == viewer.person.pk


def can_change(review, viewer):
    is_there = review.state != State.GONE
    return is_there and is_hers(review, viewer) and timezone.now() < review.made_at + CHANGED_WITHIN


@transaction.atomic
def change(review, typed, *, voice):
    """Other words for it, for half an hour; where a new review of these words would wait, so does it. Raises Refused."""
    review = held(Review.objects).get(pk=review.pk)
    if not can_change(review, voice.viewer):
        raise Refused(_("A review can be changed for half an hour. You can still take it back and write another."))
    wished = wishes_for(review.work)
    if reason := why_not(voice.viewer, review.work, wished):
        raise Refused(reason)
    text = fit_words(typed)
    if text == review.text:
        return review
    was_posted = review.state == State.POSTED
    review.text, review.clean_version, review.edited_at = text, CLEAN_VERSION, timezone.now()
    review.asks_for_more, waits = weigh(review.work, wished, voice, typed, text)
    if was_posted and waits and waits != Because.FIRST:
        review.state, review.waits_because = State.WAITING, waits
    review.save(update_fields=["text", "clean_version", "edited_at", "asks_for_more", "state", "waits_because"])
    if was_posted:
        seen_anew(review)
    if was_posted and review.state == State.WAITING:
        review_waits.send(Review, review=review)
    pages_changed_for(*authors_of(review.work))
    return review


NOBODYS = {"pseud": None, "guest_name": "", "guest_email": "", "device": ""}
NOTHING = {"text": "", "place": None, "paragraph": None, "edited_at": None, "waits_because": "", "asks_for_more": False}


@transaction.atomic
def take_back(review):
    """Its words and its writer's name go; if somebody answered, its place is kept, and else nothing is."""
    review = held(Review.objects).get(pk=review.pk)
    above = review.answers or review.thread
    if has_answers(review):
        Review.objects.filter(pk=review.pk).update(**NOBODYS, **NOTHING, state=State.GONE)
    else:
        review.delete()
        clear_away(above)
    seen_anew(review)


@transaction.atomic
def take_back_all(person):
    """Everything she has said, before she leaves; her kudos go with her."""
    hers = Review.objects.filter(pseud__user=person)
    works = {*hers.values_list("work_id", flat=True), *person.kudos.values_list("work_id", flat=True)}
    hers.update(**NOBODYS, **NOTHING, state=State.GONE)
    answers = Review.objects.filter(Q(thread=OuterRef("pk")) | Q(answers=OuterRef("pk")))
    empty = Review.objects.filter(~Exists(answers), work__in=works, state=State.GONE)
    while empty.delete()[0]:
        pass  # what it answered may be empty now
    recount_later(*works)
    pages_changed()


def has_answers(review):
    return Review.objects.filter(thread=review).exists() or Review.objects.filter(answers=review).exists()


def clear_away(review):
    """A place that was kept for answers alone goes with the last of them."""
    while review is not None and review.state == State.GONE and not has_answers(review):
        above = review.answers or review.thread
        review.delete()
        review = above

"""Typo notes: a reader tells an author, and nobody else, of a slip of the pen; the author lets it be put right.

What is refused is raised as Refused with a sentence for whoever wrote it; her words stay with whoever asked.
"""

import hashlib
import json
from itertools import groupby, islice
from operator import attrgetter

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.accounts.blocking import pen_names_seen_by, people_muted_by
from headcanon.accounts.speaking import let_speak
from headcanon.core.editions import pages_changed
from headcanon.core.flooding import GUEST, MEMBER, keep_pace
from headcanon.core.paging import page_of
from headcanon.core.standing import pages_changed_for
from headcanon.manuscript.slips import Outcome, Slip, everywhere, locate
from headcanon.manuscript.slips import put_right as puts_right
from headcanon.reviews.models import TypoNote
from headcanon.reviews.reviewing import Refused, authors_of
from headcanon.reviews.signals import typo_note_put_right, typo_note_sent
from headcanon.reviews.wishes import whose, why_not, wishes_for
from headcanon.works.holding import held
from headcanon.works.mending import mend
from headcanon.works.models import Chapter, Work
from headcanon.works.visibility import own_work_ids

State = TypoNote.State
LONGEST = TypoNote._meta.get_field("words").max_length
MOST_OPEN = 50  # notes of one sender on one work; by then its author needs a beta reader more than another note
MOST_SHOWN = 100
MOST_THANKED = 20
AROUND = 60  # letters shown on each side of the words


# --- Sending -------------------------------------------------------------------------------------------------------


def why_no_notes(viewer, work, wished):
    """Why this viewer cannot send any, in words for her; empty if she can. Whoever may not review may not do this."""
    if work.is_by(viewer):
        return _("This is your own story: you can change it in the editor.")
    if refused := why_not(viewer, work, wished):
        return refused
    return "" if wished.typo_notes else _("%s wishes for no typo notes.") % whose(work)


@transaction.atomic
def send(chapter, words, instead, *, voice, remark="", may_thank=False, paragraph=None, before=""):
    """That `words` should be `instead`. Where they stand is told by the number of their paragraph and the text just
    `before` them; without, they must stand in the chapter once. The same note twice is one. Raises Refused, TooQuick.
    """
    work = held(Work.objects).get(pk=chapter.work_id)
    if refused := why_no_notes(voice.viewer, work, wishes_for(work)):
        raise Refused(refused)
    body = Chapter.objects.values_list("body", flat=True).get(pk=chapter.pk)
    slip = slip_meant(body, words, instead, paragraph, before)
    keep_pace(voice.sources, GUEST if voice.viewer.is_guest else MEMBER)
    sender = {"device": voice.device, "pseud": None} if voice.viewer.is_guest else {"pseud": voice.pseud}
    hers = TypoNote.objects.filter(work=work, **by(voice))
    mark = fingerprint(slip)
    if said := hers.filter(chapter=chapter, fingerprint=mark, state__in=(State.OPEN, State.DISMISSED)).first():
        return said
    if hers.filter(state=State.OPEN).count() >= MOST_OPEN:
        raise Refused(_("So many of your notes on this story wait already. Send more when they have been read."))
    note = TypoNote.objects.create(
        work=work, chapter=chapter, slip=slip.as_json(), fingerprint=mark, words=slip.words, instead=slip.instead,
        remark=remark, may_thank=may_thank and sender["pseud"] is not None, **sender,
    )  # fmt: skip
    typo_note_sent.send(TypoNote, note=note)
    pages_changed_for(*authors_of(work))
    return note


def by(voice):
    """A person is the same under all her names."""
    if voice.viewer.is_guest:
        return {"pseud": None, "device": voice.device}
    return {"pseud__user": voice.viewer.person}


def slip_meant(body, words, instead, paragraph, before):
    """Raises Refused where it is not clear which words are meant."""
    words = words.strip()
    if words == instead.strip():
        raise Refused(_("That is what stands there already. Write what it should be instead."))
    slip = None if paragraph is None else locate(body, paragraph, words, before, instead)
    slip = slip or locate(body, *the_only_place(body, words), instead)
    if slip is None or max(len(slip.words), len(slip.instead)) > LONGEST:
        raise Refused(_("These words cannot be marked as they are. Take a few of them, from one paragraph."))
    return slip


def the_only_place(body, words):
    """As `locate` takes it: the paragraph, the words, and what stands before them."""
    places = list(islice(everywhere(body, words), 2))
    if not places:
        raise Refused(
            _("These words do not stand in this chapter, or do so no more. Copy them from the page, just as they are.")
        )
    if len(places) > 1:
        raise Refused(
            _("These words stand in this chapter more than once. Take the words around them too, so that they differ.")
        )
    [(paragraph, before)] = places
    return paragraph, words, before


def fingerprint(slip):
    told = json.dumps([slip.place.words, slip.offset, slip.words, slip.instead])
    return hashlib.sha256(told.encode()).hexdigest()


# --- Answering -----------------------------------------------------------------------------------------------------


@transaction.atomic
def put_right(notes, *, person, thanks=False):
    """Change the stories as these notes say, each chapter in one revision; answers with the notes that are done.

    Where the text has moved on nothing is changed, and the note waits on. Those that somebody else has answered in this
    very moment are left as they are. With `thanks`, whoever lets it is named where the story's reviews stand. Raises
    Suspended where readers would see the change.
    """
    if Work.objects.posted().filter(pk__in={note.work_id for note in notes}).exists():
        let_speak(person)
    done = []
    for chapter, of_chapter in of_each_chapter(notes):
        outcomes = mend(chapter, [Slip.from_json(note.slip) for note in of_chapter], person=person)
        done += [note for note, each in zip(of_chapter, outcomes, strict=True) if each == Outcome.PUT_RIGHT]
    for note in done:
        note.state, note.answered_at, note.is_thanked = State.PUT_RIGHT, timezone.now(), thanks and note.may_thank
        note.save(update_fields=["state", "answered_at", "is_thanked"])
        typo_note_put_right.send(TypoNote, note=note)
    answered(done)
    return done


@transaction.atomic
def leave(notes):
    """As it is: they are done with, and their senders are not told. Answers with how many were open."""
    still_open = TypoNote.objects.filter(pk__in=[note.pk for note in notes], state=State.OPEN)
    number = still_open.update(state=State.DISMISSED, answered_at=timezone.now())
    answered(notes)
    return number


def of_each_chapter(notes):
    """(chapter, those of these notes that still wait there), with their works held; the older note comes first."""
    list(held(Work.objects.filter(pk__in={note.work_id for note in notes})))
    waiting = TypoNote.objects.filter(pk__in=[note.pk for note in notes], state=State.OPEN, chapter__trashed_at=None)
    waiting = waiting.select_related("pseud__user").order_by("chapter", "id")
    for chapter_id, of_chapter in groupby(waiting, attrgetter("chapter_id")):
        yield Chapter.objects.select_related("work").get(pk=chapter_id), list(of_chapter)


def answered(notes):
    pages_changed_for(*(note.pseud.user for note in notes if note.pseud))
    for work in Work.objects.filter(pk__in={note.work_id for note in notes}):
        pages_changed_for(*authors_of(work))
    if any(note.is_thanked for note in notes):
        pages_changed()


# --- Showing -------------------------------------------------------------------------------------------------------


def notes_to(viewer, work=None):
    """What this author was sent, of one work or of all of hers, but by nobody whom she has muted."""
    notes = TypoNote.objects.visible_to(viewer).filter(chapter__trashed_at=None)
    notes = notes.filter(work__in=[work.pk] if work else own_work_ids(viewer))
    return notes.filter(Q(pseud=None) | ~Q(pseud__user__in=people_muted_by(viewer.person)))


def open_notes(viewer, work=None, *, most=MOST_SHOWN, **place):
    """What of it waits for her, each with what stands around its words: a page of it, the oldest first, in two queries.
    On the page they stand in the order of the story."""
    waiting = notes_to(viewer, work).filter(state=State.OPEN).select_related("pseud__user", "work")
    notes = page_of(waiting, key="id", size=most, is_rising=True, **place)
    chapters = Chapter.objects.in_bulk({note.chapter_id for note in notes})
    for chapter_id in chapters:
        say_what_has_moved_on(chapters[chapter_id], [note for note in notes if note.chapter_id == chapter_id])
    notes.items.sort(key=lambda note: (note.work_id, note.chapter.position, note.slip["place"]["position"], note.pk))
    return notes


def say_what_has_moved_on(chapter, notes):
    slips = [Slip.from_json(note.slip) for note in notes]
    for note, slip, outcome in zip(notes, slips, puts_right(chapter.body, slips)[1], strict=True):
        note.chapter = chapter
        note.has_moved_on = outcome == Outcome.MOVED_ON
        note.before, note.after = end_of(slip.before), beginning_of(slip.after)


def beginning_of(text):
    if len(text) <= AROUND:
        return text
    return (text[:AROUND].rpartition(" ")[0] or text[:AROUND]) + "…"


def end_of(text):
    if len(text) <= AROUND:
        return text
    return "…" + (text[-AROUND:].partition(" ")[2] or text[-AROUND:])


def sharp_eyes(work, viewer):
    """The pen names whom its author thanks, as far as this reader meets them."""
    thanked = TypoNote.objects.filter(work=work, is_thanked=True)
    seen = pen_names_seen_by(viewer).filter(pk__in=thanked.values("pseud"))
    if viewer.person:
        seen = seen.exclude(user__in=people_muted_by(viewer.person))
    return list(seen.order_by("name")[:MOST_THANKED])


# --- Where chapters and names do not stay as they were -----------------------------------------------------------


def hand_on(notes, **to):
    """These notes are another name's, or another chapter's; of two that say the same one is enough."""
    for note in notes.filter(state=State.OPEN):
        there = {"chapter_id": note.chapter_id, "pseud_id": note.pseud_id, **to}
        same = TypoNote.objects.filter(state=State.OPEN, fingerprint=note.fingerprint, device=note.device, **there)
        if same.exclude(pk=note.pk).exists():
            note.delete()
    return notes.update(**to)

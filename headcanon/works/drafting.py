"""Writing: how a story begins, and how what is typed is kept before it is put in its place.

A chapter's text, and a work's own fields, have one version after the other. Whoever keeps a text says which version
she has seen. If that is still the newest, hers becomes the next; if not, hers is kept beside it and waits until a
person has chosen. So nothing is overwritten unseen, by two tabs, two devices or two authors.

What is kept is a working copy, as it was typed, quick to store. `put_in_place` makes it the chapter's text.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from headcanon.accounts.speaking import is_suspended, let_speak
from headcanon.canon.vocabulary import the_vocabulary
from headcanon.core.languages import language_choices
from headcanon.core.random_ids import newest_key
from headcanon.manuscript.typed import story_html
from headcanon.manuscript.words import count_words
from headcanon.works.arranging import recount
from headcanon.works.holding import held
from headcanon.works.models import Authorship, Chapter, Revision, Work, WorkingCopy
from headcanon.works.revisions import CHAPTER_FIELDS, PROSE, WORK_FIELDS, keep_revision, pack, unpack
from headcanon.works.subjects import SUBJECTS, tell_what_it_is_about, typed_of

TITLE_LENGTH = 250
A_PAUSE = timedelta(minutes=5)
# What a story says of itself by choosing from what the archive offers, so that readers are warned in time.
WITHOUT_HER_WORDS = ("rating", "warnings", "categories", "language")


@dataclass(frozen=True)
class Kept:
    """What became of a text that was handed in: the newest version now, and whether it stands apart from that."""

    version: int
    at: timezone.datetime
    stands_apart: bool = False


# --- Beginning -----------------------------------------------------------------------------------------------------


def begin(pseud, *, begun_with, title="", language="en"):
    """A new draft with one empty chapter. The same form sent twice by the same person begins one work."""
    token = hashlib.sha256(f"{pseud.user_id} {begun_with}".encode()).hexdigest()[:40]
    work = Work(pk=Work.free_ids(1)[0], title=title, begun_with=token, language=language, status=Work.Status.ONE_SHOT)
    work.chapter_count, work.newest_key = 1, newest_key(work.revised_at, work.pk)
    try:
        with transaction.atomic():
            work.save(force_insert=True)
            Authorship.objects.create(work=work, pseud=pseud)
            Chapter.objects.create(pk=Chapter.free_ids(1)[0], work=work, position=1)
            return work
    except IntegrityError:
        return Work.objects.get(begun_with=token)


# --- Keeping -------------------------------------------------------------------------------------------------------


@transaction.atomic
def keep(thing, *, person, device, seen, fields):
    """Keep what `person` typed on `device` of a chapter or of a work's own fields, having seen version `seen`."""
    is_next = take_next_version(thing, seen, person, device)
    if is_next:
        fields = overtake(thing, person, device, fields)
    elif says_the_same(thing, fields):
        return Kept(thing.version, timezone.now())
    let_lie(thing, person, device, unless=None if is_next else seen)
    work, chapter = place_of(thing)
    copy, _ = WorkingCopy.objects.update_or_create(
        work=work,
        chapter=chapter,
        person=person,
        device=device,
        defaults={
            "version": thing.version if is_next else seen,
            "stands_apart": not is_next,
            "kept_at": timezone.now(),
            "content": pack(fields),
        },
    )
    return Kept(thing.version, copy.kept_at, stands_apart=not is_next)


def take_next_version(thing, seen, person, device):
    """Whether the next version is this device's to write: it has seen the newest, or wrote the newest itself and
    never heard that it arrived."""
    things = kind_of(thing).filter(pk=thing.pk)
    own = copies_of(thing).filter(person=person, device=device, stands_apart=False).values("version")
    # One statement, so that of two who have seen the same version only one comes first.
    is_next = bool(things.filter(Q(version=seen) | Q(version__in=own)).update(version=F("version") + 1))
    thing.version = things.values_list("version", flat=True).get()
    return is_next


def overtake(thing, person, device, fields):
    """The copies before this one are done with; what was the newest before a pause stays as a revision.

    Answers with the fields to keep: of a chapter those that were not sent stay as they were typed before.
    """
    before = copies_of(thing).filter(stands_apart=False)
    last = before.select_related("person").order_by("-version").first()
    if last and timezone.now() - last.kept_at >= A_PAUSE:
        keep_as_revision(thing, last)
    before.exclude(person=person, device=device).delete()
    is_part = isinstance(thing, Chapter) and not fields.keys() >= set(CHAPTER_FIELDS)
    return {**unpack(last.content), **fields} if last and is_part else fields


def says_the_same(thing, fields):
    """Whether what comes too late says nothing else than the newest version, as a form does that is sent twice."""
    newest = newest_copy(thing)
    if newest and unpack(newest.content) == fields:
        return True
    return isinstance(thing, Chapter) and cleaned(thing, fields) == now(thing)


def let_lie(thing, person, device, *, unless):
    """What this device sent that stands apart still waits for a choice, whatever the device writes next.

    Only one text goes on where it stands: the one that began from the version `unless`.
    """
    apart = copies_of(thing).filter(person=person, device=device, stands_apart=True)
    apart.exclude(version=unless).update(device=secrets.token_urlsafe(24))


def keep_as_revision(thing, copy):
    """A chapter as it was typed, since keeping must be quick; what reads revisions cleans it."""
    typed = unpack(copy.content)
    fields = {**stored(thing), **typed} if isinstance(thing, Chapter) else cleaned(thing, typed)
    keep_revision(*place_of(thing), Revision.Cause.PAUSE, fields, person=copy.person, at=copy.kept_at)


def copies_of(thing):
    work, chapter = place_of(thing)
    return WorkingCopy.objects.filter(work=work, chapter=chapter)


def place_of(thing):
    return (thing.work, thing) if isinstance(thing, Chapter) else (thing, None)


def kind_of(thing):
    """Every chapter, or every work, also what is in the trash: words typed for it are kept as well."""
    return Chapter.with_trash if isinstance(thing, Chapter) else Work.objects


# --- Reading what is kept ------------------------------------------------------------------------------------------


def newest_copy(thing):
    """The copy that is the newest version, if the newest version is not in its place already."""
    return copies_of(thing).filter(version=thing.version, stands_apart=False).first()


def current(thing):
    """Its fields as they read now, typed but not put in place included; prose as it was typed."""
    copy = newest_copy(thing)
    return {**stored(thing), **(unpack(copy.content) if copy else {})}


def now(thing):
    """The same as it would be put in place."""
    return cleaned(thing, current(thing))


def stored(thing):
    said = {name: str(getattr(thing, name)) for name in fields_of(thing)}
    return said if isinstance(thing, Chapter) else said | typed_of(thing)


def fields_of(thing):
    return CHAPTER_FIELDS if isinstance(thing, Chapter) else WORK_FIELDS


def waiting_apart(thing, person):
    """What this person's devices sent that nobody has decided on yet."""
    return copies_of(thing).filter(person=person, stands_apart=True).order_by("kept_at")


# --- Putting in place ----------------------------------------------------------------------------------------------


@transaction.atomic
def put_in_place(chapter, *, person, cause=Revision.Cause.SAVE):
    """What is typed becomes the chapter's text, and a revision. Without anything typed nothing changes."""
    chapter = latest(chapter)
    copy = newest_copy(chapter)
    if copy:
        write(chapter, cleaned(chapter, unpack(copy.content)), person=person, cause=cause)
    return chapter


def latest(thing):
    """Its row as it is now, held until this is done: a work's before its chapter's, so that no two wait for each
    other."""
    work = held(Work.objects).get(pk=place_of(thing)[0].pk)
    if not isinstance(thing, Chapter):
        return work
    chapter = held(Chapter.with_trash).get(pk=thing.pk)
    chapter.work = work
    return chapter


def write(thing, fields, *, person, cause):
    """These cleaned fields are what it says from now on, and a revision; what was typed meanwhile is done with. Raises
    Suspended where somebody who is silent would be read."""
    if is_suspended(person) and shows_anew(thing, fields):
        let_speak(person)
    for name in fields_of(thing):
        setattr(thing, name, fields.get(name, getattr(thing, name)))
    if isinstance(thing, Chapter):
        thing.words = count_words(thing.body)
    else:
        tell_what_it_is_about(thing, {name: fields[name] for name in SUBJECTS if name in fields})
    thing.save()
    keep_revision(*place_of(thing), cause, stored(thing), person=person)
    copies_of(thing).filter(stands_apart=False).delete()
    if isinstance(thing, Chapter):
        recount(thing.work)


def shows_anew(thing, fields):
    """Whether readers would read something in it that they did not before; less of it is nothing new."""
    is_read = not place_of(thing)[0].is_draft and not (isinstance(thing, Chapter) and thing.is_draft)
    return is_read and any(
        fields.get(name) and fields[name] != was for name, was in stored(thing).items() if name not in WITHOUT_HER_WORDS
    )


def cleaned(thing, fields):
    """The fields as they may be stored and shown, what was not handed in as it is stored."""
    before = stored(thing)
    said = {name: text_of(name, fields[name]) for name in before if name in fields}
    read = {
        name: story_html(words) if name in PROSE else words if name in SUBJECTS else words.strip()[:TITLE_LENGTH]
        for name, words in (before | said).items()
    }
    return {name: words if can_be(thing, name, words) else before[name] for name, words in read.items()}


def can_be(thing, name, words):
    """Whether a field may say this: some know only certain words, and what is posted has a title."""
    if isinstance(thing, Chapter):
        return True
    match name:
        case "rating":
            return words in the_vocabulary().ratings
        case "status":
            return words in Work.Status.values
        case "language":
            return words in dict(language_choices()) or words == thing.language
        case "title":
            return bool(words) or thing.is_draft
    return True


def text_of(name, value):
    """A form's field may have several values; a text has one, and names have commas between them."""
    return ", ".join(value) if name in SUBJECTS and not isinstance(value, str) else first_of(value)


def first_of(value):
    """A form's field may have several values; a text has one."""
    return value if isinstance(value, str) else next(iter(value), "")


def pass_on(copy, version):
    """What was typed goes on as this version, and as no device's: a page that is still open with the text before it has
    not seen it, so what is typed there waits beside it instead of replacing it."""
    copy.version, copy.device = version, secrets.token_urlsafe(24)
    copy.save(update_fields=["content", "version", "device"])


# --- Choosing ------------------------------------------------------------------------------------------------------


@transaction.atomic
def choose_mine(copy, *, seen):
    """A text that stood apart becomes the newest version; the one it stood apart from stays as a revision.

    None if there is a newer version than the `seen` one she compared it with.
    """
    thing = latest(copy.chapter or copy.work)
    if thing.version != seen:
        return None
    keep_both(thing, copy)
    copies_of(thing).filter(stands_apart=False).delete()
    kind_of(thing).filter(pk=thing.pk).update(version=seen + 1)
    copy.version, copy.stands_apart, copy.kept_at = seen + 1, False, timezone.now()
    copy.save(update_fields=["version", "stands_apart", "kept_at"])
    return Kept(copy.version, copy.kept_at)


@transaction.atomic
def choose_other(copy):
    """The newest version stays; the text that stood apart stays as a revision."""
    keep_both(latest(copy.chapter or copy.work), copy)
    copy.delete()


def keep_both(thing, copy):
    newest = newest_copy(thing)
    if newest:
        keep_as_revision(thing, newest)
    keep_as_revision(thing, copy)

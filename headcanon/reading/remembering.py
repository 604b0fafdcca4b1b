"""Where each reader is, kept as she reads.

A page that is given out, and a place that her browser tells, are noted in memory; every two seconds all of them are
written together, so that nobody waits for it. A process that is killed forgets what was told in those seconds. Of a guest
nothing is noted, nor of authors in their own works, nor written of whoever has switched her history off.
"""

from datetime import UTC, datetime
from threading import Lock
from time import time
from typing import NamedTuple

from django.db import transaction

from headcanon.accounts.models import User
from headcanon.core.clockwork import every
from headcanon.core.page_cache import hears_of_pages
from headcanon.core.standing import pages_changed_for
from headcanon.reading.models import Habits, Reading
from headcanon.reading.reads import AHEAD_OF_TIME, purpose_of
from headcanon.reading.stopping import stop_at
from headcanon.works.models import Chapter, Work

MOST_NOTED = 20_000  # steps in two seconds; more than one process can be told
THE_END = 1_000  # in thousandths of a chapter
KEPT = ("state", "chapter", "place", "permille", "chapters_read", "chapters_then", "last_at")
# What lists say of a work; the paragraph is on none, and asked for each time she goes on.
SHOWN = ("state", "chapter_id", "chapters_read", "chapters_then")

_lock = Lock()
_steps = {}


class Step(NamedTuple):
    """Somebody opened a page of a work, or read on to a paragraph (`position`) of it."""

    person_id: int
    work_id: int
    chapter_id: int | None  # None: she opened the whole of it
    at: float  # seconds since 1970
    position: int | None = None
    opening: str = ""
    permille: int = 0
    whole: bool = False  # on the page that holds all chapters


# --- Noting, which must cost nothing ---------------------------------------------------------------------------------


@hears_of_pages
def note_opening(note, environ):
    work_id, person_id, chapter_id = note
    if person_id and not AHEAD_OF_TIME.search(purpose_of(environ)):
        note_step(Step(person_id, work_id, chapter_id, time()))


def note_step(step):
    """Of one chapter the last paragraph counts, and how far she was at the farthest."""
    key = step[:3]
    with _lock:
        before = _steps.pop(key, None)
        if before and step.position is None:
            step = before._replace(at=max(step.at, before.at))
        elif before:
            step = max(before, step, key=lambda each: each.at)._replace(permille=max(step.permille, before.permille))
        if len(_steps) < MOST_NOTED:
            _steps[key] = step


def take_all():
    with _lock:
        taken = sorted(_steps.values(), key=lambda step: step.at)
        _steps.clear()
    return taken


# --- Writing ---------------------------------------------------------------------------------------------------------


@every(2, at_the_end=True)
def write_places():
    """What could not be written now, because the database did not answer, is written the next time."""
    steps = take_all()
    if not steps:
        return
    try:
        write(steps)
    except Exception:
        with _lock:
            for step in steps:
                _steps.setdefault(step[:3], step)
        raise


def write(steps):
    """All that needs no lock is asked and reckoned before the transaction begins."""
    forgetful = Habits.objects.filter(person__in={step.person_id for step in steps}, keeps_history=False)
    without = set(forgetful.values_list("person_id", flat=True))
    steps = [step for step in steps if step.person_id not in without]
    if steps:
        works = Known({step.work_id for step in steps})
        places = places_of(steps)
        with transaction.atomic():
            settle(steps, works, places)


class Known:
    """Of these works, in three questions at most: how many chapters they have for readers, and which."""

    def __init__(self, ids):
        self.counts = dict(Work.objects.filter(pk__in=ids).values_list("pk", "chapter_count"))
        self.chapters = {pk: [] for pk in self.counts}
        posted = Chapter.objects.posted().filter(work__in=self.counts).order_by("work", "position")
        for pk, work_id in posted.values_list("pk", "work_id"):
            self.chapters[work_id].append(pk)


def places_of(steps):
    """{step: what to keep of its paragraph}."""
    placed = [step for step in steps if step.position is not None]
    bodies = dict(Chapter.objects.filter(pk__in={step.chapter_id for step in placed}).values_list("pk", "body"))
    return {step: place_of(step, bodies[step.chapter_id]) for step in placed if step.chapter_id in bodies}


def place_of(step, body):
    place = stop_at(body, step.position, step.opening)
    return place and {**place, **({"whole": True} if step.whole else {})}


def settle(steps, works, places):
    people = User.objects.only("pk").in_bulk({step.person_id for step in steps})
    steps = [step for step in steps if step.person_id in people and works.chapters.get(step.work_id)]
    readings = held_readings(steps, works)
    before = {pair: shown(reading) for pair, reading in readings.items()}
    for step in steps:
        advance(readings[step[:2]], step, works.chapters[step.work_id], places.get(step))
        if step.position is None:
            readings[step[:2]].chapters_then = works.counts[step.work_id]
    keep(readings.values())
    changed = {pair[0] for pair, reading in readings.items() if before[pair] != shown(reading)}
    if changed:
        pages_changed_for(*(people[pk] for pk in changed))


def held_readings(steps, works):
    """{(person's id, work's id): her reading of it}, which nobody else changes until the transaction ends."""
    first = {step[:2]: step for step in reversed(steps)}
    those = {"person__in": {pair[0] for pair in first}, "work__in": {pair[1] for pair in first}}
    there = set(Reading.objects.filter(**those).values_list("person_id", "work_id"))
    begun = [
        Reading(
            person_id=pair[0],
            work_id=pair[1],
            chapters_then=works.counts[pair[1]],
            begun_at=moment(step.at),
            last_at=moment(0),
        )
        for pair, step in first.items()
        if pair not in there
    ]
    Reading.objects.bulk_create(begun, ignore_conflicts=True)
    held = Reading.objects.filter(**those).select_for_update(no_key=True).order_by("pk")
    return {pair: each for each in held if (pair := (each.person_id, each.work_id)) in first}


def keep(readings):
    Reading.objects.bulk_create(
        readings, update_conflicts=True, unique_fields=["pk"], update_fields=KEPT, batch_size=200
    )


def shown(reading):
    return [str(getattr(reading, name)) for name in SHOWN]


def moment(seconds):
    return datetime.fromtimestamp(seconds, UTC)


# --- What a step changes ---------------------------------------------------------------------------------------------


def advance(reading, step, chapters, place):
    """`chapters`: the ids of those that readers see, in their order.

    What another device told meanwhile and is newer stays. Who opens a story at its beginning only looks for where she
    was, so that moves nothing; who opens another chapter is there.
    """
    is_newer = moment(step.at) >= reading.last_at
    chapter_id = step.chapter_id or (reading.chapter_id or chapters[0])
    if chapter_id in chapters:
        if is_newer and (step.position is not None or opens(reading, chapter_id, chapters)):
            go_to(reading, chapter_id, chapters, place, step.permille)
        if step.permille >= THE_END:
            note_read(reading, [chapter_id])
    reading.last_at = max(reading.last_at, moment(step.at))
    settle_state(reading, chapters)


def opens(reading, chapter_id, chapters):
    return chapter_id != reading.chapter_id and (reading.chapter_id is None or chapter_id != chapters[0])


def go_to(reading, chapter_id, chapters, place, permille):
    """Who goes on from one chapter to the next has read the first."""
    if reading.chapter_id in chapters[:-1] and chapters[chapters.index(reading.chapter_id) + 1] == chapter_id:
        note_read(reading, [reading.chapter_id])
    reading.chapter_id, reading.place, reading.permille = chapter_id, place, permille


def note_read(reading, chapter_ids):
    reading.chapters_read = list(dict.fromkeys([*reading.chapters_read, *chapter_ids]))


def settle_state(reading, chapters):
    """A story is read when all of its chapters are; one that goes on is being read again. Given up stays given up, until
    she says otherwise."""
    if reading.state != Reading.State.ABANDONED:
        has_all = set(chapters) <= set(reading.chapters_read)
        reading.state = Reading.State.READ if has_all else Reading.State.READING

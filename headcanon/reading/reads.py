"""How often a work was read: once a day (UTC) by each person, and by each device of a guest.

A page that is given out is noted in memory, and every few seconds the notes are counted, so that nobody waits for it. A
process that is killed forgets the reads of those seconds. Reads alone make no page new: a kept one shows how many there
were when it was made.

Of who has read, nothing is stored but footprints (models.py), and these for as long as the day lasts. A device is an
address and what its browser calls itself; both are in memory for those few seconds only.
"""

import hashlib
import re
import secrets
from collections import Counter, defaultdict
from datetime import date, timedelta
from time import time
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from headcanon.core.clockwork import every
from headcanon.core.page_cache import hears_of_pages
from headcanon.reading.models import Footprint, Salt, WorkDay
from headcanon.works.holding import held
from headcanon.works.models import Work

# Programs that say so; a download is not counted here either, whoever fetches it. (A Cubot is a telephone.)
NO_READER = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|scrap|preview|facebookexternalhit|headless|monitor|feed"
    r"|curl|wget|python|java/|okhttp|go-http|libwww|^fff/|fanficfare|^$",
    re.IGNORECASE,
)
AHEAD_OF_TIME = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)  # a page that nobody may ever look at
LONGEST_NAME = 300  # characters of what a browser calls itself
MOST_NOTED = 20_000  # pages in a few seconds; more than one process can give out
A_DAY = 24 * 60 * 60  # seconds
LATE = timedelta(minutes=1)  # what was read just before midnight is counted just after it

_opened = set()


class Opened(NamedTuple):
    """A page that was given out."""

    day: int  # since 1970
    work_id: int
    person_id: int | None
    agent: str
    purpose: str
    remote: str
    forwarded: str


def counts_as_read(page, work, viewer, chapter=None):
    """Let each time that `page` is given out count as a read of the work, at this chapter or of the whole of it; but not
    to its authors."""
    if not work.is_by(viewer):
        page.note = (work.pk, viewer.person and viewer.person.pk, chapter and chapter.pk)
    return page


@hears_of_pages
def note_down(note, environ):
    """A plain tuple of what `Opened` names: this runs with every page, and must cost nothing."""
    if len(_opened) < MOST_NOTED:
        said = environ.get
        purpose = purpose_of(environ)
        agent, forwarded = said("HTTP_USER_AGENT", ""), said("HTTP_X_FORWARDED_FOR", "")
        _opened.add(
            (int(time()) // A_DAY, *note[:2], agent[:LONGEST_NAME], purpose, said("REMOTE_ADDR", ""), forwarded)
        )


def purpose_of(environ):
    """What a browser says that it asks for the page for; nothing, if somebody opened it."""
    said = environ.get
    return said("HTTP_SEC_PURPOSE") or said("HTTP_PURPOSE") or said("HTTP_X_MOZ") or ""


# --- Counting ------------------------------------------------------------------------------------------------------


@every(5, at_the_end=True)
def count_reads():
    """What could not be counted now, because the database did not answer, is counted the next time."""
    opened = _opened.copy()
    by_day = defaultdict(list)
    for each in map(Opened._make, opened):
        if is_by_a_reader(each):
            by_day[each.day].append(each)
    for day, of_that_day in by_day.items():
        count_day(date(1970, 1, 1) + timedelta(days=day), of_that_day)
    _opened.difference_update(opened)


def is_by_a_reader(opened):
    return not NO_READER.search(opened.agent) and not AHEAD_OF_TIME.search(opened.purpose)


@transaction.atomic
def count_day(day, opened):
    secret = salt_of(day)
    works = {mark_of(secret, each): each.work_id for each in opened}
    new = works.keys() - set(Footprint.objects.filter(pk__in=works).values_list("pk", flat=True))
    Footprint.objects.bulk_create(Footprint(mark=mark, day=day) for mark in sorted(new))
    add(day, Counter(works[mark] for mark in new))


def salt_of(day):
    """The day's secret. Two processes that count at once stand in line here, so that neither counts what the other does."""
    salt, _ = Salt.objects.select_for_update().get_or_create(day=day, defaults={"secret": secrets.token_urlsafe(32)})
    return salt.secret


def mark_of(secret, opened):
    reader = f"member {opened.person_id}" if opened.person_id else f"{address_of(opened)} {opened.agent}"
    return hashlib.sha256(f"{secret} {opened.work_id} {reader}".encode()).hexdigest()[:32]


def address_of(opened):
    """As the limits for tries tell visitors apart: behind proxies of ours, whom the outermost of them names."""
    named, proxies = opened.forwarded.split(","), settings.ALLAUTH_TRUSTED_PROXY_COUNT
    return (named[-proxies].strip() if 0 < proxies <= len(named) else "") or opened.remote


def add(day, reads):
    """`reads`: {work's id: how many more}. A work that was erased meanwhile has none."""
    there = list(held(Work.objects.filter(pk__in=reads)).values_list("pk", flat=True))
    WorkDay.objects.bulk_create((WorkDay(work_id=pk, day=day) for pk in there), ignore_conflicts=True)
    alike = defaultdict(list)
    for pk in there:
        alike[reads[pk]].append(pk)
    for more, ids in alike.items():
        WorkDay.objects.filter(day=day, work__in=ids).update(reads=F("reads") + more)
        Work.objects.filter(pk__in=ids).update(read_count=F("read_count") + more)


@every(60)
def sweep():
    """A day that is over leaves only numbers behind."""
    ended = {"day__lt": (timezone.now() - LATE).date()}
    if Salt.objects.filter(**ended).exists():
        with transaction.atomic():
            Salt.objects.filter(**ended).delete()
            Footprint.objects.filter(**ended).delete()


# --- Looking back --------------------------------------------------------------------------------------------------


def days_of(works, since):
    """For each of these works, by its id, every day from `since` until today with its reads: [(day, reads), …]."""
    today = timezone.now().date()
    days = [since + timedelta(days=n) for n in range((today - since).days + 1)]
    found = WorkDay.objects.filter(work__in=works, day__gte=since).values_list("work_id", "day", "reads")
    reads = {(work_id, day): number for work_id, day, number in found}
    return {work.pk: [(day, reads.get((work.pk, day), 0)) for day in days] for work in works}

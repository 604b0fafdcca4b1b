"""All the works that somebody has been in: found again, thinned out, erased, and taken along as a table.

What she may not see now is a line without words, which no search finds; it can be removed like any other.
"""

import csv
import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse

from headcanon.core.csv_files import harmless
from headcanon.core.paging import Page
from headcanon.reading.going_on import new_since, number_of_chapter
from headcanon.reading.models import Reading
from headcanon.works.models import Authorship, Work, WorkFandom
from headcanon.works.visibility import visible_works

ON_A_PAGE = 40
IN_A_PART = 500  # rows that are asked for at once, for the table
LONGEST_SEARCH = 100  # letters
A_KEY = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
A_MOMENT = timedelta(microseconds=1)
COLUMNS = (
    "title", "authors", "fandoms", "address", "state", "chapters_read", "chapter", "first_opened", "last_opened",
)  # fmt: skip


def history_of(viewer, *, words="", state=""):
    """Her readings, to be paged; with `words` those of works that she may see, by title, author or fandom."""
    hers = Reading.objects.filter(person=viewer.person)
    if state:
        hers = hers.filter(state=state)
    for word in words[:LONGEST_SEARCH].split():
        by = Authorship.objects.filter(work=OuterRef("work"), pseud__name__icontains=word)
        about = WorkFandom.objects.filter(work=OuterRef("work"), fandom__name__icontains=word)
        hers = hers.filter(Q(work__title__icontains=word) | Exists(by) | Exists(about))
    return hers.filter(visible_works(viewer, "work__")) if words.strip() else hers


# --- A page of it ----------------------------------------------------------------------------------------------------
#
# The key of a row is when she was there last, and its number.


def key_of(reading):
    return f"{(reading.last_at - BEGINNING) // A_MOMENT}-{reading.pk}"


def key_from(given):
    """(moment, number) out of an address, or None."""
    key = A_KEY.fullmatch(given)
    return key and (BEGINNING + int(key[1]) * A_MOMENT, int(key[2]))


def page_of_history(rows, *, behind=None, before=None, size=ON_A_PAGE):
    """The page of these readings that lies behind, or before, the key named, the latest first."""
    rows = rows.annotate(number=number_of_chapter("")).defer("place")
    if before:
        moment, pk = before
        later = rows.filter(Q(last_at__gt=moment) | Q(last_at=moment, pk__gt=pk), last_at__gte=moment)
        items = list(reversed(later.order_by("last_at", "pk")[: size + 1]))
        more_newer, more_older, items = len(items) > size, True, items[-size:]
    else:
        if behind:
            moment, pk = behind
            rows = rows.filter(Q(last_at__lt=moment) | Q(last_at=moment, pk__lt=pk), last_at__lte=moment)
        items = list(rows.order_by("-last_at", "-pk")[: size + 1])
        more_newer, more_older, items = bool(behind), len(items) > size, items[:size]
    if not items:
        return Page([])
    return Page(items, newer=key_of(items[0]) if more_newer else None, older=key_of(items[-1]) if more_older else None)


def with_works(readings, viewer):
    """These readings, each with its `work` as she may see it, or None; and how many chapters are `new`."""
    works = Work.objects.visible_to(viewer).prefetch_related(
        Prefetch("authorships", Authorship.objects.select_related("pseud__user")),
        Prefetch("work_fandoms", WorkFandom.objects.select_related("fandom")),
    )
    seen = works.in_bulk([reading.work_id for reading in readings])
    return [
        {"reading": reading, "work": work, "new": new_since(reading, work) if work else 0}
        for reading in readings
        for work in [seen.get(reading.work_id)]
    ]


# --- Less of it ------------------------------------------------------------------------------------------------------


def to_thin(person, *, older_than=None, state=""):
    """What would go: all that she has not opened since a day, all in one state, or both."""
    going = Reading.objects.filter(person=person)
    if older_than:
        going = going.filter(last_at__lt=datetime(older_than.year, older_than.month, older_than.day, tzinfo=UTC))
    return going.filter(state=state) if state else going


def remove(person, ids):
    """Of these readings hers; returns how many."""
    return Reading.objects.filter(person=person, pk__in=ids).delete()[0]


# --- A table to take along -------------------------------------------------------------------------------------------


class Line:
    """What a csv.writer writes to, which only hands on."""

    def write(self, line):
        return line


def as_table(viewer):
    """The lines of a CSV file, the latest first; of what she may not see only what is hers."""
    write = csv.writer(Line()).writerow
    yield "\N{BYTE ORDER MARK}" + write(COLUMNS)  # so that every table program reads it as UTF-8
    rows, behind = history_of(viewer), None
    while True:
        page = page_of_history(rows, behind=behind, size=IN_A_PART)
        told = told_of_works([reading.work_id for reading in page], viewer)
        yield from (write(cells(reading, told.get(reading.work_id))) for reading in page)
        if page.older is None:
            return
        behind = key_from(page.older)


def told_of_works(ids, viewer):
    """{work's id: its title, authors, fandoms and address}, of those that she may see."""
    titles = dict(Work.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "title"))
    names = {"authors": defaultdict(list), "fandoms": defaultdict(list)}
    for kind, links, name in (("authors", Authorship, "pseud__name"), ("fandoms", WorkFandom, "fandom__name")):
        linked = links.objects.filter(work__in=titles).order_by("position", "id")
        for pk, said in linked.values_list("work", name):
            names[kind][pk].append(said)
    return {
        pk: [title, ", ".join(names["authors"][pk]), ", ".join(names["fandoms"][pk]), reverse("work", args=[pk])]
        for pk, title in titles.items()
    }


def cells(reading, told):
    dates = [moment.date().isoformat() for moment in (reading.begun_at, reading.last_at)]
    number = (told and reading.number) or ""
    return [*map(harmless, told or [""] * 4), reading.state, len(reading.chapters_read), number, *dates]

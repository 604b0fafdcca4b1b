"""A reader's shelves: who sees which of them, what of them, and in which order.

A shelf is for its reader alone unless she says otherwise; then not even a moderator learns that it is there. What
others see of one is what they could find by themselves, and her lines of why; her notes and her tags never.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, Lower
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.blocking import people_muted_by, seen_people
from headcanon.core.paging import keys_from, names_from, page_of
from headcanon.reading.models import Shelf, Shelved
from headcanon.works.models import Authorship, Work
from headcanon.works.visibility import among

MOST_TAGS_OFFERED = 60
BY_SIZE = 2**31  # ids of works lie below it, so a number and an id fit one sort key
SEPARATOR = "\x1f"


# --- Whose ---------------------------------------------------------------------------------------------------------


def shelves_of(person):
    return Shelf.objects.filter(person=person).order_by("position", "id")


def shelves_seen_by(viewer):
    """Hers, what others recommend to everyone, and a shelf whose link she holds; nothing of people kept apart from her."""
    shown = recommended_to(viewer)
    if viewer.link_keys:
        linked = Q(sight=Shelf.Sight.LINK, link_token__in=viewer.link_keys)
        shown |= linked & not_hidden_from(viewer) & seen_people(viewer, "person__")
    if not viewer.is_guest:
        shown |= Q(person=viewer.person)
    return Shelf.objects.filter(shown).select_related("person", "pseud__user")


def recommended_to(viewer, prefix=""):
    """The rule for public shelves, as a condition on them, or on what `prefix` leads to one from ("shelf__")."""
    public = Q(**{f"{prefix}sight": Shelf.Sight.EVERYONE, f"{prefix}pseud__isnull": False})
    return public & not_hidden_from(viewer, prefix) & seen_people(viewer, f"{prefix}person__")


def not_hidden_from(viewer, prefix=""):
    """What a moderator has hidden only moderators go on seeing, and its reader."""
    return Q() if viewer.is_moderator else Q(**{f"{prefix}is_hidden": False})


def recommendations_by(viewer, **whose):
    """Public shelves of a pen name (`pseud`) or of a person under any of them (`person`), the newest change first."""
    return (
        Shelf.objects.filter(recommended_to(viewer), **whose)
        .select_related("pseud__user")
        .order_by("-changed_at", "-id")
    )


def is_own(shelf, viewer):
    return viewer.person is not None and shelf.person_id == viewer.person.pk


def is_shown(shelf):
    """Whether anybody but its reader may come to see it."""
    return shelf.sight != Shelf.Sight.ME


def with_counts(shelves):
    """For her own list: `number` of lines on each, also of those that say only what she said."""
    lines = Shelved.objects.filter(shelf=OuterRef("pk")).order_by().values("shelf").annotate(number=Count("pk"))
    return shelves.annotate(number=Coalesce(Subquery(lines.values("number")), 0))


# --- What stands on one --------------------------------------------------------------------------------------------


@dataclass
class Line:
    """A place on a shelf as somebody sees it: the work, or None where she may not see it now, and its number there."""

    row: Shelved
    work: Work | None
    place: int | None = None


def works_on_shelves_of_others(viewer):
    works = Work.objects.listed_to(viewer).posted()
    return works.without_muted(viewer)


def rows_seen_by(viewer, shelf):
    """Her own shelf has all its lines, also those whose story is gone; of others' she sees what she may find herself."""
    if is_own(shelf, viewer):
        return Shelved.objects.filter(shelf=shelf)
    return Shelved.objects.filter(among(works_on_shelves_of_others(viewer)), shelf=shelf)


def works_seen_on(viewer, shelf):
    """Which works on it she may see, as a queryset."""
    return Work.objects.visible_to(viewer) if is_own(shelf, viewer) else works_on_shelves_of_others(viewer)


@dataclass(frozen=True)
class Order:
    """`place` is what the lines are paged by: unique on a shelf."""

    label: str
    place: Callable
    is_rising: bool = True
    is_text: bool = False
    needs_work: bool = True  # a line whose story is gone has no title to stand by, and must not betray it


def title_and_id():
    return Concat(Lower("work__title"), Value(SEPARATOR), Cast("work_id", CharField()), output_field=CharField())


def author_and_id():
    first = Authorship.objects.filter(work=OuterRef("work_id")).order_by("position", "id").values("pseud__key")[:1]
    return Concat(Subquery(first), Value(SEPARATOR), Cast("work_id", CharField()), output_field=CharField())


def words_and_id():
    size = Cast("work__words", BigIntegerField()) * Value(BY_SIZE, BigIntegerField())
    return ExpressionWrapper(size + F("work_id"), BigIntegerField())


ORDERS = {
    "hand": Order(_("By hand"), lambda: F("position"), needs_work=False),
    "added": Order(_("Newest here"), lambda: F("id"), is_rising=False, needs_work=False),
    "title": Order(_("Title"), title_and_id, is_text=True),
    "author": Order(_("Author"), author_and_id, is_text=True),
    "words": Order(_("Length"), words_and_id),
    "updated": Order(_("Last update"), lambda: F("work__newest_key"), is_rising=False),
}


@dataclass
class Leafed:
    """A page of a shelf."""

    lines: list
    newer: int | str | None
    older: int | str | None


def page_of_shelf(shelf, viewer, request, *, order="hand", tag=""):
    chosen = ORDERS[order]
    rows = rows_seen_by(viewer, shelf)
    if tag and is_own(shelf, viewer):
        rows = tagged(rows, tag)
    if chosen.needs_work:
        rows = rows.filter(among(works_seen_on(viewer, shelf)))
    where = names_from(request) if chosen.is_text else keys_from(request)
    page = page_of(rows.annotate(place=chosen.place()), key="place", is_rising=chosen.is_rising, **where)
    lines = lines_of(page.items, viewer, works_seen_on(viewer, shelf))
    if order == "hand" and not tag and lines:
        before = rows.filter(position__lt=lines[0].row.position).count()
        for number, line in enumerate(lines, start=before + 1):
            line.place = number
    return Leafed(lines, page.newer, page.older)


def lines_of(rows, viewer, works):
    """With those works that are among `works`."""
    found = works.filter(pk__in=[row.work_id for row in rows if row.work_id]).in_bulk()
    return [Line(row, found.get(row.work_id)) for row in rows]


def number_on(shelf, viewer):
    """How many lines of it she sees."""
    return rows_seen_by(viewer, shelf).count()


def missing_on(shelf, viewer):
    """How many lines of her own shelf have no story that she may see; it is looked for line by line."""
    return rows_seen_by(viewer, shelf).exclude(among(works_seen_on(viewer, shelf))).count()


# --- Her own words -------------------------------------------------------------------------------------------------


def tagged(rows, tag):
    """Those that she has given this tag. JSON is told apart as its text: a tag stands in it between its own quotes."""
    # SQLite keeps what Python wrote, PostgreSQL its own reading of it.
    spelled = json.dumps(tag, ensure_ascii=connection.vendor == "sqlite")
    return rows.annotate(tags_text=Cast("tags", TextField())).filter(tags_text__contains=spelled)


def tags_on(shelf):
    """(tag, how many lines have it), the most used first."""
    counted = Counter()
    for tags in Shelved.objects.filter(shelf=shelf).exclude(tags=[]).values_list("tags", flat=True).iterator():
        counted.update(tags)
    return sorted(counted.items(), key=lambda each: (-each[1], each[0].casefold()))[:MOST_TAGS_OFFERED]


def standing_of(work, person):
    """Her lines with this work, by shelf."""
    return {row.shelf_id: row for row in Shelved.objects.filter(shelf__person=person, work=work)}


def common_words(rows):
    """What she says of a work alike wherever it stands; a field that differs from shelf to shelf is missing."""
    said = {}
    for name in ("note", "why", "tags"):
        values = [getattr(row, name) for row in rows]
        if all(value == values[0] for value in values[1:]):
            said[name] = values[0] if values else ([] if name == "tags" else "")
    return said


# --- What others say of a work -------------------------------------------------------------------------------------


def recommendations_of(work, viewer):
    """Lines of public shelves with this work, if its author wishes them to be listed; not her own."""
    if not work.lists_recommendations or work.is_draft:
        return Shelved.objects.none()
    # A secret link is for whoever was told of it, and no list is.
    if work.audience in (Work.Audience.LINK, Work.Audience.ME):
        return Shelved.objects.none()
    rows = Shelved.objects.filter(recommended_to(viewer, "shelf__"), work=work)
    rows = rows.exclude(shelf__person__in=[pseud.user_id for pseud in work.authors])
    if not viewer.is_guest:
        rows = rows.exclude(shelf__person__in=people_muted_by(viewer.person))
    return rows.select_related("shelf__pseud__user")

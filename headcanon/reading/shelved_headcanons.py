"""Headcanons on a reader's shelves: put there with a note, taken off, put back as they were.

They stand behind the stories, in the order in which they came. What others see of them on a shelf that is shown is what
they could find by themselves, and no note.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from headcanon.headcanons.finding import listed_for, with_veils
from headcanon.headcanons.models import Headcanon
from headcanon.reading.models import Shelf, ShelvedHeadcanon
from headcanon.reading.shelves import is_own
from headcanon.reading.shelving import refuse_unheard, tell
from headcanon.works.holding import held
from headcanon.works.visibility import among

SAID = ("shelf_id", "headcanon_id", "note", "position")


def rows_seen_by(viewer, shelf):
    rows = ShelvedHeadcanon.objects.filter(shelf=shelf)
    return rows if is_own(shelf, viewer) else rows.filter(among(listed_for(viewer), "headcanon"))


def with_cards(rows, viewer):
    """Each row with its `seen`: the headcanon with its card and veil, or None where she may not see it now."""
    rows = list(rows)
    ids = [row.headcanon_id for row in rows if row.headcanon_id]
    found = Headcanon.objects.visible_to(viewer).posted().filter(pk__in=ids).with_card() if ids else ()
    seen = {headcanon.pk: headcanon for headcanon in with_veils(found, viewer)}
    for row in rows:
        row.seen = seen.get(row.headcanon_id)
    return rows


def standing_of(headcanon, person):
    """Her lines with it, by shelf."""
    rows = ShelvedHeadcanon.objects.filter(shelf__person=person, headcanon=headcanon).select_related("shelf")
    return {row.shelf_id: row for row in rows}


@transaction.atomic
def put(headcanon, shelves, *, person, note=None):
    """At the end of each of these shelves of hers; where it stands already only the note changes, if one is said. Raises
    Suspended where others would see it."""
    shelves = hold(shelves, person)
    there = set(ShelvedHeadcanon.objects.filter(shelf__in=shelves, headcanon=headcanon).values_list("shelf", flat=True))
    new = [each for each in shelves if each.pk not in there]
    refuse_unheard(new, person)
    if note is not None:
        ShelvedHeadcanon.objects.filter(shelf__in=there, headcanon=headcanon).update(note=note)
    ShelvedHeadcanon.objects.bulk_create(
        ShelvedHeadcanon(shelf=each, headcanon=headcanon, position=each.end, note=note or "") for each in new
    )
    tell(shelves if note is not None else new)


def hold(shelves, person):
    """These of hers, each with its `end`, the position behind its last headcanon."""
    last = ShelvedHeadcanon.objects.filter(shelf=OuterRef("pk")).order_by("-position").values("position")[:1]
    rows = list(held(Shelf.objects.filter(person=person, pk__in=[shelf.pk for shelf in shelves])))
    ends = dict(
        Shelf.objects.filter(pk__in=[row.pk for row in rows]).annotate(last=Subquery(last)).values_list("pk", "last")
    )
    for row in rows:
        row.end = 0 if ends[row.pk] is None else ends[row.pk] + 1
    return rows


@transaction.atomic
def take_off(rows):
    """Answers with what `put_back` needs."""
    rows = list(rows)
    taken = [{**{name: getattr(row, name) for name in SAID}, "added_at": row.added_at.isoformat()} for row in rows]
    ShelvedHeadcanon.objects.filter(pk__in=[row.pk for row in rows]).delete()
    tell(list({row.shelf_id: row.shelf for row in rows}.values()))
    return taken


@transaction.atomic
def put_back(taken, *, person):
    """With the notes they had. What is there again stays as it is. Raises Suspended."""
    shelves = {shelf.pk: shelf for shelf in hold([Shelf(pk=each["shelf_id"]) for each in taken], person)}
    back = []
    for each in taken:
        if each["shelf_id"] not in shelves or stands_there(each):
            continue
        is_there = Headcanon.objects.filter(pk=each["headcanon_id"]).exists()
        row = {**each, "headcanon_id": each["headcanon_id"] if is_there else None}
        back.append(ShelvedHeadcanon(**row | {"added_at": datetime.fromisoformat(each["added_at"])}))
    touched = [shelves[pk] for pk in {row.shelf_id for row in back}]
    refuse_unheard(touched, person)
    ShelvedHeadcanon.objects.bulk_create(back)
    tell(touched)
    return touched


def stands_there(told):
    rows = ShelvedHeadcanon.objects.filter(shelf=told["shelf_id"])
    if told["headcanon_id"] is None:
        return rows.filter(headcanon=None, position=told["position"], note=told["note"]).exists()
    return rows.filter(headcanon=told["headcanon_id"]).exists()


@transaction.atomic
def bring(wanted, person):
    """From a file: (shelf, id of the headcanon, note, when) each. Answers with how many are new, and how many are
    there."""
    shelves = {shelf.pk: shelf for shelf in hold([shelf for shelf, *_ in wanted], person)}
    added = 0
    for shelf, headcanon_id, note, added_at in wanted:
        row, is_new = ShelvedHeadcanon.objects.get_or_create(
            shelf=shelf, headcanon_id=headcanon_id,
            defaults={"note": note, "added_at": added_at, "position": shelves[shelf.pk].end},
        )  # fmt: skip
        if is_new:
            added += 1
            shelves[shelf.pk].end += 1
        elif note and not row.note:
            ShelvedHeadcanon.objects.filter(pk=row.pk).update(note=note)
    tell(list(shelves.values()))
    return added, len(wanted) - added


def put_on_from_its_page(headcanons, viewer):
    """A slot's loader: what is posted can be put on a shelf. No question is asked for it."""
    return {headcanon.pk: True for headcanon in headcanons if headcanon.is_posted}


def shelved_on(shelf, viewer, number):
    """The first so many of a shelf, and whether there are more."""
    rows = with_cards(rows_seen_by(viewer, shelf).order_by("position", "id")[: number + 1], viewer)
    return rows[:number], len(rows) > number

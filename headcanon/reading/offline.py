"""What a device keeps of the archive, to be read where there is no network: single works, and whole sets of them.

A set is a shelf of the reader's, or what an app above has named with `register_set`. Everything that a device is given
goes through `visible_to`, each time anew; what it is told of a work that is not there, or not for this reader, is the
same.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q
from django.utils.crypto import salted_hmac

from headcanon.reading.models import Reading, Shelf, Shelved
from headcanon.reading.stopping import OPENING
from headcanon.works.models import Authorship, Chapter, Work
from headcanon.works.veiling import veiled

MOST_ASKED = 300  # works that one question may be about
MOST_IN_A_SET = 300  # no device is made to keep more of one
FORM = 1  # of what a device is given; with another one everything is fetched anew
SHELF = "shelf-"

_sets = {}


@dataclass(frozen=True)
class WorkSet:
    label: str
    ids: Callable  # (person, most) → the ids of its works, the most wanted first, in a fixed number of queries


def register_set(name, label, ids):
    """An app above names works that a member may have her devices keep, as they come and go."""
    _sets[name] = WorkSet(label, ids)


def reader_key(viewer):
    """By which a device knows whether it is still the same person who reads; of no meaning elsewhere, empty for a
    guest."""
    if viewer.is_guest:
        return ""
    return salted_hmac("headcanon.offline", str(viewer.person.pk), algorithm="sha256").hexdigest()[:24]


def may_be_kept(viewer):
    """Works in the sight of this reader; a draft is written where the archive is."""
    return Work.objects.visible_to(viewer).posted()


# --- What a device may ask -----------------------------------------------------------------------------------------


def sets_of(viewer, chosen):
    """[{key, label, works}] that she can choose among; of those she has chosen also which works are in them."""
    if viewer.is_guest:
        return []
    shelves = Shelf.objects.filter(person=viewer.person).order_by("position", "pk").values_list("pk", "name")
    named = [(name, str(each.label)) for name, each in _sets.items()]
    named += [(f"{SHELF}{pk}", name) for pk, name in shelves]
    works = works_in(viewer.person, chosen)
    return [{"key": key, "label": label, "works": works.get(key)} for key, label in named]


def works_in(person, chosen):
    """{key: ids} of these sets, as far as they are hers."""
    found = {name: list(each.ids(person, MOST_IN_A_SET)) for name, each in _sets.items() if name in chosen}
    shelf_ids = {int(key.removeprefix(SHELF)): key for key in chosen if is_shelf(key)}
    found |= {key: [] for key in shelf_ids.values()}
    on_them = Shelved.objects.filter(shelf__in=shelf_ids, shelf__person=person, work__isnull=False)
    for shelf, work in islice(
        on_them.order_by("position", "pk").values_list("shelf_id", "work_id").iterator(),
        MOST_IN_A_SET * (len(shelf_ids) or 1),
    ):
        if len(found[shelf_ids[shelf]]) < MOST_IN_A_SET:
            found[shelf_ids[shelf]].append(work)
    return found


def is_shelf(key):
    number = key.removeprefix(SHELF)
    return key.startswith(SHELF) and number.isascii() and number.isdecimal() and len(number) < 10


def states_of(ids, viewer):
    """{id: what a device must know of it}, and None of what is not there for this reader: as many queries for three
    hundred as for one."""
    works = {work.pk: work for work in may_be_kept(viewer).filter(pk__in=ids).only(*TELLING)}
    versions = versions_of(works, viewer)
    places = places_in(works, viewer)
    return {
        pk: {
            "version": versions[pk],
            "words": works[pk].words,
            "revised": int(works[pk].revised_at.timestamp() * 1000),
            "place": places.get(pk),
        }
        if pk in works
        else None
        for pk in ids
    }


TELLING = (
    "version", "clean_version", "title", "language", "status", "planned_chapters", "rating_sign", "revised_at", "words",
)  # fmt: skip


def versions_of(works, viewer):
    """{id: a text that is another as soon as what a device keeps of the work would be}, in three queries."""
    told = defaultdict(list)
    covered = Work.objects.filter(veiled(viewer), pk__in=works).order_by()
    for work_id in covered.values_list("pk", flat=True):
        told[work_id].append(viewer.canons_read)  # its band says because of what
    rows = Chapter.objects.visible_to(viewer).posted().filter(work__in=works).order_by("work", "position")
    for work_id, *row in rows.values_list("work_id", "pk", "position", "version", "clean_version"):
        told[work_id].append(row)
    names = Authorship.objects.filter(work__in=works).order_by("work", "position", "pk")
    for work_id, name in names.values_list("work_id", "pseud__name"):
        told[work_id].append(name)
    printed = [FORM, viewer.look.notes]  # folded or not
    return {pk: digest([*printed, *own_facts(work), *told[pk]]) for pk, work in works.items()}


def own_facts(work):
    return [getattr(work, Work._meta.get_field(name).attname) for name in TELLING if name != "revised_at"]


def digest(facts):
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:20]


def places_in(works, viewer):
    """{id: where she stopped}, for herself."""
    if viewer.is_guest:
        return {}
    hers = Reading.objects.filter(~Q(chapter=None), person=viewer.person, work__in=works)
    return {
        reading.work_id: {
            "chapter": reading.chapter_id,
            "paragraph": (reading.place or {}).get("position", 0),
            "opening": (reading.place or {}).get("words", "")[:OPENING],
            "permille": reading.permille,
            "at": int(reading.last_at.timestamp() * 1000),
        }
        for reading in hers
    }


def posted_among(works, viewer):
    """{id: the work} of those that can be kept."""
    return {work.pk: work for work in works if not work.is_draft}

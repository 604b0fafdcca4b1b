"""What somebody may mean by the beginning of a name: of a canon, a tag, a character, a relationship.

Names are looked through in memory (name_lists.py), and only the few that match are looked up, where it is decided what
this viewer may know of. So memory may be a little old: what it lacks is not offered yet, and what it has too much is
not told.
"""

import threading
import time
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from headcanon.accounts.blocking import people_apart_from
from headcanon.canon.families import thoughts_of
from headcanon.canon.models import Fandom, Tag
from headcanon.canon.veil import giving_away
from headcanon.core.clockwork import every
from headcanon.core.editions import current_edition
from headcanon.discovery.name_lists import NameList
from headcanon.headcanons.models import Headcanon, HeadcanonFandom, HeadcanonTag
from headcanon.works.families import LINKS
from headcanon.works.models import Work
from headcanon.works.veiling import OF_WORDS, veiled

# What may be completed, and in which table it is: `tag` is any tag that an author makes up herself.
FANDOM, TAG = "fandom", "tag"
LISTS = {FANDOM: Fandom, TAG: Tag, **dict.fromkeys(Tag.Kind.values, Tag)}
# Or anything that stories are about, in whichever of these lists.
SUBJECT = "subject"
KINDS = {SUBJECT: (FANDOM, TAG, Tag.Kind.WARNING, Tag.Kind.CATEGORY), **{kind: (kind,) for kind in LISTS}}
SPOKEN = {Fandom: HeadcanonFandom, Tag: HeadcanonTag}
COLUMNS = ("pk", "name", "work_count", "canonical", "canonical__name", "canonical__work_count")
MOST = 10
LONGEST = 200  # letters that are looked for
# How many names that match are looked up at first, and how many in all where she may not know of those.
LOOKED_UP, MOST_LOOKED_UP = 20, 300
NEW_AFTER = 1.0  # seconds for which names made meanwhile are missed
ORDERED_ANEW_AFTER = 300
# The order of use is made anew so seldom that it takes up no more than this part of the time.
PART_OF_THE_TIME = 0.01


@dataclass(frozen=True)
class Completion:
    """`also` is the other name by which it was found, if it was."""

    name: str
    work_count: int
    also: str = ""


def complete(viewer, kind, typed):
    """The few likeliest, the best first, each name once and as its canonical one."""
    several = [in_one_list(viewer, each, typed[:LONGEST]) for each in KINDS[kind]]
    if len(several) == 1:
        return several[0]
    return sorted((each for some in several for each in some), key=lambda each: -each.work_count)[:MOST]


def in_one_list(viewer, kind, typed):
    model, found, offered = LISTS[kind], the_names().lists[kind].found(typed), {}
    looked_up, size = 0, LOOKED_UP
    while len(offered) < MOST and looked_up < MOST_LOOKED_UP and (ids := list(islice(found, size))):
        known = known_among(model, ids, viewer, enough=MOST - len(offered))
        for itself, completion in (known[pk] for pk in ids if pk in known):
            offered.setdefault(itself, completion)
        looked_up, size = looked_up + len(ids), MOST_LOOKED_UP - LOOKED_UP
    return list(offered.values())[:MOST]


# --- What a viewer may know of ---------------------------------------------------------------------------------------


def known_among(model, ids, viewer, enough):
    """{id: (that of the canonical one, Completion)} of those of these that she may be told. Most are known to everybody,
    which costs little to ask; whether the others are known to her is asked where those are not `enough`."""
    found = unspoilt(model, viewer).filter(pk__in=ids)
    if is_apart_from_somebody(viewer):
        return by_id(found.filter(known_to(model, viewer)))
    known = by_id(found.filter(known_to_everybody(model)))
    others = [pk for pk in ids if pk not in known]
    if others and len({itself for itself, _completion in known.values()}) < enough:
        known |= by_id(unspoilt(model, viewer).filter(known_to(model, viewer), pk__in=others))
    return known


def by_id(subjects):
    found = {}
    for pk, name, count, itself, its_name, its_count in subjects.values_list(*COLUMNS):
        found[pk] = (itself, Completion(its_name, its_count, name)) if itself else (pk, Completion(name, count))
    return found


def unspoilt(model, viewer):
    rows = model.objects.order_by()
    return rows.filter(~giving_away(viewer)) if model is Tag else rows


def is_apart_from_somebody(viewer):
    """Then what others may all know of may be theirs from whom she is kept."""
    return not viewer.is_guest and not viewer.is_archivist and people_apart_from(viewer.person).exists()


def known_to_everybody(model):
    """A condition on fandoms or tags: a public story has it, or the archive offers it."""
    is_used = Q(work_count__gt=0)
    return is_used | Q(offered__isnull=False) if model is Tag else is_used


def known_to(model, viewer):
    """The same for this viewer: a story or a headcanon that she sees has it, and no cover lies over that; or a wrangler
    thought of it."""
    viewer, of_it = viewer.without_links(), {model._meta.model_name: OuterRef("pk")}
    headcanons = Headcanon.objects.visible_to(viewer).order_by().filter(pk=OuterRef("headcanon_id"))
    works = Work.objects.visible_to(viewer).order_by().filter(pk=OuterRef("work_id"))
    spoken = SPOKEN[model].objects.order_by().filter(Exists(headcanons), **of_it)
    links = LINKS[model].objects.order_by().filter(**of_it)
    known = Q(Exists(thoughts_of(model))) | Q(Exists(spoken))
    if model is Fandom:
        return known | Q(Exists(links.filter(Exists(works))))
    open_works = works.exclude(veiled(viewer))
    covered = Q(kind__in=OF_WORDS)
    known |= Q(offered__isnull=False) | (~covered & Q(Exists(links.filter(Exists(works)))))
    return known | (covered & Q(Exists(links.filter(Exists(open_works)))))


# --- What is kept in memory ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Names:
    """`newest` is the last id of each table that is among them."""

    lists: dict
    newest: dict
    edition: int
    looked: float
    made: float
    took: float


_names: Names | None = None
_making = threading.Lock()


def the_names():
    global _names
    names = _names
    if names is None:
        with _making:
            _names = _names or made()
        return _names
    if time.monotonic() - names.looked > NEW_AFTER:
        names = _names = with_new(names)
    return names


def forget():
    """As after a restart."""
    global _names
    _names = None


@every(ORDERED_ANEW_AFTER)
def order_anew():
    """By how much each name is used now; also so that the first who types after a start does not wait for it."""
    global _names
    names = _names
    if names and (names.edition == current_edition() or time.monotonic() - names.made < names.took / PART_OF_THE_TIME):
        return
    with _making:
        _names = made()


def made():
    began, edition, lists, newest = time.monotonic(), current_edition(), {}, {}
    for model in (Fandom, Tag):
        used = Coalesce("canonical__work_count", "work_count")
        rows = list(named(model).annotate(used=used).order_by(F("used").desc(), "pk"))
        newest[model] = max((row["pk"] for row in rows), default=0)
        for kind in kinds_of(model):
            lists[kind] = NameList(of_kind(rows, kind))
    now = time.monotonic()
    return Names(lists, newest, edition, looked=now, made=now, took=now - began)


def with_new(names):
    """With what was named since, behind everything else."""
    lists, newest = dict(names.lists), dict(names.newest)
    for model in (Fandom, Tag):
        rows = list(named(model).filter(pk__gt=newest[model]).order_by("pk"))
        if rows:
            newest[model] = rows[-1]["pk"]
            lists |= {kind: lists[kind].with_more(of_kind(rows, kind)) for kind in kinds_of(model)}
    return Names(lists, newest, names.edition, time.monotonic(), names.made, names.took)


def named(model):
    return model.objects.values("pk", "name", *(["kind"] if model is Tag else []))


def kinds_of(model):
    return [kind for kind, its in LISTS.items() if its is model]


def of_kind(rows, kind):
    """(id, name) of these rows, as far as they are of it."""
    if kind == FANDOM:
        return ((row["pk"], row["name"]) for row in rows)
    kinds = OF_WORDS if kind == TAG else (kind,)
    return ((row["pk"], row["name"]) for row in rows if row["kind"] in kinds)

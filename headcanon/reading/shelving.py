"""Making shelves, putting works on them, taking them off, putting them in order.

Whoever changes what stands on a shelf holds it meanwhile, so two windows of one reader neither give two works one
place nor lose one. What is taken off can be put back as it was: what is needed for that goes with the page that says
so, signed, and is kept nowhere.
"""

from datetime import datetime

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.accounts.speaking import let_speak
from headcanon.core.editions import pages_changed
from headcanon.reading.models import Shelf, Shelved
from headcanon.reading.shelves import is_shown, shelves_of
from headcanon.works.holding import held
from headcanon.works.models import Work

MOST_SHELVES = 500
MOST_TAGS, LONGEST_TAG = 30, 60
UNDO_FOR = 24 * 60 * 60  # seconds
SAID = ("note", "why", "tags")
ORDER = "position", "id"


class TooManyShelves(ValidationError):
    def __init__(self):
        super().__init__(
            _("You have %d shelves, and more than that no page can list. Remove one first, or use tags.") % MOST_SHELVES
        )


# --- Shelves -------------------------------------------------------------------------------------------------------


@transaction.atomic
def make_shelf(person, name, **said):
    """At the end of hers. Raises Suspended where others would see it, and TooManyShelves."""
    refuse_too_many(person)
    shelf = Shelf(person=person, name=name, position=after_the_last(shelves_of(person)), **said)
    if is_shown(shelf):
        let_speak(person)
        pages_changed()
    shelf.save()
    return shelf


def refuse_too_many(person, more=1):
    if Shelf.objects.filter(person=person).count() + more > MOST_SHELVES:
        raise TooManyShelves


def after_the_last(rows):
    return (rows.order_by("-position").values_list("position", flat=True).first() or 0) + 1


def the_shelf_for_later(person):
    """Made when it is first asked for; of two who ask at once one makes it."""
    try:
        with transaction.atomic():
            made = {"name": _("Read later"), "position": 0}
            return Shelf.objects.get_or_create(person=person, is_later=True, defaults=made)[0]
    except IntegrityError:
        return Shelf.objects.get(person=person, is_later=True)


@transaction.atomic
def change_shelf(shelf, **said):
    """Raises Suspended if somebody else would read something new."""
    stood = held(Shelf.objects).get(pk=shelf.pk)
    changed = [name for name, value in said.items() if getattr(stood, name) != value]
    was_shown = is_shown(stood)
    for name in changed:
        setattr(stood, name, said[name])
    if changed and is_shown(stood) and not is_narrower(stood, changed):
        let_speak(stood.person)
    if changed:
        stood.changed_at = timezone.now()
        stood.save(update_fields=[*changed, "changed_at"])
    if was_shown or is_shown(stood):
        pages_changed()
    return stood


def is_narrower(shelf, changed):
    """Going from everyone to whoever has the link says nothing new to anybody."""
    return changed == ["sight"] and shelf.sight == Shelf.Sight.LINK


@transaction.atomic
def renew_link(shelf):
    """Whoever has the old one sees nothing by it any more."""
    Shelf.objects.filter(pk=shelf.pk).update(link_token=Shelf._meta.get_field("link_token").get_default())
    pages_changed()


@transaction.atomic
def remove_shelf(shelf):
    """With every line on it; the works stay where they are."""
    if is_shown(shelf):
        pages_changed()
    shelf.delete()


@transaction.atomic
def move_shelf(shelf, step):
    """One place up (-1) or down (+1) among hers."""
    rows = list(held(shelves_of(shelf.person)).order_by("position", "id"))
    at = [row.pk for row in rows].index(shelf.pk)
    if 0 <= at + step < len(rows):
        rows.insert(at + step, rows.pop(at))
        for position, row in enumerate(rows):
            row.position = position
        Shelf.objects.bulk_update(rows, ["position"])


# --- On and off ----------------------------------------------------------------------------------------------------


@transaction.atomic
def put(work, shelves, *, person, **said):
    """At the end of each of these shelves of hers; where it stands already only what is `said` (note, why, tags)
    changes. Answers with the lines that are new. Raises Suspended where others would see it.
    """
    shelves = hold(shelves, person)
    there = {row.shelf_id: row for row in Shelved.objects.filter(shelf__in=shelves, work=work)}
    new = [Shelved(shelf=each, work=work, position=each.end, **said) for each in shelves if each.pk not in there]
    other = [row for row in there.values() if any(getattr(row, name) != value for name, value in said.items())]
    for row in other:
        for name, value in said.items():
            setattr(row, name, value)
    touched = {row.shelf_id for row in (*new, *other)}
    refuse_unheard([each for each in shelves if each.pk in touched], person)
    if other:
        Shelved.objects.bulk_update(other, said)
    Shelved.objects.bulk_create(new)
    tell([each for each in shelves if each.pk in touched])
    return new


def hold(shelves, person):
    """These of hers, each with its `end`, the position behind the last: found without counting."""
    last = Shelved.objects.filter(shelf=OuterRef("pk")).order_by("-position").values("position")[:1]
    mine = held(Shelf.objects.filter(person=person, pk__in=[shelf.pk for shelf in shelves]))
    rows = {shelf.pk: shelf for shelf in mine}
    ends = dict(Shelf.objects.filter(pk__in=rows).annotate(last=Subquery(last)).values_list("pk", "last"))
    for pk, shelf in rows.items():
        shelf.end = 0 if ends[pk] is None else ends[pk] + 1
    return list(rows.values())


def refuse_unheard(shelves, person):
    if any(map(is_shown, shelves)):
        let_speak(person)


def tell(shelves):
    Shelf.objects.filter(pk__in=[each.pk for each in shelves]).update(changed_at=timezone.now())
    if any(map(is_shown, shelves)):
        pages_changed()


@transaction.atomic
def say(row, *, person, **said):
    """What she says of one work on one shelf. Raises Suspended where others would read a new line of why."""
    if is_shown(row.shelf) and said.get("why", row.why) != row.why:
        let_speak(person)
    Shelved.objects.filter(pk=row.pk).update(**said)
    tell([row.shelf])


@transaction.atomic
def take_off(rows):
    """Answers with what `put_back` needs."""
    rows = list(rows)
    taken = [as_told(row) for row in rows]
    shelves = {row.shelf_id: row.shelf for row in rows}
    Shelved.objects.filter(pk__in=[row.pk for row in rows]).delete()
    tell(list(shelves.values()))
    return taken


def as_told(row):
    said = {name: getattr(row, name) for name in ("id", "shelf_id", "work_id", "position", *SAID)}
    return said | {"added_at": row.added_at.isoformat()}


@transaction.atomic
def put_back(taken, *, person):
    """Where they stood, with what she had said. What is there again already stays as it is. Raises Suspended."""
    shelves = {shelf.pk: shelf for shelf in hold([Shelf(pk=each["shelf_id"]) for each in taken], person)}
    back = [each for each in taken if each["shelf_id"] in shelves and not stands_there(each)]
    touched = [shelves[pk] for pk in {each["shelf_id"] for each in back}]
    refuse_unheard(touched, person)
    for each in back:
        work = Work.objects.filter(pk=each["work_id"]).first()
        make_room(each["shelf_id"], each["position"])
        row = {**each, "work_id": work and work.pk, "added_at": datetime.fromisoformat(each["added_at"])}
        Shelved.objects.create(**row)
    tell(touched)
    return [shelves[each["shelf_id"]] for each in back]


def stands_there(told):
    rows = Shelved.objects.filter(pk=told["id"])
    if told["work_id"]:
        rows |= Shelved.objects.filter(shelf=told["shelf_id"], work=told["work_id"])
    return rows.exists()


def make_room(shelf_id, position):
    rows = Shelved.objects.filter(shelf=shelf_id)
    if rows.filter(position=position).exists():
        rows.filter(position__gte=position).update(position=F("position") + 1)


def sealed(taken, person):
    return signing.dumps(taken, salt=salt_of(person), compress=True)


def unsealed(words, person):
    """What was taken off, or nothing if this is too old, or was somebody else's."""
    try:
        return signing.loads(words, salt=salt_of(person), max_age=UNDO_FOR)
    except signing.BadSignature:
        return []


def salt_of(person):
    return f"taken off a shelf of {person.pk}"


# --- In order ------------------------------------------------------------------------------------------------------


@transaction.atomic
def move_to(row, place):
    """To this place on its shelf, counted from 1; what lies behind makes room. Beyond the end is the end."""
    held(Shelf.objects.filter(pk=row.shelf_id)).first()
    row = Shelved.objects.get(pk=row.pk)
    others = Shelved.objects.filter(shelf=row.shelf_id).exclude(pk=row.pk).order_by(*ORDER)
    there = list(others[max(place, 1) - 1 :][:1])
    if not there:
        position = after_the_last(others)
    else:
        position = there[0].position
        others.filter(position__gte=position).update(position=F("position") + 1)
    Shelved.objects.filter(pk=row.pk).update(position=position)
    tell([row.shelf])


@transaction.atomic
def step(row, by):
    """Change places with the one before (-1) or after it (+1), if there is one."""
    held(Shelf.objects.filter(pk=row.shelf_id)).first()
    row = Shelved.objects.get(pk=row.pk)
    rows = Shelved.objects.filter(shelf=row.shelf_id)
    if by < 0:
        other = rows.filter(position__lt=row.position).order_by("-position", "-id").first()
    else:
        other = rows.filter(position__gt=row.position).order_by(*ORDER).first()
    if other:
        Shelved.objects.filter(pk=row.pk).update(position=other.position)
        Shelved.objects.filter(pk=other.pk).update(position=row.position)
        tell([row.shelf])


def tags_in(typed):
    """Her tags as she typed them, with commas between them: each once, in her order."""
    found = {}
    for tag in typed.replace("\n", ",").split(","):
        tidy = " ".join(tag.split())
        if tidy:
            found.setdefault(tidy.casefold(), tidy)
    return list(found.values())


def refuse_unfit_tags(tags):
    if len(tags) > MOST_TAGS:
        raise ValidationError(
            _("These are %(number)d tags; there is room for %(most)d.") % {"number": len(tags), "most": MOST_TAGS}
        )
    if any(len(tag) > LONGEST_TAG for tag in tags):
        raise ValidationError(_("A tag has at most %d characters. Is a comma missing?") % LONGEST_TAG)

"""What a wrangler is offered for tags and fandoms that nobody has put in order: by how they are spelled, and by what they
are used with. For a page of them it costs a fixed number of short looks, however many there are in all.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import permutations, takewhile

from django.db.models import Q
from django.db.models.functions import Length

from headcanon.canon.families import stand_in, told_to_anybody
from headcanon.canon.models import Subject, Tag

MOST = 3  # for each
MOST_LIKE = 40  # that begin alike and are looked at for each
MOST_PARTS = 4  # of a relationship whose order may be another one
FIRST_LETTERS = 3
PARTS = re.compile(r"\s*([/&])\s*")
NOT_A_LETTER = re.compile(r"[\W_]+")

# How works use tags is known above; see `tells_of_use`.
_uses = []


def tells_of_use(function):
    """Names a function (model, subjects) → {id: ids of the same kind that are used where it is, the most used first}."""
    _uses.append(function)
    return function


@dataclass(frozen=True)
class Suggestion:
    """That one may be another name of `of`."""

    of: object
    is_by_spelling: bool


def suggestions_for(subjects):
    """{id: its suggestions, the likeliest first}; `subjects` are all tags or all fandoms."""
    if not subjects:
        return {}
    model = type(subjects[0])
    alike = alike_for(model, subjects)
    used = {}
    for uses in _uses:
        used |= uses(model, subjects)
    ids = {pk for those in used.values() for pk in those}
    known = offered(model).filter(pk__in=ids).select_related("canonical").in_bulk() if ids else {}
    found = {}
    for subject in subjects:
        names = {}
        with_it = [known[pk] for pk in used.get(subject.pk, ()) if pk in known]
        near = worth_saying(subject, [each for each in with_it if distance(subject, each) <= allowed(subject)])
        for other in [*alike[subject.pk], *near]:
            names.setdefault(stand_in(other).pk, Suggestion(stand_in(other), True))
        for other in worth_saying(subject, [each for each in with_it if shares_a_word(subject, each)]):
            names.setdefault(stand_in(other).pk, Suggestion(stand_in(other), False))
        names.pop(subject.pk, None)
        names.pop(subject.canonical_id, None)
        found[subject.pk] = list(names.values())[:MOST]
    return found


def offered(model):
    """What another may be put to: not what was left as it is, and nothing whose name is nobody's business."""
    return model.objects.order_by().filter(told_to_anybody(model)).exclude(standing=Subject.Standing.ASIDE)


# --- By spelling ---------------------------------------------------------------------------------------------------


def alike_for(model, subjects):
    """{id: those that are spelled nearly so}, the nearest first; of several the more used."""
    condition = Q(pk__in=())
    for subject in subjects:
        condition |= of_its_kind(subject) & looks_alike(subject)
    most = MOST_LIKE * len(subjects)
    found = offered(model).annotate(length=Length("key")).filter(condition).select_related("canonical")
    by_kind = {}
    for other in found.order_by("-work_count", "pk")[:most]:
        by_kind.setdefault(getattr(other, "kind", ""), []).append((other, plain(other.key)))
    alike = {}
    for subject in subjects:
        others, limit, mine = by_kind.get(getattr(subject, "kind", ""), ()), allowed(subject), plain(subject.key)
        beginnings, orders = (
            tuple({*beginnings_of(subject.key), subject.key[:FIRST_LETTERS]}),
            other_orders(subject.key),
        )
        near = [
            (far, other)
            for other, name in others
            if other.key.startswith(beginnings)
            and other.pk != subject.pk
            and (far := apart(mine, name, limit)) <= limit
        ]
        near += [(0, other) for other, _name in others if other.key in orders]
        near.sort(key=lambda pair: (pair[1].standing == Subject.Standing.NEW, pair[0], -pair[1].work_count))
        alike[subject.pk] = worth_saying(subject, [other for _far, other in near])
    return alike


def worth_saying(subject, others):
    """Of two that nobody has put in order, the more used is offered for the less used one only."""
    return [
        other
        for other in others
        if other.standing != Subject.Standing.NEW or (other.work_count, -other.pk) > (subject.work_count, -subject.pk)
    ]


def of_its_kind(subject):
    return Q(kind=subject.kind) if isinstance(subject, Tag) else Q()


def looks_alike(subject):
    """What one index can find: a name of which half is the same, or the same names in another order."""
    key, few = subject.key, allowed(subject)
    condition = Q(key__in=[*other_orders(key), NOT_A_LETTER.sub(" ", key).strip()])
    long = Q(length__gte=len(key) - few - 2, length__lte=len(key) + few + 2)
    for beginning in beginnings_of(key):
        condition |= between(beginning) & long
    if len(key) > 2 * FIRST_LETTERS:
        condition |= between(key[:FIRST_LETTERS]) & long & Q(key__endswith=key[-(len(key) // 2) :])
    return condition


def beginnings_of(key):
    """Its first half: as it is, without accents, without its first letter, and with the first two swapped."""
    half = max(FIRST_LETTERS, len(key) // 2)
    found = {key[:half], plain_letters(key)[:half], key[1 : half + 1], key[1::-1] + key[2:half]}
    return {each for each in found if len(each) >= 2}


def between(beginning):
    """What begins so, as a stretch of the index."""
    return Q(key__gte=beginning, key__lt=beginning[:-1] + chr(min(ord(beginning[-1]) + 1, 0x10FFFF)))


def other_orders(key):
    """ "b/a" for "a/b": all orders of a few names."""
    names = PARTS.split(key)
    signs, names = set(names[1::2]), names[::2]
    if len(signs) != 1 or not 2 <= len(names) <= MOST_PARTS or not all(names):
        return []
    [sign] = signs
    spaced = [f" {sign} ", sign]
    return [joint.join(order) for order in permutations(names) for joint in spaced if joint.join(order) != key]


def plain(key):
    """Without accents, blanks and signs, which people set as they like; names around a stroke in one order."""
    names = sorted(NOT_A_LETTER.sub("", plain_letters(name)) for name in PARTS.split(key)[::2])
    return "/".join(names)


def plain_letters(key):
    return "".join(sign for sign in unicodedata.normalize("NFKD", key) if not unicodedata.combining(sign))


def allowed(subject):
    """How many letters may differ."""
    return 0 if len(subject.key) < 4 else 1 if len(subject.key) < 9 else 2


def distance(one, other):
    return apart(plain(one.key), plain(other.key), allowed(one))


def apart(one, other, limit):
    """How many letters one must change, add, leave out or swap with the next; beyond `limit` merely more."""
    if one == other:
        return 0
    if not limit or abs(len(one) - len(other)) > limit:
        return limit + 1
    alike = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(one, other, strict=False)))
    one, other = one[alike:], other[alike:]
    before, row = [], list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        older, before, row = before, row, [at]
        for place, its in enumerate(other, 1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != its))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == its:
                cost = min(cost, older[place - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


# --- By use --------------------------------------------------------------------------------------------------------


def shares_a_word(one, other):
    """As "Potter" does with "Harry Potter"."""
    return not words_of(one).isdisjoint(words_of(other))


def words_of(subject):
    return {word for word in NOT_A_LETTER.split(subject.key) if len(word) > 2}

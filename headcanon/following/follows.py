"""Beginning and ending to follow."""

from django.db import transaction

from headcanon.following.models import FOLLOWED, Follow
from headcanon.following.subjects import SUBJECTS


@transaction.atomic
def follow(person, name, thing):
    """Twice is once; nobody follows what is her own."""
    if not SUBJECTS[name].is_owned_by(thing, person):
        Follow.objects.get_or_create(person=person, **{name: thing})


def unfollow(person, name, thing):
    Follow.objects.filter(person=person, **{name: thing}).delete()


def is_following(person, name, thing):
    return Follow.objects.filter(person=person, **{name: thing}).exists()


def followed_among(person, named):
    """Of these (name, thing) the ones she follows, as pairs (name, id), in one query."""
    ids = {name: [thing.pk for each, thing in named if each == name] for name in FOLLOWED}
    found = Follow.objects.none()
    for name, those in ids.items():
        if those:
            found |= Follow.objects.filter(person=person, **{f"{name}__in": those})
    return {(each.subject, getattr(each, f"{each.subject}_id")) for each in found}


def followed_by(person, viewer):
    """All that she follows, the oldest first, each with its thing as in `with_things`."""
    return with_things(Follow.objects.filter(person=person).select_related(*FOLLOWED).order_by("pk"), viewer)


def with_things(rows, viewer):
    """(follow, thing), or None for what she may not see: one question for each kind among them."""
    rows, ids = list(rows), {}
    for row in rows:
        ids.setdefault(row.subject, []).append(getattr(row, f"{row.subject}_id"))
    seen = {
        (name, pk)
        for name, those in ids.items()
        for pk in SUBJECTS[name].seen(viewer).filter(pk__in=those).values_list("pk", flat=True)
    }
    things = [(row, getattr(row, row.subject)) for row in rows]
    return [(row, thing if (row.subject, thing.pk) in seen else None) for row, thing in things]

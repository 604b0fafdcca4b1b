"""Headcanons, stories that grew from them, and stories that came of those, for tests."""

from itertools import count

from django.core.cache import caches

from headcanon.headcanons.posting import post
from headcanon.works.about import say
from headcanon.works.models import RelatedWork, Work
from tests import cast

_numbers = count()


def headcanon(person, claim="She trimmed the lamp herself.", *, is_anonymous=False, **said):
    caches["posting"].clear()  # a test is quicker than a person
    names = {"fandoms": ["Greek myth"], **said}
    pseud = person.default_pseud
    return post({"claim": claim, **names}, pseud=pseud, sent_with=f"{next(_numbers)}", is_anonymous=is_anonymous)


def grow(work, *headcanons):
    """Its first author says so."""
    say(work, {"headcanons": [each.pk for each in headcanons]}, person=work.authors[0].user)
    return Work.objects.get(pk=work.pk)


def grown(person, title, *headcanons, **fields):
    return grow(cast.posted(person, title, **fields), *headcanons)


def came_of(parent, person, title, kind="remix", *, agreed=True, make=cast.posted):
    work = make(person, title)
    at = cast.timezone.now() if agreed else None
    RelatedWork.objects.create(work=work, parent=parent, kind=kind, agreed_at=at)
    return work

"""No story comes from itself, however long the way round."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from headcanon.core.viewing import Viewer
from headcanon.works.models import RelatedWork, Work
from headcanon.works.relations import relate
from tests import cast

WORKS = 6


@pytest.fixture
def works(ana):
    return [cast.posted(ana, f"Night {number}") for number in range(WORKS)]


def names(work, parent, kind="remix"):
    """Whether it could be said."""
    try:
        relate(work, kind, viewer=Viewer(work.authors[0].user), parent=parent)
    except ValidationError:
        return False
    return True


def test_a_story_cannot_come_from_what_came_from_it(works, client, ana):
    first, second, third = works[:3]
    assert (names(second, first), names(third, second), names(third, first, "sequel")) == (True, True, True)
    assert (names(first, second), names(first, third), names(first, first)) == (False, False, False)
    client.force_login(ana)
    said = {"kind": "remix", "address": third.get_absolute_url()}
    answer = client.post(reverse("work-relations", args=[first.pk]), said).content.decode()
    assert "That story comes from this one already" in answer
    assert RelatedWork.objects.count() == 3


def test_what_is_not_agreed_to_or_cannot_be_read_closes_no_circle_either(works, ana):
    bea = cast.person("Bea")
    hers = cast.posted(bea, "In Between")
    assert (names(hers, works[0]), names(works[1], hers)) == (True, True)
    RelatedWork.objects.update(agreed_at=None, refused_at=cast.timezone.now())
    Work.objects.filter(pk=hers.pk).update(audience="me")
    assert names(works[0], works[1]) is False


def has_circle(pairs):
    """The slow, obvious way: whether one can walk from a story to itself."""
    for start in range(WORKS):
        reached, stack = set(), [parent for child, parent in pairs if child == start]
        while stack:
            here = stack.pop()
            if here not in reached:
                reached.add(here)
                stack += [parent for child, parent in pairs if child == here]
        if start in reached:
            return True
    return False


def closes_none_and_refuses_no_other(works, wishes):
    RelatedWork.objects.all().delete()
    standing = set()
    for child, parent in wishes:
        would_close = has_circle(standing | {(child, parent)})
        assert names(works[child], works[parent]) is not would_close
        if not would_close:
            standing.add((child, parent))
    places = {work.pk: number for number, work in enumerate(works)}
    kept = {(places[each.work_id], places[each.parent_id]) for each in RelatedWork.objects.all()}
    assert (kept, has_circle(kept)) == (standing, False)


PAIRS = st.lists(st.tuples(*[st.integers(0, WORKS - 1)] * 2), max_size=12)
QUIET = [HealthCheck.function_scoped_fixture]


@settings(max_examples=20, deadline=None, suppress_health_check=QUIET)
@example(wishes=[(1, 0), (2, 1), (3, 2), (0, 3), (0, 0)])
@given(wishes=PAIRS)
def test_no_wish_closes_a_circle_and_no_other_is_refused(works, wishes):
    closes_none_and_refuses_no_other(works, wishes)


@pytest.mark.prove
@settings(max_examples=500, deadline=None, suppress_health_check=QUIET)
@given(wishes=PAIRS)
def test_however_many_wishes(works, wishes):
    closes_none_and_refuses_no_other(works, wishes)

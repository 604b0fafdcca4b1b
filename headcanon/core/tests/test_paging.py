"""Long lists, a page at a time."""

import pytest
from django.test import RequestFactory

from headcanon.core.models import OutboxRow
from headcanon.core.paging import keys_from, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys():
    """Seven rows, their keys from the newest to the oldest."""
    rows = OutboxRow.objects.bulk_create(OutboxRow(queue="lamps", subject=number) for number in range(7))
    return [row.pk for row in reversed(rows)]


def page(**where):
    found = page_of(OutboxRow.objects.all(), key="id", size=3, **where)
    return [row.pk for row in found], found.newer, found.older


def test_walking_to_the_oldest_and_back_meets_every_row_once(keys):
    first, middle, last = keys[:3], keys[3:6], keys[6:]
    assert page() == (first, None, first[-1])
    assert page(behind=first[-1]) == (middle, middle[0], middle[-1])
    assert page(behind=middle[-1]) == (last, last[0], None)
    assert page(before=last[0]) == (middle, middle[0], middle[-1])
    assert page(before=middle[0]) == (first, None, first[-1])


def test_a_page_that_is_just_full_has_no_next(keys):
    OutboxRow.objects.filter(pk__in=keys[3:]).delete()
    assert page() == (keys[:3], None, None)


def test_a_row_added_meanwhile_is_not_shown_twice(keys):
    newest = OutboxRow.objects.create(queue="lamps", subject=9).pk
    assert page(behind=keys[2]) == (keys[3:6], keys[3], keys[5])
    assert page(before=keys[0]) == ([newest], None, newest)


def test_nothing_behind_the_last_is_an_empty_page(keys):
    assert page(behind=keys[-1]) == ([], None, None)


def test_any_page_costs_one_query(keys, django_assert_num_queries):
    for where in ({}, {"behind": keys[2]}, {"before": keys[6]}):
        with django_assert_num_queries(1):
            page(**where)


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("/?behind=12", {"behind": 12}),
        ("/?before=3", {"before": 3}),
        ("/?behind=", {}),
        ("/?behind=-1", {}),
        ("/?behind=twelve&before=1.5", {}),
        ("/?behind=" + "9" * 5000, {}),
    ],
)
def test_nonsense_in_an_address_counts_as_nothing(address, keys):
    assert keys_from(RequestFactory().get(address)) == keys


def test_a_key_beyond_any_number_the_database_knows_is_only_an_end(keys):
    assert page(behind=10**18)[0] == keys[:3]
    assert page(before=10**18)[0] == []

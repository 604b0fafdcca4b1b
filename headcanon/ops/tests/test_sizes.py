"""SQLite is told how large its tables are."""

import pytest
from django.db import connection

from headcanon.ops import sizes
from headcanon.works.models import Work
from tests.cast import posted

pytestmark = pytest.mark.django_db


def test_the_database_knows_afterwards_how_many_rows_a_table_has(ana):
    for number in range(3):
        posted(ana, f"Night {number}")
    sizes.look_at_sizes()
    assert told_of("works_newest")[0] == 3


def told_of(index):
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx = %s", [index])
        return [int(number) for number in cursor.fetchone()[0].split()]


def test_a_state_that_all_works_are_in_is_not_taken_for_a_rare_one(ana, monkeypatch):
    monkeypatch.setattr(sizes, "LOOKED_AT", 5)
    for number in range(40):
        posted(ana, f"Night {number}")
    sizes.look_at_sizes()
    rows, in_a_state, _ = told_of("works_newest")
    assert in_a_state == rows // len(Work.State.choices) >= 20

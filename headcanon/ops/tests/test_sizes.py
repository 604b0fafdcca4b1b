"""SQLite is told how large its tables are."""

import pytest
from django.db import connection

from headcanon.ops.sizes import look_at_sizes
from tests.cast import posted

pytestmark = pytest.mark.django_db


def test_the_database_knows_afterwards_how_many_rows_a_table_has(ana):
    for number in range(3):
        posted(ana, f"Night {number}")
    look_at_sizes()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'works_work' AND idx = 'works_public'")
        [[stat]] = cursor.fetchall()
    assert stat.split()[0] == "3"

"""What the database knows of its tables' sizes. Without that SQLite guesses which index is the short way, and in a large
archive guesses wrong: a canon's page took a second for what takes a few milliseconds. PostgreSQL does this by itself.
"""

from itertools import takewhile

from django.apps import apps
from django.db import connection

from headcanon.core.clockwork import every

AN_HOUR = 60 * 60  # seconds
LOOKED_AT = 400  # rows of each index: some hundredths of a second, however large the archive is


@every(AN_HOUR)
def look_at_sizes():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
            cursor.execute("ANALYZE")
            tell_of_choices(cursor)


def tell_of_choices(cursor):
    """Of a value that all rows looked at have, SQLite takes only these to have it. Where a column holds one of a few
    choices, as what state a work is in, a good part of all rows has it."""
    choices = number_of_choices()
    cursor.execute("SELECT tbl, idx, stat FROM sqlite_stat1 WHERE idx IS NOT NULL")
    for table, index, stat in cursor.fetchall():
        rows, *alike = [int(number) for number in stat.split() if number.isdigit()]
        cursor.execute("SELECT name FROM pragma_index_info(%s) ORDER BY seqno", [index])
        columns = [(table, column) for [column] in cursor.fetchall()]
        for place, column in enumerate(takewhile(choices.get, columns)):
            rows //= choices[column]
            alike[place] = max(alike[place], rows)
        said = " ".join([*stat.split()[:1], *map(str, alike)])
        cursor.execute("UPDATE sqlite_stat1 SET stat = %s WHERE tbl = %s AND idx = %s", [said, table, index])
    cursor.execute("ANALYZE sqlite_master")  # reads anew what is written there


def number_of_choices():
    """By table and column."""
    fields = [field for model in apps.get_models() for field in model._meta.local_concrete_fields if field.choices]
    return {(field.model._meta.db_table, field.column): len(field.choices) for field in fields}

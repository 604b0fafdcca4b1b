"""What the database knows of its tables' sizes. Without that SQLite guesses which index is the short way, and in a large
archive guesses wrong: a canon's page took a second for what takes a few milliseconds. PostgreSQL does this by itself.
"""

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

"""Making the tables of a new archive in one step, as all the migrations together would leave them.

Migrations tell how an older archive becomes this one, and take seconds to tell it to an empty database. What they put
into tables is for rows that are there already; what a new archive begins with is put in after any migration.
"""

from contextlib import contextmanager, nullcontext

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def found_if_empty():
    """A database without any table becomes a new archive's, wholly or not at all."""
    if is_empty():
        with one_step():
            if is_empty():  # nobody else was quicker
                make_tables()
                emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def is_empty():
    return not connection.introspection.table_names()


def make_tables():
    """Every table, and the note that every migration has been made."""
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            editor.create_model(model)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    made = MigrationLoader(None).disk_migrations
    recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in made)


@contextmanager
def one_step():
    """Tables and rows in one transaction. SQLite makes tables only while it asks no row whom it belongs to, which cannot
    be said inside a transaction."""
    unasked = connection.constraint_checks_disabled() if connection.vendor == "sqlite" else nullcontext()
    with unasked, transaction.atomic():
        yield

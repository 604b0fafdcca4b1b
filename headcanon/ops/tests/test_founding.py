"""A new archive's tables are made in one step, and are those that all the migrations together would have made."""

import json
import shutil

import pytest
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader

from headcanon.ops.tests.archives import tell
from tests.postgres import postgres  # noqa: F401

MIGRATE = 'from django.core.management import call_command; call_command("migrate", verbosity=0)'
FOUND = "from headcanon.ops.founding import found_if_empty; found_if_empty()"
FOUND_AND_FAIL = """
from headcanon.ops import founding
from django.db import connection
def fail(**_): raise ZeroDivisionError
kept, founding.emit_post_migrate_signal = founding.emit_post_migrate_signal, fail
try:
    founding.found_if_empty()
except ZeroDivisionError:
    print(connection.introspection.table_names())
founding.emit_post_migrate_signal = kept
founding.found_if_empty()
"""

DESCRIBE = """
import json, re
from django.db import connection
from headcanon.ops.tables import kept_models, lines_of
from django.apps import apps

def asked(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(map(list, cursor.fetchall()))

def clauses(sql):
    '''What stands between the outermost brackets of CREATE TABLE, whatever its order.'''
    found, depth = [""], 0
    for sign in " ".join(sql.partition("(")[2].rpartition(")")[0].split()):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return sorted(each.strip() for each in found)

if connection.vendor == "sqlite":
    everything = asked("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    tables = [[kind, name, clauses(sql) if kind == "table" else sql] for kind, name, sql in everything]
else:
    tables = [
        asked("SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length, "
              "is_identity FROM information_schema.columns WHERE table_schema = 'public' AND NOT "
              # Django's own migration makes it a wider number than its model; a number of it is told to nobody.
              "(table_name = 'auth_group_permissions' AND column_name = 'id')"),
        asked("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"),
        asked("SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
              "WHERE conrelid <> 0"),
        asked("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"),
    ]
rows = {model._meta.label: model.objects.count() for model in kept_models(apps)}
migrations = asked("SELECT app, name FROM django_migrations")
print(json.dumps([tables, rows, migrations]))
"""


def described(how, data, **more):
    data.mkdir(exist_ok=True)
    (data / "secret.key").write_text("a key for tests")
    *said, description = tell(f"{how}\n{DESCRIBE}", data=data, **more).splitlines()
    return said, json.loads(description)


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """Its folder, what it said, and what it is."""
    data = tmp_path_factory.mktemp("founding") / "founded"
    return data, *described(FOUND_AND_FAIL, data)


def test_it_is_made_wholly_or_not_at_all(founded):
    _, said, found = founded
    assert said == ["[]"]  # where it failed in the middle nothing was left, and it began anew
    assert found[1]["canon.Rating"] > 0


# Migrations that do more than change tables. What they put in or mend is for rows that are there already, or comes to a
# new archive in another way as well. A new one is to be thought about: `make prove` founds and migrates, and compares.
BY_HAND = {
    "accounts.0004_names_and_preferences",
    "accounts.0005_confirmed_addresses",
    "accounts.0014_ever_kept_apart",
    "canon.0002_vocabulary",
    "works.0006_counts_and_usual_reviewers",
}


def test_of_migrations_that_do_more_than_change_tables_each_is_known(settings):
    """That the tables are those of the models, tests/test_architecture.py asks."""
    settings.MIGRATION_MODULES = {}
    ours = [each for each in MigrationLoader(None).disk_migrations.values() if each.__module__.startswith("headcanon.")]
    by_hand = [each for each in ours if any(isinstance(step, (RunPython, RunSQL)) for step in each.operations)]
    assert {f"{each.app_label}.{each.name}" for each in by_hand} == BY_HAND


@pytest.mark.prove
def test_it_is_what_the_migrations_make(founded, tmp_path):
    _, migrated = described(MIGRATE, tmp_path / "migrated")
    *_, found = founded
    assert found == migrated


@pytest.mark.parametrize("again", [FOUND, MIGRATE], ids=["founded again", "migrated"])
def test_where_there_is_an_archive_it_changes_nothing(founded, again, tmp_path):
    data, _, once = founded
    _, twice = described(again, shutil.copytree(data, tmp_path / "twice"))
    assert once == twice


@pytest.mark.prove
def test_it_is_what_the_migrations_make_in_postgresql(postgres, tmp_path):  # noqa: F811
    _, migrated = described(MIGRATE, tmp_path / "migrated", HEADCANON_DATABASE=postgres.new_database())
    said, founded = described(FOUND_AND_FAIL, tmp_path / "founded", HEADCANON_DATABASE=postgres.new_database())
    assert said == ["[]"]
    assert founded == migrated

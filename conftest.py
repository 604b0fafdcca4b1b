"""What every test begins with, and what many of them ask for."""

import gc
import os
import sys

import pytest
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate

from tests import cast
from tests.memory import forget_everything
from tests.programs import chromium

# Who keeps no bytecode would have every worker, and each of the many processes that tests begin, compile everything anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(scope="session", autouse=True)
def no_permissions():
    """Django would make its own anew after every test that empties the tables; nobody here asks for them."""
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every table numbers its rows from a place of its own: a test that writes a number down, or takes the id of one
    table for that of another, fails at once and not on the day when rows were made in another order."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            tables = sorted(connection.introspection.table_names(cursor))
            begins = [(table, 1000 * place) for place, table in enumerate(tables, 1)]
            cursor.execute("DELETE FROM sqlite_sequence")
            cursor.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", begins)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Caches outlive a test; what one archive's pages said must not be read in the next."""
    forget_everything()


@pytest.fixture
def ana(db):
    return cast.person("Ana")


@pytest.fixture
def bea(db):
    return cast.person("Bea")


@pytest.fixture
def rae(db):
    return cast.person("Rae")


@pytest.fixture
def vex(db):
    return cast.person("Vex")


@pytest.fixture
def mo(db):
    return cast.person("Mo", is_archivist=True)


@pytest.fixture
def data_folder(settings, tmp_path):
    """An empty one, for what is kept in files."""
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture(scope="session")
def browser():
    """One for all: to begin it costs more than many a test. Each test opens a context of its own, and closes it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop and the database share this thread
    with chromium() as browser:
        yield browser


def pytest_collection_finish():
    """What is loaded by now stays to the end: looking through it for rubbish took a tenth of the whole run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_collection_modifyitems(items):
    """What takes long begins first, so that no core waits for another at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(("tests/", "headcanon/ops/")))

"""The people of these tests: Ana writes, Bea writes too, Rae reads, Vex is somebody else, Mo keeps the archive."""

import pytest

from headcanon.core import editions
from tests import cast


@pytest.fixture
def looks_once(monkeypatch):
    """Where questions are counted: on a slow machine the edition would be looked up twice in one request."""
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)


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

"""The people of these tests: Ana writes, Rae reads and follows, Vex is somebody else, Mo keeps the archive."""

import pytest

from tests import cast


@pytest.fixture
def rae(db):
    return cast.person("Rae")


@pytest.fixture
def vex(db):
    return cast.person("Vex")


@pytest.fixture
def mo(db):
    return cast.person("Mo", is_archivist=True)

"""The people of these tests: Ana writes, Bea and Rae read, Vex is somebody else, Nim looks after what is reported, Mo
keeps the archive."""

import pytest
from django.core.cache import caches

from tests import cast


@pytest.fixture(autouse=True)
def nobody_was_quick():
    caches["posting"].clear()


@pytest.fixture
def nim(db):
    person = cast.person("Nim")
    person.is_moderator = True
    person.save(update_fields=["is_moderator"])
    return person

"""The people of these tests: Ana writes, Bea writes too, Rae reads, Vex is somebody else, Mo keeps the archive."""

import pytest

from headcanon.core import editions


@pytest.fixture
def looks_once(monkeypatch):
    """Where questions are counted: on a slow machine the edition would be looked up twice in one request."""
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)

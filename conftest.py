"""What every test begins with."""

import pytest

from tests.memory import forget_everything


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Caches outlive a test; what one archive's pages said must not be read in the next."""
    forget_everything()

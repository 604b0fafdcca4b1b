"""What every app's tests begin with."""

import pytest
from django.core.cache import caches

from headcanon.core.editions import look_again


@pytest.fixture(autouse=True)
def empty_caches():
    """Caches outlive a test; what one archive's pages said must not be read in the next."""
    for cache in caches.all():
        cache.clear()
    look_again()

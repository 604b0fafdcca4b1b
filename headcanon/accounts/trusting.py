"""Whom somebody trusts: they may speak where she lets only few, and need not wait. Nobody is told."""

from django.db import transaction

from headcanon.accounts.models import Trust
from headcanon.core.standing import pages_changed_for


@transaction.atomic
def trust(truster, trusted):
    """Twice is once; nobody trusts herself."""
    if truster != trusted:
        Trust.objects.get_or_create(truster=truster, trusted=trusted)
        pages_changed_for(truster, trusted)


@transaction.atomic
def distrust(truster, trusted):
    Trust.objects.filter(truster=truster, trusted=trusted).delete()
    pages_changed_for(truster, trusted)


def is_trusted_by(trusters, person):
    """Whether one of these people trusts `person`."""
    return person is not None and Trust.objects.filter(truster__in=trusters, trusted=person).exists()

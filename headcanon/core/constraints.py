"""Promises about rows that several tables make."""

from django.db.models import Q


def exactly_one_of(names):
    """Of these nullable columns a row fills exactly one."""
    chosen = Q()
    for name in names:
        chosen |= Q(**{f"{each}__isnull": each != name for each in names})
    return chosen

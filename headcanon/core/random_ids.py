"""Ids that nobody can walk, and the one number by which a list is sorted.

Ids are random, and below 2³¹, so that a moment and an id fit one signed 64-bit sort key (seconds since 1970, then the
id).
"""

import secrets

from django.db import models

LOWEST_ID, HIGHEST_ID = 1_000_000, 2**31 - 1
AT_ONCE = 10_000  # ids that are looked for; many a SQLite takes no more than 32,766 values in a question


def random_id(lowest=LOWEST_ID, highest=HIGHEST_ID):
    """From the lowest on, and below the highest."""
    return lowest + secrets.randbelow(highest - lowest)


def newest_key(moment, pk):
    """One number that sorts by `moment`, then by id, and is unique."""
    return (int(moment.timestamp()) << 31) | pk


class RandomIdModel(models.Model):
    id = models.PositiveIntegerField(primary_key=True, default=random_id, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def free_ids(cls, number, stretch=(LOWEST_ID, HIGHEST_ID)):
        """`number` ids that no row has: random ones meet one that is taken sooner than one would think."""
        free = set()
        while len(free) < number:
            drawn = {random_id(*stretch) for _ in range(min(number - len(free), AT_ONCE))}
            free |= drawn.difference(cls._base_manager.filter(pk__in=drawn).values_list("pk", flat=True))
        return list(free)

"""Addresses of what is named on many pages: twenty cards name three hundred tags, and to find the address of one takes
longer than to print it.
"""

from functools import lru_cache

from django.urls import reverse


@lru_cache(8_000)
def address_of(name, *args):
    return reverse(name, args=args)

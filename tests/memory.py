"""What a process remembers between requests, and how a test makes it forget."""

from django.core.cache import caches

from headcanon.canon import vocabulary
from headcanon.core.editions import look_again
from headcanon.discovery import completing


def forget_everything():
    """As after a restart. Within a test's transaction nothing else tells the caches that something has changed."""
    for cache in caches.all():
        cache.clear()
    look_again()
    vocabulary.forget()
    completing.forget()

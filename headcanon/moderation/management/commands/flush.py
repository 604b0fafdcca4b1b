"""Django's own, which empties every table: with them goes the trail."""

from django.core.management.commands import flush
from django.db import connections

from headcanon.moderation.guarding import unguarded


class Command(flush.Command):
    def handle(self, **options):
        with unguarded(connections[options["database"]]):
            super().handle(**options)

"""`headcanon manage clean_paste`: what the editor makes of a clipboard's HTML. Needs no archive."""

import sys

from django.core.management.base import BaseCommand

from headcanon.manuscript.pasting import decoded, paste


class Command(BaseCommand):
    help = "Read HTML from standard input as if it were pasted, and print the story-HTML that comes of it."
    requires_system_checks = []

    def handle(self, *args, **options):
        html = paste(decoded(sys.stdin.buffer.read())).html
        sys.stdout.buffer.write(f"{html}\n".encode())

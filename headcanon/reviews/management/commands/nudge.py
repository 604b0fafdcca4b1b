"""`headcanon manage nudge`: which reviews ask for more of a story. Needs no archive."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from headcanon.reviews.asking import requests_for_more
from headcanon.reviews.asking.measuring import examples, is_held_out, measured


class Command(BaseCommand):
    help = (
        'Read reviews from standard input, one {"text": …, "lang": …} a line, and answer {"i": n, "asks": …} for each, '
        "counted from 0."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--measure", action="store_true", help="how well it does on the list it is shipped with")

    def handle(self, *args, **options):
        if options["measure"]:
            return self.measure()
        unread = sum(not self.answer(number, line) for number, line in enumerate(sys.stdin.buffer))
        if unread:
            raise CommandError(
                f"{unread} line(s) could not be read; all others were answered. Mend them and try again."
            )

    def answer(self, number, line):
        """True if the line could be read; it counts even if not, so that every answer keeps its number."""
        try:
            review = json.loads(line)
            text, language = review["text"], review.get("lang") or ""
            asks = bool(requests_for_more(text + "", str(language)))
        except (ValueError, KeyError, TypeError, AttributeError):
            self.stderr.write(f'Line {number + 1} is not a review. Write it as {{"text": "…", "lang": "en"}}.')
            return False
        self.stdout.write(json.dumps({"i": number, "asks": asks}))
        return True

    def measure(self):
        listed = examples()
        for name, reviews in (("all", listed), ("held out", [each for each in listed if is_held_out(each)])):
            measure = measured(reviews)
            self.stdout.write(
                f"{name}: {measure.reviews} reviews, precision {measure.precision:.3f}, recall {measure.recall:.3f}"
            )

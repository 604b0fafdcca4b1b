"""Favourites: stories stand on a shelf that only their reader sees, authors and series are followed.

What she said of an author or a series stands in the note of that shelf; of a story beside the story.
"""

from django.db import transaction

from headcanon.accounts.models import User
from headcanon.following.models import Follow
from headcanon.manuscript.words import plain_text
from headcanon.ops.arrivals.efiction.texts import story_html_of
from headcanon.reading.models import Shelf, Shelved
from headcanon.reading.shelving import after_the_last
from headcanon.works.models import Series, Work

NAME = "Favourites"
LONGEST = 2_000
MOST_AT_ONCE = 500


class Favourites:
    def __init__(self, staged, track, report, people):
        self.staged, self.track, self.report, self.people = staged, track, report, people

    def take_in(self, advance):
        total = 0
        for uid, number in list(
            map(tuple, self.staged.rows("SELECT uid, count(*) FROM favorites GROUP BY uid ORDER BY uid"))
        ):
            total += number
            if not self.track.has("favourites", uid):
                with transaction.atomic():
                    self.make(uid)
            advance(number)
        return total

    def make(self, uid):
        """All that one person chose, on one shelf."""
        pseud = self.people.pseud(uid)
        if pseud is None:
            self.track.note("favourites", [(uid, None)])
            return
        rows = list(
            self.staged.rows(
                "SELECT item, upper(type) AS type, comments FROM favorites WHERE uid = ? ORDER BY rowid", uid
            )
        )
        notes = []
        self.follow(pseud.user, [row for row in rows if row["type"] != "ST"], notes)
        shelf = self.shelve(pseud.user, [row for row in rows if row["type"] == "ST"], notes)
        self.track.note("favourites", [(uid, shelf and shelf.pk)])

    def shelve(self, person, rows, notes):
        ids = {self.track.new_id("story", row["item"]): row for row in rows}
        there = set(Work.objects.filter(pk__in=[pk for pk in ids if pk]).values_list("pk", flat=True))
        self.report.favourites_without_a_thing += len(rows) - len(there)
        note = self.cut("\n".join(notes))
        if not there and not note:
            return None
        shelf = Shelf.objects.create(
            person=person, name=NAME, note=note, position=after_the_last(Shelf.objects.filter(person=person))
        )
        Shelved.objects.bulk_create(
            Shelved(shelf=shelf, work_id=pk, position=place, note=self.cut(words(row)))
            for place, (pk, row) in enumerate(ids.items())
            if pk in there
        )
        return shelf

    def follow(self, person, rows, notes):
        for row in rows:
            name, thing = self.thing(row)
            if thing is None or (name == "author" and thing == person):
                self.report.favourites_without_a_thing += 1
                continue
            Follow.objects.get_or_create(person=person, **{name: thing})
            if said := words(row):
                notes.append(f"{called(thing)}: {said}")

    def thing(self, row):
        if row["type"] == "AU":
            pseud = self.people.pseud(row["item"])
            return "author", pseud and pseud.user
        pk = self.track.new_id("series", row["item"]) if row["type"] == "SE" else None
        return "series", pk and Series.objects.filter(pk=pk).first()

    def cut(self, text):
        if len(text) > LONGEST:
            self.report.homeless("favourite", NAME, text)
        return text[:LONGEST]


def called(thing):
    return thing.default_pseud.name if isinstance(thing, User) else thing.title


def words(row):
    return plain_text(story_html_of(row["comments"])[0])

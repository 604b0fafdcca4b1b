"""The words for what a reader should know beforehand: ratings, warnings, categories. The archivist decides on them.

All of it is kept in memory until the next edition, so that no page asks for it twice.
"""

from dataclasses import dataclass

from headcanon.accounts.models import fold
from headcanon.canon.models import Rating, Tag
from headcanon.core.editions import current_edition

KINDS = (Tag.Kind.WARNING, Tag.Kind.CATEGORY)


@dataclass(frozen=True)
class Vocabulary:
    """Ratings by their keys, in their order; of tags those that are offered or stand for a standard word."""

    ratings: dict
    tags: tuple

    def offered(self, kind):
        """The tags of this kind that an author can choose, in their order."""
        those = (tag for tag in self.tags if tag.kind == kind and tag.offered is not None)
        return sorted(those, key=lambda tag: tag.offered)

    def standard(self, kind):
        """What the archive calls the words that every archive begins with."""
        return {tag.standard: tag.name for tag in self.tags if tag.kind == kind and tag.standard}

    def rating_named(self, name):
        """The key of the rating that the archive calls `name`, or None."""
        return next((key for key, rating in self.ratings.items() if fold(rating.name) == fold(name)), None)


def the_vocabulary():
    def read():
        tags = Tag.objects.filter(kind__in=KINDS).exclude(offered=None, standard="")
        return Vocabulary(the_ratings(), tuple(tags))

    return kept_until_changed("vocabulary", read)


def the_ratings():
    """The ratings alone, which is what a page about stories needs."""
    return kept_until_changed("ratings", lambda: {rating.key: rating for rating in Rating.objects.all()})


_kept = {}  # by name: of which edition, and what


def kept_until_changed(name, read):
    """The very same for all who ask, whose it is not to change: a card asks for its rating, and a list shows many."""
    edition = current_edition()
    if _kept.get(name, ())[:1] != (edition,):
        _kept[name] = edition, read()
    return _kept[name][1]


def forget():
    """As after a restart."""
    _kept.clear()

"""What somebody asks of the archive's index, as plain values: what the page of search, an address, a saved search, a feed
and the API all become, and what an engine answers. No engine and no table is known here.
"""

from dataclasses import dataclass, field

# What a story can be marked with, each by whole numbers: ids, or a place in one of the lists below. A story has as many
# of a name as it has.
#   fandoms, tags     canonical ids: what the story is about, and everything that lies above it (canon/families.py)
#   main              those of its relationships and characters that stand in the foreground, likewise
#   typed_fandoms, typed_tags   the ids of exactly what its author typed
#   rating            Rating.position; warnings and categories are tags
#   language          its code as a number; see index/languages.py
#   status            a place in STATUSES
#   placement         a place in PLACEMENTS
#   set_at, leaves_at event ids
#   headcanons        ids of what it grew from
#   people, pseuds    whose it is
#   wish              a place in WISHES
#   crossover         1 if it is about fandoms that have no family in common
MARKS = (
    "fandoms", "tags", "main", "typed_fandoms", "typed_tags", "rating", "language", "status", "placement", "set_at",
    "leaves_at", "headcanons", "people", "pseuds", "wish", "crossover",
)  # fmt: skip
STATUSES = ("one-shot", "in-progress", "complete", "hiatus", "abandoned")
PLACEMENTS = ("set", "leaves", "outside")
WISHES = ("kind", "gentle", "critique", "none")  # reviews.models.Wishes.Welcome, where its author has said one

# What can be compared: each a whole number that every story has. Moments are seconds since 1970; `newest` is
# Work.newest_key, unique for each story, and breaks every tie.
NUMBERS = ("words", "chapters", "posted", "updated", "kudos", "reviews", "newest")

# Where words are looked for.
TEXTS = ("title", "summary", "notes", "tags", "authors", "text")

# How answers are ordered, always the greatest first but for title and author; ties by `newest`, the newest first.
SORTS = ("best", "updated", "posted", "kudos", "reviews", "words", "title", "author", "kudos-for-its-age")


# --- Words ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Phrase:
    """These words in this order, in one of TEXTS or in any; a single word is a phrase of one. `is_begun`: the last one is
    only the beginning of a word."""

    words: str
    where: str = ""
    is_begun: bool = False


@dataclass(frozen=True)
class Every:
    parts: tuple = ()


@dataclass(frozen=True)
class Either:
    parts: tuple = ()


@dataclass(frozen=True)
class Without:
    part: "Phrase | Every | Either"


# --- A question -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OneOf:
    """Marked with at least one of these. Of a tag that is another name, or has a family, `ids` are the whole family as
    typed (see searching.py), so that what wranglers do holds at once."""

    mark: str
    ids: frozenset


@dataclass(frozen=True)
class Question:
    """Every part narrows it; one that says nothing finds every story in the index that its audience may see."""

    words: "Phrase | Every | Either | Without | None" = None
    having: tuple[OneOf, ...] = ()
    lacking: tuple[OneOf, ...] = ()
    between: dict = field(default_factory=dict)  # a name in NUMBERS → (least or None, most or None)
    # Who asks: a guest is shown what is meant for everyone.
    is_member: bool = False
    without_works: frozenset = frozenset()
    among_works: frozenset | None = None  # nothing else
    lacking_people: frozenset = frozenset()


@dataclass(frozen=True)
class Hits:
    """`total` is exact; `ids` are of one page, in order."""

    ids: tuple[int, ...]
    total: int


class NotUnderstood(Exception):
    """An engine cannot do this: a sentence for a person."""

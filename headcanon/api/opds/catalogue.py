"""A page of a catalogue as plain values, which either edition of the format writes down in its own way.

Every address in it begins with a slash.
"""

from dataclasses import dataclass
from datetime import datetime

from headcanon.api.stories import Story
from headcanon.core.feeds import NEVER

NEW, POPULAR, FURTHER = "http://opds-spec.org/sort/new", "http://opds-spec.org/sort/popular", "subsection"


@dataclass(frozen=True)
class Way:
    """Where one can go on. `leads_to_stories`: else to more ways."""

    title: str
    address: str
    rel: str = FURTHER
    about: str = ""
    count: int | None = None
    leads_to_stories: bool = True
    is_active: bool = False  # of a facet: what is shown now


@dataclass(frozen=True)
class FacetGroup:
    title: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Catalogue:
    """Of ways, or of stories: never of both. One of ways is `as_old` as what they lead to."""

    title: str
    address: str
    up: str = ""
    ways: tuple[Way, ...] | None = None
    as_old: datetime = NEVER
    stories: tuple[Story, ...] = ()
    facets: tuple[FacetGroup, ...] = ()
    following: str = ""
    previous: str = ""
    total: int | None = None
    size: int | None = None

    @property
    def is_navigation(self):
        return self.ways is not None

    @property
    def updated(self) -> datetime:
        """As old as the newest in it: the same page is always the same bytes."""
        return max((story.work.revised_at for story in self.stories), default=self.as_old)

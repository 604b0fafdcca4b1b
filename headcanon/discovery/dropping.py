"""Nothing was found: which part of the search to take out."""

from dataclasses import dataclass

from headcanon.discovery.asking import NotUnderstood
from headcanon.discovery.searching import number_found

MOST_TRIED = 8  # parts, each of which is a search of its own


@dataclass(frozen=True)
class WayOn:
    phrase: str  # linked to the search without it
    total: int


def ways_on(viewer, filters, sentence):
    """The phrases without which there would be something, the most first."""
    tried = [
        WayOn(sentence.phrases[part].linked, total_of(viewer, filters.drop(part), sentence.things))
        for part in filters.parts[:MOST_TRIED]
    ]
    return sorted((way for way in tried if way.total), key=lambda way: -way.total)


def total_of(viewer, filters, things):
    try:
        return number_found(viewer, filters.question(viewer, things))
    except NotUnderstood:
        return 0

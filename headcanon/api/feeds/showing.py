"""What pages say of their feeds, so that a feed reader finds them by the page's own address: loaders of pieces
(core/pieces.py). None of them costs a question."""

from dataclasses import dataclass

from django.urls import reverse

from headcanon.core.feeds import ATOM_TYPE, JSON_TYPE
from headcanon.works.models import Work

FORMS = {"atom": ("Atom", ATOM_TYPE), "json": ("JSON Feed", JSON_TYPE)}


@dataclass(frozen=True)
class Alternate:
    name: str
    type: str
    address: str


def feeds_at(kind, *where):
    return [Alternate(name, of, reverse(f"feed-{kind}", args=[*where, form])) for form, (name, of) in FORMS.items()]


def of_each(kind, where):
    """A loader for a slot with things of one kind; `where` says what an address holds of one."""

    def load(things, viewer):
        return {thing.pk: feeds_at(kind, *where(thing)) for thing in things}

    return load


def of_home(_things, viewer):
    return feeds_at("newest")


def of_works(works, viewer):
    """Only where everybody may read on: a feed reader has no account."""
    shown = [work for work in works if not work.is_draft and work.audience == Work.Audience.EVERYONE]
    return {work.pk: feeds_at("work", work.pk) for work in shown}


def of_shelves(shelves, viewer):
    return {shelf.pk: feeds_at("shelf", shelf.pk) for shelf in shelves if shelf.sight == shelf.Sight.EVERYONE}


def of_saved_searches(searches, viewer):
    return {search.pk: feeds_at("saved-search", search.feed_token) for search in searches}


HEADS = {
    "home.head": of_home,
    "reading.head": of_works,
    "person.head": of_each("person", lambda person: [person.username]),
    "pen-name.head": of_each("pen-name", lambda pseud: [pseud.user.username, pseud.name]),
    "series.head": of_each("series", lambda series: [series.pk]),
    "fandom.head": of_each("fandom", lambda fandom: [fandom.slug]),
    "tag.head": of_each("tag", lambda tag: [tag.slug]),
    "headcanon.head": of_each("headcanon", lambda headcanon: [headcanon.pk]),
    "shelf.head": of_shelves,
}

"""Searches that readers come back to. They are hers alone: nobody else is shown one, or learns that there is one."""

from django.db import transaction
from django.http import Http404

from headcanon.accounts.models import User
from headcanon.core.viewing import Viewer
from headcanon.discovery.filters import Filters, Things
from headcanon.discovery.models import SavedSearch, new_feed_token
from headcanon.discovery.sentence import Sentence

MOST = 200  # of one person
LONGEST = SavedSearch._meta.get_field("asks").max_length
LONGEST_NAME = SavedSearch._meta.get_field("name").max_length


class TooMany(Exception):
    """She keeps as many as can be looked after for one person."""


class TooLong(Exception):
    """It asks for more than can be kept."""


class NameTaken(Exception):
    """Another search of hers is called so."""


@transaction.atomic
def save(person, *, name, asks):
    """`asks` in whatever form an address says it. Saved twice under one name, it is one. Raises TooMany, TooLong,
    NameTaken."""
    asks = Filters.from_query(asks).asks()
    if len(asks) > LONGEST:
        raise TooLong
    hers = searches_while_held(person)
    found = hers.filter(name=name).first()
    if found and found.asks != asks:
        raise NameTaken
    if not found and hers.count() >= MOST:
        raise TooMany
    return found or SavedSearch.objects.create(person=person, name=name, asks=asks)


@transaction.atomic
def rename(search, name):
    """Raises NameTaken."""
    if searches_while_held(search.person).filter(name=name).exclude(pk=search.pk).exists():
        raise NameTaken
    SavedSearch.objects.filter(pk=search.pk).update(name=name)


def searches_while_held(person):
    """Two forms at once: one of them waits here, and sees what the other did."""
    User.objects.select_for_update().filter(pk=person.pk).first()
    return SavedSearch.objects.filter(person=person)


def renew_feed(search):
    """The old address of its feed leads nowhere from now on."""
    SavedSearch.objects.filter(pk=search.pk).update(feed_token=new_feed_token())


def search_of_feed(token):
    """The search that this address of a feed belongs to, with its `person`; or Http404."""
    found = SavedSearch.objects.filter(feed_token=token, person__is_active=True).select_related("person").first()
    if found is None:
        raise Http404
    return found


# --- What they ask -------------------------------------------------------------------------------------------------


def searches_seen_by(viewer):
    return SavedSearch.objects.none() if viewer.is_guest else SavedSearch.objects.filter(person=viewer.person)


def filters_of(search):
    return Filters.from_query(search.asks)


def question_of(search, viewer=None):
    """What it asks today for her whose it is: also what she leaves out by now, and the families that tags have by now."""
    return filters_of(search).question(viewer or Viewer(search.person))


def in_words(asks, viewer):
    """The sentence of a search, as this reader may know what it names."""
    filters = Filters.from_query(asks)
    return Sentence(filters, Things(filters, viewer)).plain

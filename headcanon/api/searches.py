"""A search as an address asks it, for feeds and catalogue alike: in the words of the search page's own address."""

from headcanon.discovery.filters import Filters, Things, settled


def asked_in(viewer, query):
    """(Filters, and what their values stand for): each fandom and tag under its canonical name."""
    filters = Filters.from_query(query)
    things = Things(filters, viewer)
    named = settled(filters, things)
    return (named, Things(named, viewer)) if named != filters else (filters, things)

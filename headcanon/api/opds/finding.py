"""Search in the catalogue. Its address asks as that of the search page does, and facets are further filters of it."""

from dataclasses import replace

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.api.opds.catalogue import Catalogue, FacetGroup, Way
from headcanon.api.searches import asked_in
from headcanon.api.stories import listed_among, stories_of
from headcanon.core.paging import PAGE_SIZE
from headcanon.discovery.asking import NotUnderstood
from headcanon.discovery.facets import groups
from headcanon.discovery.filters import Filters, Things
from headcanon.discovery.index.tantivy_engine import Unreadable
from headcanon.discovery.searching import facets, search
from headcanon.discovery.sentence import Sentence

SORTS = {
    "updated": gettext_lazy("Newest first"),
    "best": gettext_lazy("Best match first"),
    "kudos": gettext_lazy("Most kudos first"),
    "words": gettext_lazy("Longest first"),
    "title": gettext_lazy("By title"),
    "author": gettext_lazy("By author"),
}
NARROWED_BY = ("status", "rating", "language", "fandom", "relationship", "character", "tag")
MOST_OF_A_GROUP = 12
LAST_PAGE = 500


def asks_nothing(query):
    return Filters.from_query(query) == Filters()


def with_words(query):
    """What a reader's program was told to look for is called `query` (OPDS 2.0, Search), or comes by OpenSearch."""
    told = query.copy()
    told["q"] = query.get("query", query.get("q", ""))
    return told


def found(viewer, query):
    filters, things = asked_in(viewer, query)
    question, page = filters.question(viewer, things), page_in(query)
    try:
        answer = search(viewer, question, sort=filters.sort, page=page, size=PAGE_SIZE)
        ways = narrowing(viewer, filters, things, question)
    except NotUnderstood as refusal:
        return Catalogue(str(refusal), address_of(filters, page), up=reverse("opds"))
    return Catalogue(
        title_of(filters, things),
        address_of(filters, page),
        up=reverse("opds"),
        stories=tuple(stories_of(listed_among(answer, viewer), viewer)),
        facets=ways,
        following=address_of(filters, page + 1) if page < min(answer.pages, LAST_PAGE) else "",
        previous=address_of(filters, page - 1) if page > 1 else "",
        total=answer.total,
        size=PAGE_SIZE,
    )


def facets_of_all(viewer):
    """Beside the newest; none where there is no index, or none that can be read."""
    filters = Filters()
    things = Things(filters, viewer)
    try:
        return narrowing(viewer, filters, things, filters.question(viewer, things))
    except (NotUnderstood, Unreadable):
        return ()


def page_in(query):
    said = query.get("page", "")
    return min(max(int(said), 1), LAST_PAGE) if said.isascii() and said.isdecimal() and len(said) < 6 else 1


def title_of(filters, things):
    words = Sentence(filters, things).plain
    return _("Stories %s") % words if words else str(SORTS.get(filters.sort, _("Stories")))


def address_of(filters, page=1):
    said = "&".join(filter(None, (filters.asks(), urlencode({"page": page}) if page > 1 else "")))
    return f"{reverse('opds-stories')}?{said}" if said else reverse("opds-stories")


# --- Facets --------------------------------------------------------------------------------------------------------


def narrowing(viewer, filters, things, question):
    counted = facets(viewer, question)
    by_value = (narrowed_by(group, filters) for group in groups(NARROWED_BY, filters, things, counted))
    return (sorting(filters), *(group for group in by_value if group.ways))


def sorting(filters):
    orders = [name for name in SORTS if name != "best" or filters.words]
    ways = [
        Way(str(SORTS[name]), address_of(filters.sorted_by(name)), is_active=name == filters.sort) for name in orders
    ]
    return FacetGroup(_("Order"), tuple(ways))


def narrowed_by(group, filters):
    """Of one group one value at a time, as e-readers offer them, and the way back to all."""
    rows = [row for row in group.rows if row.number or row.is_with][:MOST_OF_A_GROUP]
    ways = [
        Way(row.label, address_of(having(filters, group.name, row.value)), count=row.number, is_active=row.is_with)
        for row in rows
    ]
    if group.name in filters.having:
        ways.insert(0, Way(_("All"), address_of(having(filters, group.name))))
    return FacetGroup(str(group.title), tuple(ways))


def having(filters, name, *values):
    others = {each: said for each, said in filters.having.items() if each != name}
    return replace(filters, having={**others, name: values} if values else others)

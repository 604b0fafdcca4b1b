"""OPDS 1.2: specs.opds.io/opds-1.2. Each function is named for the section that it keeps to."""

from django.urls import reverse
from django.utils.feedgenerator import rfc3339_date

from headcanon.api.opds.books import EPUB, book_address, described, how_to_get, identity_of
from headcanon.core.editions import the_archive
from headcanon.core.feeds import ATOM
from headcanon.core.xml_files import element, xml_file

PROFILE = "application/atom+xml;profile=opds-catalog"
NAVIGATION, ACQUISITION = f"{PROFILE};kind=navigation", f"{PROFILE};kind=acquisition"
ENTRY = "application/atom+xml;type=entry;profile=opds-catalog"
DESCRIPTION = "application/opensearchdescription+xml"
NAMES = {
    "xmlns": ATOM,
    "xmlns:opds": "http://opds-spec.org/2010/catalog",
    "xmlns:dc": "http://purl.org/dc/terms/",
    "xmlns:thr": "http://purl.org/syndication/thread/1.0",
    "xmlns:opensearch": "http://a9.com/-/spec/opensearch/1.1/",
}
FACET = "http://opds-spec.org/facet"


def kind_of(catalogue):
    return NAVIGATION if catalogue.is_navigation else ACQUISITION


def feed(catalogue, site):
    """2. Catalog feed documents."""
    ways = [navigation_entry(way, site, catalogue) for way in catalogue.ways or ()]
    return xml_file(
        element(
            "feed",
            NAMES,
            element("id", {}, site + catalogue.address),
            element("title", {}, catalogue.title),
            element("updated", {}, rfc3339_date(catalogue.updated)),
            element("author", {}, element("name", {}, the_archive().name), element("uri", {}, f"{site}/")),
            *links(catalogue, site),
            counted("totalResults", catalogue.total),
            counted("itemsPerPage", catalogue.size),
            *ways,
            *(publication(story, site) for story in catalogue.stories),
        )
    )


def counted(name, number):
    return None if number is None else element(f"opensearch:{name}", {}, str(number))


def links(catalogue, site):
    root = reverse("opds")
    yield link("self", site + catalogue.address, kind_of(catalogue))
    yield link("start", site + root, NAVIGATION)
    if catalogue.up:
        yield link("up", site + catalogue.up, NAVIGATION)
    yield link("search", site + reverse("opds-search-description"), DESCRIPTION)
    if catalogue.following:
        yield link("next", site + catalogue.following, kind_of(catalogue))
    if catalogue.previous:
        yield link("previous", site + catalogue.previous, kind_of(catalogue))
    for group in catalogue.facets:
        yield from (facet(group, way, site) for way in group.ways)


def link(rel, href, media_type, **more):
    return element("link", {"rel": rel, "href": href, "type": media_type, **more})


def facet(group, way, site):
    """4. Facets."""
    return element(
        "link",
        {
            "rel": FACET,
            "href": site + way.address,
            "type": ACQUISITION,
            "title": way.title,
            "opds:facetGroup": group.title,
            "opds:activeFacet": "true" if way.is_active else None,
            "thr:count": way.count,
        },
    )


def navigation_entry(way, site, catalogue):
    """2.1. Navigation feeds."""
    return element(
        "entry",
        {},
        element("id", {}, site + way.address),
        element("title", {}, way.title),
        element("updated", {}, rfc3339_date(catalogue.updated)),
        element("content", {"type": "text"}, way.about or way.title),
        element(
            "link",
            {
                "rel": way.rel,
                "href": site + way.address,
                "type": ACQUISITION if way.leads_to_stories else NAVIGATION,
                "thr:count": way.count,
            },
        ),
    )


def entry_document(story, site):
    """5.2. Complete catalog entries: the whole of what there is to say, and a document of its own."""
    return xml_file(publication(story, site, NAMES))


def publication(story, site, names=None):
    """5. Catalog entries."""
    work = story.work
    return element(
        "entry",
        names,
        element("id", {}, identity_of(work, site)),
        element("title", {}, str(work)),
        element("updated", {}, rfc3339_date(work.revised_at)),
        element("published", {}, rfc3339_date(work.posted_at)),
        *(author(pseud, site) for pseud in work.authors),
        element("dc:language", {}, work.language),
        element("dc:issued", {}, f"{work.posted_at:%Y-%m-%d}"),
        *(element("category", {"term": subject.slug, "label": subject.name}) for subject in story.subjects),
        element("summary", {}, described(story)) if described(story) else None,
        link("alternate", site + reverse("opds-work", args=[work.pk]), ENTRY),
        link("alternate", site + work.get_absolute_url(), "text/html"),
        link(how_to_get(work), site + book_address(work), EPUB),
    )


def author(pseud, site):
    return element("author", {}, element("name", {}, pseud.name), element("uri", {}, site + pseud.get_absolute_url()))


def search_description(site):
    """3. Search: an OpenSearch 1.1 description. A short name has sixteen characters."""
    name = the_archive().name
    return xml_file(
        element(
            "OpenSearchDescription",
            {"xmlns": NAMES["xmlns:opensearch"]},
            element("ShortName", {}, name[:16]),
            element("Description", {}, name),
            element("InputEncoding", {}, "UTF-8"),
            element("OutputEncoding", {}, "UTF-8"),
            element("Url", {"type": ACQUISITION, "template": f"{site}{reverse('opds-search')}?query={{searchTerms}}"}),
        )
    )

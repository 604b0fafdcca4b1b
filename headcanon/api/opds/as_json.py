"""OPDS 2.0: specs.opds.io/opds-2.0, on the Readium Web Publication Manifest."""

from django.templatetags.static import static
from django.urls import reverse

from headcanon.api.opds.books import EPUB, book_address, described, how_to_get, identity_of
from headcanon.core.feeds import filled, moment

FEED, PUBLICATION = "application/opds+json", "application/opds-publication+json"
# A publication must have a picture in one of three formats; a story has none, so it has the archive's mark.
MARK, MARK_SIZE = "reading/offline/icon-512.png", 512


def feed(catalogue, site):
    counts = {"numberOfItems": catalogue.total, "itemsPerPage": catalogue.size}
    said = {
        "metadata": {"title": catalogue.title, "modified": moment(catalogue.updated), **known(counts)},
        "links": list(links(catalogue, site)),
    }
    if catalogue.is_navigation:
        said["navigation"] = [{**way_said(way, site), "rel": way.rel} for way in catalogue.ways]
    else:
        said["publications"] = [publication(story, site) for story in catalogue.stories]
    if catalogue.facets:
        said["facets"] = [facet_group(group, site) for group in catalogue.facets]
    return said


def links(catalogue, site):
    yield link("self", site + catalogue.address, FEED)
    yield link("start", site + reverse("opds"), FEED)
    if catalogue.up:
        yield link("up", site + catalogue.up, FEED)
    yield {**link("search", f"{site}{reverse('opds-search')}{{?query}}", FEED), "templated": True}
    if catalogue.following:
        yield link("next", site + catalogue.following, FEED)
    if catalogue.previous:
        yield link("previous", site + catalogue.previous, FEED)


def link(rel, href, media_type):
    return {"rel": rel, "href": href, "type": media_type}


def way_said(way, site):
    said = {"title": way.title, "href": site + way.address, "type": FEED}
    return said if way.count is None else {**said, "properties": {"numberOfItems": way.count}}


def facet_group(group, site):
    ways = [{**way_said(way, site), **({"rel": "self"} if way.is_active else {})} for way in group.ways]
    return {"metadata": {"title": group.title}, "links": ways}


def publication(story, site):
    work = story.work
    said = {
        "@type": "http://schema.org/Book",
        "identifier": identity_of(work, site),
        "title": str(work),
        "author": [{"name": pseud.name} for pseud in work.authors],
        "language": work.language,
        "published": moment(work.posted_at),
        "modified": moment(work.revised_at),
        "description": described(story),
        "subject": [{"name": subject.name, "code": subject.slug} for subject in story.subjects],
        "belongsTo": series_of(work),
    }
    return {
        "metadata": filled(said),
        "links": [
            link("self", site + reverse("opds-work", args=[work.pk]), PUBLICATION),
            link("alternate", site + work.get_absolute_url(), "text/html"),
            link(how_to_get(work), site + book_address(work), EPUB),
        ],
        "images": [{"href": site + static(MARK), "type": "image/png", "height": MARK_SIZE, "width": MARK_SIZE}],
    }


def series_of(work):
    parts = [{"name": part.series.title, "position": part.position} for part in work.series_parts.all()]
    return {"series": parts} if parts else {}


def known(said):
    return {name: value for name, value in said.items() if value is not None}

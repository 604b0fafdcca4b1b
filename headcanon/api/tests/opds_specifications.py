"""Checks written from the specifications of catalogues, each named for the sentence that it comes from. They answer with
what is wrong, so that a file that keeps to its specification answers with nothing.

OPDS 1.2: specs.opds.io/opds-1.2. OPDS 2.0: drafts.opds.io/opds-2.0, with its schemas. Authentication for OPDS 1.0:
drafts.opds.io/authentication-for-opds-1.0. OpenSearch 1.1, draft 6.
"""

from xml.etree import ElementTree

from headcanon.api.tests.specifications import A_DATE, AN_IRI, ATOM, Complaints, wrong_with_atom

OPDS = "{http://opds-spec.org/2010/catalog}"
DC = "{http://purl.org/dc/terms/}"
THR = "{http://purl.org/syndication/thread/1.0}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
PROFILE = "application/atom+xml;profile=opds-catalog"
NAVIGATION, ACQUISITION = f"{PROFILE};kind=navigation", f"{PROFILE};kind=acquisition"
ACQUIRED = "http://opds-spec.org/acquisition"
FACET = "http://opds-spec.org/facet"


# --- 1.2 -----------------------------------------------------------------------------------------------------------


def wrong_with_opds1(body):
    found = Complaints(wrong_with_atom(body))
    feed = ElementTree.fromstring(body)
    links, entries = links_of(feed), feed.findall(f"{ATOM}entry")
    is_acquisition = any(ACQUIRED in rel_of(link) for entry in entries for link in links_of(entry))
    kinds = {link.get("type") for link in links if link.get("rel") == "self"}
    found.unless(len(kinds) == 1, "2.4: a feed should have one link to itself")
    found.unless(kinds <= {NAVIGATION, ACQUISITION}, "x.3: the type of a link to a feed says its kind")
    found.unless(not is_acquisition or kinds == {ACQUISITION}, "2.2: a feed with acquisition links is of that kind")
    starts = [link for link in links if link.get("rel") == "start"]
    found.unless(len(starts) == 1 and starts[0].get("type") == NAVIGATION, "2.3: a feed should lead to the root")
    for entry in entries:
        found.extend(wrong_with_entry1(entry) if kinds == {ACQUISITION} else wrong_with_way1(entry))
    for link in links:
        if link.get("rel") == "search":
            is_description = link.get("type") == "application/opensearchdescription+xml"
            found.unless(is_description, "3: search is an OpenSearch description")
        if link.get("rel") in ("next", "previous"):
            found.unless(link.get("type") in kinds, "7.2: pages of one feed are of one kind")
    found.extend(wrong_with_facets1([link for link in links if link.get("rel") == FACET]))
    return found


def wrong_with_way1(entry):
    found = Complaints()
    found.unless(not any(ACQUIRED in rel_of(link) for link in links_of(entry)), "2.1: no catalog entry in navigation")
    found.unless(any(link.get("type") in (NAVIGATION, ACQUISITION) for link in links_of(entry)), "2.1: it leads on")
    found.unless(entry.find(f"{ATOM}content") is not None, "2.1: it should be described")
    return found


def wrong_with_entry1(entry):
    found = Complaints()
    acquired = [link for link in links_of(entry) if rel_of(link).startswith(ACQUIRED)]
    found.unless(acquired, "5: a catalog entry has at least one acquisition link")
    found.unless(all("/" in link.get("type", "") for link in acquired), "5.4.1: it says the type of what it leads to")
    for name, most in (("language", None), ("issued", 1), ("identifier", None)):
        found.unless(most is None or len(entry.findall(f"{DC}{name}")) <= most, f"5.1.1: at most one dc:{name}")
    for name in ("alternate",):
        whole = [link for link in links_of(entry) if link.get("rel") == name and "atom+xml" in link.get("type", "")]
        types = {link.get("type") for link in whole}
        found.unless(
            types <= {"application/atom+xml;type=entry;profile=opds-catalog"}, "x.2: the type of an entry document"
        )
    return found


def wrong_with_facets1(links):
    found = Complaints()
    groups = {}
    for link in links:
        found.unless(link.get("title"), "4: a facet has a title")
        found.unless(link.get("type") == ACQUISITION, "4: a facet is an acquisition feed")
        found.unless(link.get(f"{OPDS}activeFacet", "true") == "true", "4: activeFacet is true or not there")
        found.unless(link.get(f"{THR}count", "0").isdigit(), "4: thr:count is a number")
        groups.setdefault(link.get(f"{OPDS}facetGroup"), []).append(link.get(f"{OPDS}activeFacet"))
    found.unless(all(active.count("true") <= 1 for active in groups.values()), "4: of a group one facet is active")
    return found


def links_of(element):
    return element.findall(f"{ATOM}link")


def rel_of(link):
    return link.get("rel", "alternate")


def wrong_with_search_description(body):
    root = ElementTree.fromstring(body)
    found = Complaints()
    found.unless(root.tag == f"{SEARCH}OpenSearchDescription", "OpenSearch: the document element")
    found.unless(0 < len(root.findtext(f"{SEARCH}ShortName", "")) <= 16, "OpenSearch: a short name of 16 characters")
    found.unless(0 < len(root.findtext(f"{SEARCH}Description", "")) <= 1024, "OpenSearch: a description")
    [url] = root.findall(f"{SEARCH}Url")
    found.unless("{searchTerms}" in url.get("template"), "OpenSearch: the template has {searchTerms}")
    found.unless(url.get("type") == ACQUISITION, "OPDS 1.2, 3: the media type of catalogues")
    return found


# --- 2.0 -----------------------------------------------------------------------------------------------------------


def wrong_with_opds2(feed):
    found = Complaints()
    found.unless(feed.get("metadata", {}).get("title"), "feed: metadata has a title")
    found.unless(isinstance(feed.get("links"), list), "feed schema: links are required")
    found.unless("self" in rels_of(feed), "feed schema: a feed must contain a self link")
    found.unless({"navigation", "publications", "groups"} & set(feed), "feed: one of three collections")
    found.unless(
        {"metadata", "links", "navigation", "publications", "groups", "facets"} >= set(feed), "feed: no others"
    )
    for name in ("numberOfItems", "itemsPerPage", "currentPage"):
        found.unless(isinstance(feed["metadata"].get(name, 0), int), f"Pagination: {name} is a number")
    found.unless(A_DATE.match(feed["metadata"].get("modified", "")), "metadata: modified is a moment")
    for way in feed.get("navigation", []):
        found.unless(way.get("title"), "Navigation: each link must contain a title")
        found.extend(wrong_with_link(way))
    for publication in feed.get("publications", []):
        found.extend(wrong_with_publication(publication))
    for facet in feed.get("facets", []):
        found.unless(facet["metadata"].get("title"), "Facets: a group has a title")
        found.unless(facet["links"], "Facets: a group has links")
        found.unless(sum(link.get("rel") == "self" for link in facet["links"]) <= 1, "Facets: one is what is shown")
        for link in facet["links"]:
            found.unless(link.get("title"), "Facets: each link has a title")
            found.extend(wrong_with_link(link))
    for link in feed["links"]:
        found.extend(wrong_with_link(link))
        if link.get("rel") == "search":
            found.unless(link.get("templated") is True and "query" in link["href"], "Search: a template with query")
    return found


def wrong_with_publication(publication):
    found = Complaints()
    said = publication.get("metadata", {})
    found.unless({"metadata", "links", "images"} <= set(publication), "publication schema: three are required")
    found.unless("self" in rels_of(publication), "publication schema: must contain a self link")
    got = [rel for rel in rels_of(publication) if rel.startswith(ACQUIRED)]
    found.unless(got, "publication schema: at least one acquisition link")
    kinds = {image.get("type") for image in publication["images"]}
    found.unless(kinds & {"image/jpeg", "image/png", "image/gif"}, "images: one in a common format")
    found.unless(said.get("title"), "metadata schema: a title is required")
    found.unless(AN_IRI.match(said.get("identifier", "a:b")), "metadata schema: an identifier is a URI")
    for name in ("modified", "published"):
        found.unless(A_DATE.match(said.get(name, "2000-01-01T00:00:00Z")), f"metadata schema: {name} is a moment")
    for link in (*publication["links"], *publication["images"]):
        found.extend(wrong_with_link(link))
    return found


def wrong_with_link(link):
    found = Complaints()
    found.unless(link.get("href"), "link schema: href is required")
    found.unless("/" in link.get("type", ""), "link schema: type is a media type")
    found.unless(link.get("templated") or "{" not in link["href"], "link schema: a template says that it is one")
    number = link.get("properties", {}).get("numberOfItems", 0)
    found.unless(isinstance(number, int), "properties schema: numberOfItems is a number")
    return found


def rels_of(thing):
    return [link.get("rel") for link in thing.get("links", [])]


# --- Authentication ------------------------------------------------------------------------------------------------


def wrong_with_sign_in(document):
    found = Complaints()
    for name in ("id", "title", "authentication"):
        found.unless(document.get(name), f"2.3.1: must contain {name}")
    found.unless(AN_IRI.match(document.get("id", "")), "2.3.1: id is a URL")
    for way in document["authentication"]:
        found.unless(AN_IRI.match(way.get("type", "")), "3.1: type is a URI")
        found.unless(all(isinstance(label, str) for label in way.get("labels", {}).values()), "3.1.1: labels are text")
    for link in document.get("links", []):
        found.unless(link.get("href"), "2.3.2: a link has an href")
    return found

"""Checks written from the specifications, each named for the sentence that it comes from. They answer with what is wrong,
so that a file that keeps to its specification answers with nothing.

RFC 4287: The Atom Syndication Format. JSON Feed 1.1: jsonfeed.org/version/1.1.
"""

import re
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
A_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")
AN_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+\Z")
A_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")


class Complaints(list):
    def unless(self, is_right, sentence):
        if not is_right:
            self.append(sentence)


# --- Atom ----------------------------------------------------------------------------------------------------------


def wrong_with_atom(body):
    feed = ElementTree.fromstring(body)
    found = Complaints()
    found.unless(feed.tag == f"{ATOM}feed", "2: the document element is atom:feed")
    found.unless(body.startswith(b"<?xml"), "2: it is an XML document")
    for name in ("id", "title", "updated"):
        found.unless(count(feed, name) == 1, f"4.1.1: a feed has exactly one atom:{name}")
    for name in ("generator", "icon", "logo", "rights", "subtitle"):
        found.unless(count(feed, name) <= 1, f"4.1.1: a feed has at most one atom:{name}")
    entries = feed.findall(f"{ATOM}entry")
    has_author = count(feed, "author") > 0
    found.unless(has_author or all(count(entry, "author") for entry in entries), "4.1.1: somebody is its author")
    found.unless(rels(feed).count("self") == 1, "4.1.1: a feed should have a link to itself")
    found.unless(unlike(feed), "4.1.1: no two alternate links of one type and language")
    for entry in entries:
        found.extend(wrong_with_entry(entry, has_author))
    found.unless(len(entries) == len({entry.findtext(f"{ATOM}id") for entry in entries}), "4.2.6: ids are unique")
    for part in feed.iter():
        found.extend(wrong_with_part(part))
    return found


def wrong_with_entry(entry, has_author):
    found = Complaints()
    for name in ("id", "title", "updated"):
        found.unless(count(entry, name) == 1, f"4.1.2: an entry has exactly one atom:{name}")
    for name in ("content", "published", "rights", "source", "summary"):
        found.unless(count(entry, name) <= 1, f"4.1.2: an entry has at most one atom:{name}")
    found.unless(has_author or count(entry, "author"), "4.1.2: somebody is its author")
    has_way = count(entry, "content") or "alternate" in rels(entry)
    found.unless(has_way, "4.1.2: without content there is an alternate link")
    found.unless(unlike(entry), "4.1.2: no two alternate links of one type and language")
    return found


def wrong_with_part(part):
    found = Complaints()
    name = part.tag.removeprefix(ATOM)
    if name in ("updated", "published"):
        found.unless(A_DATE.match(part.text or ""), "3.3: a date is as RFC 3339 writes it")
    if name in ("title", "summary", "subtitle", "rights"):
        found.unless(part.get("type", "text") in ("text", "html"), "3.1.1: text says whether it is HTML")
        found.unless(len(part) == 0, "3.1.1: text and escaped HTML have no elements in them")
    if name == "author":
        found.unless(count(part, "name") == 1, "3.2.1: a person has exactly one name")
        found.unless(count(part, "uri") <= 1, "3.2.2: and at most one address")
    if name in ("id", "uri"):
        found.unless(AN_IRI.match(part.text or ""), f"4.2.6: atom:{name} is an absolute IRI")
    if name == "link":
        found.unless(part.get("href"), "4.2.7.1: a link has an href")
        found.unless(part.get("rel") != "", "4.2.7.2: a relation is not empty")
        found.unless("/" in part.get("type", "a/b"), "4.2.7.3: the type of a link is a media type")
    if name == "category":
        found.unless(part.get("term"), "4.2.2.1: a category has a term")
    if XML_LANG in part.attrib:
        found.unless(A_LANGUAGE.match(part.get(XML_LANG)), "2: xml:lang is a language tag")
    return found


def count(element, name):
    return len(element.findall(f"{ATOM}{name}"))


def rels(element):
    return [link.get("rel", "alternate") for link in element.findall(f"{ATOM}link")]


def unlike(element):
    links = [link for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    return len(links) == len({(link.get("type"), link.get("hreflang")) for link in links})


# --- JSON Feed -----------------------------------------------------------------------------------------------------


OF_FEED = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str, "items": list,
    "authors": list, "language": str,
}  # fmt: skip
OF_ITEM = {
    "id": str, "url": str, "title": str, "content_html": str, "content_text": str, "summary": str,
    "date_published": str, "date_modified": str, "authors": list, "tags": list, "language": str,
}  # fmt: skip


def wrong_with_json_feed(feed):
    found = Complaints()
    found.unless(feed.get("version") == "https://jsonfeed.org/version/1.1", "Top-level: version is the address of 1.1")
    for name in ("title", "items"):
        found.unless(name in feed, f"Top-level: {name} is required")
    found.extend(wrong_types(feed, OF_FEED, "Top-level"))
    ids = [item.get("id") for item in feed["items"]]
    found.unless(len(ids) == len(set(ids)), "Items: id is unique for that item in that feed")
    for item in feed["items"]:
        found.unless("id" in item, "Items: id is required")
        found.unless("content_html" in item or "content_text" in item, "Items: one of the contents must be there")
        found.extend(wrong_types(item, OF_ITEM, "Items"))
        for name in ("date_published", "date_modified"):
            found.unless(
                A_DATE.match(item.get(name, "2000-01-01T00:00:00Z")), f"Items: {name} is as RFC 3339 writes it"
            )
        for name in ("url", "external_url"):
            found.unless(AN_IRI.match(item.get(name, "a:b")), f"Items: {name} is an address")
        for author in item.get("authors", []):
            found.unless(set(author) & {"name", "url", "avatar"}, "Authors: has one of its three members")
        found.unless(all(isinstance(tag, str) for tag in item.get("tags", [])), "Items: tags are text")
    return found


def wrong_types(said, types, where):
    known = {name: isinstance(value, types.get(name, ())) for name, value in said.items() if not name.startswith("_")}
    return [f"{where}: {name} is none of its members, or not of its type" for name, fits in known.items() if not fits]

"""What happens somewhere as a feed, in both of the forms that readers ask for: Atom (RFC 4287) and JSON Feed 1.1.

A feed has no date of its own: it is as old as the newest of what it tells, so that the same news are the same bytes.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpResponse, JsonResponse
from django.utils.feedgenerator import get_tag_uri, rfc3339_date

from headcanon.core.conditional import conditional
from headcanon.core.editions import the_archive
from headcanon.core.xml_files import element, xml_file

MOST = 50  # entries
ATOM_TYPE = "application/atom+xml"
JSON_TYPE = "application/feed+json"
JSON_FEED = "https://jsonfeed.org/version/1.1"
ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
AN_ADDRESS_HERE = re.compile(r'(?<=\s)((?:src|href)=")/(?!/)')


@dataclass(frozen=True)
class Author:
    name: str
    address: str = ""


@dataclass(frozen=True)
class Entry:
    """One piece of news. Addresses begin with a slash. `says` is story-HTML or printed by a template; `words` are plain."""

    title: str
    address: str
    identity: str  # an address, which is never another's and needs lead nowhere
    published: datetime
    updated: datetime
    says: str = ""
    words: str = ""
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True)
class Feed:
    """`page` is where people read the same."""

    title: str
    page: str
    entries: tuple[Entry, ...]
    site: str
    about: str = ""

    @property
    def updated(self):
        return max((entry.updated for entry in self.entries), default=NEVER)

    def at(self, address):
        return self.site + address

    def identity_of(self, entry):
        return get_tag_uri(self.at(entry.identity), entry.published)

    def html_of(self, entry):
        """Read elsewhere, an address that leads to a place here says so in full."""
        return AN_ADDRESS_HERE.sub(rf"\g<1>{self.site}/", entry.says)


def site_of(request):
    return request.build_absolute_uri("/").rstrip("/")


# --- Atom, RFC 4287 ------------------------------------------------------------------------------------------------


def atom(feed, address):
    """`address` is its own, as it was asked for."""
    return xml_file(
        element(
            "feed",
            {"xmlns": ATOM},
            element("id", {}, feed.at(feed.page)),
            element("title", {}, feed.title),
            element("subtitle", {}, feed.about) if feed.about else None,
            element("updated", {}, rfc3339_date(feed.updated)),
            # 4.1.1: an author here, unless each of the entries has one
            element("author", {}, element("name", {}, the_archive().name), element("uri", {}, feed.at("/"))),
            element("link", {"rel": "self", "href": feed.at(address), "type": ATOM_TYPE}),
            element("link", {"rel": "alternate", "href": feed.at(feed.page), "type": "text/html"}),
            *(atom_entry(feed, entry) for entry in feed.entries),
        )
    )


def atom_entry(feed, entry):
    return element(
        "entry",
        {"xml:lang": entry.language},
        element("id", {}, feed.identity_of(entry)),
        element("title", {}, entry.title),
        element("link", {"rel": "alternate", "href": feed.at(entry.address), "type": "text/html"}),
        element("published", {}, rfc3339_date(entry.published)),
        element("updated", {}, rfc3339_date(entry.updated)),
        *(atom_author(feed, author) for author in entry.authors),
        *(element("category", {"term": tag}) for tag in dict.fromkeys(entry.tags)),
        element("summary", {"type": "html"}, feed.html_of(entry)) if entry.says else None,
        element("summary", {}, entry.words) if entry.words and not entry.says else None,
    )


def atom_author(feed, author):
    address = element("uri", {}, feed.at(author.address)) if author.address else None
    return element("author", {}, element("name", {}, author.name), address)


# --- JSON Feed 1.1 -------------------------------------------------------------------------------------------------


def json_feed(feed, address):
    said = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.at(feed.page),
        "feed_url": feed.at(address),
        "description": feed.about,
    }
    return {**filled(said), "items": [json_item(feed, entry) for entry in feed.entries]}


def json_item(feed, entry):
    said = {
        "id": feed.identity_of(entry),
        "url": feed.at(entry.address),
        "title": entry.title,
        "content_html": feed.html_of(entry),
        # One of the two there must be.
        "content_text": "" if entry.says else entry.words or entry.title,
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated) if entry.updated != entry.published else "",
        "authors": [json_author(feed, author) for author in entry.authors],
        "tags": list(dict.fromkeys(entry.tags)),
        "language": entry.language,
    }
    return filled(said)


def json_author(feed, author):
    return filled({"name": author.name, "url": author.address and feed.at(author.address)})


def filled(said):
    return {name: value for name, value in said.items() if value}


def moment(when):
    return when.isoformat(timespec="seconds")


# --- The answer ----------------------------------------------------------------------------------------------------


def answer(request, feed, form, address):
    """What is sent for it; nothing but "304" to whoever has it already.

    There is no Last-Modified: what was hidden makes a feed another one, and no newer.
    """
    if form == "json":
        told = json_feed(feed, address)
        response = JsonResponse(told, content_type=JSON_TYPE, json_dumps_params={"ensure_ascii": False})
    else:
        response = HttpResponse(atom(feed, address), content_type=f"{ATOM_TYPE}; charset=utf-8")
    return conditional(request, response)

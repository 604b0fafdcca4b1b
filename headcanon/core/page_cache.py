"""Finished pages, kept in memory until the archive's next edition, and given out before Django begins its work.

Two guests share a page when address and `Viewer.cache_key` agree. A member shares with nobody: her page is kept under
her very cookies, and is hers only as long as she stands as she did when it was made (standing.py). What a page may not
be kept with says so by `Cache-Control: private`, as `never_cache` does.

A view does not run when a kept page is given out. Whoever must know of it each time registers with `hears_of_pages`, and
the view leaves a `note` on its response: a few plain values that say what the page is and to whom it is shown.
"""

import hashlib
from typing import NamedTuple

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import DatabaseError, close_old_connections
from django.utils.http import parse_etags

from headcanon.core.editions import current_edition
from headcanon.core.standing import current_standing, standing_of
from headcanon.core.viewing import Viewer

KEPT_FOR = 60  # seconds; dates on pages may lag this much
KEPT_FOR_A_MEMBER = 10  # what a command has changed for her alone may lag this much
LARGEST = 2_000_000  # bytes

KEY = "headcanon.page_key"
# Of what a request says, all that a page may depend on; a page that depends on more names it in `Vary`.
TELLING = (
    "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME", "PATH_INFO",
    "QUERY_STRING",
)  # fmt: skip
# What htmx asks for is the page that everybody gets; it takes out what it wants.
NOT_TO_SHARE = ("HTTP_AUTHORIZATION",)
# What goes with "304 Not Modified" (RFC 9110, 15.4.5).
STILL_TRUE = {"Cache-Control", "Content-Location", "Date", "ETag", "Expires", "Vary"}

_listeners = []


class KeptPage(NamedTuple):
    headers: list
    body: bytes
    note: tuple | None = None
    standing: tuple | None = None  # of the member it was made for; begins with the key of her session


class PageKeeper(WSGIHandler):
    """Django, behind the pages that it has made before."""

    def __call__(self, environ, start_response):
        # Django does this when it begins with a request, and this is before it.
        close_old_connections()
        try:
            environ[KEY] = key = key_for(environ)
            kept = kept_under(key)
        except DatabaseError:
            environ[KEY] = kept = None  # Django will meet the same, and knows how to say so
        if kept is None:
            return super().__call__(environ, start_response)
        tell(kept.note, environ)
        if has_it_already(kept, environ):
            start_response("304 Not Modified", [(name, value) for name, value in kept.headers if name in STILL_TRUE])
            return [b""]
        start_response("200 OK", kept.headers)
        return [kept.body if environ["REQUEST_METHOD"] == "GET" else b""]

    def get_response(self, request):
        response = super().get_response(request)
        key = request.environ[KEY]
        if key and may_keep(request, response):
            keep(key, request, response)
        tell(note_on(response), request.environ)
        return response


def has_it_already(kept, environ):
    """Whether whoever asks names the very page that she would get (RFC 9110, 13.1.2)."""
    named = {etag.removeprefix("W/") for etag in parse_etags(environ.get("HTTP_IF_NONE_MATCH", ""))}
    own = next((value for name, value in kept.headers if name == "ETag"), None)
    return own is not None and not named.isdisjoint({own.removeprefix("W/"), "*"})


def hears_of_pages(listener):
    """Names a function that is called with the note and the environ each time a page with a note is given out. It runs
    with every one of them, so it asks the database nothing."""
    _listeners.append(listener)
    return listener


def note_on(response):
    return getattr(response, "note", None)


def tell(note, environ):
    if note and environ["REQUEST_METHOD"] == "GET":
        for listener in _listeners:
            listener(note, environ)


def key_for(environ):
    """What this request must have in common with another to be given the same page; None if it is given none."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or any(name in environ for name in NOT_TO_SHARE):
        return None
    told = [environ.get(name) for name in TELLING]
    return hashlib.sha256(repr((current_edition(), who_asks(environ), told)).encode()).hexdigest()


def kept_under(key):
    kept = caches["pages"].get(key) if key else None
    if kept and kept.standing and kept.standing != current_standing(kept.standing[0]):
        return None
    return kept


def who_asks(environ):
    cookies = environ.get("HTTP_COOKIE", "")
    if not cookies or is_personal(environ):
        return cookies
    return ("guest", Viewer.with_cookies(WSGIRequest(environ)).cache_key)


def is_personal(environ):
    """Whether somebody may have a session, or be told something; no spelling of a cookie hides its name."""
    cookies = environ.get("HTTP_COOKIE", "")
    return settings.SESSION_COOKIE_NAME in cookies or CookieStorage.cookie_name in cookies


def may_keep(request, response):
    return (
        request.method == "GET"
        and response.status_code == 200
        and not response.streaming
        and "private" not in response.headers.get("Cache-Control", "")
        and response.headers.get("Vary", "Cookie") == "Cookie"
        and sets_nothing_new(request, response)
        and len(response.content) <= LARGEST
    )


def sets_nothing_new(request, response):
    """No cookie; or the form token that she has already, whose page is good for as long as she has it."""
    set_now = {name: cookie.value for name, cookie in response.cookies.items()}
    token = settings.CSRF_COOKIE_NAME
    return not set_now or (is_personal(request.environ) and set_now == {token: request.COOKIES.get(token, "")})


def keep(key, request, response):
    """For all guests or for one member; a page for a guest who comes with something of her own is for nobody."""
    page = KeptPage(list(response.items()), response.content, note_on(response))
    if not is_personal(request.environ):
        caches["pages"].set(key, page, timeout=KEPT_FOR)
    elif standing := standing_of(request.user, request.session):
        caches["pages"].set(key, page._replace(standing=standing), timeout=KEPT_FOR_A_MEMBER)

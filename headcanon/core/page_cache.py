"""Finished pages for guests, kept in memory until the archive's next edition.

Only pages that carry nothing of one person are kept: no session, no cookie set, no form token. Two guests share a
page when address, theme and consent agree (`Viewer.cache_key`).
"""

from django.core.cache import caches
from django.http import HttpResponse

from headcanon.core.editions import current_edition
from headcanon.core.viewing import Viewer

KEPT_FOR = 60  # seconds; dates on pages may lag this much
LARGEST = 2_000_000  # bytes


class PageCacheMiddleware:
    """Stands first, so that a kept page costs nothing of what stands behind it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not may_share(request):
            return self.get_response(request)
        key = page_key(request)
        kept = caches["pages"].get(key)
        if kept is not None:
            return answer_from(kept)
        response = self.get_response(request)
        if may_keep(response):
            caches["pages"].set(key, (response.content, dict(response.headers)), timeout=KEPT_FOR)
        return response


def may_share(request):
    """A guest asking for a page: anybody with a session may see what others do not."""
    return request.method == "GET" and "sessionid" not in request.COOKIES and "Authorization" not in request.headers


def page_key(request):
    viewer = Viewer.with_cookies(request)
    return f"{current_edition()}|{viewer.cache_key}|{request.get_host()}|{request.get_full_path()}"


def may_keep(response):
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "private" not in response.headers.get("Cache-Control", "")
        and len(response.content) <= LARGEST
    )


def answer_from(kept):
    content, headers = kept
    return HttpResponse(content, headers=headers)

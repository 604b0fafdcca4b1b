"""The feeds: for guests as pages are, and for whoever brings a token."""

from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from headcanon.api.callers import for_a_viewer
from headcanon.api.feeds.subjects import feed_of, found, found_by_saved
from headcanon.core.feeds import answer, site_of
from headcanon.discovery.saving import search_of_feed


def view_of(kind):
    """The view of one kind of feed; the last part of its address is the form, "atom" or "json"."""

    @require_safe
    @for_a_viewer()
    def view(request, *where, viewer):
        *where, form = where
        return answer(request, feed_of(kind, viewer, site_of(request), *where), form, request.get_full_path())

    return view


@require_safe
@for_a_viewer()
def search(request, form, viewer):
    return answer(request, found(viewer, request.GET, site_of(request)), form, request.get_full_path())


@require_safe
@cache_control(private=True, no_cache=True)
def saved_search(request, token, form):
    """Whoever has the address reads as she whose search it is."""
    feed = found_by_saved(search_of_feed(token), site_of(request))
    response = answer(request, feed, form, request.path)
    response["X-Robots-Tag"] = "noindex"
    return response

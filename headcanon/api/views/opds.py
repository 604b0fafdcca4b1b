"""The catalogue: in the edition that a reader's program asks for, for guests and for whoever brings a token."""

from dataclasses import replace

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from headcanon.api.callers import SIGN_IN_TYPE, for_a_viewer, how_to_sign_in
from headcanon.api.models import Token
from headcanon.api.opds import as_json, atom, finding, shelving
from headcanon.api.stories import stories_of
from headcanon.bindery.serving import book_sent
from headcanon.core.conditional import conditional
from headcanon.core.feeds import site_of
from headcanon.core.paging import keys_from, names_from
from headcanon.core.viewing import get_visible_or_404
from headcanon.works.models import Work

Scope = Token.Scope


@require_safe
@for_a_viewer()
def root(request, viewer):
    return told(request, shelving.root(viewer))


@require_safe
@for_a_viewer()
def stories(request, viewer):
    """All of them, or those that a search finds: its address is that of the search page."""
    if finding.asks_nothing(request.GET):
        facets = finding.facets_of_all(viewer)
        return told(request, replace(shelving.newest(viewer, **keys_from(request)), facets=facets))
    return told(request, finding.found(viewer, request.GET))


@require_safe
@for_a_viewer()
def search(request, viewer):
    """Where what was typed into a reader's program is looked for."""
    return told(request, finding.found(viewer, finding.with_words(request.GET)))


@require_safe
@for_a_viewer()
def fandoms(request, viewer):
    return told(request, shelving.fandoms(viewer, **names_from(request)))


@require_safe
@for_a_viewer(Scope.SHELVES)
def shelves(request, viewer):
    return told(request, shelving.shelves(viewer))


@require_safe
@for_a_viewer(Scope.SHELVES)
def shelf(request, shelf_id, viewer):
    return told(request, shelving.shelf(viewer, shelf_id, **keys_from(request)))


@require_safe
@for_a_viewer(Scope.FOLLOWS)
def follows(request, viewer):
    return told(request, shelving.follows(viewer))


@require_safe
@for_a_viewer(Scope.FOLLOWS)
def followed(request, viewer):
    return told(request, shelving.followed(viewer, **keys_from(request)))


# --- One story -----------------------------------------------------------------------------------------------------


@require_safe
@for_a_viewer()
def work(request, work_id, viewer):
    [story] = stories_of([work_seen(work_id, viewer)], viewer)
    site = site_of(request)
    if wants_json(request):
        return answer(request, JsonResponse(as_json.publication(story, site), content_type=as_json.PUBLICATION))
    return answer(request, HttpResponse(atom.entry_document(story, site), content_type=atom.ENTRY))


@require_safe
@for_a_viewer()
def book(request, work_id, name, viewer):
    """As any reader downloads it, also for a program that knows no cookies."""
    return book_sent(request, work_seen(work_id, viewer), "epub")


def work_seen(work_id, viewer):
    return get_visible_or_404(Work.objects.posted().with_card(), viewer, pk=work_id)


# --- What goes with it -----------------------------------------------------------------------------------------------


@require_safe
def search_description(request):
    return HttpResponse(atom.search_description(site_of(request)), content_type=atom.DESCRIPTION)


@require_safe
def sign_in(request):
    return JsonResponse(how_to_sign_in(request), content_type=SIGN_IN_TYPE)


def told(request, catalogue):
    site = site_of(request)
    if wants_json(request):
        return answer(request, JsonResponse(as_json.feed(catalogue, site), content_type=as_json.FEED))
    return answer(request, HttpResponse(atom.feed(catalogue, site), content_type=atom.kind_of(catalogue)))


def answer(request, response):
    """In UTF-8, as both editions are. That one can sign in is said with each (Authentication for OPDS 1.0, 2.4)."""
    where = request.build_absolute_uri(reverse("opds-sign-in"))
    response["Link"] = f'<{where}>; rel="http://opds-spec.org/auth/document"; type="{SIGN_IN_TYPE}"'
    patch_vary_headers(response, ["Accept"])
    return conditional(request, response)


def wants_json(request):
    """Whether 2.0 is named, and 1.2 not preferred to it."""
    named = {f"{each.main_type}/{each.sub_type}": each.quality for each in reversed(request.accepted_types)}
    wish = max(named.get(name, 0) for name in (as_json.FEED, as_json.PUBLICATION))
    return wish > 0 and wish >= named.get("application/atom+xml", 0)

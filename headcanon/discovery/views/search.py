"""The page of search: a sentence, its stories, and beside them what the search can be narrowed by."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from headcanon.core.paging import PAGE_SIZE
from headcanon.discovery.asking import NotUnderstood
from headcanon.discovery.dropping import ways_on
from headcanon.discovery.facets import FIRST, LAST, groups, numbers_for
from headcanon.discovery.filters import IDS, RANGES, Filters, Things, settled
from headcanon.discovery.index.interface import DEEPEST
from headcanon.discovery.searching import search
from headcanon.discovery.sentence import Sentence, orders_of, why_passed_over

LAST_PAGE = DEEPEST // PAGE_SIZE


@require_safe
def find(request):
    """`?page` leafs through them, `?counts=yes` shows at once what htmx would bring in behind the page. What a form
    sends is led to the address that says the same in its one form."""
    filters, things = asked_in(request)
    page, has_counts = page_in(request), request.GET.get("counts") == "yes"
    is_part = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target") == "found"
    address = address_of(filters, **{"page": page} if page > 1 else {}, **{"counts": "yes"} if has_counts else {})
    if not is_part and not is_settled(request, filters):
        return led_to(address)
    question = filters.question(request.viewer, things)
    sentence = Sentence(filters, things)
    context = {"filters": filters, "sentence": sentence, "asks": filters.asks()}
    context |= found_by(request.viewer, sentence, question, page)
    if not is_part:
        counted = counted_for(request.viewer, filters, things) if has_counts else None
        context |= narrowed_by(filters, things, counted) | {"has_counts": has_counts}
    response = render(request, "discovery/search/found.html" if is_part else "discovery/search/page.html", context)
    if is_part:
        response["HX-Push-Url"] = address
    return as_it_is_now(response, filters)


@require_safe
def narrow(request):
    """The groups beside the stories of a search, with their numbers."""
    filters, things = asked_in(request)
    counted = counted_for(request.viewer, filters, things)
    context = {"filters": filters, "asks": filters.asks(), "has_counts": True} | narrowed_by(filters, things, counted)
    return as_it_is_now(render(request, "discovery/search/groups.html", context), filters)


def asked_in(request):
    filters = Filters.from_query(request.GET)
    things = Things(filters, request.viewer)
    named = settled(filters, things)
    return (named, Things(named, request.viewer)) if named != filters else (filters, things)


def is_settled(request, filters):
    said = [(name, value) for name, values in request.GET.lists() for value in values if name not in ("page", "counts")]
    return sorted(said) == sorted((name, str(value)) for name, value in filters.pairs())


def led_to(address):
    response = redirect(address)
    response["Cache-Control"] = "private, no-cache"
    return response


def address_of(filters, **more):
    asks = "&".join(each for each in (filters.asks(), urlencode(more)) if each)
    return f"{reverse('search')}?{asks}" if asks else reverse("search")


def page_in(request):
    said = request.GET.get("page", "")
    return min(max(int(said), 1), LAST_PAGE) if said.isascii() and said.isdecimal() and len(said) < 6 else 1


def found_by(viewer, sentence, question, page):
    """The stories, or why there are none and what to do about it."""
    filters = sentence.filters
    context = {"passed_over": why_passed_over(filters), "orders": orders_of(filters), "page_number": page}
    try:
        found = search(viewer, question, sort=filters.sort, page=page)
    except NotUnderstood as refusal:
        return context | {"refusal": refusal}
    context |= {"found": found, "total": found.total, "is_beyond": found.total and not found.works}
    context |= ends(found.total, page)
    if not found.total and filters.parts:
        context["ways_on"] = ways_on(viewer, filters, sentence)
    return context


def ends(total, page):
    last = min(-(-total // PAGE_SIZE), LAST_PAGE)
    return {
        "first": (page - 1) * PAGE_SIZE + 1,
        "last": min(page * PAGE_SIZE, total),
        "last_page": last,
        "newer": page - 1 if page > 1 else None,
        "older": page + 1 if page < last else None,
    }


def counted_for(viewer, filters, things):
    try:
        return numbers_for(viewer, filters, things)
    except NotUnderstood:
        return None


def narrowed_by(filters, things, counted):
    return {
        "first_groups": groups(FIRST, filters, things, counted),
        "last_groups": groups(LAST, filters, things, counted),
        "kept": [(name, value) for name, value in filters.said.items() if name in IDS],
        "authors": filters.having.get("by", ()),
        "ranges": {name: filters.between.get(name, (None, None)) for name in RANGES},
        "has_more_ranges": any(name in filters.between for name in RANGES if name != "words"),
        "left_out": filters.only_left_out().asks() if filters.lacking else "",
    }


def as_it_is_now(response, filters):
    """Not kept: a story that is posted is found a second later. Machines need not walk every way there is to search."""
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    if filters.parts:
        response["X-Robots-Tag"] = "noindex"
    return response

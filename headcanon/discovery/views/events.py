"""What happens at one event of a canon, and what stories make of it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from headcanon.canon.lines import event_on_line, fandom_at, with_cover
from headcanon.canon.models import Departure, Event, Instalment
from headcanon.canon.progress import progress_of
from headcanon.canon.wranglers import is_wrangler
from headcanon.core.paging import keys_from, page_of
from headcanon.discovery.lines import (
    beside,
    first_of,
    leaving_at,
    leaving_by,
    seen_works,
    set_at,
    veil_of,
    ways_out,
    without_words,
)


def event(request, slug, pk):
    """`?show` lists all that is set there or leaves canon there, `?way` all that goes one way; `?lift=yes` uncovers
    what its reader has not come to."""
    fandom = fandom_at(slug)
    found = event_on_line(fandom, with_cover(Event.objects.all(), request.viewer), pk=pk)
    found.canon.fandom = fandom
    if fandom.slug != slug:
        return redirect(found)
    lifts = request.GET.get("lift") == "yes"
    context = {"fandom": fandom, "event": found, "canon": found.canon} | reached_in(found.canon, request.viewer)
    if found.is_covered and not lifts:
        context["veil"] = veil_of(found, request.viewer)
        without_words(found)
    else:
        context |= {"may_order": is_wrangler(request.viewer), "kept": "lift=yes&" if lifts else ""}
        context |= works_asked_for(request, found, fandom)
    context["before"], context["after"] = beside(found, request.viewer)
    response = render(request, "discovery/event.html", context)
    if lifts:
        response["X-Robots-Tag"] = "noindex"
    return response


def reached_in(canon, viewer):
    said = progress_of(viewer)
    reached = Instalment.objects.filter(pk=said.get(canon.pk) or 0, canon=canon).first() if canon.pk in said else None
    return {"has_said": canon.pk in said, "reached": reached}


def works_asked_for(request, event, fandom):
    works = seen_works(fandom, request.viewer)
    lists = {"set": set_at(event, works), "leaves": leaving_at(event, works)}
    if "way" in request.GET:
        typed = request.GET["way"]
        known = typed.isdecimal() and typed.isascii() and len(typed) <= 18
        way = get_object_or_404(Departure, event=event, pk=int(typed) if known else 0)
        page = page_of(leaving_by(way, works), key="place", **keys_from(request))
        if not page and not way.work_count:
            raise Http404
        return {"page": page, "way": way, "works": page.items}
    if (show := request.GET.get("show")) in lists:
        page = page_of(lists[show], key="place", **keys_from(request))
        return {"page": page, "show": show, "works": page.items}
    (here, more_here), (leaving, more_leaving) = first_of(lists["set"], lists["leaves"])
    return {
        "set_here": here, "more_here": more_here, "leaving": leaving, "more_leaving": more_leaving,
        "works": [*here, *[work for work in leaving if work not in here]], "ways": list(ways_out(event)),
    }  # fmt: skip

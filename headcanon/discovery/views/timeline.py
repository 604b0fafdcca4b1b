"""A fandom's timeline: the line of a canon, and where the stories leave it."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from headcanon.canon.lines import canons_of, fandom_at
from headcanon.canon.models import Event
from headcanon.canon.wranglers import is_wrangler
from headcanon.discovery.timeline import timeline_of
from headcanon.works.models import Work
from headcanon.works.places import ON_THE_LINE

LONGEST_ID = 18


def timeline(request, slug):
    """`?canon` chooses among several lines, `?open` what is unfolded, `?event` of which event the first stories are
    told. A fandom that only unseen works name, and that has no line, is not there."""
    fandom = fandom_at(slug)
    if fandom.slug != slug:
        return redirect("timeline", fandom.slug)
    canons = lines_in(fandom)
    if not any(canon.has_line for canon in canons) and not is_known(fandom, request.viewer):
        raise Http404
    canon = chosen(canons, request.GET.get("canon"))
    context = {"fandom": fandom, "canon": canon, "canons": canons, "may_order": is_wrangler(request.viewer)}
    if canon and canon.has_line:
        opened, unfolded = (id_in(request.GET.get(name, "")) for name in ("event", "open"))
        context["timeline"] = timeline_of(canon, request.viewer, opened=opened, unfolded=unfolded)
        context |= roots_of(fandom, canon, is_first=canon == canons[0])
    return render(request, "discovery/timeline.html", context)


def lines_in(fandom):
    there = Event.objects.filter(canon=OuterRef("pk"), state=ON_THE_LINE)
    canons = list(canons_of(fandom).annotate(has_line=Exists(there)))
    for canon in canons:
        canon.fandom = fandom
    return canons


def is_known(fandom, viewer):
    return Work.objects.listed_to(viewer).filter(work_fandoms__fandom=fandom).exists()


def chosen(canons, slug):
    """The one that is asked for, or the first that has something on its line."""
    if slug is not None:
        canon = next((canon for canon in canons if canon.slug == slug), None)
        if canon is None:
            raise Http404
        return canon
    return next((canon for canon in canons if canon.has_line), canons[0] if canons else None)


def roots_of(fandom, canon, *, is_first):
    """What the page's many addresses begin with, worked out once."""
    line = reverse("timeline", args=[fandom.slug])
    closed = line if is_first else f"{line}?{urlencode({'canon': canon.slug})}"
    events = reverse("event", args=[fandom.slug, 0]).removesuffix("0")
    return {"line_closed": closed, "line_root": f"{closed}{'?' if is_first else '&'}", "event_root": events}


def id_in(said):
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= LONGEST_ID else None

"""What came of a headcanon, or of a story, and where a story came from, each drawn as a small tree."""

from django.shortcuts import render

from headcanon.core.paging import keys_from
from headcanon.core.viewing import get_visible_or_404
from headcanon.headcanons.finding import with_veils
from headcanon.headcanons.models import Headcanon
from headcanon.works.lineage import what_came_of, where_it_came_from
from headcanon.works.models import Work


def of_work(request, work_id):
    """Of what came of it a page at a time; where it came from stands on the first."""
    work = get_visible_or_404(Work, request.viewer, pk=work_id)
    place = keys_from(request)
    context = {
        "work": work,
        "came": what_came_of(work, request.viewer, **place),
        "from": None if place else where_it_came_from(work, request.viewer),
    }
    return render(request, "works/lineage/of_work.html", context)


def of_headcanon(request, headcanon_id):
    headcanon = get_visible_or_404(Headcanon, request.viewer, pk=headcanon_id)
    [headcanon] = with_veils([headcanon], request.viewer)
    context = {"headcanon": headcanon, "came": what_came_of(headcanon, request.viewer, **keys_from(request))}
    return render(request, "works/lineage/of_headcanon.html", context)

"""The stories that grew from a headcanon, and where an author looks for the headcanon that hers grew from."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from headcanon.core.paging import keys_from, page_of
from headcanon.core.viewing import get_visible_or_404
from headcanon.headcanons.finding import with_veils
from headcanon.headcanons.models import Headcanon
from headcanon.works.growing import find_for
from headcanon.works.lineage import stories_from
from headcanon.works.views.finding import own_work_or_404


def works(request, headcanon_id):
    headcanon = get_visible_or_404(Headcanon, request.viewer, pk=headcanon_id)
    [headcanon] = with_veils([headcanon], request.viewer)
    context = {
        "headcanon": headcanon,
        "page": page_of(stories_from(headcanon, request.viewer), key="place", **keys_from(request)),
    }
    return render(request, "works/grown.html", context)


@never_cache
@login_required
def find(request, work_id):
    """What the story's form shows below its search line, while she types in it."""
    work = own_work_or_404(request.viewer, work_id)
    found = find_for(work, request.GET.get("words", ""), viewer=request.viewer)
    return render(request, "works/pieces/headcanons_found.html", {"found": found})

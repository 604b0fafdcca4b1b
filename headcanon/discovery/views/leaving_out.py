"""Where a reader says what search never finds for her."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from headcanon.discovery.facets import FIRST, LAST, groups
from headcanon.discovery.filters import Filters, Things, always_left_out
from headcanon.discovery.leaving_out import TooMuch, leave_out_always, together


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def left_out(request):
    """What an address names beside what she has kept is ticked as well; nothing is kept before she says so."""
    viewer = request.viewer
    if request.method == "POST":
        filters = Filters.from_query(request.POST)
        try:
            unknown = leave_out_always(viewer, filters)
        except TooMuch:
            messages.error(
                request, _("This is more than every search can carry. Nothing was changed; please leave out less.")
            )
            return shown(request, filters.only_left_out())
        for each in unknown:
            messages.warning(request, _("Nothing here is called “%s”, so there is nothing to leave out.") % each)
        messages.success(request, _("Kept. Your searches leave this out from now on."))
        return redirect("left-out")
    return shown(request, together(always_left_out(viewer), Filters.from_query(request.GET)))


def shown(request, filters):
    made = groups((*FIRST, *LAST), filters, Things(filters, request.viewer))
    return render(request, "discovery/search/left_out.html", {"groups": made, "filters": filters})

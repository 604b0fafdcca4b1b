"""Where kudos are given. Kept for nobody: what it shows depends on the device."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from headcanon.core.flooding import TooQuick, source
from headcanon.reviews.applauding import applaud, applause_for
from headcanon.reviews.devices import device_of, new_device, remember_device
from headcanon.reviews.reviewing import Refused
from headcanon.reviews.views.finding import work_or_404
from headcanon.reviews.views.writing import sources_of


@never_cache
def kudos(request, work_id):
    work = work_or_404(request.viewer, work_id)
    device = device_of(request)
    if request.method != "POST":
        context = {"work": work, "is_author": work.is_by(request.viewer), "gives": True}
        return render(request, "reviews/kudos.html", context | {"applause": applause_for(work, request.viewer, device)})
    token = None
    if request.viewer.is_guest and not device:
        token, device = new_device()
    try:
        applaud(work, viewer=request.viewer, device=device, sources=places_of(request, device))
    except (Refused, TooQuick) as refused:
        messages.warning(request, str(refused))
    response = redirect("kudos", work_id)
    return remember_device(request, response, token) if token else response


def places_of(request, device):
    """Counted apart from what was said in words."""
    if request.viewer.is_guest:
        return tuple(f"kudos-{place}" for place in sources_of(request, device))
    return (source("kudos", str(request.viewer.person.pk)),)

"""One story as lists show it, also without its veil."""

from django.shortcuts import render

from headcanon.core.viewing import get_visible_or_404
from headcanon.works.models import Work
from headcanon.works.veiling import is_lifted


def card(request, work_id):
    """Where "Lift" beside a card leads: the same card, and for this once nothing of it is covered."""
    work = get_visible_or_404(Work.objects.with_card().select_related("rating_sign"), request.viewer, pk=work_id)
    return render(request, "works/card_page.html", {"work": work, "lifted": is_lifted(request)})

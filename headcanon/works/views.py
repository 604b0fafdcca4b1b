"""Where a draft is published, and the works of a series in their order."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headcanon.core.viewing import get_visible_or_404
from headcanon.works.models import Series, Work
from headcanon.works.publishing import publish


@require_POST
def publish_draft(request, work_id):
    """For its authors; to anybody else there is nothing here to publish."""
    work = get_visible_or_404(Work, request.viewer, pk=work_id)
    if not work.is_by(request.viewer):
        raise Http404
    publish(work)
    messages.success(request, _("Your story is published. Everybody it is meant for can read it now."))
    return redirect(work)


def series(request, series_id):
    """A series, as much of it as this reader may see."""
    found = get_visible_or_404(Series, request.viewer, pk=series_id)
    works = Work.objects.visible_to(request.viewer).filter(series_parts__series=found)
    in_order = list(works.annotate(part=F("series_parts__position")).order_by("part", "pk").with_card())
    words = sum(work.words for work in in_order)
    return render(request, "works/series.html", {"series": found, "works": in_order, "words": words})

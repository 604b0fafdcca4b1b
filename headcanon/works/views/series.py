"""The works of a series in their order."""

from django.db.models import F
from django.shortcuts import render

from headcanon.core.viewing import get_visible_or_404
from headcanon.works.models import Series, Work


def series(request, series_id):
    """A series, as much of it as this reader may see."""
    found = get_visible_or_404(Series, request.viewer, pk=series_id)
    works = Work.objects.listed_to(request.viewer).filter(series_parts__series=found)
    in_order = list(works.annotate(part=F("series_parts__position")).order_by("part", "pk"))
    words = sum(work.words for work in in_order)
    return render(request, "works/series.html", {"series": found, "works": in_order, "words": words})

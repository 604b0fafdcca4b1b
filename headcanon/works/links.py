"""Everything that a work links to, for the page that shows it whole."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.urls import reverse

from headcanon.works.models import SeriesPart, Tagging, WorkFandom


@dataclass(frozen=True)
class Link:
    """`position` is its place among its kind; for a series, which part of it the work is."""

    position: int
    name: str
    address: str


def links_of(work):
    """Its fandoms, series and tags by kind ("fandom", "series", "character" …), in one query for them all."""
    rows = of_kind(WorkFandom, work, Value("fandom"), "fandom__name", "fandom__slug").union(
        of_kind(Tagging, work, F("tag__kind"), "tag__name", "tag__slug"),
        of_kind(SeriesPart, work, Value("series"), "series__title", Cast("series_id", CharField())),
        all=True,
    )
    links = defaultdict(list)
    for kind, position, name, handle in sorted(rows):
        page = kind if kind in ("fandom", "series") else "tag"
        links[kind].append(Link(position, name, reverse(page, args=[handle])))
    return dict(links)


def of_kind(model, work, kind, name, handle):
    handle = F(handle) if isinstance(handle, str) else handle
    return model.objects.filter(work=work).order_by().values_list(kind, "position", F(name), handle)

"""The works of a whole family of fandoms or tags, newest first: short walks along the index of each, put together.

Only the first of each walk are looked at, and more of them only where a reader may see too few of those.
"""

from django.db.models import OuterRef, Subquery

from headcanon.canon.models import Canon, Event, Fandom
from headcanon.core.paging import PAGE_SIZE, page_of
from headcanon.headcanons.models import Headcanon
from headcanon.works.families import about_any, links_of

LOOKED_AT = (100, 2_000)  # works, before all of them are


def page_about_any(works, model, ids, *, behind=None, before=None, size=PAGE_SIZE):
    """The page of them, as `page_of` finds it."""
    place = {"behind": behind, "before": before}
    for most in LOOKED_AT:
        first = first_of(model, ids, most, behind, before)
        # Asked for without an order, these few are looked up one by one, not by walking the newest of all works.
        seen = set(works.prefetch_related(None).order_by().filter(pk__in=first).values_list("pk", flat=True))
        some = [pk for pk in first if pk in seen][: size + 1]
        if len(some) > size or len(first) < most:
            return page_of(works.filter(pk__in=some), key="newest_key", size=size, **place)
    return page_of(about_any(works, model, ids), key="newest_key", size=size, **place)


def first_of(model, ids, most, behind, before):
    """The ids of the `most` works that come first, whoever may see them."""
    is_rising = before is not None
    name, order = model._meta.model_name, "newest_key" if is_rising else "-newest_key"
    links = links_of(model, ids).order_by(order)
    if is_rising:
        links = links.filter(newest_key__gt=before)
    elif behind is not None:
        links = links.filter(newest_key__lt=behind)
    # Where the shortest walk of so many ends, that of the whole family has ended.
    walk = links.filter(**{name: OuterRef("pk")}).values("newest_key")[most - 1 : most]
    walks = model.objects.order_by().filter(pk__in=ids).values_list(Subquery(walk), flat=True)
    ends = [end for end in walks if end is not None]
    if ends:
        links = links.filter(newest_key__lte=min(ends)) if is_rising else links.filter(newest_key__gte=max(ends))
    return list(dict.fromkeys(links.values_list("work", flat=True)))[:most]


def is_spoken_of(viewer, model, ids):
    """A headcanon that she sees is about one of these, or the line of its canon is drawn."""
    headcanons = Headcanon.objects.visible_to(viewer).filter(**{f"{model._meta.model_name}s__in": ids})
    lines = Canon.objects.filter(fandom__in=ids, is_gone=False, events__state=Event.State.ON_THE_LINE)
    return headcanons.exists() or (model is Fandom and lines.exists())

"""What waits to be put in order: of what everybody may read, the most used first."""

import re

from django.db.models import Q

from headcanon.accounts.models import fold
from headcanon.canon.families import family_of, told_to_anybody
from headcanon.canon.models import Fandom, OrderingAct, Subject, Tag

ON_A_PAGE = 30
A_PLACE = re.compile(r"(\d{1,9})-(\d{1,18})")


def queue_of(model, *, standing, kind="", text="", canon=""):
    found = model.objects.filter(standing=standing).select_related("canonical")
    # What nobody has put in order yet is there only because works have it: one walk along an index.
    is_new = standing == Subject.Standing.NEW
    found = found.filter(work_count__gt=0) if is_new else found.filter(told_to_anybody(model))
    if model is Tag:
        found = found.filter(offered=None, standard="")  # the archive's own words are the archivist's
        found = found.filter(kind=kind) if kind else found
        found = found.filter(tag_fandoms__fandom__in=canons_called(canon)).distinct() if canon else found
    if text:
        found = found.filter(key__contains=fold(text))
    return found.order_by("-work_count", "pk")


def canons_called(name):
    return family_of(Fandom, Fandom.objects.order_by().filter(key=fold(name)).values("pk"))


def page_behind(found, place, size=ON_A_PAGE):
    """(those of one page, the place that the next begins behind or None). A place is a number of works and an id."""
    if match := A_PLACE.fullmatch(place):
        count, pk = map(int, match.groups())
        found = found.filter(Q(work_count__lt=count) | Q(work_count=count, pk__gt=pk))
    items = list(found[: size + 1])
    has_more, items = len(items) > size, items[:size]
    return items, f"{items[-1].work_count}-{items[-1].pk}" if has_more else None


def acts_of_wranglers():
    """What was done to tags and fandoms; the lines of canons have a history of their own."""
    return OrderingAct.objects.filter(canon=None, event=None).select_related("by", "undone_by", "tag", "fandom")

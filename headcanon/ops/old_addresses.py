"""Where an address leads now that was a page of an archive which came here.

It tells of nothing that its reader does not find here by herself: what she may not see looks like what never was.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from headcanon.accounts.blocking import pen_names_seen_by
from headcanon.canon.models import Fandom, Tag
from headcanon.core.viewing import get_visible_or_404
from headcanon.headcanons.models import Headcanon
from headcanon.ops.models import Arrived
from headcanon.works.families import with_a_work_among
from headcanon.works.models import Chapter, Series, Work

LONGEST_ID = 11
BROWSED = {"categories": ("category", "catid"), "class": ("class", "classid"), "characters": ("character", "charid")}


def story_now_at(viewer, folder, said):
    """viewstory.php: `chapter` is a chapter's place, or “all”; `chapid` its id."""
    work = get_visible_or_404(Work, viewer, pk=arrived("story", said.get("sid"), folder))
    place = said.get("chapter", "")
    if place == "all" or said.get("action") == "printable":
        return f"{work.get_absolute_url()}?view_full_work=true"
    chapters = Chapter.objects.visible_to(viewer).filter(work=work)
    if said.get("chapid"):
        chapters = chapters.filter(pk=arrived("chapter", said.get("chapid"), folder))
    else:
        chapters = chapters.filter(position=number(place) or 0)
    found = chapters.first() if number(place) != 1 else None
    return (found or work).get_absolute_url()


def author_now_at(viewer, folder, said):
    pseud = get_object_or_404(pen_names_seen_by(viewer), pk=arrived("author", said.get("uid"), folder))
    return pseud.get_absolute_url()


def series_now_at(viewer, folder, said):
    return get_visible_or_404(Series, viewer, pk=arrived("series", said.get("seriesid"), folder)).get_absolute_url()


def reviews_now_at(viewer, folder, said):
    """reviews.php: of a story; of a series they stand on its stories."""
    if said.get("type", "ST").upper() == "SE":
        return series_now_at(viewer, folder, {"seriesid": said.get("item")})
    work = get_visible_or_404(Work, viewer, pk=arrived("story", said.get("item"), folder))
    return reverse("work-reviews", args=[work.pk])


def challenge_now_at(viewer, folder, said):
    headcanon = get_visible_or_404(Headcanon, viewer, pk=arrived("challenge", said.get("chalid"), folder))
    return headcanon.get_absolute_url()


def list_now_at(viewer, folder, said):
    """browse.php and categories.php: of what a category, a class or a character is now, where that has a story for her."""
    what, key = BROWSED.get(said.get("type", "categories"), (None, None))
    if what is None or not said.get(key):
        return reverse("fandoms") if said.get("type") in (None, "categories") else reverse("works")
    works = Work.objects.listed_to(viewer).posted()
    for kind, model in (("fandom", Fandom), ("tag", Tag)):
        for pk in found(f"{what}/{kind}", said.get(key), folder):
            return get_object_or_404(model.objects.filter(with_a_work_among(works, model)), pk=pk).get_absolute_url()
    raise Http404


PAGES = {
    "viewstory": story_now_at,
    "viewuser": author_now_at,
    "viewseries": series_now_at,
    "reviews": reviews_now_at,
    "challenges": challenge_now_at,
    "browse": list_now_at,
    "categories": list_now_at,
}


# --- Finding ---------------------------------------------------------------------------------------------------------


def arrived(kind, old_id, folder):
    for pk in found(kind, old_id, folder):
        return pk
    raise Http404


def found(kind, old_id, folder):
    """The new ids, of several archives with this old one first of the one whose address ended in this folder, then of
    the one that came first."""
    old_id = str(number(old_id))
    rows = Arrived.objects.filter(kind=kind, old_id=old_id, arrival__kind="efiction", new_id__isnull=False)
    rows = rows.order_by("arrival__began_at", "arrival").values_list("arrival__source", "new_id")
    here = folder.strip("/").casefold()
    return [pk for source, pk in sorted(rows, key=lambda row: not (here and row[0].endswith(f"/{here}")))]


def number(text):
    """Or None; an old page took whatever began with digits."""
    text = (text or "")[:LONGEST_ID]
    return int(text) if text.isascii() and text.isdecimal() else None

"""What has a feed, each as much of it as whoever asks may see. A kind is a line in FEEDS, and an address in urls.py.

What can be followed is found as `following` finds it, so that a feed is there for exactly those who could follow.
"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from headcanon.api.feeds import entries
from headcanon.api.searches import asked_in
from headcanon.api.stories import listed_among, listed_for
from headcanon.canon.families import ids_of_family, stand_in
from headcanon.core.editions import the_archive
from headcanon.core.feeds import MOST, Feed
from headcanon.core.viewing import Viewer, get_visible_or_404
from headcanon.discovery.asking import NotUnderstood
from headcanon.discovery.families import page_about_any
from headcanon.discovery.saving import question_of
from headcanon.discovery.searching import search as find
from headcanon.discovery.sentence import Sentence
from headcanon.following.subjects import SUBJECTS
from headcanon.headcanons.models import Headcanon
from headcanon.headcanons.veiling import veiled_among
from headcanon.reading.leafing import contents_of
from headcanon.reading.models import Shelf, Shelved
from headcanon.reading.shelves import recommended_to
from headcanon.works.models import Work
from headcanon.works.visibility import among


def newest(viewer):
    works = listed_for(viewer).order_by("-newest_key")
    return {"title": the_archive().name, "page": "/", "entries": newest_of(works, viewer)}


def newest_of(works, viewer):
    return entries.of_works(works.with_card()[:MOST], viewer)


def work(viewer, pk):
    """Its chapters, the last that was posted first. Opened by its secret link, it has a feed as well."""
    found = get_visible_or_404(Work.objects.posted().with_card(), viewer, pk=pk)
    chapters = [chapter for chapter in contents_of(found, viewer) if not chapter.is_draft]
    chapters.sort(key=lambda chapter: (chapter.posted_at, chapter.position), reverse=True)
    return {
        "title": str(found),
        "page": found.get_absolute_url(),
        "entries": entries.of_chapters(found, chapters[:MOST]),
    }


def person(viewer, username):
    found = SUBJECTS["author"].find(viewer, username)
    works = listed_for(viewer).signed(pseud__user=found).order_by("-newest_key")
    page = f"/users/{found.username}"
    return {"title": by(found.username), "page": page, "entries": newest_of(works, viewer)}


def pen_name(viewer, username, name):
    found = SUBJECTS["pseud"].find(viewer, username, name)
    works = listed_for(viewer).signed(pseud=found).order_by("-newest_key")
    return {"title": by(found.name), "page": found.get_absolute_url(), "entries": newest_of(works, viewer)}


def by(name):
    return _("Stories by %s") % name


def series(viewer, pk):
    found = SUBJECTS["series"].find(viewer, pk)
    works = listed_for(viewer).filter(series_parts__series=found).order_by("-newest_key")
    return {"title": found.title, "page": found.get_absolute_url(), "entries": newest_of(works, viewer)}


def fandom(viewer, slug):
    return about(viewer, SUBJECTS["fandom"].find(viewer, slug))


def tag(viewer, slug):
    return about(viewer, SUBJECTS["tag"].find(viewer, slug))


def about(viewer, typed):
    """Under whatever name it was asked for, what its canonical one lists."""
    subject = stand_in(typed)
    works = listed_for(viewer, asked_for=subject).with_card()
    page = page_about_any(works, type(subject), ids_of_family(subject), size=MOST)
    return {"title": subject.name, "page": subject.get_absolute_url(), "entries": entries.of_works(page, viewer)}


def headcanon(viewer, pk):
    """The stories that grew from it. Whose it is stands nowhere in it."""
    found = get_visible_or_404(Headcanon.objects.posted(), viewer, pk=pk)
    works = listed_for(viewer).filter(growths__headcanon=found).order_by("-growths__newest_key")
    title = _("A headcanon") if veiled_among([found], viewer) else found.claim
    return {"title": title, "page": found.get_absolute_url(), "entries": newest_of(works, viewer)}


def shelf(viewer, pk):
    """One that its reader recommends to everyone: what she put there last comes first."""
    found = get_object_or_404(Shelf.objects.filter(recommended_to(viewer)), pk=pk)
    lines = Shelved.objects.filter(among(listed_for(viewer)), shelf=found).order_by("-added_at", "-pk")
    lines = list(lines[:MOST])
    works = Work.objects.filter(pk__in=[line.work_id for line in lines]).with_card().in_bulk()
    for line in lines:
        line.shelf, line.work = found, works[line.work_id]
    told = {"title": found.name, "page": found.get_absolute_url(), "about": found.note}
    return {**told, "entries": entries.of_shelf(lines, viewer)}


# --- Searches ------------------------------------------------------------------------------------------------------


def found(viewer, query, site):
    """What a search finds, asked as on the search page; the last that went on first, however the page sorts it."""
    filters, things = asked_in(viewer, query)
    words = Sentence(filters, things).plain
    return Feed(
        title=_("Stories %s") % words if words else _("Stories"),
        page=f"{reverse('search')}?{filters.asks()}",
        site=site,
        **found_by(viewer, filters.question(viewer, things)),
    )


def found_by_saved(search, site):
    """The same of a search that somebody keeps, as she would find it."""
    viewer = Viewer(search.person)
    return Feed(
        title=search.name, page=search.get_absolute_url(), site=site, **found_by(viewer, question_of(search, viewer))
    )


def found_by(viewer, question):
    try:
        works = listed_among(find(viewer, question, sort="updated", size=MOST), viewer)
    except NotUnderstood as refusal:
        return {"entries": (), "about": str(refusal)}
    return {"entries": entries.of_works(works, viewer)}


FEEDS = {
    "newest": newest,
    "work": work,
    "person": person,
    "pen-name": pen_name,
    "series": series,
    "fandom": fandom,
    "tag": tag,
    "headcanon": headcanon,
    "shelf": shelf,
}


def feed_of(kind, viewer, site, *where):
    """Raises Http404 for whoever may not see it."""
    return Feed(site=site, **FEEDS[kind](viewer, *where))

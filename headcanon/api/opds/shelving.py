"""What stands in the catalogue for whoever asks. Each function is a page of it; its address stands in urls.py."""

from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from headcanon.api.opds.catalogue import NEW, POPULAR, Catalogue, Way
from headcanon.api.stories import listed_for, stories_of
from headcanon.canon.models import Fandom
from headcanon.core.editions import the_archive
from headcanon.core.feeds import NEVER
from headcanon.core.paging import PAGE_SIZE, page_of
from headcanon.discovery.filters import KINDS
from headcanon.discovery.models import SavedSearch
from headcanon.following.follows import with_things
from headcanon.following.models import Follow
from headcanon.reading.models import Shelf
from headcanon.reading.shelves import shelves_of
from headcanon.works.families import with_a_work_among
from headcanon.works.models import Authorship, SeriesPart, Work

FANDOMS_ON_A_PAGE = 100
MOST_WAYS = 200  # of what one person follows, or has saved
NAME_OF_KIND = {kind: name for name, kind in KINDS.items()}


def root(viewer):
    """Where it begins. What is somebody's own is named to everybody, and asks who she is when she goes there."""
    ways = (
        Way(_("New stories"), reverse("opds-stories"), NEW, _("What was posted or went on last.")),
        Way(_("Most loved"), f"{reverse('opds-stories')}?sort=kudos", POPULAR, _("The stories with the most kudos.")),
        Way(_("Canons"), reverse("opds-fandoms"), about=_("What the stories grew from."), leads_to_stories=False),
        Way(_("My shelves"), reverse("opds-shelves"), about=_("With a token of yours."), leads_to_stories=False),
        Way(_("What I follow"), reverse("opds-follows"), about=_("With a token of yours."), leads_to_stories=False),
    )
    return Catalogue(the_archive().name, reverse("opds"), ways=ways, as_old=last_change(viewer))


def last_change(viewer):
    newest = listed_for(viewer).order_by("-newest_key").values_list("revised_at", flat=True)
    return newest.first() or NEVER


def newest(viewer, **place):
    return of_works(_("New stories"), reverse("opds-stories"), listed_for(viewer), viewer, place)


def of_works(title, address, works, viewer, place, *, up="opds"):
    """A page of these works, those that went on last first."""
    page = page_of(works.with_card(), key="newest_key", size=PAGE_SIZE, **place)
    return Catalogue(
        title,
        at(address, **place),
        up=reverse(up),
        stories=tuple(stories_of(page, viewer)),
        following=page.older and at(address, behind=page.older),
        previous=page.newer and at(address, before=page.newer),
        size=PAGE_SIZE,
    )


def of_few(title, address, works, viewer, place, *, up):
    """The same of works that are few among all. Asked for without an order, they are looked up one by one, not by walking
    the newest of all works."""
    order = sorted(works.order_by().values_list("newest_key", "pk").distinct(), reverse=True)
    behind, before = place.get("behind"), place.get("before")
    if before is not None:
        order = [pair for pair in order if pair[0] > before][-PAGE_SIZE - 1 :]
    elif behind is not None:
        order = [pair for pair in order if pair[0] < behind]
    these = Work.objects.filter(pk__in=[pk for _key, pk in order[: PAGE_SIZE + 1]])
    return of_works(title, address, these, viewer, place, up=up)


def at(address, **place):
    said = urlencode({name: value for name, value in place.items() if value is not None})
    return f"{address}?{said}" if said else address


# --- Canons --------------------------------------------------------------------------------------------------------


def fandoms(viewer, **place):
    """Those that she can find a story in, by name. The number beside each is the public one."""
    found = Fandom.objects.filter(with_a_work_among(listed_for(viewer), Fandom))
    found = found.exclude(standing=Fandom.Standing.SYNONYM)
    page = page_of(found, key="key", is_rising=True, size=FANDOMS_ON_A_PAGE, **place)
    address = reverse("opds-fandoms")
    return Catalogue(
        _("Canons"),
        at(address, **place),
        up=reverse("opds"),
        ways=tuple(way_to_fandom(fandom) for fandom in page),
        as_old=last_change(viewer),
        following=page.older and at(address, behind=page.older),
        previous=page.newer and at(address, before=page.newer),
    )


def way_to_fandom(fandom):
    return Way(fandom.name, at(reverse("opds-stories"), fandom=fandom.slug), count=fandom.work_count or None)


# --- Her own -------------------------------------------------------------------------------------------------------


def shelves(viewer):
    ways = [Way(shelf.name, reverse("opds-shelf", args=[shelf.pk])) for shelf in shelves_of(viewer.person)]
    return own(_("My shelves"), reverse("opds-shelves"), ways, viewer)


def own(title, address, ways, viewer):
    return Catalogue(title, address, up=reverse("opds"), ways=tuple(ways), as_old=last_change(viewer))


def shelf(viewer, pk, **place):
    """What she can still read of it."""
    found = Shelf.objects.filter(person=viewer.person, pk=pk).first()
    if found is None:
        raise Http404
    works = Work.objects.visible_to(viewer).posted().filter(shelved__shelf=found)
    return of_few(found.name, reverse("opds-shelf", args=[found.pk]), works, viewer, place, up="opds-shelves")


def follows(viewer):
    """What is new of stories, authors and series together; each canon and tag, and each search that she keeps, by
    itself."""
    stories = reverse("opds-stories")
    rows = Follow.objects.filter(person=viewer.person).exclude(fandom=None, tag=None).order_by("-pk")[:MOST_WAYS]
    saved = SavedSearch.objects.filter(person=viewer.person)[:MOST_WAYS]
    ways = [
        Way(_("New in what I follow"), reverse("opds-followed"), NEW),
        *(Way(search.name, f"{stories}?{search.asks}") for search in saved),
        *(way_to(subject) for _follow, subject in with_things(rows, viewer) if subject),
    ]
    return own(_("What I follow"), reverse("opds-follows"), ways, viewer)


def way_to(subject):
    """A canon, or a tag of any kind, as the one filter of a search."""
    if isinstance(subject, Fandom):
        return way_to_fandom(subject)
    return Way(subject.name, at(reverse("opds-stories"), **{NAME_OF_KIND[subject.kind]: subject.slug}))


def followed(viewer, **place):
    rows = Follow.objects.filter(person=viewer.person)
    pseuds = Authorship.objects.filter(pseud__in=rows.exclude(pseud=None).values("pseud"))
    people = Authorship.objects.filter(pseud__user__in=rows.exclude(author=None).values("author"))
    parts = SeriesPart.objects.filter(series__in=rows.exclude(series=None).values("series"))
    found = Q(pk__in=rows.exclude(work=None).values("work"))
    for links in (pseuds, people, parts):
        found |= Q(pk__in=links.values("work"))
    works = listed_for(viewer).filter(found)
    return of_few(_("New in what I follow"), reverse("opds-followed"), works, viewer, place, up="opds-follows")

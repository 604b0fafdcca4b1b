"""Stories: listed, found by a question, one of them with its chapters, and their texts."""

from django.db.models import Max
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from headcanon.api.rest import shapes
from headcanon.api.rest.asking import Questions, Refused, unless_known
from headcanon.api.rest.paging import Agreed, Cursor, Id, Lift, going_on, key_in
from headcanon.api.rest.search_parameters import SEARCH_PARAMETERS
from headcanon.api.rest.telling import card, chapter_line, works_told
from headcanon.api.stories import for_machines, listed_among, listed_for
from headcanon.bindery.binding import downloads_of
from headcanon.core.paging import PAGE_SIZE, page_of
from headcanon.core.viewing import get_visible_or_404
from headcanon.discovery.asking import NotUnderstood
from headcanon.discovery.filters import Filters
from headcanon.discovery.index.interface import DEEPEST
from headcanon.discovery.searching import search
from headcanon.reading.consent import must_ask
from headcanon.reading.leafing import TEXTS, contents_of, leaf_of, open_whole, with_works
from headcanon.works.links import links_of
from headcanon.works.models import Work
from headcanon.works.places import places_of
from headcanon.works.veiling import NOTHING

router = Questions("works")


def page_told(request, works, cursor, key="newest_key"):
    """One page of these works, by their key."""
    page = page_of(for_machines(works, request.asker).with_card(), key=key, behind=key_in(cursor))
    return shapes.Works(items=works_told(page, request.asker), next=going_on(request, page.older))


@router.get("/works", response=shapes.FoundWorks, parameters=SEARCH_PARAMETERS)
def works(request, cursor: Cursor = ""):
    """The newest first; or those that the search page would find, asked in the same words as its address."""
    filters = Filters.from_query(request.GET)
    if filters == Filters():
        return page_told(request, listed_for(request.asker), cursor)
    return found_by(request, filters, cursor)


def found_by(request, filters, cursor):
    viewer = request.asker
    number = key_in(cursor) or 1
    if number * PAGE_SIZE > DEEPEST:
        raise Http404
    try:
        found = search(viewer, filters.question(viewer), sort=filters.sort, page=number)
    except NotUnderstood as problem:
        raise Refused(422, str(problem)) from None
    items = works_told(listed_among(found, viewer), viewer)
    more = number + 1 if number < found.pages else None
    return shapes.FoundWorks(items=items, total=found.total, next=going_on(request, more))


@router.get("/works/{work_id}", response=shapes.WholeWork)
def work(request, work_id: Id, lift: Lift = "", view_adult: Agreed = ""):
    viewer = request.asker
    found = get_visible_or_404(Work.objects.with_card(), viewer, pk=work_id)
    links = links_of(found, viewer)
    covered = NOTHING if lift else links["covered"]
    asks = must_ask(viewer, found)
    return shapes.WholeWork(
        **card(found, covered),
        **(came_from(found, links, viewer, lift) if not covered.words else NOWHERE),
        notes_before=None if asks else found.notes_before,
        notes_after=None if asks else found.notes_after,
        disclaimer=found.disclaimer,
        given_to=[gift.name for gift in links.get("gift", [])],
        related=[relative(each) for each in links.get("related", [])],
        books=[shapes.Book(name=str(each.name), address=each.address) for each in downloads_of(found)],
    )


NOWHERE = {"places": [], "grew_from": [], "origin": None}


def came_from(work, links, viewer, lift):
    return {
        "places": [place(each, lift) for each in places_of([work], viewer).get(work.pk, [])],
        "grew_from": [
            shapes.Root(claim=None if root.is_covered else root.claim, address=root.address)
            for root in links.get("headcanon", [])
        ],
        "origin": work.origin_text or None,
    }


def place(place, lift):
    """What its reader has not come to yet has no name, unless she asks for it."""
    event = place.event and (None if place.is_covered and not lift else place.event.title)
    until = place.until and (None if place.until_is_covered and not lift else place.until.title)
    says = place.departure.says if place.departure and (lift or not place.is_covered) else None
    return shapes.Place(
        canon=place.canon.name, relation=place.relation, event=event, until=until, goes_differently=says
    )


def relative(each):
    return shapes.Relative(how=str(each.how), title=each.title, address=each.address, authors=each.authors)


@router.get("/works/{work_id}/chapters", response=shapes.Chapters)
def chapters(request, work_id: Id, view_adult: Agreed = ""):
    found = open_whole(request.asker, work_id, without_texts=True)
    ask_first(request.asker, found)
    return shapes.Chapters(items=[chapter_line(each) for each in found.chapters.all()])


@router.get("/works/{work_id}/chapters/{chapter_id}", response=shapes.Chapter)
def chapter(request, response: HttpResponse, work_id: Id, chapter_id: Id, view_adult: Agreed = ""):
    """Its texts are looked up only where whoever asks does not have them."""
    viewer = request.asker
    found = get_visible_or_404(with_works().defer(*TEXTS), viewer, work=work_id, pk=chapter_id)
    ask_first(viewer, found.work)
    leaf = leaf_of(found, found.work, contents_of(found.work, viewer))
    told = chapter_line(found) | {
        "work": found.work_id,
        "work_title": str(found.work),
        "language": found.work.language,
        "previous": leaf.previous and leaf.previous.pk,
        "next": leaf.next and leaf.next.pk,
    }
    unless_known(request, response, told, version_of(found))
    found.refresh_from_db(fields=TEXTS)
    return shapes.Chapter(**told, **{name: getattr(found, name) for name in TEXTS})


def version_of(chapter):
    """Other than before whenever its texts are: each change of them leaves a revision, or was a new cleaning."""
    newest = chapter.revisions.aggregate(newest=Max("pk"))["newest"]
    return newest, chapter.version, chapter.clean_version, chapter.work.revised_at


def ask_first(viewer, work):
    if must_ask(viewer, work):
        raise Refused(403, _("This story is for adults. Add view_adult=true if you wish to read it."))

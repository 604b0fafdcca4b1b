"""What is somebody's own, for tokens that were made for it: shelves, where she stopped, what she follows, her news."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from headcanon.api.models import Token
from headcanon.api.rest import shapes
from headcanon.api.rest.asking import Questions
from headcanon.api.rest.paging import Cursor, CursorOfMoments, Id, going_on, key_in
from headcanon.api.rest.telling import works_told
from headcanon.core.paging import page_of
from headcanon.following.follows import with_things
from headcanon.following.models import FOLLOWED, Follow, Notice
from headcanon.following.sentences import told_by
from headcanon.following.subjects import SUBJECTS
from headcanon.reading.history import history_of, key_from, page_of_history, with_works
from headcanon.reading.shelves import lines_of, rows_seen_by, shelves_of, with_counts, works_seen_on

shelves_router, follows_router = Questions("shelves", Token.Scope.SHELVES), Questions("follows", Token.Scope.FOLLOWS)

ON_A_PAGE = 40


# --- Shelves ---------------------------------------------------------------------------------------------------------


@shelves_router.get("/shelves", response=shapes.Shelves)
def shelves(request):
    found = with_counts(shelves_of(request.asker.person))
    return shapes.Shelves(items=[shelf_told(each) for each in found])


def shelf_told(shelf):
    said = {name: getattr(shelf, name) for name in ("name", "note", "sight", "is_later", "number", "changed_at")}
    return shapes.Shelf(id=shelf.pk, address=shelf.get_absolute_url(), **said)


@shelves_router.get("/shelves/{shelf_id}", response=shapes.ShelfLines)
def shelf(request, shelf_id: Id, cursor: Cursor = ""):
    """What stands on one of them, in its order, with what was said of it."""
    viewer = request.asker
    found = get_object_or_404(shelves_of(viewer.person), pk=shelf_id)
    page = page_of(rows_seen_by(viewer, found), key="position", is_rising=True, behind=key_in(cursor))
    lines = lines_of(page.items, viewer, works_seen_on(viewer, found).with_card())
    works = {work.id: work for work in works_told([line.work for line in lines if line.work], viewer)}
    items = [line_told(line.row, works.get(line.row.work_id)) for line in lines]
    return shapes.ShelfLines(items=items, next=going_on(request, page.older))


def line_told(row, work):
    return shapes.ShelfLine(work=work, note=row.note, why=row.why, tags=row.tags, added_at=row.added_at)


@shelves_router.get("/readings", response=shapes.Readings)
def readings(request, cursor: CursorOfMoments = ""):
    """Which stories she has been in, the latest first, and where she stopped."""
    viewer = request.asker
    page = page_of_history(history_of(viewer), behind=key_from(cursor), size=ON_A_PAGE)
    items = [reading_told(**each) for each in with_works(page, viewer)]
    return shapes.Readings(items=items, next=going_on(request, page.older))


def reading_told(reading, work, new):
    return shapes.Reading(
        work=work and work.pk,
        title=work and str(work),
        state=reading.state,
        chapter=reading.number if work else None,
        permille=reading.permille,
        chapters_read=len(reading.chapters_read),
        new_chapters=new,
        last_at=reading.last_at,
    )


# --- Follows and news ------------------------------------------------------------------------------------------------


@follows_router.get("/follows", response=shapes.Follows)
def follows(request, cursor: Cursor = ""):
    rows = Follow.objects.filter(person=request.asker.person).select_related(*FOLLOWED, "pseud__user")
    page = page_of(rows, key="id", size=ON_A_PAGE, behind=key_in(cursor))
    items = [followed(row, thing) for row, thing in with_things(page, request.asker)]
    return shapes.Follows(items=items, next=going_on(request, page.older))


def followed(row, thing):
    """What she may not see now has no name."""
    name = thing and SUBJECTS[row.subject].called(thing)
    return shapes.Followed(
        kind=row.subject, name=name, address=thing and address_of(row.subject, thing), since=row.made_at
    )


def address_of(kind, thing):
    return reverse("person", args=[thing.username]) if kind == "author" else thing.get_absolute_url()


@follows_router.get("/news", response=shapes.News)
def news(request, cursor: Cursor = ""):
    """What stands in her inbox; reading it here leaves it new."""
    viewer = request.asker
    page = page_of(Notice.objects.visible_to(viewer).with_news(), key="id", size=ON_A_PAGE, behind=key_in(cursor))
    items = [notice_told(each) for each in told_by(page, viewer)]
    return shapes.News(items=items, next=going_on(request, page.older))


def notice_told(told):
    said = {name: getattr(told, name) for name in ("id", "says", "excerpt", "address", "moment", "is_new")}
    return shapes.Notice(**said)

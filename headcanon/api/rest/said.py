"""What readers say of a story, and what its author wishes to hear."""

from headcanon.api.rest import shapes
from headcanon.api.rest.asking import Questions
from headcanon.api.rest.paging import Cursor, Id, going_on, key_in
from headcanon.api.rest.telling import pen_name
from headcanon.core.viewing import get_visible_or_404
from headcanon.reviews.models import Review
from headcanon.reviews.threads import replies_page, threads_page
from headcanon.reviews.wishes import author_ids, wishes_for
from headcanon.works.models import Work

router = Questions("reviews")


@router.get("/works/{work_id}/wishes", response=shapes.Wishes)
def wishes(request, work_id: Id):
    wished = wishes_for(work_or_404(request.asker, work_id))
    return shapes.Wishes(**{name: getattr(wished, name) for name in shapes.Wishes.model_fields})


@router.get("/works/{work_id}/reviews", response=shapes.Threads)
def reviews(request, work_id: Id, cursor: Cursor = ""):
    """The newest thread first, each with its first replies."""
    work = work_or_404(request.asker, work_id)
    page = threads_page(work.reviews.all(), request.asker, order="newest", behind=key_in(cursor))
    authors = author_ids(work)
    items = [
        shapes.Thread(
            **told(each, authors),
            replies=[shapes.Review(**told(reply, authors)) for reply in each.first_replies],
            more_replies=each.more_replies,
        )
        for each in page
    ]
    return shapes.Threads(items=items, next=going_on(request, page.older))


@router.get("/reviews/{review_id}", response=shapes.ThreadAlone)
def review(request, review_id: Id, cursor: Cursor = ""):
    """One review, with the replies to it."""
    reviews = Review.objects.with_writer().prefetch_related("work__authorships__pseud")
    found = get_visible_or_404(reviews, request.asker, pk=review_id)
    page = replies_page(found, request.asker, behind=key_in(cursor))
    authors = author_ids(found.work)
    replies = [shapes.Review(**told(reply, authors)) for reply in page]
    return shapes.ThreadAlone(**told(found, authors), replies=replies, next=going_on(request, page.older))


def work_or_404(viewer, work_id):
    return get_visible_or_404(Work.objects.prefetch_related("authorships__pseud"), viewer, pk=work_id)


def told(review, authors):
    """One that was taken back has only its place."""
    is_gone = review.state == Review.State.GONE
    by = None if is_gone or review.pseud is None else review.pseud
    return {
        "id": review.pk,
        "chapter": review.chapter_id,
        "name": "" if is_gone else review.written_by,
        "by": by and pen_name(by),
        "is_by_author": by is not None and by.user_id in authors,
        "state": review.state,
        "text": None if is_gone else review.text,
        "made_at": review.made_at,
        "edited_at": review.edited_at,
        "address": review.get_absolute_url(),
    }

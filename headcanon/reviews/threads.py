"""Threads as pages show them: a list of them with their first replies, or one with a page of its replies.

Each takes a fixed number of queries, however many reviews there are and however deep a thread is.
"""

from django.db.models import BigIntegerField, F
from django.db.models.functions import Coalesce

from headcanon.core.paging import PAGE_SIZE, page_of
from headcanon.core.threads import REPLIES_A_PAGE, add_first_replies
from headcanon.reviews.models import Review
from headcanon.reviews.reviewing import can_change, is_hers, takes_replies
from headcanon.reviews.wishes import author_ids, whose
from headcanon.works.models import Chapter

GONE_CHAPTERS = 2**16  # behind all that are there
BY_CHAPTER = Coalesce(F("chapter__position"), GONE_CHAPTERS, output_field=BigIntegerField()) * 2**40 + F("id")
# What a list can be sorted by: the key, and whether it rises.
ORDERS = {"newest": ("id", False), "oldest": ("id", True), "chapter": ("in_chapters", True)}


def seen_by(viewer):
    return Review.objects.visible_to(viewer).without_muted(viewer)


def threads_page(reviews, viewer, *, order, behind=None, before=None):
    """A page of the threads among these reviews, as far as this viewer sees them, each with its first replies."""
    key, is_rising = ORDERS[order]
    threads = reviews.threads().visible_to(viewer).without_muted(viewer).with_writer()
    if order == "chapter":
        threads = threads.annotate(in_chapters=BY_CHAPTER)
    page = page_of(threads, key=key, is_rising=is_rising, behind=behind, before=before, size=PAGE_SIZE)
    add_first_replies(page.items, seen_by(viewer).select_related("pseud__user"))
    return page


def replies_page(thread, viewer, *, behind=None, before=None):
    """A page of a thread's replies, in the order in which they were said."""
    replies = seen_by(viewer).filter(thread=thread).select_related("pseud__user")
    page = page_of(replies, key="id", is_rising=True, behind=behind, before=before, size=REPLIES_A_PAGE)
    for reply in page:
        reply.thread = thread
    return page


def chapters_seen(work, viewer):
    """The ids of the chapters that are there for this reader, in their order."""
    seen = Chapter.objects.visible_to(viewer).filter(work=work)
    return list(seen.order_by("position").values_list("pk", flat=True))


def numbers_of(chapter_ids):
    """{chapter id: its number}; nothing where there is only one."""
    return {pk: number for number, pk in enumerate(chapter_ids, start=1)} if len(chapter_ids) > 1 else {}


def dress(reviews, work, viewer, *, chapter_ids, why_not):
    """Give each of these reviews what its card says besides its own columns. `why_not` is why this viewer cannot say
    anything here, if so."""
    authors, is_author, numbers = author_ids(work), work.is_by(viewer), numbers_of(chapter_ids)
    for review in reviews:
        review.work = work
        review.chapter_number = numbers.get(review.chapter_id)
        review.is_by_author = review.pseud is not None and review.pseud.user_id in authors
        review.is_mine = is_hers(review, viewer)
        review.can_be_changed = can_change(review, viewer)
        review.may_be_answered = not why_not and takes_replies(review)
        review.is_in_care = is_author and review.state != Review.State.GONE
        review.waits_for = whose(work)

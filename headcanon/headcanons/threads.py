"""What is said of a headcanon, as pages show it: threads with their first replies, or one with a page of its own.

Each takes a fixed number of queries, however much there is.
"""

from django.db.models import Count, Window
from django.db.models.functions import RowNumber

from headcanon.core.paging import page_of
from headcanon.headcanons.models import Remark
from headcanon.headcanons.talking import can_change, takes_replies

FIRST_REPLIES = 3
REPLIES_A_PAGE = 50
LAST_SAID = 2


def seen_by(viewer):
    return Remark.objects.visible_to(viewer).without_muted(viewer).select_related("pseud__user")


def threads_page(headcanon, viewer, **where):
    """In the order in which they were begun, each with its first replies."""
    threads = seen_by(viewer).filter(headcanon=headcanon, thread=None)
    page = page_of(threads, key="id", is_rising=True, **where)
    add_first_replies(page.items, viewer)
    return page


def add_first_replies(threads, viewer):
    """Each thread's `first_replies`, and how many `more_replies` there are."""
    replies = seen_by(viewer).filter(thread__in=[thread.pk for thread in threads])
    numbered = replies.annotate(
        nth=Window(RowNumber(), partition_by="thread", order_by="id"), all=Window(Count("id"), partition_by="thread")
    )
    of_thread = {thread.pk: [] for thread in threads}
    if threads:
        for reply in numbered.filter(nth__lte=FIRST_REPLIES).order_by("id"):
            of_thread[reply.thread_id].append(reply)
    for thread in threads:
        for reply in of_thread[thread.pk]:
            reply.thread = thread
        thread.first_replies = of_thread[thread.pk]
        thread.more_replies = thread.first_replies[0].all - len(thread.first_replies) if thread.first_replies else 0


def replies_page(thread, viewer, **where):
    return page_of(seen_by(viewer).filter(thread=thread), key="id", is_rising=True, size=REPLIES_A_PAGE, **where)


def page_with(reply, viewer):
    """The key of the reply that this one's page begins behind, or None for the first page."""
    earlier = (
        seen_by(viewer).filter(thread=reply.thread_id, pk__lt=reply.pk).order_by("id").values_list("pk", flat=True)
    )
    full_pages = earlier.count() // REPLIES_A_PAGE
    return earlier[full_pages * REPLIES_A_PAGE - 1] if full_pages else None


def last_said(headcanon, viewer):
    """The newest few, for beside the headcanon."""
    return list(seen_by(viewer).filter(headcanon=headcanon, is_gone=False).order_by("-id")[:LAST_SAID])


def dress(remarks, headcanon, viewer, *, why_silent):
    """Give each what its place says besides its own columns."""
    for remark in remarks:
        remark.headcanon = headcanon
        remark.is_mine = remark.is_by(viewer)
        remark.can_be_changed = can_change(remark, viewer)
        remark.may_be_answered = not why_silent and takes_replies(remark)


def printed(page):
    """Every remark that a page of threads prints, in one list."""
    return [remark for thread in page for remark in (thread, *thread.first_replies)]

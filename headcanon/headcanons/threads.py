"""What is said of a headcanon, as pages show it: threads with their first replies, or one with a page of its own.

Each takes a fixed number of queries, however much there is.
"""

from headcanon.core.paging import page_of
from headcanon.core.threads import REPLIES_A_PAGE, add_first_replies
from headcanon.headcanons.models import Remark
from headcanon.headcanons.talking import can_change, takes_replies

LAST_SAID = 2


def seen_by(viewer):
    return Remark.objects.visible_to(viewer).without_muted(viewer).select_related("pseud__user")


def threads_page(headcanon, viewer, **where):
    """In the order in which they were begun, each with its first replies."""
    threads = seen_by(viewer).filter(headcanon=headcanon, thread=None)
    page = page_of(threads, key="id", is_rising=True, **where)
    add_first_replies(page.items, seen_by(viewer))
    return page


def replies_page(thread, viewer, **where):
    return page_of(seen_by(viewer).filter(thread=thread), key="id", is_rising=True, size=REPLIES_A_PAGE, **where)


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

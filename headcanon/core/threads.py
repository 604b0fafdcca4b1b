"""What is said in threads, as pages show it: the first replies of many at once, and on which page of replies one stands.

Threads and replies are rows of one table, a reply with its `thread`; `seen` are those that the reader sees.
"""

from django.db.models import Count, Window
from django.db.models.functions import RowNumber

FIRST_REPLIES = 3
REPLIES_A_PAGE = 50


def add_first_replies(threads, seen):
    """Each thread's `first_replies`, and how many `more_replies` there are, in one query for all of them."""
    of_thread = {thread.pk: [] for thread in threads}
    numbered = seen.filter(thread__in=list(of_thread)).annotate(
        nth=Window(RowNumber(), partition_by="thread", order_by="id"), all=Window(Count("id"), partition_by="thread")
    )
    if threads:
        for reply in numbered.filter(nth__lte=FIRST_REPLIES).order_by("id"):
            of_thread[reply.thread_id].append(reply)
    for thread in threads:
        for reply in of_thread[thread.pk]:
            reply.thread = thread
        thread.first_replies = of_thread[thread.pk]
        thread.more_replies = thread.first_replies[0].all - len(thread.first_replies) if thread.first_replies else 0


def page_with(reply, seen):
    """The key of the reply that this one's page begins behind, or None for the first page."""
    earlier = seen.filter(thread=reply.thread_id, pk__lt=reply.pk).order_by("id").values_list("pk", flat=True)
    full_pages = earlier.count() // REPLIES_A_PAGE
    return earlier[full_pages * REPLIES_A_PAGE - 1] if full_pages else None


def printed(page):
    """Everything that a page of threads prints, in one list."""
    return [said for thread in page for said in (thread, *thread.first_replies)]

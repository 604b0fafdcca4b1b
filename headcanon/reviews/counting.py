"""How many reviews and kudos a work is said to have, counted after the fact and in batches."""

from collections import Counter
from itertools import islice

from django.db import transaction
from django.db.models import Count

from headcanon.core import counting
from headcanon.core.counting import put_right
from headcanon.core.outbox import handles, post
from headcanon.reviews.models import Kudos, Review
from headcanon.reviews.signals import reviews_counted
from headcanon.works.models import Chapter, Work

QUEUE = "count-reviews"
A_PIECE = 500  # works


def recount_later(*work_ids):
    """Say that somebody has said something of these works, or taken it back."""
    post(QUEUE, *work_ids)


@handles(QUEUE)
def recount(work_ids):
    count_anew(Work.objects.filter(pk__in=work_ids))


@transaction.atomic
def count_anew(works):
    """Set the numbers beside each of these works right."""
    changed = list(miscounted(works))
    put_right(Work, changed, {"review_count": "true_reviews", "kudos_count": "true_kudos"})
    if changed:
        reviews_counted.send(Work, work_ids=[work.pk for work in changed])


def miscounted(works):
    """Those of these works whose numbers are not `true_reviews` and `true_kudos`."""
    rows = works.only("review_count", "kudos_count").order_by("pk").iterator(chunk_size=A_PIECE)
    while piece := list(islice(rows, A_PIECE)):
        reviews, kudos = reviews_by_work(piece), kudos_by_work(piece)
        for work in piece:
            work.true_reviews, work.true_kudos = reviews[work.pk], kudos[work.pk]
            if (work.review_count, work.kudos_count) != (work.true_reviews, work.true_kudos):
                yield work


def reviews_by_work(works):
    """How many each has that any of its readers may read and that are no replies.

    They are counted by chapter first: whether a chapter is seen is then asked once, and not for each of its reviews; its
    row holds its whole text.
    """
    said = Review.objects.filter(work__in=works, thread=None, state=Review.State.POSTED, is_hidden=False)
    seen = {None, *Chapter.objects.posted().filter(work__in=works).values_list("pk", flat=True)}
    numbers = Counter()
    for work_id, chapter_id, number in said.values_list("work", "chapter").annotate(Count("pk")).order_by():
        if chapter_id in seen:
            numbers[work_id] += number
    return numbers


def kudos_by_work(works):
    given = Kudos.objects.filter(work__in=works).values_list("work").annotate(Count("pk")).order_by()
    return Counter(dict(given))


def settled():
    """The works that do not wait to be counted."""
    return counting.settled(Work, QUEUE)

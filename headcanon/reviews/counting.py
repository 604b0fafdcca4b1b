"""How many reviews and kudos a work is said to have, counted after the fact and in batches."""

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from headcanon.core.editions import pages_changed
from headcanon.core.models import OutboxRow
from headcanon.core.outbox import handles, post
from headcanon.reviews.models import Kudos, Review
from headcanon.works.models import Work

QUEUE = "count-reviews"


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
    for work in changed:
        work.review_count, work.kudos_count = work.true_reviews, work.true_kudos
    # These columns alone: whoever saves a work meanwhile is not overwritten.
    Work.objects.bulk_update(changed, ["review_count", "kudos_count"], batch_size=200)
    if changed:
        pages_changed()


def miscounted(works):
    """Those of these works whose numbers are not `true_reviews` and `true_kudos`."""
    counted = works.only("review_count", "kudos_count").annotate(
        true_reviews=number_of(Review.objects.counted()), true_kudos=number_of(Kudos.objects.all())
    )
    return counted.exclude(Q(review_count=F("true_reviews")) & Q(kudos_count=F("true_kudos")))


def number_of(rows):
    """How many of these rows a work has."""
    of_a_work = rows.filter(work=OuterRef("pk")).order_by().values("work").annotate(all=Count("pk")).values("all")
    return Coalesce(Subquery(of_a_work), 0)


def settled():
    """The works that do not wait to be counted."""
    return Work.objects.exclude(pk__in=OutboxRow.objects.filter(queue=QUEUE).values("subject"))

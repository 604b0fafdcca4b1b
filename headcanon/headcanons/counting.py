"""How many believe a headcanon, are writing it, and have said something of it: counted after the fact, in batches, and
of what is said only what everybody may read."""

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from headcanon.core.editions import pages_changed
from headcanon.core.models import OutboxRow
from headcanon.core.outbox import handles, post
from headcanon.headcanons.models import Belief, Headcanon, Remark, Writing

QUEUE = "count-headcanons"
COUNTED = ("belief_count", "writing_count", "remark_count")


def recount_later(*headcanon_ids):
    post(QUEUE, *headcanon_ids)


@handles(QUEUE)
def recount(headcanon_ids):
    count_anew(Headcanon.objects.filter(pk__in=headcanon_ids))


@transaction.atomic
def count_anew(headcanons):
    changed = list(miscounted(headcanons))
    for headcanon in changed:
        for name in COUNTED:
            setattr(headcanon, name, getattr(headcanon, f"true_{name}"))
    Headcanon.objects.bulk_update(changed, COUNTED, batch_size=200)
    if changed:
        pages_changed()


def miscounted(headcanons):
    """Those of these whose numbers are not the true ones (`true_belief_count` …)."""
    counted = headcanons.only(*COUNTED).annotate(
        true_belief_count=number_of(Belief.objects.all(), "pk"),
        true_writing_count=number_of(Writing.objects.all(), "pseud__user"),
        true_remark_count=number_of(Remark.objects.counted(), "pk"),
    )
    return counted.exclude(Q(**{name: F(f"true_{name}") for name in COUNTED}))


def number_of(rows, what):
    of_one = rows.filter(headcanon=OuterRef("pk")).order_by().values("headcanon")
    return Coalesce(Subquery(of_one.annotate(all=Count(what, distinct=True)).values("all")), 0)


def settled():
    """The headcanons that do not wait to be counted."""
    return Headcanon.objects.exclude(pk__in=OutboxRow.objects.filter(queue=QUEUE).values("subject"))

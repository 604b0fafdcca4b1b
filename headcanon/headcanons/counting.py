"""How many believe a headcanon, are writing it, and have said something of it: counted after the fact, in batches, and
of what is said only what everybody may read."""

from django.db import transaction
from django.db.models import F, Q

from headcanon.core import counting
from headcanon.core.counting import number_of, put_right
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
    put_right(Headcanon, miscounted(headcanons), {name: f"true_{name}" for name in COUNTED})


def miscounted(headcanons):
    """Those of these whose numbers are not the true ones (`true_belief_count` …)."""
    counted = headcanons.only(*COUNTED).annotate(
        true_belief_count=number_of(Belief.objects.all(), "headcanon"),
        true_writing_count=number_of(Writing.objects.all(), "headcanon", "pseud__user"),
        true_remark_count=number_of(Remark.objects.counted(), "headcanon"),
    )
    return counted.exclude(Q(**{name: F(f"true_{name}") for name in COUNTED}))


def settled():
    """The headcanons that do not wait to be counted."""
    return counting.settled(Headcanon, QUEUE)

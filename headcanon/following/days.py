"""What happened to stories day by day (UTC), each kind counted from the table where it is kept.

One query a kind, for any number of stories; nothing of people whom their author keeps away.
"""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import CharField, Count, Q
from django.db.models.functions import Cast, Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headcanon.following.models import Follow
from headcanon.following.visibility import kept_away, kudos_for
from headcanon.reading.reads import days_of
from headcanon.reviews.models import Review

COUNTED = {"reads": _("Reads"), "kudos": _("Kudos"), "reviews": _("Reviews"), "follows": _("Follows")}


def last_days(number):
    """The first of so many days, of which today is the last."""
    return timezone.now().astimezone(UTC).date() - timedelta(days=number - 1)


def days_of_each(works, viewer, since):
    """{work's id: [(label, [(day, number), …]), …]}, one for each that is COUNTED."""
    counted = count(works, viewer, since)
    return {work.pk: [(label, counted[kind][work.pk]) for kind, label in COUNTED.items()] for work in works}


def days_of_all(works, viewer, since):
    """The same of all these works together; who follows their author is counted too."""
    counted = count(works, viewer, since, with_herself=True)
    return [(label, added_up(counted[kind].values(), since)) for kind, label in COUNTED.items()]


def count(works, viewer, since, *, with_herself=False):
    away = kept_away(viewer.person)
    reviews = Review.objects.counted().filter(Q(pseud=None) | ~Q(pseud__user__in=away), work__in=works)
    followed = Q(work__in=works)
    if with_herself:
        followed |= Q(author=viewer.person) | Q(pseud__in=viewer.person.pseuds.values("pk"))
    return {
        "reads": days_of(works, since),
        "kudos": by_day(kudos_for(viewer).filter(work__in=works), "given_at", works, since),
        "reviews": by_day(reviews, "made_at", works, since),
        "follows": by_day(Follow.objects.filter(followed).exclude(person__in=away), "made_at", works, since),
    }


def by_day(rows, moment, works, since):
    """{work's id, or None for what is of no work: every day since then, with the number of rows}"""
    lately = rows.filter(**{f"{moment}__gte": datetime.combine(since, time(), UTC)}).order_by()
    # The day as moments are written, in UTC: SQLite would call back into Python to make a date of each row.
    days = lately.annotate(day=Substr(Cast(moment, CharField()), 1, 10)).values_list("work", "day")
    found = {(pk, date.fromisoformat(day)): number for pk, day, number in days.annotate(number=Count("pk"))}
    return {pk: [(day, found.get((pk, day), 0)) for day in days_since(since)] for pk in (None, *pks(works))}


def pks(works):
    return [work.pk for work in works]


def days_since(since):
    return [since + timedelta(days=number) for number in range((last_days(1) - since).days + 1)]


def added_up(lists, since):
    total = Counter()
    for days in lists:
        total.update(dict(days))
    return [(day, total[day]) for day in days_since(since)]


def as_rows(plots):
    """The days that had any of it, the newest first: [(day, [number of each])]."""
    rows = zip(*(days for _label, days in plots), strict=True)
    told = [(row[0][0], [number for _day, number in row]) for row in rows]
    return [(day, numbers) for day, numbers in reversed(told) if any(numbers)]

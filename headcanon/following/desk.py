"""What waits for an author at her desk, and since when she has not been there."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Case, Prefetch, Q, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from headcanon.following.models import Desk
from headcanon.following.visibility import kept_away
from headcanon.reviews.models import Review
from headcanon.reviews.reviewing import takes_replies
from headcanon.works.models import Authorship
from headcanon.works.visibility import own_work_ids

A_VISIT = timedelta(hours=1)  # without a look; who comes back later sees what is new since she went
MOST_COUNTED = 100
State = Review.State


@transaction.atomic
def sit_down(person):
    """When she was here before this visit; None if she was not."""
    now = timezone.now()
    desk, is_first = Desk.objects.get_or_create(person=person, defaults={"looked_at": now})
    if not is_first:
        desk.since = desk.looked_at if now - desk.looked_at > A_VISIT else desk.since
        desk.looked_at = now
        desk.save(update_fields=["since", "looked_at"])
    return desk.since


def in_words(moment):
    """As it stands behind “since”: an hour of today, “yesterday”, a weekday, a date."""
    moment = timezone.localtime(moment)
    days = (timezone.localdate() - moment.date()).days
    if days < 1:
        return date_format(moment, "H:i")
    if days == 1:
        return _("yesterday")
    return date_format(moment, "l" if days < 7 else "j F" if days < 300 else "j F Y")


# --- Reviews -------------------------------------------------------------------------------------------------------


def said_to(viewer):
    """What others said of her stories, or in answer to her. What readers say to each other is theirs, unless it waits
    for her yes."""
    by_others = Q(pseud=None) | ~(Q(pseud__user=viewer.person) | Q(pseud__user__in=kept_away(viewer.person)))
    to_her = Q(thread=None) | Q(answers__pseud__user=viewer.person) | Q(state=State.WAITING)
    hers = Review.objects.visible_to(viewer).filter(work__in=own_work_ids(viewer), is_hidden=False)
    return hers.filter(by_others, to_her, state__in=(State.POSTED, State.WAITING))


def unanswered(viewer):
    """What of it waits for her yes, or for an answer."""
    return said_to(viewer).filter(Q(state=State.WAITING) | Q(is_answered=False))


def first_of(reviews, number):
    """What waits for her yes, then the newest."""
    order = (Case(When(state=State.WAITING, then=0), default=1), "-id")
    # Sorted by number alone: the words of thousands would have to be carried along.
    return with_story(Review.objects.filter(pk__in=reviews.order_by(*order).values("pk")[:number])).order_by(*order)


def with_story(reviews):
    """Everything that the desk says of each, in two queries."""
    signed = Prefetch("work__authorships", Authorship.objects.select_related("pseud"))
    texts = ("chapter__body", "chapter__notes_before", "chapter__notes_after")
    return reviews.select_related("pseud__user", "chapter", "work", "thread").defer(*texts).prefetch_related(signed)


def laid_out(reviews, viewer):
    """Each with the name that she answers it under, a form's token, and whether it can be answered now."""
    for review in reviews:
        names = [pseud for pseud in review.work.authors if pseud.user_id == viewer.person.pk]
        review.answer_as, review.answer_with = names[0], secrets.token_urlsafe(24)
        review.may_be_answered = takes_replies(review)
    return reviews


def number_of(rows):
    """At most MOST_COUNTED: more than that nobody does in a sitting, and counting them all would take its time."""
    return rows.order_by().values("pk")[:MOST_COUNTED].count()

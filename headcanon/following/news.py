"""Telling people: a fact becomes a row of News in its own transaction, and notices afterwards.

The serving process takes the facts from the outbox and tells a thousand people a transaction, or as many as it can in a
moment: nobody who saves something waits long. Where it stopped stands in the row, so a killed process forgets nobody and
tells nobody twice.
"""

import time
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from headcanon.accounts.models import User
from headcanon.core.clockwork import every
from headcanon.core.editions import look_again
from headcanon.core.outbox import handles, post
from headcanon.core.viewing import Viewer
from headcanon.following.hearers import next_hearers
from headcanon.following.models import MAILED_AS, Hearing, News, Notice
from headcanon.following.subjects import TO_FOLLOWERS
from headcanon.works.models import Authorship, Gift, RelatedWork

QUEUE = "news"
A_PIECE = 1_000  # people a transaction
FACTS_A_PIECE = 100
HELD = 0.1  # seconds for which a piece may hold the database, or one fact if that takes longer
A_DAY = timedelta(days=1)
Kind = News.Kind


def happened(kind, **about):
    """Something has; whoever it concerns is told within seconds."""
    [news] = all_happened([News(kind=kind, **about)])
    return news


@transaction.atomic(savepoint=False)
def all_happened(news):
    """The same of many, not stored yet."""
    stored = News.objects.bulk_create(news)
    post(QUEUE, *(each.pk for each in stored))
    return stored


@handles(QUEUE)
def tell(ids):
    """A piece of what waits; what is left over waits for the next."""
    waiting = sorted(ids)
    room, left, until = A_PIECE, waiting[FACTS_A_PIECE:], time.monotonic() + HELD
    found = News.objects.filter(pk__in=waiting[:FACTS_A_PIECE], is_told=False).order_by("pk")
    for news in with_what_it_is_about(found):
        if room > 0:
            room -= tell_next(news, room)
            if time.monotonic() > until:
                room = 0
        if not news.is_told:
            left.append(news.pk)
    post(QUEUE, *left)


def with_what_it_is_about(news):
    return news.select_related(
        "actor", "work", "chapter", "announcement__pseud", "review__pseud", "review__answers__pseud",
        "review__thread__pseud", "typo_note__pseud", "gift__pseud", "coauthor_request__pseud", "relation",
        "headcanon__pseud", "remark__pseud", "remark__thread__pseud", "remark__headcanon__pseud", "search",
    )  # fmt: skip


def tell_next(news, room):
    """Answers with how many were told."""
    if news.kind == Kind.WORK and not news.told_up_to:
        tell_of_what_comes_with(news.work)
    people = next_hearers(news, room)
    give_notices(news, people)
    news.told_up_to = people[-1] if people else news.told_up_to
    news.is_told = len(people) < room
    if news.is_told and not news.notices.exists():
        News.objects.filter(pk=news.pk).delete()
    else:
        news.save(update_fields=["told_up_to", "is_told"])
    return len(people)


def tell_of_what_comes_with(work):
    """For whom it was written, and whose story it names, hears of it when it can be read."""
    for gift in Gift.objects.filter(work=work, pseud__isnull=False, refused_at=None, news=None):
        happened(Kind.GIFT, work=work, gift=gift)
    for relation in RelatedWork.objects.filter(
        work=work, parent__isnull=False, agreed_at=None, refused_at=None, news=None
    ):
        happened(Kind.RELATED, work=work, relation=relation)


def give_notices(news, people):
    told = set(Notice.objects.filter(news=news, person__in=people).values_list("person", flat=True))
    new = [person for person in people if person not in told]
    by_mail = who_wishes_mail(news, new)
    Notice.objects.bulk_create(Notice(news=news, person_id=person, waits_for_mail=person in by_mail) for person in new)
    if news.kind not in TO_FOLLOWERS:
        new = keep_what_may_be_seen(news, new)
    User.objects.filter(pk__in=new).update(notices_unseen=F("notices_unseen") + 1)
    # The number stands in her row, and so her pages are known to be out of date.
    transaction.on_commit(look_again)


def who_wishes_mail(news, people):
    """Of these people those with a confirmed address who have not said that they want no mail of this kind."""
    wish = next(wish for wish, kinds in MAILED_AS.items() if news.kind in kinds)
    unwilling = Hearing.objects.filter(Q(pace=Hearing.Pace.NEVER) | Q(**{wish: False}), person__in=people)
    confirmed = User.objects.filter(pk__in=people, emailaddress__verified=True)
    return set(confirmed.exclude(pk__in=unwilling.values("person")).values_list("pk", flat=True))


def keep_what_may_be_seen(news, people):
    """The few whom it is meant for are asked one by one whether they may see it; who may not has not been told."""
    kept = []
    for person in User.objects.filter(pk__in=people, is_active=True):
        if Notice.objects.filter(news=news).visible_to(Viewer(person), {news.kind}).exists():
            kept.append(person.pk)
    Notice.objects.filter(news=news, person__in=people).exclude(person__in=kept).delete()
    return kept


# --- The kudos of a day --------------------------------------------------------------------------------------------


def gather_kudos(kudos):
    """They are told of when the day is over, all at once; the numbers are counted when somebody looks."""
    since = kudos.given_at.replace(hour=0, minute=0, second=0, microsecond=0)
    authors = Authorship.objects.filter(work=kudos.work_id).values_list("pseud__user", flat=True).distinct()
    News.objects.bulk_create(
        (News(kind=Kind.KUDOS, person_id=person, since=since, moment=since + A_DAY) for person in authors),
        ignore_conflicts=True,
    )


@every(60)
def tell_of_days_that_are_over():
    """Twice, by two processes, is once: what has been told is passed over."""
    over = News.objects.filter(kind=Kind.KUDOS, is_told=False, moment__lte=timezone.now())
    ids = list(over.values_list("pk", flat=True))
    if ids:
        post(QUEUE, *ids)

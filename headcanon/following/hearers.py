"""Who is told of a piece of news. What a person may see of it afterwards is another question; see visibility.py."""

from django.db.models import Q

from headcanon.accounts.models import Block, Mute, User
from headcanon.core.viewing import GUEST
from headcanon.following.models import Follow, News, Notice
from headcanon.following.subjects import TO_FOLLOWERS, follows_concerned
from headcanon.reading.quiet import quiet_about
from headcanon.works.models import Authorship, Work

Kind = News.Kind


def next_hearers(news, room):
    """The ids of the next people, in rising order, at most `room`."""
    people = set()
    if news.kind in TO_FOLLOWERS:
        found = followers_to_tell(news).filter(person__gt=news.told_up_to)
        people.update(found.order_by("person").values_list("person", flat=True).distinct()[:room])
    if news.kind in MEANT:
        people.update(person for person in MEANT[news.kind](news) if person and person > news.told_up_to)
    return sorted(people)[:room]


# --- Followers -----------------------------------------------------------------------------------------------------


def followers_to_tell(news):
    """Those who followed when it happened; not those whose own doing it is, and nobody whom a block or a mute keeps
    from one of these; nor those who keep the story quiet, or what it is about unless they follow the story itself."""
    following = Follow.objects.filter(follows_concerned(news), made_at__lte=news.moment, person__is_active=True)
    if not following.exists() or not is_for_members(news):  # most news are followed by nobody
        return Follow.objects.none()
    away = away_from(doers_of(news), "person")
    if news.headcanon and not news.headcanon.is_anonymous:
        away |= away_from({news.headcanon.pseud.user_id}, "person")
    if news.work is None:
        return following.exclude(away)
    if news.kind == Kind.FOUND:
        away |= Q(person__in=told_of_it(news.work).values("person"))
    of_it, of_its_subjects = quiet_about(news.work)
    away |= Q(person__in=of_it.values("person")) | Q(work=None, person__in=of_its_subjects.values("person"))
    return following.exclude(away)


def told_of_it(work):
    """Notices that it is there: whatever somebody follows, she hears of a new story once."""
    return Notice.objects.filter(news__work=work, news__kind__in=(Kind.WORK, Kind.FOUND))


def away_from(doers, name):
    """These people, and all whom a block or a mute keeps from one of them: a condition on what `name` leads to people."""
    apart = Block.objects.filter(blocked__in=doers).values("blocker")
    kept_apart = Block.objects.filter(blocker__in=doers).values("blocked")
    muting = Mute.objects.filter(muted__in=doers).values("muter")
    away = Q(pk__in=())
    for those in (doers, apart, kept_apart, muting):
        away |= Q(**{f"{name}__in": those})
    return away


def doers_of(news):
    doers = set(Authorship.objects.filter(work=news.work_id).values_list("pseud__user", flat=True))
    return doers | ({news.actor.user_id} if news.actor else set())


def is_for_members(news):
    """Whether somebody whom nothing keeps away may see it now, and it is still true."""
    if news.kind == Kind.ANNOUNCEMENT and news.announcement.is_hidden:
        return False
    if news.kind == Kind.CHAPTER and (news.chapter.is_draft or news.chapter.trashed_at):
        return False
    if news.kind == Kind.STATUS and news.work.status != news.status:
        return False
    if news.kind == Kind.GREW and (news.headcanon.is_hidden or not news.headcanon.is_posted):
        return False
    return news.work_id is None or is_open(news.work_id)


def is_open(work_id):
    return bool(open_among([work_id]))


def open_among(work_ids):
    """The ids of those that members may read."""
    found = Work.objects.visible_to(GUEST) | Work.objects.for_members()
    return set(found.filter(pk__in=work_ids).values_list("pk", flat=True))


# --- People who are meant ------------------------------------------------------------------------------------------


def authors_of(work_id):
    return Authorship.objects.filter(work=work_id).values_list("pseud__user", flat=True)


def authors_reviewed(news):
    """All but whoever wrote it, or is told that it answers her, or was told of it before."""
    answered = set() if news.kind == Kind.WAITS else set(writers_answered(news))
    return set(authors_of(news.work_id)) - {writer_of(news.review)} - answered - told_before(news)


def told_before(news):
    """Who was told of this review already, while it waited or before its words were changed and waited again."""
    return set(Notice.objects.filter(news__review=news.review).exclude(news=news).values_list("person", flat=True))


def writers_answered(news):
    """Whoever wrote what it answers, and whoever began the thread."""
    review = news.review
    return {writer_of(each) for each in (review.answers, review.thread) if each} - {writer_of(review)}


def writer_of(review):
    return review.pseud and review.pseud.user_id


def whoever_had_it(news):
    """Of a story that grew from hers, unless it is her own, or she would not be shown it."""
    if not is_for_members(news):
        return []
    had_by = User.objects.filter(pk=news.headcanon.pseud.user_id, is_active=True)
    return had_by.exclude(away_from(doers_of(news), "pk")).values_list("pk", flat=True)


def people_remarked_to(news):
    """Whoever had the headcanon, and whoever began the thread; not whoever says it."""
    remark = news.remark
    people = {remark.headcanon.pseud.user_id, writer_of(remark.thread) if remark.thread else None}
    return people - {writer_of(remark)}


# Whom a fact concerns by itself; one that is for followers may concern somebody besides.
MEANT = {
    Kind.REVIEW: authors_reviewed,
    Kind.WAITS: authors_reviewed,
    Kind.REPLY: lambda news: set(writers_answered(news)) - told_before(news),
    Kind.KUDOS: lambda news: [news.person_id],
    Kind.GIFT: lambda news: [news.gift.pseud and news.gift.pseud.user_id],
    Kind.COAUTHOR: lambda news: [news.coauthor_request.pseud.user_id],
    Kind.RELATED: lambda news: authors_of(news.relation.parent_id),
    Kind.TYPO: lambda news: authors_of(news.work_id),
    Kind.PUT_RIGHT: lambda news: [news.typo_note.pseud and news.typo_note.pseud.user_id],
    Kind.ASK: lambda news: [news.headcanon.asked_of_id],
    Kind.ACCEPTED: lambda news: [news.headcanon.pseud.user_id],
    Kind.DECLINED: lambda news: [news.headcanon.pseud.user_id],
    Kind.GREW: whoever_had_it,
    Kind.REMARK: people_remarked_to,
}

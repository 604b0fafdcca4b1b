"""Facts of the apps below that somebody may want to hear of, each written down in the transaction that makes it true."""

from django.dispatch import receiver

from headcanon.accounts.signals import near_or_far, pen_name_handed_over
from headcanon.core.outbox import post
from headcanon.following.counting import PEOPLE, WORKS
from headcanon.following.finding import look_for
from headcanon.following.models import Announcement, Follow, News
from headcanon.following.news import all_happened, gather_kudos, happened
from headcanon.headcanons import signals as headcanons
from headcanon.reading.signals import quiet_changed
from headcanon.reviews import signals as reviews
from headcanon.works import signals as works

Kind = News.Kind


# --- Works ---------------------------------------------------------------------------------------------------------


@receiver(works.works_published)
def new_stories(works, is_silent, **_):
    if not is_silent:
        all_happened(News(kind=Kind.WORK, work=work) for work in works)
        look_for(works)


@receiver(works.chapter_published)
def a_new_chapter(chapter, is_silent, **_):
    if not is_silent:
        happened(Kind.CHAPTER, work_id=chapter.work_id, chapter=chapter)


@receiver(works.status_changed)
def it_stands_otherwise(work, **_):
    happened(Kind.STATUS, work=work, status=work.status)


@receiver(works.gift_given)
def a_gift(gift, **_):
    """Of a draft she is told when it is published."""
    if gift.pseud and not gift.work.is_draft:
        happened(Kind.GIFT, work=gift.work, gift=gift)


@receiver(works.coauthor_asked)
def asked_to_write_along(request, **_):
    happened(Kind.COAUTHOR, work=request.work, actor=request.asked_by.default_pseud, coauthor_request=request)


@receiver(works.work_related)
def named_by_another_story(relation, **_):
    if relation.parent_id and not relation.agreed_at and not relation.work.is_draft:
        happened(Kind.RELATED, work=relation.work, relation=relation)


@receiver(works.works_changed)
def perhaps_shown_or_hidden(works, **_):
    post(WORKS, *(work.pk for work in works))


# --- Headcanons ----------------------------------------------------------------------------------------------------


def unless_unnamed(thing):
    """The one whose doing it is; of whoever has no name there, no row of news says who she is."""
    return None if thing.is_anonymous else thing.pseud


@receiver(headcanons.author_asked)
def asked_for_a_story(headcanon, **_):
    happened(Kind.ASK, headcanon=headcanon, actor=unless_unnamed(headcanon))


@receiver(headcanons.ask_answered)
def an_ask_was_answered(headcanon, **_):
    kind = Kind.ACCEPTED if headcanon.is_posted else Kind.DECLINED
    happened(kind, headcanon=headcanon, actor=headcanon.asked_of.default_pseud)


@receiver(works.work_grew)
def a_story_grew(growth, **_):
    happened(Kind.GREW, work_id=growth.work_id, headcanon_id=growth.headcanon_id)


@receiver(headcanons.remark_posted)
def a_remark(remark, **_):
    happened(Kind.REMARK, headcanon_id=remark.headcanon_id, remark=remark, actor=unless_unnamed(remark))


# --- Reviews -------------------------------------------------------------------------------------------------------


@receiver(reviews.review_posted)
def a_review(review, **_):
    about = {"work_id": review.work_id, "review": review, "actor": review.pseud}
    happened(Kind.REVIEW, **about)
    if review.thread_id:
        happened(Kind.REPLY, **about)


@receiver(reviews.review_waits)
def a_review_waits(review, **_):
    happened(Kind.WAITS, work_id=review.work_id, review=review, actor=review.pseud)


@receiver(reviews.kudos_given)
def kudos(kudos, **_):
    gather_kudos(kudos)


@receiver(reviews.typo_note_sent)
def a_typo_note(note, **_):
    happened(Kind.TYPO, work_id=note.work_id, typo_note=note, actor=note.pseud)


@receiver(reviews.typo_note_put_right)
def put_right(note, **_):
    if note.pseud_id:
        happened(Kind.PUT_RIGHT, work_id=note.work_id, typo_note=note)


# --- People --------------------------------------------------------------------------------------------------------


@receiver(pen_name_handed_over)
def followers_go_with_it(old, new, **_):
    """Who follows both names already follows the one that stays."""
    twice = Follow.objects.filter(pseud=old, person__in=Follow.objects.filter(pseud=new).values("person"))
    moved = [
        twice.delete()[0],
        Follow.objects.filter(pseud=old).update(pseud=new),
        Announcement.objects.filter(pseud=old).update(pseud=new),
        News.objects.filter(actor=old).update(actor=new),
    ]
    return any(moved)


@receiver(quiet_changed)
def she_counts_anew(person, **_):
    post(PEOPLE, person.pk)


@receiver(near_or_far)
def those_two_count_anew(people, **_):
    post(PEOPLE, *(person.pk for person in people))

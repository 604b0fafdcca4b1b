"""Taking something out of everybody's sight, and putting it back; ending a thread, and opening it again.

A chapter is hidden with its story. What a pen name's page says is put aside, and is put back if she has said nothing
else since.
"""

from django.db.models import Q

from headcanon.accounts.models import Pseud
from headcanon.core.editions import pages_changed
from headcanon.core.standing import pages_changed_for
from headcanon.following import announcing
from headcanon.following.counting import look_at_news
from headcanon.headcanons import counting
from headcanon.headcanons.models import Headcanon, Remark
from headcanon.manuscript.clean import CLEAN_VERSION
from headcanon.moderation.models import PutAside
from headcanon.reading.models import Shelf
from headcanon.reviews.counting import recount_later
from headcanon.reviews.models import Review
from headcanon.works.models import Work
from headcanon.works.publishing import announce_change


def story_of(case):
    """The story that is hidden with it, or None."""
    return case.work or (case.chapter and case.chapter.work)


def is_hidden(case):
    """None where there is nothing to hide."""
    if story := story_of(case):
        return story.is_hidden
    if thing := case.review or case.announcement or case.headcanon or case.remark or case.shelf:
        return thing.is_hidden
    if PutAside.objects.filter(pseud=case.pseud).exists() and not case.pseud.about:
        return True
    return False if case.pseud.about else None


def is_frozen(case):
    return thread_of(case.review).is_ended if case.review else None


def thread_of(review):
    return review.thread or review


def hide(case):
    put_out_of_sight(case, True)


def restore(case):
    put_out_of_sight(case, False)


def put_out_of_sight(case, is_hidden):
    if story := story_of(case):
        Work.objects.filter(pk=story.pk).update(is_hidden=is_hidden)
        announce_change(story)
    elif case.review:
        Review.objects.filter(pk=case.review_id).update(is_hidden=is_hidden)
        recount_later(case.review.work_id)
        look_at_news(Q(review=case.review) | Q(review__thread=case.review))
    elif case.announcement:
        announcing.hide(case.announcement, is_hidden=is_hidden)
        look_at_news(Q(announcement=case.announcement))
    elif case.headcanon:
        Headcanon.objects.filter(pk=case.headcanon_id).update(is_hidden=is_hidden)
        if case.headcanon.asked_of:
            pages_changed_for(case.headcanon.asked_of)
        look_at_news(Q(headcanon=case.headcanon))
    elif case.remark:
        Remark.objects.filter(pk=case.remark_id).update(is_hidden=is_hidden)
        counting.recount_later(case.remark.headcanon_id)
        look_at_news(Q(remark=case.remark) | Q(remark__thread=case.remark))
    elif case.shelf:
        Shelf.objects.filter(pk=case.shelf_id).update(is_hidden=is_hidden)
    elif is_hidden:
        put_aside(case.pseud)
    else:
        put_back(case.pseud)
    pages_changed()


def put_aside(pseud):
    PutAside.objects.update_or_create(
        pseud=pseud, defaults={"about": pseud.about, "clean_version": pseud.clean_version}
    )
    Pseud.objects.filter(pk=pseud.pk).update(about="", clean_version=CLEAN_VERSION)


def put_back(pseud):
    kept = PutAside.objects.get(pseud=pseud)
    Pseud.objects.filter(pk=pseud.pk).update(about=kept.about, clean_version=kept.clean_version)
    kept.delete()


def freeze(case):
    end_thread(case, True)


def unfreeze(case):
    end_thread(case, False)


def end_thread(case, is_ended):
    """Its story's author cannot open it again; what she closed herself is opened with it."""
    Review.objects.filter(pk=thread_of(case.review).pk).update(is_frozen=is_ended, is_ended=is_ended)
    pages_changed()

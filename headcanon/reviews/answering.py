"""What an author does with what was said of her work: saying yes or no to what waits, hiding, closing a thread."""

from django.db import transaction
from django.utils.translation import gettext as _

from headcanon.accounts.blocking import block
from headcanon.core.flooding import source
from headcanon.core.standing import pages_changed_for
from headcanon.reviews.models import Review
from headcanon.reviews.reviewing import Voice, authors_of, post, seen_anew
from headcanon.reviews.signals import review_posted
from headcanon.works.holding import held

State = Review.State


@transaction.atomic
def approve(review):
    """From now on others see it. Saying yes twice is saying it once; one that she has said no to can still be let in."""
    review = held(Review.objects).get(pk=review.pk)
    if review.state == State.WAITING or (review.state == State.HIDDEN and review.waits_because):
        review.state, review.waits_because = State.POSTED, ""
        review.save(update_fields=["state", "waits_because"])
        review_posted.send(Review, review=review)
        seen_by_others(review)


@transaction.atomic
def hide(review):
    """Only she and its writer see it. What waited has her no; it is kept, and she can change her mind."""
    if Review.objects.filter(pk=review.pk, state__in=(State.POSTED, State.WAITING)).update(state=State.HIDDEN):
        seen_by_others(review)


@transaction.atomic
def show(review):
    """Undoes `hide`, also for what had waited."""
    review = held(Review.objects).get(pk=review.pk)
    if review.state == State.HIDDEN and not review.waits_because:
        Review.objects.filter(pk=review.pk).update(state=State.POSTED)
        seen_by_others(review)
    else:
        approve(review)


@transaction.atomic
def freeze(thread):
    """Nobody replies in it any more; everything in it stays."""
    Review.objects.filter(pk=thread.pk).update(is_frozen=True)
    seen_by_others(thread)


@transaction.atomic
def thaw(thread):
    """One that a moderator has ended stays so."""
    Review.objects.filter(pk=thread.pk, is_ended=False).update(is_frozen=False)
    seen_by_others(thread)


@transaction.atomic
def put_aside(review):
    """It needs no answer: it is not among what she might reply to any more."""
    Review.objects.filter(pk=review.pk).update(is_answered=True)
    pages_changed_for(*authors_of(review.work))


@transaction.atomic
def thank(review, *, author):
    """An answer in two words, once for each review. Raises Refused, TooQuick."""
    name = next(pseud for pseud in review.work.authors if pseud.user_id == author.person.pk)
    voice = Voice(author, pseud=name, sources=(source("person", str(author.person.pk)),))
    post(review.work, _("Thank you."), voice=voice, sent_with=f"thanks for {review.pk}", answers=review)
    # Two who are thanked in one thread on one day share the answer.
    put_aside(review)


def keep_apart_from_writer(author, review):
    """Block whoever wrote it; a guest is nobody who could be blocked."""
    if review.pseud:
        block(author, review.pseud.user)


def seen_by_others(review):
    seen_anew(review)
    if review.pseud:
        pages_changed_for(review.pseud.user)

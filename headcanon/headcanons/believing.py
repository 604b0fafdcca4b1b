"""“I believe this too”: said once, and as easily taken back. Who believes what is nobody else's business."""

from django.db import transaction

from headcanon.accounts.speaking import let_speak
from headcanon.headcanons.counting import recount_later
from headcanon.headcanons.models import Belief


@transaction.atomic
def believe(headcanon, person):
    """Twice is once; whoever had it believes it anyway. Raises Suspended."""
    let_speak(person)
    if headcanon.is_posted and headcanon.pseud.user_id != person.pk:
        _, is_new = Belief.objects.get_or_create(headcanon=headcanon, person=person)
        if is_new:
            recount_later(headcanon.pk)


@transaction.atomic
def believe_no_more(headcanon, person):
    if Belief.objects.filter(headcanon=headcanon, person=person).delete()[0]:
        recount_later(headcanon.pk)


def believes(headcanon, person):
    return Belief.objects.filter(headcanon=headcanon, person=person).exists()

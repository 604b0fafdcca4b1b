"""“I am writing this”: a promise to nobody, and never anybody's alone. Others learn how many are, not who."""

from django.db import transaction

from headcanon.accounts.speaking import let_speak
from headcanon.headcanons.counting import recount_later
from headcanon.headcanons.models import Writing


@transaction.atomic
def begin(headcanon, person):
    """Under however many names, she is one who writes it; whoever had it may as well. Raises Suspended."""
    let_speak(person)
    if headcanon.is_posted and not is_writing(headcanon, person):
        Writing.objects.get_or_create(headcanon=headcanon, pseud=person.default_pseud)
        recount_later(headcanon.pk)


@transaction.atomic
def stop(headcanon, *people):
    """As she has changed her mind, or it is written."""
    if Writing.objects.filter(headcanon=headcanon, pseud__user__in=people).delete()[0]:
        recount_later(headcanon.pk)


def is_writing(headcanon, person):
    return Writing.objects.filter(headcanon=headcanon, pseud__user=person).exists()

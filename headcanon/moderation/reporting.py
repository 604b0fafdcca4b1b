"""Reporting: anybody says of anything that somebody should look at it. Whom it concerns never learns who did."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from headcanon.accounts.models import User
from headcanon.core.random_ids import newest_key
from headcanon.core.standing import pages_changed_for
from headcanon.moderation.models import Case, Report


@transaction.atomic
def report(kind, thing, *, reason, words="", reporter=None, email="", device="", sent_with=""):
    """The same person or guest's device, the same thing: one report, as long as nobody has decided on it."""
    case, _ = Case.objects.get_or_create(**{kind.column: thing})
    said = {"reason": reason, "words": words, "email": email}
    try:
        with transaction.atomic():
            Report.objects.create(case=case, reporter=reporter, device=device, sent_with=sent_with, **said)
    except IntegrityError:
        return case
    reopen(case)
    return case


def reopen(case):
    """Something was heard of it: it stands first in the queue, and moderators are shown so."""
    Case.objects.filter(pk=case.pk).update(is_open=True, place=newest_key(timezone.now(), case.pk))
    pages_changed_for(*moderators())


def moderators():
    return User.objects.filter(Q(is_superuser=True) | Q(is_moderator=True), is_active=True)


def forget_reporter(person):
    """What she said of others goes with her; that something was reported stays."""
    Report.objects.filter(reporter=person).update(reporter=None, words="", email="")

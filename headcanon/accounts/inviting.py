"""Links by which people may join: the archivist makes as many as she likes, a member as many as she is given."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from headcanon.accounts.models import Invitation, User, hashed
from headcanon.core.editions import the_archive

LASTS_FOR_A_MEMBER = timedelta(days=30)


class InvitationGone(Exception):
    """It was used up, or has ended, or the one who made it took it back."""


class NoneLeft(Exception):
    """She has given away all the invitations she was given."""


def invite(person, *, uses, lasts):
    """A new link's token, which nobody can read again."""
    token = secrets.token_urlsafe(24)
    ends_at = timezone.now() + lasts
    Invitation.objects.create(token_sha256=hashed(token), made_by=person, uses=uses, ends_at=ends_at)
    return token


@transaction.atomic
def invite_one(member):
    """A member's link for one person. Raises NoneLeft."""
    User.objects.select_for_update().get(pk=member.pk)  # two at once would both find one left
    if not invitations_left(member):
        raise NoneLeft
    return invite(member, uses=1, lasts=LASTS_FOR_A_MEMBER)


def invitations_left(member):
    """How many more she may make; what ended unused does not count."""
    spent = member.invitations.filter(Q(used__gt=0) | Q(ends_at__gt=timezone.now())).count()
    return max(0, the_archive().invitations_each - spent)


def open_invitations(person):
    return person.invitations.filter(ends_at__gt=timezone.now(), used__lt=F("uses")).order_by("ends_at")


def invitation_of(token):
    """The invitation that can still be used by this token, or None."""
    usable = Invitation.objects.filter(ends_at__gt=timezone.now(), used__lt=F("uses"))
    return usable.filter(token_sha256=hashed(token)).first()


def use_up(invitation):
    """One use of it. Raises InvitationGone."""
    usable = Invitation.objects.filter(pk=invitation.pk, ends_at__gt=timezone.now(), used__lt=F("uses"))
    if not usable.update(used=F("used") + 1):
        raise InvitationGone


def take_back(invitation):
    """Who came by it stays; nobody else comes by it."""
    Invitation.objects.filter(pk=invitation.pk).update(ends_at=timezone.now())

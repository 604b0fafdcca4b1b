"""From signing up to being in: the address is confirmed, and where the archivist wants to say yes, she has.

Nothing that somebody without the mailbox can see tells whether an address has an account here. So signing up with an
address that has one goes just as it does with any other, to a user name that is then taken and a password that then
fits; but the new account stands for nobody: it holds no address of its own, the letter goes to whoever has the old
one, and it is never let in.
"""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from headcanon.accounts.inviting import use_up
from headcanon.accounts.joining import join
from headcanon.accounts.letters import send_letter
from headcanon.accounts.models import Newcomer, User
from headcanon.core.clockwork import every

TIME_TO_CONFIRM = timedelta(days=14)


class NameGone(Exception):
    """Somebody took the user name a moment ago."""


def sign_up(username, *, email, password, words="", waits=False, invitation=None):
    """A newcomer's account. Raises NameGone, or InvitationGone if hers was used up meanwhile."""
    for _ in range(2):
        try:
            return make_newcomer(username, email.lower(), password, words, waits, invitation)
        except IntegrityError:
            if User.objects.filter(username__iexact=username).exists():
                raise NameGone from None
            # Then it was the address that somebody took, and the second time that is known.
    raise NameGone


@transaction.atomic
def make_newcomer(username, email, password, words, waits, invitation):
    if invitation:
        use_up(invitation)
    has_account = User.objects.filter(email__iexact=email).exists()
    user = join(username, password=password)
    if not has_account:
        User.objects.filter(pk=user.pk).update(email=email)
        user.email = email
    EmailAddress.objects.create(user=user, email=email, primary=True)
    Newcomer.objects.create(user=user, words=words, waits=waits)
    return user


def is_somebody_elses(address):
    """Whether an EmailAddress that is yet to be confirmed is that of another account."""
    return User.objects.filter(email__iexact=address.email).exclude(pk=address.user_id).exists()


def come_in(user):
    """Nothing is wanted of her any more, if nothing is."""
    Newcomer.objects.confirmed().filter(user=user, waits=False).delete()


def knock(user, *, answer_at):
    """The archivist is written to if this newcomer waits for her yes. What the newcomer said stands in no letter: it
    is deleted when the answer is no."""
    if Newcomer.objects.told_of().confirmed().filter(user=user, waits=True).exists():
        for archivist in User.objects.filter(is_superuser=True, is_active=True):
            send_letter("knocking", archivist.email, person=archivist, address=answer_at)


@transaction.atomic
def confirm_by_hand(newcomer):
    """The archivist knows that the address is hers; for an archive that sends no mail."""
    EmailAddress.objects.filter(user=newcomer.user, email=newcomer.user.email).update(verified=True)
    come_in(newcomer.user)


@transaction.atomic
def say_yes(newcomer, *, sign_in_at):
    if Newcomer.objects.filter(pk=newcomer.pk, waits=True).update(waits=False):
        send_letter("welcome", newcomer.user.email, person=newcomer.user, address=sign_in_at)
        come_in(newcomer.user)


@transaction.atomic
def say_no(newcomer):
    """Her name and address are free again."""
    send_letter("declined", newcomer.user.email, person=newcomer.user)
    newcomer.user.delete()


@every(seconds=3600)
def forget_who_never_confirmed():
    late = Newcomer.objects.unconfirmed().filter(came_at__lt=timezone.now() - TIME_TO_CONFIRM)
    User.objects.filter(newcomer__in=late).delete()

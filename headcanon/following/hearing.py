"""How somebody hears of news outside her inbox: how often mail comes, and the key of her feed.

A link in a mail ends all of it without signing in. It is signed and never changes, so that one from an old mail works.
"""

from django.core.signing import BadSignature, Signer
from django.db import transaction

from headcanon.accounts.models import User
from headcanon.following.models import Hearing, Notice, new_feed_token


def wishes_of(person):
    """What she has said, or what holds for somebody who has not."""
    return Hearing.objects.filter(person=person).first() or Hearing(person=person)


@transaction.atomic
def end_mail(person):
    """From this moment: also what was about to go."""
    Hearing.objects.update_or_create(person=person, defaults={"pace": Hearing.Pace.NEVER})
    forget_waiting(person)


def forget_waiting(person):
    Notice.objects.filter(person=person, waits_for_mail=True).update(waits_for_mail=False)
    person.letters.filter(sent_at=None, refused_at=None, began_at=None).delete()


def signer():
    return Signer(salt="headcanon.following.unsubscribe", sep=".")


def unsubscribe_token(person):
    return signer().sign(str(person.pk))


def person_by_token(token):
    """Whose mail this token ends, or None."""
    try:
        return User.objects.filter(pk=int(signer().unsign(token))).first()
    except (BadSignature, ValueError, OverflowError):
        return None


def renew_feed(person):
    """The old address of her feed leads nowhere from now on."""
    wishes, _ = Hearing.objects.get_or_create(person=person)
    wishes.feed_token = new_feed_token()
    wishes.save(update_fields=["feed_token"])


def reader_of_feed(token):
    found = Hearing.objects.filter(feed_token=token, person__is_active=True).select_related("person").first()
    return found and found.person

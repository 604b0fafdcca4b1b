"""Letting a program read as somebody: made by her, shown once, no further than its scopes, ended whenever she likes."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from headcanon.accounts.models import User, hashed
from headcanon.api.models import Token

# By this whoever finds one, also a program that looks through published code, knows what it is.
BEGINS_WITH = "hc_"
LONGEST = 80
MOST = 30  # of one person's


class TooMany(Exception):
    """She has as many as one person can have: one of them must end first."""


@transaction.atomic
def make_token(person, *, name, scopes, lasts: timedelta | None = None):
    """A new token's text, which nobody can read again. Every one reads what its person may read."""
    User.objects.select_for_update().get(pk=person.pk)  # two at once would both find room
    if person.tokens.count() >= MOST:
        raise TooMany
    text = BEGINS_WITH + secrets.token_urlsafe(24)
    chosen = [scope for scope in Token.Scope.values if scope == Token.Scope.READ or scope in scopes]
    ends_at = timezone.now() + lasts if lasts else None
    Token.objects.create(person=person, name=name, token_sha256=hashed(text), scopes=chosen, ends_at=ends_at)
    return text


def end_token(token):
    token.delete()


def person_of(text, scope):
    """Whose this token is, if it can be used for `scope` now; else None. Together with her preferences."""
    if not text.startswith(BEGINS_WITH) or len(text) > LONGEST:
        return None
    found = Token.objects.filter(token_sha256=hashed(text), person__is_active=True)
    token = found.select_related("person__preferences").first()
    if token is None or scope not in token.scopes or token.has_ended:
        return None
    remember_use(token)
    return token.person


def remember_use(token):
    """To the day: enough to find the ones that nothing uses any more, and one write a day."""
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    if token.used_at != today:
        Token.objects.filter(pk=token.pk).update(used_at=today)

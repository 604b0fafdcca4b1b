"""How people and pen names come to be."""

import re
import unicodedata

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from headcanon.accounts.models import ORPHAN, RESERVED_NAMES, Pseud, SetupLink, User, fold


class NameTaken(Exception):
    """Several people write under this pen name, so a name alone does not say who is meant."""


@transaction.atomic
def join(username, *, email="", password=None, pen_name=None, is_archivist=False):
    """A new person with her first pen name, whose address is known to be hers; without a password she cannot sign in
    until she resets it."""
    user = User.objects.create_user(username, email, password, is_superuser=is_archivist)
    take_pen_name(user, pen_name or username, is_default=True)
    if email:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def take_pen_name(user, name, *, is_default=False):
    return Pseud.objects.create(user=user, name=name.strip(), key=fold(name), is_default=is_default)


@transaction.atomic
def become_archivist(link, *, username, email, password):
    """Use up `link`. Of two people who use it at once, one gets None and no account."""
    if not SetupLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()):
        return None
    return join(username, email=email, password=password, is_archivist=True)


def pseud_named(name):
    """The pen name somebody calls `name`, or the usual one of whoever has that user name; made with an account nobody
    can sign in to yet if there is neither.

    Raises NameTaken if several people write under it. Two processes that ask at once get the same one.
    """
    found = list(Pseud.objects.filter(key=fold(name)).select_related("user")[:2])
    if len(found) > 1:
        raise NameTaken(name)
    if found:
        return found[0]
    user = User.objects.filter(username__iexact=name.strip()).exclude(username=ORPHAN).first()
    return (user and user.default_pseud) or first_pseud(name)


def first_pseud(name):
    username = username_for(name)
    for attempt in range(1, 100):
        try:
            with transaction.atomic():
                return join(username if attempt == 1 else f"{username}_{attempt}", pen_name=name).default_pseud
        except IntegrityError:
            # The user name is taken. By another process, for the same pen name? Then that one is meant.
            made_meanwhile = Pseud.objects.filter(key=fold(name)).select_related("user").first()
            if made_meanwhile:
                return made_meanwhile
    raise NameTaken(name)


def username_for(name):
    """An ASCII user name as near to a pen name as can be: `Ana Brontë` becomes Ana_Bronte."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    username = re.sub(r"\W+", "_", ascii_only).strip("_")[:30]
    return "writer" if not username or username.lower() in RESERVED_NAMES else username

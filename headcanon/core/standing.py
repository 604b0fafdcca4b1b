"""How a person stands with the archive: what must be as it was for a page that was kept for her to be hers still.

Her session, what it holds, and her own row; and whatever else only she is shown, for which `User.edition` stands: it
changes with every form she sends (`ViewerMiddleware`), and an action that changes somebody else's pages and not
everybody's calls `pages_changed_for`.
"""

import secrets
import time
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user, get_user_model
from django.db import transaction
from django.http import HttpRequest

from headcanon.core.editions import is_recent, look_again

MOST_REMEMBERED = 2_000  # sessions

_looked_up = {}


def pages_changed_for(*people):
    """Say, inside the transaction of a change, that what these people are shown is out of date."""
    mine = get_user_model().objects.filter(pk__in=[person.pk for person in people])
    # Not counted up: saving a person who was read earlier would set the count back to what it has been.
    mine.update(edition=secrets.randbits(62))
    transaction.on_commit(look_again)


def standing_of(person, session):
    """A value that is equal as long as nothing of it has changed; None for a guest."""
    if not person.is_authenticated:
        return None
    row = [getattr(person, field.attname) for field in person._meta.concrete_fields]
    return session.session_key, dict(session.items()), row


def current_standing(session_key):
    """How whoever has this session stands, at most a quarter of a second ago."""
    looked, standing = _looked_up.get(session_key, (0.0, None))
    if not is_recent(looked):
        looked = time.monotonic()
        standing = stored_standing(session_key)
        if len(_looked_up) >= MOST_REMEMBERED:
            _looked_up.clear()
        _looked_up[session_key] = looked, standing
    return standing


def stored_standing(session_key):
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    return standing_of(get_user(request), request.session)

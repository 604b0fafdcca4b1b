"""Who may say something in public. Somebody who is suspended reads, writes for herself, takes her things and leaves as
before; until it ends, nothing new of hers appears."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


class Suspended(PermissionDenied):
    """What she wanted to say is not said; the message tells her until when."""


def is_suspended(person):
    return person is not None and person.suspended_until is not None and person.suspended_until > timezone.now()


def let_speak(person):
    """Raises Suspended for somebody who may not; a guest (None) is judged elsewhere."""
    if is_suspended(person):
        until = date_format(timezone.localtime(person.suspended_until), "j F Y, H:i")
        raise Suspended(
            _("A moderator has asked you to be silent until %s (UTC). You can read and write, and nothing is lost.")
            % until
        )

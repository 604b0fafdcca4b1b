"""The switches for a bad day: what is closed for everybody at once, and opened again."""

from django.db import transaction

from headcanon.core.editions import pages_changed, the_archive
from headcanon.core.models import Archive
from headcanon.moderation.models import Act
from headcanon.moderation.trail import record

# As the form and the trail have them, and the archive's column.
SWITCHES = {"signups": "signups_closed", "guest-reviews": "guest_reviews_closed", "links": "links_closed"}


def close(switches, *, by):
    turn(switches, True, Act.Kind.CLOSE, by)


def open_again(switches, *, by):
    turn(switches, False, Act.Kind.OPEN, by)


@transaction.atomic
def turn(switches, is_closed, kind, by):
    """What is so already stays, and is not said twice."""
    the_archive()  # its row is made when it is first asked for
    archive = Archive.objects.select_for_update().get(pk=Archive.ROW)
    turned = [switch for switch in switches if getattr(archive, SWITCHES[switch]) != is_closed]
    if not turned:
        return
    Archive.objects.filter(pk=Archive.ROW).update(**{SWITCHES[switch]: is_closed for switch in turned})
    for switch in turned:
        record(kind, by=by, thing=switch)
    pages_changed()

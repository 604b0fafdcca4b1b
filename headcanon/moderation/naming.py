"""Whom the archivist has asked to look after the archive with her."""

from django.db import transaction

from headcanon.accounts.models import User
from headcanon.core.standing import pages_changed_for
from headcanon.moderation.letters import tell_whom_it_concerns
from headcanon.moderation.models import Act
from headcanon.moderation.trail import record


def name(person, *, by, site):
    """A second time nothing is done."""
    become(person, True, Act.Kind.NAME, by, site)


def release(person, *, by, site):
    become(person, False, Act.Kind.RELEASE, by, site)


@transaction.atomic
def become(person, is_moderator, kind, by, site):
    changed = User.objects.filter(pk=person.pk, is_moderator=not is_moderator).update(is_moderator=is_moderator)
    if changed:
        pages_changed_for(person)
        tell_whom_it_concerns(record(kind, by=by, whom=[person]), site)

"""Saying oneself what is read, what is not, and what is given up."""

from django.db import transaction
from django.utils import timezone

from headcanon.accounts.models import User
from headcanon.reading.models import Habits, Reading
from headcanon.reading.remembering import settle_state
from headcanon.works.models import Chapter


class NotKept(Exception):
    """She has switched her history off, so there is nothing to mark."""


def keeps_history(person):
    return not Habits.objects.filter(person=person, keeps_history=False).exists()


def switch(person, *, keeps):
    """What was remembered before stays until she erases it."""
    Habits.objects.update_or_create(person=person, defaults={"keeps_history": keeps})


@transaction.atomic
def mark(person, work, *, read=(), unread=(), state=None):
    """Chapters of a posted work, by their ids, and how the whole of it stands: read, given up, or to be read on."""
    # Whoever marks stands in line behind her row, also if she has no reading of the work yet.
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not keeps_history(person):
        raise NotKept
    chapters = list(Chapter.objects.posted().filter(work=work).order_by("position").values_list("pk", flat=True))
    begun = {"chapter_id": chapters[0] if chapters else None, "chapters_then": len(chapters)}
    Reading.objects.get_or_create(person=person, work=work, defaults=begun)
    reading = Reading.objects.select_for_update(no_key=True).get(person=person, work=work)
    now_read = dict.fromkeys([*reading.chapters_read, *(pk for pk in read if pk in chapters)])
    if state == Reading.State.READ:
        now_read |= dict.fromkeys(chapters)
    reading.chapters_read = [pk for pk in now_read if pk not in unread]
    if state:
        reading.state = state
    if state != Reading.State.ABANDONED:
        settle_state(reading, chapters)
    reading.chapters_then, reading.last_at = len(chapters), timezone.now()
    reading.save(update_fields=["chapters_read", "state", "chapters_then", "last_at"])


def forget(person, work):
    """As if she had never been in it."""
    Reading.objects.filter(person=person, work=work).delete()

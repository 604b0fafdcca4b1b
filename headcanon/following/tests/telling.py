"""What somebody is told, read as she reads it."""

from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.following.models import Notice
from headcanon.following.sentences import told_by


def told(person):
    """The sentences in her inbox, the newest first, after everything that waits was done."""
    drain()
    notices = Notice.objects.filter(person=person).shown_to(Viewer(person)).with_news().order_by("-id")
    return [each.says for each in told_by(notices, Viewer(person))]


def unseen(person):
    """The number that her pages show."""
    drain()
    person.refresh_from_db()
    return person.notices_unseen

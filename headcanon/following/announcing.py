"""Saying something once to those who follow a work of hers, or herself.

It stands on the work's page, or on her own, for two weeks, and in her followers' inboxes for good.
"""

import hashlib
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from headcanon.accounts.models import User
from headcanon.accounts.speaking import let_speak
from headcanon.core.clockwork import every
from headcanon.core.editions import pages_changed
from headcanon.following.models import Announcement, News
from headcanon.following.news import happened
from headcanon.works.models import Work

MOST, WITHIN = 3, timedelta(days=7)
STANDS_FOR = timedelta(days=14)


class SpokenOften(ValidationError):
    """Who hears from her every day stops listening; the message says when she can speak again."""


@transaction.atomic
def announce(pseud, text, *, work=None, sent_with):
    """Sent twice, by the same form, it is said once. Raises Suspended and SpokenOften."""
    let_speak(pseud.user)
    # As one of this person's: nobody else can use it up.
    sent_with = hashlib.sha256(f"{pseud.user_id} {sent_with}".encode()).hexdigest()
    # In line, so that two forms sent at once see each other.
    User.objects.select_for_update().get(pk=pseud.user_id)
    if said := Announcement.objects.filter(sent_with=sent_with).first():
        return said
    let_her_speak_again(pseud.user)
    said = Announcement.objects.create(pseud=pseud, work=work, text=text, sent_with=sent_with)
    happened(News.Kind.ANNOUNCEMENT, announcement=said, work=work, actor=pseud)
    show_on_its_page(said)
    return said


def let_her_speak_again(person):
    lately = Announcement.objects.filter(pseud__user=person, made_at__gt=timezone.now() - WITHIN)
    moments = list(lately.order_by("-made_at").values_list("made_at", flat=True)[:MOST])
    if len(moments) == MOST:
        again = date_format(timezone.localtime(moments[-1] + WITHIN), "j F Y, H:i")
        raise SpokenOften(
            _(
                "You have spoken %(most)d times within seven days. So that people go on listening, the next can go out "
                "on %(again)s (UTC). What you wrote is still here."
            )
            % {"most": MOST, "again": again}
        )


# --- On pages ------------------------------------------------------------------------------------------------------


def show_on_its_page(said):
    """A work's row names the announcement that its page shows, so that no page has to look for one."""
    if said.work_id:
        Work.objects.filter(pk=said.work_id).update(announcement=said.pk)
    pages_changed()


def fresh():
    """Announcements that still stand on pages."""
    return Announcement.objects.filter(made_at__gt=timezone.now() - STANDS_FOR, is_hidden=False)


@transaction.atomic
def hide(announcement, *, is_hidden=True):
    """A moderator's act: nobody but she and its author sees it."""
    Announcement.objects.filter(pk=announcement.pk).update(is_hidden=is_hidden)
    if announcement.work_id:
        stands = fresh().filter(work=announcement.work_id).order_by("-made_at").first()
        Work.objects.filter(pk=announcement.work_id).update(announcement=stands and stands.pk)
    pages_changed()


@every(3600)
def take_down():
    """What has stood for long enough, or is gone, is not named by its work any more."""
    named = Work.objects.filter(announcement__isnull=False)
    with transaction.atomic():
        if named.exclude(announcement__in=fresh().values("pk")).update(announcement=None):
            pages_changed()

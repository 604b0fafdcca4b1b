"""Letters of news: who is due one, and what it says when it leaves.

A letter and the notices that it takes up are one transaction, so that a notice is in a letter or waits for one. What
it says is written when it leaves, of what she may still see; when that is nothing, it does not leave.
"""

from datetime import timedelta
from email.utils import make_msgid, parseaddr

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.core.clockwork import every
from headcanon.core.editions import the_archive
from headcanon.core.viewing import Viewer
from headcanon.following.hearing import unsubscribe_token
from headcanon.following.models import Hearing, Letter, Notice
from headcanon.following.sentences import told_by

A_PIECE = 500  # letters a transaction
MOST_IN_ONE = 100  # notices; who has more is shown the way to the rest
KEPT_FOR = timedelta(days=30)
Pace = Hearing.Pace


def begin_letters():
    """A letter for everybody for whom it is time; answers with how many were begun or added to."""
    if not Notice.objects.filter(waits_for_mail=True).exists():
        return 0
    total = 0
    while people := people_due():
        total += len(people)
        begin_letters_to(people)
    return total


def people_due():
    """Whoever wishes it daily or weekly gets one when the oldest notice is a day or a week old, with all of them."""
    now = timezone.now()
    is_time = Q(person__hearing=None) | Q(person__hearing__pace=Pace.AT_ONCE)
    is_time |= Q(person__hearing__pace=Pace.DAILY, told_at__lte=now - timedelta(days=1))
    is_time |= Q(person__hearing__pace=Pace.WEEKLY, told_at__lte=now - timedelta(days=7))
    waiting = Notice.objects.filter(is_time, waits_for_mail=True)
    return list(waiting.order_by("person").values_list("person", flat=True).distinct()[:A_PIECE])


@transaction.atomic
def begin_letters_to(people):
    """One that nobody has begun to send yet takes up what has come since."""
    open_letters = Letter.objects.filter(began_at=None, sent_at=None, refused_at=None)
    have_one = set(open_letters.filter(person__in=people).values_list("person", flat=True))
    Letter.objects.bulk_create(
        Letter(person_id=person, message_id=a_message_id()) for person in people if person not in have_one
    )
    theirs = open_letters.filter(person=OuterRef("person")).order_by("pk").values("pk")[:1]
    Notice.objects.filter(waits_for_mail=True, person__in=people).update(letter=Subquery(theirs), waits_for_mail=False)


def a_message_id():
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return make_msgid(domain=domain or "localhost")


@every(3600)
def forget_sent_letters():
    Letter.objects.filter(sent_at__lt=timezone.now() - KEPT_FOR).delete()
    Letter.objects.filter(refused_at__lt=timezone.now() - KEPT_FOR).delete()


# --- What one says -------------------------------------------------------------------------------------------------


def message_of(letter, archive_address):
    """The mail, or None where there is nobody to write to, or nothing to tell her any more."""
    person = letter.person
    to = confirmed_address(person)
    told = told_in(letter, Viewer(person)) if to else []
    if not told:
        return None
    context = {
        "archive": the_archive(),
        "person": person,
        "address": archive_address,
        "groups": by_work(told[:MOST_IN_ONE]),
        "has_more": len(told) > MOST_IN_ONE,
        "unsubscribe": archive_address + reverse("unsubscribe", args=[unsubscribe_token(person)]),
    }
    context["subject"] = subject = subject_of(told)
    message = EmailMultiAlternatives(
        subject, render_to_string("following/letters/news.txt", context), to=[to], headers=headers_of(letter, context)
    )
    message.attach_alternative(render_to_string("following/letters/news.html", context), "text/html")
    return message


def told_in(letter, viewer):
    return told_by(letter.notices.shown_to(viewer).with_news().order_by("news__work", "pk")[: MOST_IN_ONE + 1], viewer)


def headers_of(letter, context):
    """The two about unsubscribing are RFC 8058's: a mail program has a button of its own for it."""
    return {
        "Message-ID": letter.message_id,
        "List-Unsubscribe": f"<{context['unsubscribe']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def confirmed_address(person):
    if not person.is_active:
        return None
    confirmed = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary", "pk").first()
    return confirmed and confirmed.email


def subject_of(told):
    """What an inbox shows of it: the news itself, if it is one."""
    first = " ".join(told[0].says.split())[:150]
    if len(told) == 1:
        return first
    return _("%(first)s, and %(number)d more") % {"first": first.rstrip("!."), "number": len(told) - 1}


def by_work(told):
    """The same, in groups of one story each; what is about none comes first."""
    groups = {}
    for each in told:
        groups.setdefault(each.work_id, []).append(each)
    return [
        {"work": those[0].work, "told": those} for _, those in sorted(groups.items(), key=lambda item: item[0] or 0)
    ]

"""Asking one author for a story: a headcanon that is hers and the asker's until she answers.

She accepts, and everybody may read it; or declines, with a few words if she likes; or lets it lie, which nobody sees:
whoever asked is told only that it waits.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.accounts.blocking import are_apart
from headcanon.accounts.speaking import Suspended, let_speak
from headcanon.accounts.trusting import is_trusted_by
from headcanon.core.editions import pages_changed
from headcanon.core.flooding import Pace
from headcanon.core.standing import pages_changed_for
from headcanon.headcanons.models import AskWishes, Headcanon
from headcanon.headcanons.posting import make, put_in_order
from headcanon.headcanons.signals import ask_answered, author_asked, headcanon_posted
from headcanon.headcanons.words import Refused, tidy

State, Takes = Headcanon.State, AskWishes.Takes
PACE = Pace(3, 20)
MOST_WAITING = 3  # from one person for one author
ANSWER_LENGTH = Headcanon._meta.get_field("answer").max_length


def wishes_of(author):
    """What she has said, or what holds for somebody who has not."""
    return AskWishes.objects.filter(person=author).first() or AskWishes(person=author)


def takes_anonymous(wishes):
    """Where only people she trusts may ask, whoever has no name would be one of few, and soon known."""
    return wishes.takes == Takes.MEMBERS and wishes.takes_anonymous


def why_not(viewer, author, wishes):
    """Why this viewer cannot ask her, in words; empty if she can."""
    if viewer.is_guest:
        return _("Members of this archive can ask. If you are one, sign in.")
    if viewer.person == author:
        return _("This is you. What you would like to write you can post for everybody.")
    # Whom a block keeps away does not come here; the archivist, from whom it keeps nothing, does.
    if are_apart(viewer.person, author):
        return _("You and this author keep apart from each other.")
    try:
        let_speak(viewer.person)
    except Suspended as suspended:
        return str(suspended)
    if wishes.takes == Takes.NOBODY:
        return _("%s would rather not be asked.") % author.username
    if wishes.takes == Takes.TRUSTED and not is_trusted_by([author], viewer.person):
        return _("%s can be asked by people whom she has chosen.") % author.username
    if waiting(viewer.person, author) >= MOST_WAITING:
        return _("%(number)d of yours wait for %(name)s already. Take one back, or give her time.") % {
            "number": MOST_WAITING, "name": author.username,
        }  # fmt: skip
    return ""


def waiting(person, author):
    return Headcanon.objects.filter(pseud__user=person, asked_of=author, state=State.ASKED).count()


@transaction.atomic
def ask(author, said, *, viewer, pseud, sent_with, is_anonymous=False, sources=()):
    """Both see it, and nobody else. `said` as posting.post has it. Raises Refused, TooQuick, Suspended."""
    # Held, so that of many sent at one moment no more are taken than may wait.
    wishes = wishes_of(type(author).objects.select_for_update(no_key=True).get(pk=author.pk))
    if reason := why_not(viewer, author, wishes):
        raise Refused(reason)
    if is_anonymous and not takes_anonymous(wishes):
        raise Refused(_("%s would like to know who asks.") % author.username)
    headcanon, is_new = make(
        said,
        pseud=pseud,
        sent_with=sent_with,
        is_anonymous=is_anonymous,
        paces=(sources, PACE),
        asked_of=author,
        state=State.ASKED,
    )
    if is_new:
        author_asked.send(Headcanon, headcanon=headcanon)
        pages_changed_for(author)
    return headcanon


# --- Her answer ----------------------------------------------------------------------------------------------------


@transaction.atomic
def accept(headcanon):
    """From now on it is there for everybody. What she has answered already stays answered so. Raises Suspended."""
    headcanon = held_to_answer(headcanon)
    if not headcanon.waits:
        return headcanon
    headcanon.state, headcanon.answered_at = State.POSTED, timezone.now()
    headcanon.save(update_fields=["state", "answered_at"])
    put_in_order(headcanon, headcanon.answered_at)
    ask_answered.send(Headcanon, headcanon=headcanon)
    headcanon_posted.send(Headcanon, headcanon=headcanon)
    pages_changed()
    return headcanon


@transaction.atomic
def decline(headcanon, words=""):
    """Only whoever asked reads the few words. What she has answered already stays answered so. Raises Refused,
    Suspended."""
    headcanon = held_to_answer(headcanon)
    words = tidy(words)
    if len(words) > ANSWER_LENGTH:
        raise Refused(_("There is room for %d characters. Please shorten it.") % ANSWER_LENGTH)
    if not headcanon.waits:
        return headcanon
    headcanon.state, headcanon.answered_at, headcanon.answer = State.DECLINED, timezone.now(), words
    headcanon.save(update_fields=["state", "answered_at", "answer"])
    ask_answered.send(Headcanon, headcanon=headcanon)
    pages_changed_for(headcanon.pseud.user)
    return headcanon


def held_to_answer(headcanon):
    """Nobody else answers it meanwhile: of two answers at one moment the first counts."""
    let_speak(headcanon.asked_of)
    rows = Headcanon.objects.select_for_update(no_key=True, of=("self",)).select_related("pseud__user", "asked_of")
    return rows.get(pk=headcanon.pk)


# --- Both their lists ----------------------------------------------------------------------------------------------


def asks_to(viewer):
    """What waits for her answer."""
    return Headcanon.objects.visible_to(viewer).filter(asked_of=viewer.person, state=State.ASKED)


def asks_by(viewer):
    """What she has asked others, whatever they said."""
    return Headcanon.objects.visible_to(viewer).filter(pseud__user=viewer.person, asked_of__isnull=False)


@transaction.atomic
def wish(wishes):
    wishes.save()
    pages_changed()

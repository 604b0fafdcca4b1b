"""What moderators do about a thing and the people whom it concerns.

Each act has its reason in words, is done in one transaction, closes the case, stands on the trail, and is told to whom
it concerns. Nobody decides about herself; about moderators only the archivist decides; about the archivist nobody does
who is not one.
"""

from dataclasses import dataclass
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from headcanon.accounts.models import ORPHAN, User
from headcanon.accounts.speaking import is_suspended
from headcanon.core.editions import pages_changed
from headcanon.core.standing import pages_changed_for
from headcanon.moderation.hiding import freeze, hide, is_frozen, is_hidden, restore, unfreeze
from headcanon.moderation.letters import tell_reporters, tell_whom_it_concerns
from headcanon.moderation.models import Act, Case, Report
from headcanon.moderation.reporting import moderators
from headcanon.moderation.things import kind_of, people_concerned
from headcanon.moderation.trail import record

Kind = Act.Kind


class Refused(Exception):
    """It is not hers to decide, or not about this, or there is nothing of that kind to do any more."""


class Overtaken(Exception):
    """Another moderator has decided meanwhile; `act` is what she did."""

    def __init__(self, act):
        self.act = act


@dataclass(frozen=True)
class Deed:
    """Something that can be done: to the thing, or to one of the people."""

    kind: Kind
    person: User | None = None

    @property
    def value(self):
        """As a form says it."""
        return f"{self.kind} {self.person.pk}" if self.person else str(self.kind)


# --- What can be done ----------------------------------------------------------------------------------------------


def may_act_on(by, person):
    return person != by and (by.is_superuser or not (person.is_moderator or person.is_superuser))


def deeds_for(case, by):
    """What `by` can do about it as things stand; nothing where it is about herself."""
    people = people_concerned(case)
    if by in people:
        return []
    about_thing = deeds_to_thing(case) if all(may_act_on(by, person) for person in people) else []
    about_people = [deed for person in people if may_act_on(by, person) for deed in deeds_to(person)]
    return [*about_thing, *about_people, *([Deed(Kind.DISMISS)] if case.is_open else [])]


def deeds_to_thing(case):
    hidden, frozen = is_hidden(case), is_frozen(case)
    return [
        Deed(kind)
        for kind, is_possible in [
            (Kind.HIDE, hidden is False),
            (Kind.RESTORE, hidden is True),
            (Kind.FREEZE, frozen is False),
            (Kind.UNFREEZE, frozen is True),
        ]
        if is_possible
    ]


def deeds_to(person):
    if person.username == ORPHAN:
        return []
    kinds = [
        Kind.WARN,
        Kind.LIFT if is_suspended(person) else Kind.SUSPEND,
        Kind.BAN if person.is_active else Kind.UNBAN,
    ]
    return [Deed(kind, person) for kind in kinds]


# --- Doing it ------------------------------------------------------------------------------------------------------


@transaction.atomic
def act(case, wish, *, by, words, seen, site, days=None):
    """`wish` is a Deed's value, `seen` the number of the last act about it that she knew of; `site` is where the archive
    is, for links in letters. Raises Refused and Overtaken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.last_act != seen:
        raise Overtaken(Act.objects.get(pk=case.last_act))
    deed = next((deed for deed in deeds_for(case, by) if deed.value == wish), None)
    if deed is None:
        raise Refused
    until = timezone.now() + timedelta(days=days) if deed.kind == Kind.SUSPEND else None
    do(deed, case, until)
    tellings = record(
        deed.kind,
        by=by,
        whom=[deed.person] if deed.person else people_concerned(case),
        words=words,
        case=case,
        thing=kind_of(case).name,
        thing_number=case.thing_id,
        until=until,
    )
    settle(case, tellings[0].act, site)
    tell_whom_it_concerns(tellings, site)
    return tellings[0].act


def do(deed, about, until):
    match deed.kind:
        case Kind.HIDE:
            hide(about)
        case Kind.RESTORE:
            restore(about)
        case Kind.FREEZE:
            freeze(about)
        case Kind.UNFREEZE:
            unfreeze(about)
        case Kind.SUSPEND | Kind.LIFT:
            suspend(deed.person, until)
        case Kind.BAN:
            ban(deed.person)
        case Kind.UNBAN:
            let_in_again(deed.person)


def settle(case, done, site):
    """Decided; whoever left an address to be answered at is answered, and the address is forgotten."""
    waiting = Report.objects.filter(case=case, settled_at=None)
    tell_reporters(waiting.exclude(email=""), done, site)
    waiting.update(settled_at=timezone.now(), email="", device="")
    Case.objects.filter(pk=case.pk).update(is_open=False, last_act=done.number)
    pages_changed_for(*moderators())


# --- People --------------------------------------------------------------------------------------------------------


def suspend(person, until):
    """Until then nothing new of hers appears; None lifts it. The rule is in accounts/speaking.py."""
    User.objects.filter(pk=person.pk).update(suspended_until=until)
    pages_changed_for(person)


def ban(person):
    """She cannot sign in, is signed out wherever she is, and has no page. What she posted stays until it is hidden."""
    User.objects.filter(pk=person.pk).update(is_active=False)
    for session in UserSession.objects.filter(user=person):
        session.end()
    pages_changed()


def let_in_again(person):
    User.objects.filter(pk=person.pk).update(is_active=True)
    pages_changed()

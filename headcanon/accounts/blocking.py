"""Who wishes to see nothing of whom.

A block works both ways and everywhere, and a person one is kept apart from looks as if she did not exist; only the
archivist sees everybody. A mute works one way, in lists only, and nobody learns of it.
"""

from django.db import transaction
from django.db.models import Q

from headcanon.accounts.models import Block, Mute, Pseud, User
from headcanon.accounts.signals import near_or_far
from headcanon.core.standing import pages_changed_for


def people_apart_from(person):
    """Everybody whom `person` blocked or who blocked her, as a queryset to ask within another; where there was never
    anybody, one that the database need not be asked."""
    if not person.ever_kept_apart:
        return User.objects.none()
    blocked = Block.objects.filter(blocker=person).values("blocked")
    blocking = Block.objects.filter(blocked=person).values("blocker")
    return User.objects.filter(Q(pk__in=blocked) | Q(pk__in=blocking))


def are_apart(person, other):
    """Whether one of the two has blocked the other; then nothing passes between them, and neither is told."""
    return Block.objects.filter(Q(blocker=person, blocked=other) | Q(blocker=other, blocked=person)).exists()


def seen_people(viewer, prefix=""):
    """People whose pages this viewer can open: a condition on them, or on what `prefix` leads to them from ("user__")."""
    seen = Q(**{f"{prefix}is_active": True})
    if viewer.is_guest or viewer.is_archivist:
        return seen
    return seen & ~Q(**{f"{prefix}pk__in": people_apart_from(viewer.person)})


def people_seen_by(viewer):
    return User.objects.filter(seen_people(viewer))


def people_in_reach_of(viewer):
    """People about whom she can say how near she wants them: whom she sees, and whom she has blocked herself."""
    return User.objects.filter(
        seen_people(viewer) | Q(pk__in=Block.objects.filter(blocker=viewer.person).values("blocked"))
    )


def pen_names_seen_by(viewer):
    return Pseud.objects.filter(seen_people(viewer, "user__")).select_related("user")


def people_muted_by(person):
    muted = Mute.objects.filter(muter=person).values("muted")
    return muted if person.ever_kept_apart else muted.none()


def is_muted_by(viewer, person):
    return viewer.person not in (None, person) and Mute.objects.filter(muter=viewer.person, muted=person).exists()


@transaction.atomic
def block(blocker, blocked):
    """Twice is once; nobody blocks herself."""
    if blocker != blocked:
        Block.objects.get_or_create(blocker=blocker, blocked=blocked)
        remember_that(blocker, blocked)
        tell(blocker, blocked)


@transaction.atomic
def unblock(blocker, blocked):
    Block.objects.filter(blocker=blocker, blocked=blocked).delete()
    tell(blocker, blocked)


@transaction.atomic
def mute(muter, muted):
    """Twice is once; nobody mutes herself."""
    if muter != muted:
        Mute.objects.get_or_create(muter=muter, muted=muted)
        remember_that(muter)
        tell(muter)


@transaction.atomic
def unmute(muter, muted):
    Mute.objects.filter(muter=muter, muted=muted).delete()
    tell(muter)


def remember_that(*people):
    """These are asked about from now on."""
    User.objects.filter(pk__in=[person.pk for person in people]).update(ever_kept_apart=True)
    for person in people:
        person.ever_kept_apart = True


def tell(*people):
    near_or_far.send(User, people=people)
    pages_changed_for(*people)

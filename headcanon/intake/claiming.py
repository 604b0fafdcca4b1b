"""A story that stands here without her: whoever wrote it says so, and somebody who looks after the archive decides."""

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from headcanon.accounts.letters import send_letter
from headcanon.accounts.speaking import let_speak
from headcanon.core.editions import pages_changed
from headcanon.intake.models import Claim, Keeping
from headcanon.intake.taking import is_absent
from headcanon.works.about import tell_readers
from headcanon.works.holding import held
from headcanon.works.models import Authorship, Provenance, Work
from headcanon.works.trash import trash

LONGEST = 4_000


class Decided(Exception):
    """Somebody has decided meanwhile, or the story has found its author."""


def absent_authors(work):
    """Its pen names that nobody writes under yet: their accounts were made for people who have never been here."""
    return [pseud for pseud in work.authors if is_absent(pseud.user)]


def can_be_claimed(work, viewer):
    return not viewer.is_guest and not work.is_by(viewer) and bool(absent_authors(work))


def claim(work, pseud, *, wish, words):
    """Claimed twice it is one claim, with the newer words. Raises Suspended."""
    let_speak(pseud.user)
    said = {"pseud": pseud, "wish": wish, "words": words[:LONGEST], "made_at": timezone.now()}
    return Claim.objects.update_or_create(work=work, person=pseud.user, decided_at=None, defaults=said)[0]


def take_claim_back(claim):
    Claim.objects.filter(pk=claim.pk, decided_at=None).delete()


@transaction.atomic
def decide(claim, *, by, grants, answer=""):
    """Granted, the story is hers, under the name she claimed it with, and lies in her trash if she wished it down.

    Raises Decided if there is nothing to decide any more.
    """
    work = held(Work.objects).get(pk=claim.work_id)
    claim = Claim.objects.select_for_update().waiting().filter(pk=claim.pk).select_related("pseud", "person").first()
    if claim is None or (grants and not absent_authors(work)):
        raise Decided
    claim.decided_at, claim.decided_by, claim.is_granted, claim.answer = timezone.now(), by, grants, answer
    claim.save()
    if grants:
        hand_over(work, claim)
    send_letter("claimed", claim.person.email, person=claim.person, claim=claim, work=work)
    pages_changed()


def hand_over(work, claim):
    [absent, *_] = absent_authors(work)
    if Authorship.objects.filter(work=work, pseud=claim.pseud).exists():
        Authorship.objects.filter(work=work, pseud=absent).delete()
    else:
        Authorship.objects.filter(work=work, pseud=absent).update(pseud=claim.pseud)
    if not any(is_absent(each.pseud.user) for each in work.authorships.select_related("pseud__user")):
        Keeping.objects.filter(work=work).delete()
    hand_over_original(work, absent.user, claim.person)
    tell_readers(Work.objects.get(pk=work.pk))
    if claim.wish == Claim.Wish.WITHDRAW:
        trash(work)


def hand_over_original(work, absent, person):
    """The file it came from is hers from now on, unless she brought the same one herself."""
    provenance = Provenance.objects.filter(work=work, taken_in_by=absent).first()
    if provenance is None:
        return
    same = Provenance.objects.filter(original=provenance.original_id, part=provenance.part, taken_in_by=person)
    if not same.exists():
        Provenance.objects.filter(pk=provenance.pk).update(taken_in_by=person)


# --- For pages -----------------------------------------------------------------------------------------------------


def kept_for_others(works, viewer):
    """By work, for those that somebody brought for their author: who did, and whether this reader may say it is hers."""
    those = [work for work in works if not work.is_draft and absent_authors(work)]
    prefetch_related_objects(those, Prefetch("keeping", Keeping.objects.select_related("archived_by")))
    return {
        work.pk: {"keeping": work.keeping, "may_claim": not work.is_by(viewer)}
        for work in those
        if hasattr(work, "keeping")
    }


def claims_waiting(_items, viewer):
    """For the head of a moderator's pages."""
    number = (
        Claim.objects.visible_to(viewer).waiting().exclude(person=viewer.person).count() if viewer.is_moderator else 0
    )
    return {"number": number}

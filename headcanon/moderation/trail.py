"""The trail: every act of a moderator, each holding the hash of the one before, so that none can be changed, left out or
put in without the rest saying so."""

import hashlib
import json
import secrets

from django.db.models import Prefetch
from django.utils import timezone

from headcanon.accounts.models import User
from headcanon.moderation.models import Act, Telling, Trail
from headcanon.moderation.signals import act_done


def record(kind, *, by, whom=(), words="", case=None, thing="", thing_number=None, until=None):
    """One more act, in the transaction of what was done. Answers with its tellings."""
    trail = held_trail()
    salt = secrets.token_hex(16)
    act = Act(
        number=trail.length + 1,
        made_at=timezone.now(),
        kind=kind,
        by_number=by.pk,
        whom_numbers=" ".join(str(person.pk) for person in whom),
        thing=thing,
        thing_number=thing_number,
        until=until,
        words_sha256=digest_of_words(salt, words),
        previous=trail.sha256,
    )
    act.sha256 = digest_of(act)
    act.save(force_insert=True)
    Trail.objects.filter(pk=Trail.ROW).update(length=act.number, sha256=act.sha256)
    tellings = [
        Telling.objects.create(act=act, case=case, by=by, whom=person, words=words, salt=salt)
        for person in (whom or [None])
    ]
    act_done.send(Act, act=act, tellings=tellings)
    return tellings


def held_trail():
    """Whoever comes second waits here until the first is done."""
    Trail.objects.get_or_create(pk=Trail.ROW)
    return Trail.objects.select_for_update().get(pk=Trail.ROW)


def digest_of(act):
    said = [
        act.number, as_said(act.made_at), act.kind, act.by_number, act.whom_numbers, act.thing, act.thing_number,
        as_said(act.until), act.words_sha256, act.previous,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def as_said(moment):
    return moment and moment.isoformat(timespec="microseconds")


def digest_of_words(salt, words):
    """The salt goes with the words, and without it nobody can try out which they were."""
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()


# --- Looking whether it holds --------------------------------------------------------------------------------------


def breaks_in(acts):
    """A sentence for each place where the chain does not hold; `acts` in their order."""
    number, previous = 0, ""
    for act in acts:
        number += 1
        if act.number != number:
            yield f"Act {number} is not on the trail any more."
            number = act.number
        elif act.previous != previous:
            yield f"Act {act.number} of the trail does not follow the one before it."
        if digest_of(act) != act.sha256:
            yield f"Act {act.number} of the trail is not what it was."
        previous = act.sha256
        yield from changed_words(act)
    end = Trail.objects.filter(pk=Trail.ROW).first() or Trail()
    if (end.length, end.sha256) != (number, previous):
        yield f"The trail ends with act {number}, and had {end.length}."


def changed_words(act):
    """Who has left has taken hers along; of anybody else they must be there."""
    tellings = list(act.tellings.all())
    if any(digest_of_words(each.salt, each.words) != act.words_sha256 for each in tellings):
        yield f"The words of act {act.number} are not what they were."
    told = {each.whom_id for each in tellings}
    here = User.objects.filter(pk__in=act.whom_numbers.split(), joined_at__lte=act.made_at).values_list("pk", flat=True)
    if set(here) - told or not (act.whom_numbers or tellings):
        yield f"The words of act {act.number} are gone, and nobody has left with them."


# --- Showing it ----------------------------------------------------------------------------------------------------


def acts_seen_by(viewer):
    """For moderators; none learns here that she herself was reported."""
    spared = Telling.objects.filter(whom=viewer.person, act__kind=Act.Kind.DISMISS).values("act")
    tellings = Telling.objects.select_related("by", "whom", "answer").order_by("pk")
    return Act.objects.exclude(pk__in=spared).prefetch_related(Prefetch("tellings", tellings, to_attr="told"))

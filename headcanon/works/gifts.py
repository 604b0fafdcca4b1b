"""For whom a work was written. She is told, may be glad of it, and may refuse; then her name is not on it any more."""

from django.db import transaction
from django.utils import timezone

from headcanon.accounts.blocking import are_apart
from headcanon.accounts.models import Pseud, fold
from headcanon.core.editions import pages_changed
from headcanon.works.models import Authorship, Gift
from headcanon.works.signals import gift_given
from headcanon.works.waiting import count_again


@transaction.atomic
def give(work, names):
    """It is for exactly these, as far as none of them has refused it; what was refused stays so."""
    standing = {gift.name: gift for gift in work.gifts.all()}
    gone = [gift for name, gift in standing.items() if name not in names and not gift.refused_at]
    touched = [gift.pseud for gift in gone if gift.pseud]
    Gift.objects.filter(pk__in=[gift.pk for gift in gone]).delete()
    refusing = {gift.pseud.user_id for gift in standing.values() if gift.pseud and gift.refused_at}
    for name in names:
        if name in standing:
            continue
        pseud = recipient(work, name)
        has_refused = pseud is not None and pseud.user_id in refusing
        refused_at = timezone.now() if has_refused else None
        gift = Gift.objects.create(work=work, name=name, pseud=pseud, refused_at=refused_at)
        if not has_refused:
            gift_given.send(Gift, gift=gift)
        touched += [pseud] if pseud else []
    count_again({pseud.user_id for pseud in touched})


def recipient(work, name):
    """The one pen name here that is meant; None if there is no such name, or several, or one is kept apart from it."""
    found = list(Pseud.objects.filter(key=fold(name), user__is_active=True).select_related("user")[:2])
    if len(found) != 1:
        return None
    authors = Authorship.objects.filter(work=work).select_related("pseud__user")
    is_apart = any(are_apart(authorship.pseud.user, found[0].user) for authorship in authors)
    return None if is_apart else found[0]


@transaction.atomic
def answer_gift(gift, *, accepts):
    """She may change her mind."""
    now = timezone.now()
    Gift.objects.filter(pk=gift.pk).update(accepted_at=now if accepts else None, refused_at=None if accepts else now)
    count_again({gift.pseud.user_id})
    pages_changed()

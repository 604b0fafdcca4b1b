"""How works stand to each other: sequels, remixes, translations, here and elsewhere."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.accounts.models import User
from headcanon.accounts.speaking import let_speak
from headcanon.canon.wranglers import hold_the_order
from headcanon.core.editions import pages_changed
from headcanon.works.models import RelatedWork, Work
from headcanon.works.signals import work_related
from headcanon.works.waiting import count_again

A_WORK = re.compile(r"/works/(\d{1,10})(?:/.*)?")
MOST = 50


@transaction.atomic
def relate(work, kind, *, viewer, parent=None, title="", author="", address=""):
    """Say that `work` is the `kind` of another. The page of one in this archive shows it when her author has agreed.
    Raises Suspended, and ValidationError where nothing can be named so: no work comes from itself, by however many
    others in between."""
    let_speak(viewer.person)
    hold_the_order()  # two who name stories at once could close a circle that neither of them sees
    if work.relations.count() >= MOST:
        raise ValidationError(_("A story can name %d others, and this one does.") % MOST)
    if parent == work:
        raise ValidationError(_("This is the story's own address. Please give the other one's."))
    if parent and comes_from(parent, work):
        raise ValidationError(_("That story comes from this one already, so this one cannot come from it."))
    if parent is None:
        RelatedWork.objects.create(work=work, kind=kind, title=title, author=author, address=address)
    else:
        agreed_at = timezone.now() if parent.is_by(viewer) else None
        relation, is_new = RelatedWork.objects.get_or_create(
            work=work, parent=parent, kind=kind, defaults={"agreed_at": agreed_at}
        )
        if is_new:
            work_related.send(RelatedWork, relation=relation)
    told(parent)


def comes_from(work, other):
    """Whether `other` is among what `work` names, what those name, and so on."""
    known, latest = set(), {work.pk}
    while latest:
        named = RelatedWork.objects.filter(work__in=latest, parent__isnull=False).values_list("parent", flat=True)
        latest = set(named) - known
        if other.pk in latest:
            return True
        known |= latest
    return False


def work_at(viewer, address, host):
    """The work of this archive that an address leads to, if this viewer may see it; None if it leads elsewhere.

    Raises ValidationError for one of this archive that she cannot see, which looks like one that does not exist.
    """
    parts = urlsplit(address)
    found = A_WORK.fullmatch(parts.path)
    if not found or parts.netloc not in ("", host):
        return None
    try:
        return Work.objects.visible_to(viewer).get(pk=int(found[1]))
    except (Work.DoesNotExist, OverflowError):
        raise ValidationError(_("There is no story at this address that you can read.")) from None


@transaction.atomic
def unrelate(relation):
    parent = relation.parent
    relation.delete()
    told(parent)


@transaction.atomic
def answer_relation(relation, *, accepts):
    """Whether her page shows it; she may change her mind."""
    now = timezone.now()
    RelatedWork.objects.filter(pk=relation.pk).update(
        agreed_at=now if accepts else None, refused_at=None if accepts else now
    )
    told(relation.parent)


def told(parent):
    if parent is not None:
        count_again(User.objects.filter(pseuds__works=parent).values_list("pk", flat=True))
    pages_changed()

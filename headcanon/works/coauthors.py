"""Writing together: asking somebody to be named as an author, her answer, and leaving a work again."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.accounts.models import Pseud, fold
from headcanon.accounts.speaking import let_speak
from headcanon.works.about import tell_readers
from headcanon.works.holding import held
from headcanon.works.models import Authorship, CoauthorRequest, SeriesPart, Work
from headcanon.works.signals import coauthor_asked
from headcanon.works.waiting import count_again

MOST_ASKED = 20
WITH_USERNAME = re.compile(r"(.+?)\s*\((\w+)\)", re.ASCII)


class LastAuthor(Exception):
    """A work has at least one author."""


@transaction.atomic
def ask(work, name, *, person):
    """Ask whoever writes as `name` to be named as an author. Raises ValidationError where nobody can be asked,
    and Suspended.

    She who keeps `person` away is asked as well, so that it looks the same, and never hears of it.
    """
    let_speak(person)
    pseud = pen_name_meant(name)
    if Authorship.objects.filter(work=work, pseud__user=pseud.user).exists():
        raise ValidationError(_("%s is an author of this story already.") % pseud.name)
    if work.coauthor_requests.count() >= MOST_ASKED:
        raise ValidationError(_("%d people have been asked for this story, and more cannot be.") % MOST_ASKED)
    request, is_new = CoauthorRequest.objects.get_or_create(work=work, pseud=pseud, defaults={"asked_by": person})
    if is_new:
        coauthor_asked.send(CoauthorRequest, request=request)
    count_again({pseud.user_id})
    return pseud


def pen_name_meant(name):
    """The pen name, or where several people write under it, the one whose user name stands behind: “Rae (rae_2)”."""
    people = Pseud.objects.filter(user__is_active=True).select_related("user")
    found = list(people.filter(key=fold(name))[:2])
    if not found and (parts := WITH_USERNAME.fullmatch(name.strip())):
        found = list(people.filter(key=fold(parts[1]), user__username__iexact=parts[2]))
    if not found:
        raise ValidationError(_("Nobody here writes under this name. Please look how it is spelled."))
    if len(found) > 1:
        raise ValidationError(
            _("Several people write as %(name)s. Please add the user name, as in “%(name)s (username)”.")
            % {"name": name.strip()}
        )
    return found[0]


@transaction.atomic
def answer_request(request, *, accepts):
    """Accepting makes her an author, the last of them; declining closes the matter, and nobody can ask again."""
    work = held(Work.objects).get(pk=request.work_id)
    if accepts:
        join(work, request.pseud)
        request.delete()
    else:
        CoauthorRequest.objects.filter(pk=request.pk).update(declined_at=timezone.now())
    count_again({request.pseud.user_id})
    tell_readers(work)


def join(work, pseud):
    last = work.authorships.aggregate(last=Max("position"))["last"] or 0
    Authorship.objects.get_or_create(work=work, pseud=pseud, defaults={"position": last + 1})


@transaction.atomic
def withdraw(request):
    """Not asked any more. One that was declined is kept, so that nobody is asked again and again."""
    CoauthorRequest.objects.filter(pk=request.pk, declined_at=None).delete()
    count_again({request.pseud.user_id})


@transaction.atomic
def leave(work, person):
    """Raises LastAuthor. What she wrote stays in the work; it leaves her series."""
    work = held(Work.objects).get(pk=work.pk)
    authorships = Authorship.objects.filter(work=work)
    if not authorships.exclude(pseud__user=person).exists():
        raise LastAuthor
    authorships.filter(pseud__user=person).delete()
    SeriesPart.objects.filter(work=work, series__owner=person).delete()
    tell_readers(work)

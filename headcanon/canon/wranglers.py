"""Who puts tags and the lines of canons in order, and that nobody else does meanwhile."""

from functools import wraps

from django.db import transaction
from django.http import Http404
from django.views.decorators.cache import never_cache

from headcanon.accounts.models import User
from headcanon.canon.models import Wrangling
from headcanon.core.standing import pages_changed_for


def is_wrangler(viewer):
    """The archivist is one, and whomever she has named."""
    return viewer.is_archivist or (viewer.person is not None and viewer.person.is_wrangler)


def for_wranglers(view):
    """For anybody else the page is not there; theirs is kept nowhere."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if not is_wrangler(request.viewer):
            raise Http404
        return never_cache(view)(request, *args, **kwargs)

    return answer


def name_wrangler(person):
    become(person, True)


def release_wrangler(person):
    """What she has put in order stays as it is."""
    become(person, False)


@transaction.atomic
def become(person, is_wrangler):
    if User.objects.filter(pk=person.pk, is_wrangler=not is_wrangler).update(is_wrangler=is_wrangler):
        pages_changed_for(person)


def hold_the_order():
    """From here to the end of the transaction nobody else puts anything in order."""
    Wrangling.objects.get_or_create(pk=Wrangling.ROW)
    Wrangling.objects.select_for_update().get(pk=Wrangling.ROW)

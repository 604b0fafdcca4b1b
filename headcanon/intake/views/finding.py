"""What a page of intake is about, and who may come to it."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.accounts.models import Pseud
from headcanon.core.viewing import get_visible_or_404
from headcanon.intake.models import Brought


def for_members(view):
    """A guest is asked to sign in; the page is hers alone, and kept nowhere."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.viewer.is_guest:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
        return never_cache(view)(request, *args, **kwargs)

    return answer


def own_or_404(request, pk):
    return get_visible_or_404(Brought.objects.select_related("original"), request.viewer, pk=pk)


def one_to_correct(request, pk):
    """Hers, read, and not thrown away."""
    brought = own_or_404(request, pk)
    if brought.content is None or brought.thrown_away_at:
        raise Http404
    return brought


def pseuds_of(request):
    return list(Pseud.objects.filter(user=request.viewer.person).order_by("-is_default", "name"))


def chosen_pseud(request):
    """Of her own names the one she chose, or her usual one."""
    chosen = request.POST.get("pseud", "")
    hers = pseuds_of(request)
    found = hers[0] if not chosen else next((each for each in hers if str(each.pk) == chosen), None)
    if found is None:
        raise Http404
    return found


def version_seen(request, brought):
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 10 else brought.version


def say_overtaken(request):
    messages.warning(
        request, _("It was changed elsewhere since this page was opened, and stays as it is there. Look once more.")
    )

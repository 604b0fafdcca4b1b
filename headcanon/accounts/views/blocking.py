"""Where a person keeps others away, and lets them near again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.accounts.blocking import block, mute, people_in_reach_of, unblock, unmute
from headcanon.accounts.models import User

WISHES = {"block": block, "unblock": unblock, "mute": mute, "unmute": unmute}


@never_cache
@login_required
def blocked(request):
    by_name = User.objects.order_by("username")
    people = {
        "blocked": by_name.filter(blocked_by__blocker=request.user),
        "muted": by_name.filter(muted_by__muter=request.user),
    }
    return render(request, "accounts/settings/blocked.html", people)


@login_required
@require_POST
def keep_away(request, username):
    """Leads to the list, where it can be taken back; the page she came from may be gone for her."""
    other = get_object_or_404(people_in_reach_of(request.viewer), username__iexact=username)
    if wish := WISHES.get(request.POST.get("wish")):
        wish(request.user, other)
        messages.success(request, said(request.POST["wish"]) % other.username)
    return redirect("blocked")


def said(wish):
    return {
        "block": _("You and %s see nothing of each other from now on."),
        "unblock": _("%s is no longer blocked."),
        "mute": _("You will not meet %s in lists any more."),
        "unmute": _("You meet %s in lists again."),
    }[wish]

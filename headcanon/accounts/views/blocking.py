"""Where a person keeps others away, and lets them near again."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headcanon.accounts.blocking import block, mute, people_in_reach_of, unblock, unmute
from headcanon.core.undoing import said_with_undo

WISHES = {"block": block, "unblock": unblock, "mute": mute, "unmute": unmute}


UNDONE_BY = {"block": "unblock", "unblock": "block", "mute": "unmute", "unmute": "mute"}


@login_required
def blocked(request):
    """People stand on the page of all that she keeps quiet; this address has been given out."""
    return redirect("quiet")


@login_required
@require_POST
def keep_away(request, username):
    """Leads to the list, where it can be taken back; the page she came from may be gone for her."""
    other = get_object_or_404(people_in_reach_of(request.viewer), username__iexact=username)
    if wish := WISHES.get(request.POST.get("wish")):
        wish(request.user, other)
        told, undo = said(request.POST["wish"]) % other.username, [("wish", UNDONE_BY[request.POST["wish"]])]
        said_with_undo(request, told, reverse("keep-away", args=[other.username]), undo)
    return redirect("quiet")


def said(wish):
    return {
        "block": _("You and %s see nothing of each other from now on."),
        "unblock": _("%s is no longer blocked."),
        "mute": _("You will not meet %s in lists any more."),
        "unmute": _("You meet %s in lists again."),
    }[wish]

"""The page with the switches for a bad day."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from headcanon.moderation.bad_days import SWITCHES, close, open_again
from headcanon.moderation.views.queue import for_moderators

DEEDS = {"close": close, "open": open_again}


@for_moderators
def bad_day(request):
    if request.method == "POST":
        return turned(request)
    return render(request, "moderation/bad_day.html")


def turned(request):
    """The button says what it does to which: `close all`, `open links`."""
    deed, _blank, switch = request.POST.get("turn", "").partition(" ")
    if deed not in DEEDS or switch not in (*SWITCHES, "all"):
        raise Http404
    DEEDS[deed](list(SWITCHES) if switch == "all" else [switch], by=request.viewer.person)
    messages.success(request, _("It is closed.") if deed == "close" else _("It is open again."))
    return redirect("bad-day")

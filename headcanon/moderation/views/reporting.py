"""Where anybody reports anything."""

import secrets

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.core.flooding import GUEST, MEMBER, TooQuick, keep_pace, source
from headcanon.moderation import reporting
from headcanon.moderation.forms import ReportForm
from headcanon.moderation.things import seen_thing_or_404
from headcanon.reviews.devices import device_of, new_device, remember_device


@never_cache
def report(request, kind, pk):
    """What the reader cannot see cannot be reported, and neither can what is hers. A moderator comes to its case."""
    kind, thing = seen_thing_or_404(request.viewer, kind, pk)
    form = ReportForm(request.POST or None, viewer=request.viewer, initial={"sent_with": secrets.token_urlsafe(16)})
    if request.method == "POST" and form.is_valid():
        try:
            slow_down(request)
        except TooQuick as refusal:
            form.add_error(None, str(refusal))
        else:
            return reported(request, kind, thing, form.cleaned_data)
    return render(request, "moderation/report.html", {"form": form, "kind": kind, "thing": thing})


def reported(request, kind, thing, said):
    person = request.viewer.person
    token, device = (None, "") if person else device_for(request)
    case = reporting.report(kind, thing, reporter=person, device=device, **said)
    messages.success(request, _("Thank you. A moderator will look at it."))
    response = redirect("moderation-case", case.pk) if request.viewer.is_moderator else redirect(thing)
    return remember_device(request, response, token) if token else response


def device_for(request):
    """(a new device's token or None, its hash)"""
    known = device_of(request)
    return (None, known) if known else new_device()


def slow_down(request):
    person = request.viewer.person
    if person:
        keep_pace([source("report", f"person {person.pk}")], MEMBER)
    else:
        keep_pace([source("report", get_adapter().get_client_ip(request))], GUEST)

"""Saying something once, and reading it."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.accounts.speaking import Suspended
from headcanon.core.viewing import get_visible_or_404
from headcanon.following.announcing import announce
from headcanon.following.forms import AnnouncementForm
from headcanon.following.models import Announcement


@never_cache
@login_required
def new(request):
    viewer = request.viewer
    begun = {"sent_with": secrets.token_urlsafe(24), "pseud": viewer.person.default_pseud}
    form = AnnouncementForm(request.POST or None, viewer=viewer, initial={**begun, "work": request.GET.get("work")})
    if request.method == "POST" and form.is_valid() and (said := said_with(form)):
        messages.success(request, _("It is on its way to everybody who follows."))
        return redirect(said)
    return render(request, "following/announce.html", {"form": form})


def said_with(form):
    """The announcement; or None, and the form says why and keeps the words."""
    told = form.cleaned_data
    try:
        return announce(told["pseud"], told["text"], work=told["work"], sent_with=told["sent_with"])
    except Suspended as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as refusal:
        form.add_error(None, refusal)
    return None


def announcement(request, announcement_id):
    those = Announcement.objects.select_related("pseud__user", "work")
    found = get_visible_or_404(those, request.viewer, pk=announcement_id)
    return render(request, "following/announcement.html", {"announcement": found})

"""How an archivist gets her account. Signing in and out are the account library's views, at our addresses."""

from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.accounts.forms import ArchivistForm
from headcanon.accounts.joining import become_archivist
from headcanon.accounts.models import SetupLink


@never_cache
def set_up(request, token):
    """The page behind the one-time link."""
    link = SetupLink.usable(token)
    if link is None:
        return render(request, "accounts/link_used.html", status=404)
    form = ArchivistForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        archivist = become_archivist(link, **form.cleaned_data)
        if archivist is None:
            return render(request, "accounts/link_used.html", status=404)
        login(request, archivist)
        messages.success(request, _("Welcome. The archive is yours; this is where you say what it is."))
        return redirect("archive-settings")
    return render(request, "accounts/set_up.html", {"form": form})

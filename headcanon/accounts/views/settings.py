"""The settings' first page, and what a person prefers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.accounts.forms import PreferencesForm


@never_cache
@login_required
def hub(request):
    return render(request, "accounts/settings/hub.html")


@never_cache
@login_required
def preferences(request):
    form = PreferencesForm(request.POST or None, instance=request.user.prefers)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your preferences are saved."))
        return redirect("preferences")
    return render(request, "accounts/settings/preferences.html", {"form": form})

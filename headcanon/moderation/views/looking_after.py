"""What the archivist decides about moderation: who the moderators are, and what reports give as their reason."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headcanon.accounts.models import User
from headcanon.core.viewing import for_the_archivist
from headcanon.moderation.forms import ModeratorForm, ReasonsForm
from headcanon.moderation.models import Reason
from headcanon.moderation.naming import name, release
from headcanon.moderation.reasons import put_reasons


@for_the_archivist
def moderators(request):
    form = ModeratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name(form.person, by=request.viewer.person, site=request.build_absolute_uri("/")[:-1])
        messages.success(request, _("%s looks after the archive with you from now on.") % form.person.username)
        return redirect("moderators")
    named = User.objects.filter(is_moderator=True).order_by("username")
    return render(request, "moderation/settings/moderators.html", {"form": form, "moderators": named})


@require_POST
@for_the_archivist
def release_moderator(request, pk):
    person = get_object_or_404(User, pk=pk, is_moderator=True)
    release(person, by=request.viewer.person, site=request.build_absolute_uri("/")[:-1])
    messages.success(request, _("%s is no moderator any more.") % person.username)
    return redirect("moderators")


@for_the_archivist
def reasons(request):
    said = "\n".join(Reason.objects.values_list("name", flat=True))
    form = ReasonsForm(request.POST or None, initial={"reasons": said})
    if request.method == "POST" and form.is_valid():
        put_reasons(form.cleaned_data["reasons"])
        messages.success(request, _("Reports give these reasons from now on."))
        return redirect("report-reasons")
    return render(request, "moderation/settings/reasons.html", {"form": form})

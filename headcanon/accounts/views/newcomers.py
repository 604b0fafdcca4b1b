"""What the archivist decides about joining: the ways in, and who comes in. For anybody else the pages are not there."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headcanon.accounts.arriving import confirm_by_hand, say_no, say_yes
from headcanon.accounts.forms import JoiningForm
from headcanon.accounts.models import Newcomer
from headcanon.core.editions import pages_changed, the_archive
from headcanon.core.viewing import for_the_archivist


@for_the_archivist
def joining_settings(request):
    form = JoiningForm(request.POST or None, instance=the_archive())
    if request.method == "POST" and form.is_valid():
        form.save()
        pages_changed()
        messages.success(request, _("From now on people join as you have said."))
        return redirect("joining-settings")
    return render(request, "accounts/joining.html", {"form": form})


@for_the_archivist
def newcomers(request):
    """Who waits for her yes, and who has not confirmed an address yet."""
    known = Newcomer.objects.told_of().select_related("user").order_by("came_at", "pk")
    unconfirmed = known.unconfirmed()
    context = {
        "waiting": known.filter(waits=True),
        "unconfirmed": unconfirmed,
        "unconfirmed_ids": {newcomer.pk for newcomer in unconfirmed},
    }
    return render(request, "accounts/newcomers.html", context)


@require_POST
@for_the_archivist
def answer_newcomer(request, pk):
    newcomer = get_object_or_404(Newcomer.objects.told_of(), pk=pk)
    name = newcomer.user.username
    match request.POST.get("answer"):
        case "yes":
            say_yes(newcomer, sign_in_at=request.build_absolute_uri(reverse("account_login")))
            messages.success(request, _("%(name)s is in, as soon as her address is confirmed.") % {"name": name})
        case "no":
            say_no(newcomer)
            messages.success(request, _("%(name)s is not let in; the name is free again.") % {"name": name})
        case "confirm":
            confirm_by_hand(newcomer)
            messages.success(request, _("The address of %(name)s counts as confirmed.") % {"name": name})
    return redirect("newcomers")

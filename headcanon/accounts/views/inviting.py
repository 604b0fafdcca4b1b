"""Links by which people may join, and who made them."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.accounts.forms import InvitationForm
from headcanon.accounts.inviting import NoneLeft, invitations_left, invite, invite_one, open_invitations, take_back
from headcanon.core.editions import the_archive


@never_cache
@login_required
def invitations(request):
    """Hers that can still be used, and the making of another; its link is shown once, in the answer."""
    person = request.user
    if not (person.is_superuser or the_archive().invitations_each):
        raise Http404
    form = InvitationForm(request.POST or None) if person.is_superuser else None
    token = None
    if request.method == "POST":
        token = make_one(request, form)
    context = {
        "form": form,
        "link": token and request.build_absolute_uri(reverse("sign-up-invited", args=[token])),
        "invitations": open_invitations(person),
        "left": None if form else invitations_left(person),
    }
    return render(request, "accounts/invitations.html", context)


def make_one(request, form):
    """The new link's token; None where the form or the page says why there is none."""
    if form is None:
        try:
            return invite_one(request.user)
        except NoneLeft:
            return None
    if form.is_valid():
        said = form.cleaned_data
        return invite(request.user, uses=said["uses"], lasts=timedelta(days=said["days"]))


@require_POST
@login_required
def take_back_invitation(request, pk):
    take_back(get_object_or_404(request.user.invitations, pk=pk))
    messages.success(request, _("Nobody can use this link any more."))
    return redirect("invitations")

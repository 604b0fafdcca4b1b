"""Where a person says whom she trusts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.accounts.blocking import people_seen_by
from headcanon.accounts.models import User
from headcanon.accounts.trusting import distrust, trust
from headcanon.reviews.forms import TrustForm
from headcanon.works.coauthors import pen_name_meant


@never_cache
@login_required
def trusted(request):
    form = TrustForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pseud = pen_name_meant(form.cleaned_data["name"])
            if not people_seen_by(request.viewer).filter(pk=pseud.user_id).exists():
                raise ValidationError(_("Nobody here writes under this name. Please look how it is spelled."))
            if pseud.user == request.viewer.person:
                raise ValidationError(_("This is you."))
        except ValidationError as refusal:
            form.add_error("name", refusal)
        else:
            trust(request.viewer.person, pseud.user)
            messages.success(request, _("You trust %s.") % pseud.name)
            return redirect("trusted")
    people = User.objects.filter(trusted_by__truster=request.viewer.person).order_by("username")
    return render(request, "reviews/settings/trusted.html", {"form": form, "people": people})


@login_required
@require_POST
def no_more(request, username):
    other = get_object_or_404(User, username__iexact=username, trusted_by__truster=request.viewer.person)
    distrust(request.viewer.person, other)
    messages.success(request, _("%s is not among the people you trust any more. Nobody is told.") % other.username)
    return redirect("trusted")

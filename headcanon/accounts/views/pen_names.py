"""Where a person says what she is called and what her pages say about her."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.accounts.forms import PenNameForm, ProfileForm, SuccessorForm
from headcanon.accounts.pen_names import add_pen_name, describe, give_up, make_default


@never_cache
@login_required
def pen_names(request):
    form = PenNameForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and accepted(form, add_pen_name, request.user):
        messages.success(request, _("“%s” is yours now.") % form.cleaned_data["name"])
        return redirect("pen-names")
    hers = request.user.pseuds.select_related("user").order_by("-is_default", "name")
    return render(request, "accounts/settings/pen_names.html", {"form": form, "pen_names": hers})


@never_cache
@login_required
def pen_name(request, pk):
    hers = get_object_or_404(request.user.pseuds.select_related("user"), pk=pk)
    form = ProfileForm(request.POST or None, pseud=hers)
    if request.method == "POST" and form.is_valid() and accepted(form, describe, hers):
        messages.success(request, _("The name and its profile are saved."))
        return redirect("pen-name", pk=pk)
    # What was typed and refused is in the form; the page still speaks of the name as it is.
    hers.refresh_from_db(fields=["name"])
    return render(request, "accounts/settings/pen_name.html", {"form": form, "pen_name": hers})


def accepted(form, act, whose):
    """Do it; or say beside the name why not."""
    try:
        act(whose, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error("name", refusal)
    return form.is_valid()


@login_required
@require_POST
def usual_pen_name(request, pk):
    hers = get_object_or_404(request.user.pseuds, pk=pk)
    make_default(hers)
    messages.success(request, _("“%s” is your usual name now.") % hers.name)
    return redirect("pen-names")


@never_cache
@login_required
def remove_pen_name(request, pk):
    """Any but the usual one, which has no such page."""
    hers = get_object_or_404(request.user.pseuds, pk=pk, is_default=False)
    form = SuccessorForm(request.POST or None, pseud=hers)
    if request.method == "POST" and form.is_valid():
        give_up(hers, **form.cleaned_data)
        messages.success(request, _("The name is removed."))
        return redirect("pen-names")
    return render(request, "accounts/settings/remove_pen_name.html", {"form": form, "pen_name": hers})

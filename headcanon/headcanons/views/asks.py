"""What somebody was asked, what she asked others, and whose asks she takes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.accounts.speaking import Suspended
from headcanon.core.paging import keys_from, page_of
from headcanon.headcanons import asking
from headcanon.headcanons.finding import with_veils
from headcanon.headcanons.forms import AskWishesForm, DeclineForm
from headcanon.headcanons.views.finding import headcanon_or_404
from headcanon.headcanons.words import Refused


@never_cache
@login_required
def asks(request):
    """To her, or by her; the newest first."""
    viewer, by_me = request.viewer, request.GET.get("show") == "by-me"
    found = asking.asks_by(viewer) if by_me else asking.asks_to(viewer)
    page = page_of(found.with_card().select_related("asked_of"), key="newest_key", **keys_from(request))
    with_veils(page.items, viewer)
    return render(request, "headcanons/asks.html", {"page": page, "by_me": by_me})


@login_required
@require_POST
def answer(request, pk):
    """Hers to answer alone; to anybody else it is not there."""
    headcanon = headcanon_or_404(request, pk)
    if not headcanon.is_asked_of(request.viewer):
        raise Http404
    form = DeclineForm(request.POST)
    try:
        if request.POST.get("answer") == "accept":
            answered = asking.accept(headcanon)
        elif request.POST.get("answer") == "decline" and form.is_valid():
            answered = asking.decline(headcanon, form.cleaned_data["words"])
        else:
            raise Refused(_("There is room for fewer words than these. Nothing was sent yet."))
    except (Refused, Suspended) as refused:
        form.add_error(None, str(refused))
        context = {"headcanon": headcanon, "is_asked": True, "form": form}
        return render(request, "headcanons/ask.html", context)
    if answered.is_posted:
        messages.success(request, _("Everybody can read it now, and whoever asked is told. Happy writing!"))
        return redirect(answered)
    messages.success(request, _("It is declined, and whoever asked is told so kindly."))
    return redirect("asks")


@never_cache
@login_required
def wishes(request):
    form = AskWishesForm(request.POST or None, instance=asking.wishes_of(request.viewer.person))
    if request.method == "POST" and form.is_valid():
        asking.wish(form.instance)
        messages.success(request, _("Saved. Readers find it where they would ask you."))
        return redirect("ask-wishes")
    return render(request, "headcanons/settings/asks.html", {"form": form})

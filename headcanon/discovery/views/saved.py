"""The searches that somebody has saved: to open, name, follow, read as a feed, and let go."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from headcanon.discovery import saving
from headcanon.discovery.filters import Filters
from headcanon.discovery.forms import SearchNameForm


@never_cache
@login_required
@require_safe
def mine(request):
    """By their names alone: each in words would be a question for each."""
    return render(request, "discovery/saved/mine.html", {"searches": list(saving.searches_seen_by(request.viewer))})


@never_cache
@login_required
def new(request):
    """What its address asks is what is saved; nothing is, until she has named it."""
    asks = Filters.from_query(request.GET).asks()
    says = saving.in_words(asks, request.viewer)
    form = SearchNameForm(request.POST or None, initial={"name": says[: saving.LONGEST_NAME]})
    if request.method == "POST" and form.is_valid() and (search := saved(form, request.viewer.person, asks)):
        messages.success(request, _("Saved as “%s”. Follow it to hear of new stories that it finds.") % search.name)
        return redirect("saved-searches")
    context = {"form": form, "says": says, "back": address_of(asks)}
    return render(request, "discovery/saved/new.html", context, status=400 if form.errors else 200)


def saved(form, person, asks):
    """None where that was refused; the form says why."""
    name = form.cleaned_data["name"]
    try:
        return saving.save(person, name=name, asks=asks)
    except saving.NameTaken:
        form.add_error("name", taken(name))
    except saving.TooLong:
        form.add_error(None, _("This search asks for more than can be kept. Please take a part of it out."))
    except saving.TooMany:
        many = ngettext("%d saved search", "%d saved searches", saving.MOST) % saving.MOST
        form.add_error(None, _("You have %s, and no more can be kept. Please let one go first.") % many)
    return None


def taken(name):
    return _("Another search of yours is called “%s”. Please choose another name.") % name


@never_cache
@login_required
@require_safe
def opened(request, search_id):
    """Leads to what it finds."""
    return redirect(address_of(hers_or_404(request, search_id).asks))


@never_cache
@login_required
def edit(request, search_id):
    search = hers_or_404(request, search_id)
    if "new_feed" in request.POST:
        saving.renew_feed(search)
        messages.success(request, _("Its feed has a new address. The old one leads nowhere any more."))
        return redirect("saved-search-edit", search.pk)
    if "let_go" in request.POST:
        search.delete()
        messages.success(request, _("“%s” is not saved any more.") % search.name)
        return redirect("saved-searches")
    form = SearchNameForm(request.POST or None, initial={"name": search.name})
    if request.method == "POST" and form.is_valid() and renamed(form, search):
        messages.success(request, _("It is called “%s” now.") % form.cleaned_data["name"])
        return redirect("saved-searches")
    context = {"form": form, "search": search, "says": saving.in_words(search.asks, request.viewer)}
    return render(request, "discovery/saved/edit.html", context, status=400 if form.errors else 200)


def renamed(form, search):
    try:
        saving.rename(search, form.cleaned_data["name"])
    except saving.NameTaken:
        form.add_error("name", taken(form.cleaned_data["name"]))
        return False
    return True


def hers_or_404(request, search_id):
    return get_object_or_404(saving.searches_seen_by(request.viewer).select_related("person"), pk=search_id)


def address_of(asks):
    return f"{reverse('search')}?{asks}" if asks else reverse("search")

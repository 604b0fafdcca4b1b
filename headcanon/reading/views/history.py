"""The history of what one reads: seen, searched, thinned, switched off and taken along by its reader alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from headcanon.reading import marking
from headcanon.reading.forms.places import ThinForm
from headcanon.reading.history import (
    LONGEST_SEARCH,
    ON_A_PAGE,
    as_table,
    history_of,
    key_from,
    page_of_history,
    remove,
    to_thin,
    with_works,
)
from headcanon.reading.models import Reading


@never_cache
@login_required
def history(request):
    if request.method == "POST":
        return change(request)
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    state = request.GET.get("state", "")
    state = state if state in Reading.State else ""
    keys = {name: key_from(request.GET.get(name, "")) for name in ("behind", "before")}
    page = page_of_history(history_of(request.viewer, words=words, state=state), **keys)
    context = {
        "page": page,
        "lines": with_works(page.items, request.viewer),
        "words": words,
        "state": state,
        "states": Reading.State.choices,
        "keeps": marking.keeps_history(request.viewer.person),
    }
    return render(request, "reading/history/history.html", context)


def change(request):
    """Switches it, or removes the chosen lines."""
    person = request.viewer.person
    if request.POST.get("wish") in ("on", "off"):
        keeps = request.POST["wish"] == "on"
        marking.switch(person, keeps=keeps)
        messages.success(request, switched(keeps))
        return redirect("history")
    chosen = [int(given) for given in request.POST.getlist("reading")[:ON_A_PAGE] if is_number(given)]
    if chosen:
        gone = remove(person, chosen)
        messages.success(request, removed(gone))
    else:
        messages.warning(request, _("Nothing was removed: choose the stories first."))
    return redirect("history")


def is_number(given):
    return given.isascii() and given.isdecimal() and len(given) <= len(str(2**62))


def switched(keeps):
    if keeps:
        return _("From now on it is remembered what you read and where you stopped.")
    return _("Nothing new is remembered any more. What was remembered before stays here until you erase it.")


def removed(number):
    told = ngettext("%d story is gone from your history.", "%d stories are gone from your history.", number)
    return told % number


@never_cache
@login_required
def thin(request):
    """Asked twice: the first form says what is to go, the second, which tells how much that is, does it."""
    form, going = ThinForm(request.POST if request.method == "POST" else None), None
    if form.is_bound and form.is_valid():
        going = to_thin(request.viewer.person, **form.cleaned_data)
        if "sure" in request.POST:
            messages.success(request, removed(going.delete()[0]))
            return redirect("history")
        going = going.count()
    return render(request, "reading/history/thin.html", {"form": form, "going": going})


@never_cache
@login_required
@require_safe
def table(request):
    answer = StreamingHttpResponse(as_table(request.viewer), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="history.csv"'
    return answer

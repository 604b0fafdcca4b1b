"""Headcanons on shelves: where a reader puts one there, takes it off, and finds all of a shelf."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.core.paging import keys_from, page_of
from headcanon.core.viewing import get_visible_or_404
from headcanon.headcanons.finding import with_veils
from headcanon.headcanons.models import Headcanon
from headcanon.reading.forms.shelved_headcanons import ShelveHeadcanonForm
from headcanon.reading.models import Shelf, ShelvedHeadcanon
from headcanon.reading.shelved_headcanons import put, put_back, rows_seen_by, standing_of, take_off, with_cards
from headcanon.reading.shelves import is_own, shelves_of, shelves_seen_by
from headcanon.reading.shelving import make_shelf, sealed, unsealed


@never_cache
@login_required
def shelve(request, pk):
    """On which of her shelves it stands."""
    headcanon = get_visible_or_404(Headcanon.objects.posted().with_card(), request.viewer, pk=pk)
    with_veils([headcanon], request.viewer)
    there = standing_of(headcanon, request.viewer.person)
    notes = {row.note for row in there.values()}
    initial = {"shelves": list(there), "note": notes.pop() if len(notes) == 1 else ""}
    form = ShelveHeadcanonForm(request.POST or None, initial=initial, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        return put_where_she_says(request, headcanon, form, there, differs=len(notes) > 1)
    context = {"headcanon": headcanon, "form": form, "was": list(there)}
    return render(request, "reading/shelves/shelve_headcanon.html", context)


def put_where_she_says(request, headcanon, form, there, *, differs):
    """A box that was not on her page when she opened it unticks nothing."""
    person, said = request.viewer.person, form.cleaned_data
    chosen = list(said["shelves"])
    if name := said["new"]:
        same = shelves_of(person).filter(name=name).first()
        chosen.append(same or make_shelf(person, name))
    was = {int(each) for each in request.POST.getlist("was") if each.isascii() and each.isdecimal()}
    gone = [row for pk, row in there.items() if pk in was and pk not in {each.pk for each in chosen}]
    # Where it stood with different notes on different shelves, an empty field leaves each as it is.
    put(headcanon, chosen, person=person, note=said["note"] if said["note"] or not differs else None)
    if gone:
        return tell_what_was_taken(request, take_off(gone), [row.shelf for row in gone], headcanon.get_absolute_url())
    names = ", ".join(map(str, chosen))
    messages.success(request, _("It stands on: %s.") % names if names else _("It stands on no shelf of yours."))
    return redirect(headcanon)


def tell_what_was_taken(request, taken, shelves, back):
    context = {"token": sealed(taken, request.viewer.person), "shelves": shelves, "back": back}
    return render(request, "reading/shelves/headcanon_taken.html", context)


@never_cache
@require_POST
@login_required
def take(request, shelf_id):
    """Off the shelf; the answer can put it back."""
    line = request.POST.get("line", "")
    rows = ShelvedHeadcanon.objects.filter(shelf__person=request.viewer.person, shelf=shelf_id).select_related("shelf")
    row = get_object_or_404(rows, pk=int(line) if line.isascii() and line.isdecimal() and len(line) < 19 else None)
    return tell_what_was_taken(request, take_off([row]), [row.shelf], reverse("shelf", args=[shelf_id]))


@require_POST
@login_required
def undo(request):
    taken = unsealed(request.POST.get("token", ""), request.viewer.person)
    # What was taken off of stories goes back by another address.
    shelves = put_back([each for each in taken if "headcanon_id" in each], person=request.viewer.person)
    if not shelves:
        messages.info(request, _("There was nothing to put back: it is there already, or this was too long ago."))
        return redirect("shelves")
    messages.success(request, _("It stands there again, with your note."))
    return redirect(shelves[0])


def all_of_shelf(request, shelf_id):
    """Every headcanon on it, in its order."""
    shelf = get_object_or_404(shelves_seen_by(request.viewer), pk=shelf_id)
    page = page_of(rows_seen_by(request.viewer, shelf), key="id", is_rising=True, **keys_from(request))
    if not page.items and not keys_from(request):
        raise Http404
    own = is_own(shelf, request.viewer)
    context = {"shelf": shelf, "page": page, "rows": with_cards(page.items, request.viewer), "own": own}
    response = render(request, "reading/shelves/headcanons_page.html", context)
    if own:
        response["Cache-Control"] = "private, no-store"
    if shelf.sight != Shelf.Sight.EVERYONE:
        response["X-Robots-Tag"] = "noindex"
    return response

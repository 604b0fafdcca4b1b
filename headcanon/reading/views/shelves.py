"""A reader's shelves: her own, where she puts a work on them, and those that others let her see."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.accounts.pen_names import pen_name_at
from headcanon.bindery.binding import kinds_of_books
from headcanon.bindery.serving import handed_over
from headcanon.bindery.writers import FORMATS
from headcanon.core.csv_files import CsvForm
from headcanon.core.paging import keys_from, page_of
from headcanon.core.returning import within
from headcanon.core.viewing import get_visible_or_404
from headcanon.reading import shelf_files
from headcanon.reading.forms.shelves import LineForm, ShelfForm, ShelveForm
from headcanon.reading.leafing import SIGNED
from headcanon.reading.models import Shelf, Shelved
from headcanon.reading.shelf_books import MOST_WORDS, MOST_WORKS, bound, what_fits
from headcanon.reading.shelved_headcanons import shelved_on
from headcanon.reading.shelves import (
    ORDERS,
    common_words,
    is_own,
    missing_on,
    number_on,
    page_of_shelf,
    recommendations_by,
    recommendations_of,
    shelves_of,
    shelves_seen_by,
    standing_of,
    tags_on,
    with_counts,
)
from headcanon.reading.shelving import (
    TooManyShelves,
    change_shelf,
    make_shelf,
    move_shelf,
    move_to,
    put,
    put_back,
    remove_shelf,
    renew_link,
    say,
    sealed,
    step,
    take_off,
    the_shelf_for_later,
    unsealed,
)
from headcanon.works.models import Work
from headcanon.works.veiling import is_lifted, lifted_address

ON_A_PAGE = 50
SHELF_FIELDS = ("name", "note", "sight", "pseud")
MOST_MOVED = 1_000_000
FIRST_HEADCANONS = 10


# --- Hers ----------------------------------------------------------------------------------------------------------


@never_cache
@login_required
def mine(request):
    shelves = list(with_counts(shelves_of(request.viewer.person)))
    if request.method == "POST":
        chosen = next((shelf for shelf in shelves if str(shelf.pk) == request.POST.get("shelf")), None)
        if chosen is None:
            raise Http404
        move_shelf(chosen, -1 if request.POST.get("to") == "up" else 1)
        return redirect(f"{reverse('shelves')}#shelf-{chosen.pk}")
    return render(request, "reading/shelves/mine.html", {"shelves": shelves})


@never_cache
@login_required
def new(request):
    return fill_in(request, Shelf(person=request.viewer.person))


@never_cache
@login_required
def edit(request, shelf_id):
    return fill_in(request, own_shelf(request, shelf_id))


def fill_in(request, shelf):
    form = ShelfForm(request.POST or None, instance=shelf, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in SHELF_FIELDS}
        try:
            shelf = change_shelf(shelf, **said) if shelf.pk else make_shelf(request.viewer.person, **said)
            return redirect("shelf", shelf.pk)
        except TooManyShelves as complaint:
            form.add_error(None, complaint)
    return render(request, "reading/shelves/edit.html", {"form": form, "shelf": shelf})


@never_cache
@login_required
def remove(request, shelf_id):
    shelf = own_shelf(request, shelf_id)
    if request.method == "POST":
        remove_shelf(shelf)
        messages.success(request, _("The shelf “%s” is gone; the stories are where they were.") % shelf)
        return redirect("shelves")
    return render(request, "reading/shelves/remove.html", {"shelf": shelf, "number": shelf.shelved.count()})


@require_POST
@login_required
def link(request, shelf_id):
    shelf = own_shelf(request, shelf_id)
    renew_link(shelf)
    messages.success(request, _("The shelf has a new link; the old one opens nothing any more."))
    return redirect("shelf", shelf.pk)


def own_shelf(request, shelf_id):
    return get_object_or_404(shelves_of(request.viewer.person).select_related("pseud__user"), pk=shelf_id)


# --- One shelf -----------------------------------------------------------------------------------------------------


def shelf(request, shelf_id):
    found = get_object_or_404(shelves_seen_by(request.viewer), pk=shelf_id)
    order, tag = request.GET.get("order", ""), request.GET.get("tag", "").replace("\0", "")
    order = order if order in ORDERS else "hand"
    own = is_own(found, request.viewer)
    key = key_of(request, found)
    context = {
        "shelf": found,
        "leafed": page_of_shelf(found, request.viewer, request, order=order, tag=tag),
        "number": number_on(found, request.viewer),
        # In an order by what a story says of itself there is no place for one that is gone.
        "missing": missing_on(found, request.viewer) if own and ORDERS[order].needs_work else 0,
        "order": order,
        "orders": ORDERS.items(),
        "tag": tag if own else "",
        "kept": urlencode({name: value for name, value in (("order", order), ("key", key)) if value}),
        "key": key,
        "tags": tags_on(found) if own else (),
    }
    context["works"] = [line.work for line in context["leafed"].lines if line.work]
    if order == "hand" and not tag and not context["leafed"].newer:
        context["headcanons"], context["more_headcanons"] = shelved_on(found, request.viewer, FIRST_HEADCANONS)
    context["own"] = own
    if own:
        context["address"] = request.build_absolute_uri(f"{reverse('shelf', args=[found.pk])}?key={found.link_token}")
    response = render(request, f"reading/shelves/{'own' if own else 'shelf'}.html", context)
    if own:
        response["Cache-Control"] = "private, no-store"
    if found.sight != Shelf.Sight.EVERYONE:
        response["X-Robots-Tag"] = "noindex"
    return response


def key_of(request, shelf):
    """The links of a page that was reached by a secret link lead on by it."""
    return request.GET.get("key", "") if shelf.sight == Shelf.Sight.LINK else ""


@require_POST
@login_required
def move(request, shelf_id):
    """One line: up, down, first, last, or to the place that was typed."""
    row = own_line(request, shelf_id, request.POST.get("line", ""))
    to = request.POST.get("to", "")
    if to in ("up", "down"):
        step(row, -1 if to == "up" else 1)
    elif place := {"first": 1, "last": MOST_MOVED}.get(to) or number_in(request.POST.get("place", "")):
        move_to(row, place)
    return redirect(f"{back_from(request, shelf_id)}#line-{row.pk}")


def number_in(typed):
    return min(int(typed), MOST_MOVED) if typed.isdecimal() and typed.isascii() and len(typed) <= 9 else 0


def own_line(request, shelf_id, line_id):
    rows = Shelved.objects.filter(shelf__person=request.viewer.person).select_related("shelf")
    return get_object_or_404(rows, pk=number_or_none(line_id), shelf__pk=number_or_none(shelf_id))


def number_or_none(typed):
    typed = str(typed)
    return int(typed) if typed.isdecimal() and typed.isascii() and len(typed) <= 18 else None


def back_from(request, shelf_id):
    """The page of the shelf that she came from."""
    back = request.POST.get("next", "")
    return within(request, back, otherwise=reverse("shelf", args=[shelf_id]))


@never_cache
@login_required
def line(request, shelf_id, line_id):
    """What she says of one story there."""
    row = own_line(request, shelf_id, line_id)
    form = LineForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        say(Shelved.objects.select_related("shelf").get(pk=row.pk), person=request.viewer.person, **words_in(form))
        return redirect(f"{back_from(request, shelf_id)}#line-{row.pk}")
    work = Work.objects.visible_to(request.viewer).filter(pk=row.work_id).first()
    context = {"form": form, "row": row, "shelf": row.shelf, "work": work, "next": request.GET.get("next", "")}
    return render(request, "reading/shelves/line.html", context)


def words_in(form):
    return {name: form.cleaned_data[name] for name in ("note", "why", "tags")}


@never_cache
@require_POST
@login_required
def take(request, shelf_id):
    """Off the shelf; the answer can put it back."""
    row = own_line(request, shelf_id, request.POST.get("line", ""))
    work = Work.objects.visible_to(request.viewer).filter(pk=row.work_id).first()
    taken = take_off([row])
    return tell_what_was_taken(request, taken, [row.shelf], work, back_from(request, shelf_id))


def tell_what_was_taken(request, taken, shelves, work, back, **context):
    """By htmx in the place of what asked, else as a page."""
    context |= {"token": sealed(taken, request.viewer.person), "shelves": shelves, "work": work, "next": back}
    name = "taken" if request.headers.get("HX-Request") else "taken_page"
    return render(request, f"reading/shelves/{name}.html", context)


@require_POST
@login_required
def undo(request):
    taken = unsealed(request.POST.get("token", ""), request.viewer.person)
    back = put_back(taken, person=request.viewer.person) if taken else []
    if back:
        messages.success(request, _("It stands there again, with all that you had said of it."))
    else:
        messages.info(request, _("There was nothing to put back: it is there already, or this was too long ago."))
    return redirect(back_from(request, back[0].pk) if back else reverse("shelves"))


# --- From a work ---------------------------------------------------------------------------------------------------


@never_cache
@login_required
def shelve(request, work_id):
    """On which of her shelves a work stands; by htmx in place."""
    work = get_visible_or_404(Work, request.viewer, pk=work_id)
    there = standing_of(work, request.viewer.person)
    common = common_words(list(there.values()))
    form = ShelveForm(request.POST or None, initial={"shelves": list(there), **common}, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        return put_where_she_says(request, work, form, there, common)
    name = "shelve" if request.headers.get("HX-Request") else "shelve_page"
    context = {
        "work": work,
        "form": form,
        "was": list(there),
        "differs": len(common) < 3,
        "next": back_of(request, work),
    }
    return render(request, f"reading/shelves/{name}.html", context)


def back_of(request, work):
    back = request.POST.get("next") or request.GET.get("next", "")
    return within(request, back, otherwise=work.get_absolute_url())


def put_where_she_says(request, work, form, there, common):
    """A box that was not on her page when she opened it unticks nothing."""
    person = request.viewer.person
    chosen = list(form.cleaned_data["shelves"])
    if name := form.cleaned_data["new"]:
        same = shelves_of(person).filter(name=name).first()
        chosen.append(same or make_shelf(person, name))
    was = {number_or_none(each) for each in request.POST.getlist("was")}
    gone = [row for pk, row in there.items() if pk in was and pk not in {each.pk for each in chosen}]
    # Where it stood with different words on different shelves, an empty field leaves each as it is.
    said = {field: value for field, value in words_in(form).items() if value or field in common}
    put(work, chosen, person=person, **said)
    back = back_of(request, work)
    rows = list(Shelved.objects.filter(pk__in=[row.pk for row in gone]).select_related("shelf"))
    if rows or request.headers.get("HX-Request"):
        taken = take_off(rows)
        return tell_what_was_taken(request, taken, [row.shelf for row in rows], work, back, chosen=chosen)
    messages.success(request, stands_on(work, chosen))
    return redirect(back)


def stands_on(work, shelves):
    if not shelves:
        return _("“%s” stands on no shelf of yours.") % work
    return _("“%(work)s” stands on: %(shelves)s.") % {"work": work, "shelves": ", ".join(map(str, shelves))}


@never_cache
@login_required
def later(request, work_id):
    """One click; twice is once."""
    work = get_visible_or_404(Work, request.viewer, pk=work_id)
    if request.method != "POST":
        return render(request, "reading/shelves/later.html", {"work": work, "next": back_of(request, work)})
    found = the_shelf_for_later(request.viewer.person)
    put(work, [found], person=request.viewer.person)
    if request.headers.get("HX-Request"):
        row = Shelved.objects.get(shelf=found, work=work)
        return render(request, "reading/shelves/kept.html", {"work": work, "shelf": found, "row": row})
    messages.success(request, stands_on(work, [found]))
    return redirect(back_of(request, work))


# --- What others recommend -----------------------------------------------------------------------------------------


def recommendations(request, work_id):
    """Who recommends a work, and why; if its author wishes that it is listed."""
    work = get_visible_or_404(
        Work.objects.prefetch_related(Prefetch("authorships", SIGNED)), request.viewer, pk=work_id
    )
    page = page_of(recommendations_of(work, request.viewer), key="id", **keys_from(request))
    return render(request, "reading/shelves/recommendations.html", {"work": work, "page": page})


def recommended_by(request, username, pen_name):
    """The public shelves of one pen name."""
    pseud = pen_name_at(request.viewer, username, pen_name)
    shelves = recommendations_by(request.viewer, pseud=pseud)
    page = page_of(shelves.order_by(), key="id", size=ON_A_PAGE, **keys_from(request))
    return render(request, "reading/shelves/recommended_by.html", {"pseud": pseud, "page": page})


# --- Files ---------------------------------------------------------------------------------------------------------


@never_cache
@login_required
def export(request):
    """All of them, or one."""
    shelves = shelves_of(request.viewer.person)
    name = "shelves"
    if "shelf" in request.GET:
        only = get_object_or_404(shelves, pk=number_or_none(request.GET["shelf"]))
        shelves, name = [only], slugify(only.name) or name
    site = f"{request.scheme}://{request.get_host()}"
    response = StreamingHttpResponse(
        shelf_files.written(list(shelves), request.viewer, site), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@never_cache
@login_required
def take_in(request):
    form, context = CsvForm(request.POST or None, request.FILES or None), {}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            context["report"] = shelf_files.take_in(data, request.viewer, {request.get_host()})
        except shelf_files.Refused as complaint:
            form.add_error("file", str(complaint))
    return render(request, "reading/shelves/import.html", {"form": form, "columns": shelf_files.COLUMNS, **context})


@never_cache
@require_POST
@login_required
def report(request):
    """The lines that did not come in, which the page before has brought along, as a file."""
    response = HttpResponse("\ufeff" + request.POST.get("lines", ""), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="not-found.csv"'
    return response


@never_cache
@login_required
def book(request, shelf_id):
    """The page says what goes into it; the form on it makes it."""
    found = get_object_or_404(shelves_seen_by(request.viewer), pk=shelf_id)
    lifts = is_lifted(request)
    fitting = what_fits(found, request.viewer, lifts=lifts)
    if request.method != "POST" or not fitting.rows:
        context = {
            "shelf": found,
            "fitting": fitting,
            "works": MOST_WORKS,
            "words": MOST_WORDS,
            "key": key_of(request, found),
            "kinds": kinds_of_books(),
            "lift": lifted_address(request),
        }
        return render(request, "reading/shelves/book.html", context)
    kind = request.POST.get("kind", "epub")
    if kind not in FORMATS:
        raise Http404
    name, back = f"{slugify(found.name) or 'shelf'}.{kind}", found.get_absolute_url()
    make = partial(bound, found, request.viewer, kind, lifts=lifts)
    return handed_over(request, make, name, FORMATS[kind].media_type, back=back)

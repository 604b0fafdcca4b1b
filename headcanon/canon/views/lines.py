"""Where the line of a canon is put in order: by wranglers; where members suggest what is missing on it; and as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.canon import line_files, line_history, lines
from headcanon.canon.forms.lines import (
    CanonForm,
    EventForm,
    InstalmentForm,
    PlaceForm,
    SuggestForm,
    WranglerForm,
)
from headcanon.canon.models import Canon, Event, Instalment
from headcanon.canon.wranglers import for_wranglers, is_wrangler
from headcanon.core.csv_files import CsvForm
from headcanon.core.paging import keys_from, page_of
from headcanon.core.undoing import said_with_undo

ON_A_PAGE = 100
SUGGESTIONS_ON_A_PAGE = 50
LAST = 1_000_000


# --- The line ------------------------------------------------------------------------------------------------------


@for_wranglers
def line(request, slug):
    """The canons of a fandom, and of one of them its instalments and a page of its events."""
    fandom = lines.fandom_at(slug)
    canons = list(lines.canons_of(fandom).prefetch_related("instalments"))
    chosen = request.GET.get("canon", "")
    canon = next((each for each in canons if each.slug == chosen), canons[0] if canons else None)
    context = {
        "fandom": fandom,
        "canons": canons,
        "canon": canon,
        "waiting": lines.suggestions_for(fandom).count(),
        "canon_form": CanonForm(prefix="canon"),
        "instalment_form": InstalmentForm(prefix="instalment"),
        "gone": lines.of_fandom(Canon.objects.filter(is_gone=True, position__gt=0), fandom, "fandom"),
    }
    if canon:
        context |= events_on_page(request, canon)
    return render(request, "canon/lines/line.html", context)


def events_on_page(request, canon):
    """Those from the place that the address names; a line is numbered without gaps."""
    begin = number_in(request.GET.get("from", ""), least=1)
    found = lines.line_of(canon).filter(position__gte=begin).select_related("instalment").defer("about")
    events = list(found[: ON_A_PAGE + 1])
    return {
        "events": events[:ON_A_PAGE],
        "number": lines.line_of(canon).count(),
        "back": max(begin - ON_A_PAGE, 1) if begin > 1 else None,
        "on": events[ON_A_PAGE].position if len(events) > ON_A_PAGE else None,
        "off": canon.events.filter(state=lines.GONE).only("id", "title", "canon")[:ON_A_PAGE],
    }


def number_in(typed, least=0):
    number = int(typed) if typed.isdecimal() and typed.isascii() and len(typed) <= 9 else 0
    return max(number, least)


def line_address(fandom, canon=None, event=None):
    """The page of the line on which this event stands, and the place of it there."""
    asked = {"canon": canon.slug} if canon else {}
    if event:
        place = Event.objects.filter(pk=event.pk, state=lines.ON_THE_LINE).values_list("position", flat=True).first()
        if place and place > ON_A_PAGE:
            asked["from"] = (place - 1) // ON_A_PAGE * ON_A_PAGE + 1
    address = reverse("line", args=[fandom.slug])
    address += f"?{urlencode(asked)}" if asked else ""
    return f"{address}#event-{event.pk}" if event else address


@for_wranglers
@require_POST
def move(request, slug):
    """One event: a step up or down, or to the place that was typed."""
    fandom = lines.fandom_at(slug)
    person = request.viewer.person
    for wish, step in (("up", -1), ("down", 1)):
        if wish in request.POST:
            event = its_event(fandom, request.POST[wish])
            lines.step_event(event, step, by=person)
            break
    else:
        event = its_event(fandom, request.POST.get("event", ""))
        if place := number_in(request.POST.get("place", "")):
            lines.move_event(event, place, by=person)
    return redirect(line_address(fandom, event.canon, event))


@for_wranglers
@require_POST
def move_from_place(request, slug, canon_id):
    """The event at one place to another, for whoever has many and no script."""
    fandom = lines.fandom_at(slug)
    canon = its_canon(fandom, canon_id)
    stood, place = number_in(request.POST.get("stood", "")), number_in(request.POST.get("place", ""))
    event = lines.line_of(canon).filter(position=stood).first()
    if event is None or not place:
        messages.info(request, _("Say which one, and where it is to stand: both are numbers on the line."))
        return redirect(line_address(fandom, canon))
    lines.move_event(event, place, by=request.viewer.person)
    return redirect(line_address(fandom, canon, event))


def its_canon(fandom, pk, *, is_gone=False):
    rows = lines.of_fandom(Canon.objects.filter(is_gone=is_gone), fandom, "fandom")
    return get_object_or_404(rows, pk=pk)


def its_event(fandom, pk, **lookup):
    """One of the fandom's, in any state; of a canon that is taken away none."""
    rows = lines.of_fandom(Event.objects.filter(lines.not_taken_away("canon__")), fandom, "canon__fandom")
    pk = pk if isinstance(pk, int) else number_in(pk)
    return get_object_or_404(rows.select_related("canon__fandom", "instalment", "suggested_by"), pk=pk, **lookup)


# --- Canons and instalments ----------------------------------------------------------------------------------------


@for_wranglers
def new_canon(request, slug):
    fandom = lines.fandom_at(slug)
    form = CanonForm(request.POST or None, prefix="canon")
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            canon = lines.make_canon(fandom, by=request.viewer.person, **form.cleaned_data)
            return redirect(line_address(fandom, canon))
    return render(request, "canon/lines/canon.html", {"form": form, "fandom": fandom})


@for_wranglers
def canon(request, slug, canon_id):
    """What it is called, its place among the others, and the way to take it away."""
    fandom = lines.fandom_at(slug)
    found = its_canon(fandom, canon_id)
    person, wish = request.viewer.person, request.POST.get("wish", "")
    form = CanonForm(request.POST if wish == "save" else None, instance=its_canon(fandom, canon_id), prefix="canon")
    if wish == "save" and form.is_valid():
        with refusals_in(form):
            lines.change_canon(found, by=person, **form.cleaned_data)
            return redirect(line_address(fandom, Canon.objects.get(pk=found.pk)))
    if wish in ("up", "down") or (wish == "place" and PlaceForm(request.POST).is_valid()):
        lines.move_canon(found, place_wished(request, wish, found.position), by=person)
        return redirect(line_address(fandom, found))
    if wish == "take-away":
        lines.take_canon_away(found, by=person)
        tell_with_undo(request, fandom, found, _("“%s” and its line are taken away.") % found.name)
        return redirect(line_address(fandom))
    context = {"form": form, "place_form": PlaceForm(), "fandom": fandom, "canon": found}
    return render(request, "canon/lines/canon.html", context)


def place_wished(request, wish, stood):
    if wish in ("up", "down"):
        return max(stood + (-1 if wish == "up" else 1), 1)
    return number_in(request.POST.get("place", ""), least=1)


@for_wranglers
@require_POST
def bring_back_canon(request, slug, canon_id):
    fandom = lines.fandom_at(slug)
    found = its_canon(fandom, canon_id, is_gone=True)
    lines.bring_canon_back(found, by=request.viewer.person)
    return redirect(line_address(fandom, found))


@for_wranglers
def new_instalment(request, slug, canon_id):
    fandom = lines.fandom_at(slug)
    canon = its_canon(fandom, canon_id)
    form = InstalmentForm(request.POST or None, prefix="instalment")
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            lines.make_instalment(canon, form.cleaned_data["name"], by=request.viewer.person)
            return redirect(f"{line_address(fandom, canon)}#instalments")
    context = {"form": form, "fandom": fandom, "canon": canon}
    return render(request, "canon/lines/instalment.html", context)


@for_wranglers
def instalment(request, slug, instalment_id):
    fandom = lines.fandom_at(slug)
    found = its_instalment(fandom, instalment_id)
    person, wish = request.viewer.person, request.POST.get("wish", "")
    data = request.POST if wish == "save" else None
    form = InstalmentForm(data, instance=its_instalment(fandom, instalment_id), prefix="instalment")
    back = f"{line_address(fandom, found.canon)}#instalments"
    try:
        if wish == "save" and form.is_valid():
            lines.rename_instalment(found, form.cleaned_data["name"], by=person)
            return redirect(back)
        if wish in ("up", "down") or (wish == "place" and PlaceForm(request.POST).is_valid()):
            lines.move_instalment(found, place_wished(request, wish, found.position), by=person)
            return redirect(back)
        if wish == "remove":
            lines.remove_instalment(found, by=person)
            tell_with_undo(request, fandom, found.canon, _("“%s” is removed.") % found.name)
            return redirect(back)
    except lines.Refused as complaint:
        form = (
            form
            if form.is_bound
            else InstalmentForm({"instalment-name": found.name}, instance=found, prefix="instalment")
        )
        form.is_valid()
        form.add_error(None, complaint)
    context = {"form": form, "place_form": PlaceForm(), "fandom": fandom, "instalment": found, "canon": found.canon}
    return render(request, "canon/lines/instalment.html", context)


def its_instalment(fandom, pk):
    rows = lines.of_fandom(Instalment.objects.filter(canon__is_gone=False), fandom, "canon__fandom")
    return get_object_or_404(rows.select_related("canon"), pk=pk)


class refusals_in:
    """What an action refuses stands in the form that wanted it."""

    def __init__(self, form):
        self.form = form

    def __enter__(self):
        return self.form

    def __exit__(self, kind, complaint, trace):
        if isinstance(complaint, lines.Refused):
            self.form.add_error(None, complaint)
            return True
        return False


def tell_with_undo(request, fandom, canon, sentence):
    """With a button that undoes what was done to this canon last."""
    act = canon.acts.order_by("-id").first()
    address = reverse("line-undo", args=[fandom.slug])
    said_with_undo(request, sentence, address, [("act", act.pk)])


# --- Events --------------------------------------------------------------------------------------------------------


@for_wranglers
def new_event(request, slug, canon_id):
    fandom = lines.fandom_at(slug)
    canon = its_canon(fandom, canon_id)
    form = WranglerForm(request.POST or None, canon=canon, instance=Event(canon=canon))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            place = form.cleaned_data["place"]
            made = lines.make_event(canon, by=request.viewer.person, place=place, **form.said())
            return redirect(line_address(fandom, canon, made))
    return render(request, "canon/lines/event.html", {"form": form, "fandom": fandom, "canon": canon})


@for_wranglers
def event(request, slug, event_id):
    """One event in whatever state: changed, moved, accepted, declined, taken off the line, put back."""
    fandom = lines.fandom_at(slug)
    found = its_event(fandom, event_id)
    wish = request.POST.get("wish", "")
    takes_words = wish in ("save", "accept")
    form_of = EventForm if found.state == lines.ON_THE_LINE else WranglerForm
    form = form_of(request.POST if takes_words else None, canon=found.canon, instance=its_event(fandom, event_id))
    if wish and (not takes_words or form.is_valid()):
        with refusals_in(form):
            if do(wish, found, form, request):
                return redirect(after(wish, fandom, found))
    context = {
        "form": form,
        "place_form": PlaceForm(initial={"place": found.position}),
        "fandom": fandom,
        "canon": found.canon,
        "event": found,
    }
    return render(request, "canon/lines/event.html", context)


def do(wish, event, form, request):
    """Whether there was anything to do. Raises Refused."""
    person, fandom = request.viewer.person, event.canon.fandom
    if wish == "save":
        lines.change_event(event, by=person, **form.said())
    elif wish == "accept":
        lines.accept(event, by=person, place=form.cleaned_data.get("place"), **form.said())
    elif wish == "decline":
        lines.decline(event, by=person)
        tell_of_event(request, fandom, event, _("“%s” is declined."))
    elif wish == "off":
        lines.take_off(event, by=person)
        tell_of_event(request, fandom, event, _("“%s” is off the line. What hangs on it stays, and waits."))
    elif wish == "back":
        lines.put_back(event, by=person)
    elif wish == "place" and PlaceForm(request.POST).is_valid():
        lines.move_event(event, number_in(request.POST["place"]), by=person)
    else:
        return False
    return True


def tell_of_event(request, fandom, event, sentence):
    act = event.acts.order_by("-id").first()
    said_with_undo(request, sentence % event.title, reverse("line-undo", args=[fandom.slug]), [("act", act.pk)])


def after(wish, fandom, event):
    if wish in ("accept", "decline") and lines.suggestions_for(fandom).exists():
        return reverse("line-suggestions", args=[fandom.slug])
    return line_address(fandom, event.canon, event if wish not in ("off", "decline") else None)


# --- Suggestions ---------------------------------------------------------------------------------------------------


@never_cache
@login_required
def suggest(request, slug):
    """By any member, for one of the fandom's canons."""
    fandom = lines.fandom_at(slug)
    canons = list(lines.canons_open_to(request.viewer.person, fandom))
    if not canons and not is_wrangler(request.viewer):
        raise Http404
    asked = request.POST.get("canon") or request.GET.get("canon", "")
    canon = next((each for each in canons if each.slug == asked), canons[0] if canons else None)
    if canon is None:
        return redirect("line", fandom.slug)
    found = lines.line_of(canon).select_related("instalment").defer("about")
    told = list(lines.with_cover(found, request.viewer))
    form = SuggestForm(request.POST or None, canon=canon, line=told, instance=Event(canon=canon))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            place = form.cleaned_data["behind"]
            made = lines.suggest(canon, by=request.viewer.person, place=place, **form.said())
            messages.success(request, _("“%s” waits for a wrangler. Thank you.") % made.title)
            return redirect(f"{reverse('line-suggest', args=[fandom.slug])}?{urlencode({'canon': canon.slug})}")
    mine = lines.suggestions_for(fandom).filter(suggested_by=request.viewer.person).select_related("canon")
    context = {"form": form, "fandom": fandom, "canons": canons, "canon": canon, "mine": mine}
    return render(request, "canon/lines/suggest.html", context)


@for_wranglers
def suggestions(request, slug):
    """What waits in one fandom, the oldest first."""
    fandom = lines.fandom_at(slug)
    if request.method == "POST":
        found = its_event(fandom, request.POST.get("event", ""))
        wish = request.POST.get("wish", "")
        try:
            if wish == "accept":
                lines.accept(found, by=request.viewer.person)
            elif wish == "decline":
                lines.decline(found, by=request.viewer.person)
                tell_of_event(request, fandom, found, _("“%s” is declined."))
        except lines.Refused as complaint:
            messages.error(request, " ".join(complaint.messages))
        return redirect("line-suggestions", fandom.slug)
    found = lines.suggestions_for(fandom).select_related("canon", "instalment", "suggested_by")
    page = page_of(found, key="id", is_rising=True, size=SUGGESTIONS_ON_A_PAGE, **keys_from(request))
    context = {"fandom": fandom, "page": page, "meant": where_meant(page.items)}
    return render(request, "canon/lines/suggestions.html", context)


def where_meant(events):
    """Each with the title of the event behind which it would stand, as `meant`, in two queries for all of them."""
    acts = {}
    for act in line_history.OrderingAct.objects.filter(event__in=events, kind="event-suggested"):
        acts[act.event_id] = act.after["events"][str(act.event_id)]
    titles = dict(
        Event.objects.filter(pk__in=[each.get("behind") for each in acts.values()]).values_list("pk", "title")
    )
    for event in events:
        stood = acts.get(event.pk, {})
        event.meant = titles.get(stood.get("behind"), "")
        event.is_first = stood.get("place") == 1
    return acts


@for_wranglers
def waiting(request):
    """The fandoms in which suggestions wait."""
    found = Event.objects.filter(lines.not_taken_away("canon__"), state=lines.SUGGESTED)
    rows = found.values("canon__fandom__slug", "canon__fandom__name").annotate(number=Count("pk")).order_by("-number")
    return render(request, "canon/lines/waiting.html", {"rows": rows[:ON_A_PAGE]})


# --- History -------------------------------------------------------------------------------------------------------


@for_wranglers
def history(request, slug):
    """Everything that was done to the lines of a fandom, the newest first."""
    fandom = lines.fandom_at(slug)
    acts = line_history.acts_on(fandom)
    if wanted := number_in(request.GET.get("event", "")):
        acts = acts.filter(event=wanted)
    page = page_of(acts, key="id", size=SUGGESTIONS_ON_A_PAGE, **keys_from(request))
    page.items = line_history.told(page.items)
    context = {"fandom": fandom, "page": page, "event": wanted or None}
    return render(request, "canon/lines/history.html", context)


@for_wranglers
@require_POST
def undo(request, slug):
    fandom = lines.fandom_at(slug)
    act = get_object_or_404(line_history.acts_on(fandom), pk=number_in(request.POST.get("act", "")))
    try:
        left = line_history.undo(act, by=request.viewer.person)
    except lines.Refused as complaint:
        messages.info(request, " ".join(complaint.messages))
    else:
        messages.success(request, told_undone(left))
    return redirect("line-history", fandom.slug)


def told_undone(left):
    if not left:
        return _("It is undone.")
    return (
        ngettext(
            "It is undone, but for %d thing that was changed since.",
            "It is undone, but for %d things that were changed since.",
            left,
        )
        % left
    )


# --- Files ---------------------------------------------------------------------------------------------------------


@for_wranglers
def table(request, slug):
    fandom = lines.fandom_at(slug)
    site = f"{request.scheme}://{request.get_host()}"
    response = HttpResponse(line_files.written(fandom, site), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(fandom.name) or "line"}.csv"'
    return response


@for_wranglers
def take_in(request, slug):
    """What a file would do, and, once it was seen, the doing of it."""
    fandom = lines.fandom_at(slug)
    context = {"fandom": fandom, "columns": line_files.COLUMNS}
    text = request.POST.get("text")
    form = CsvForm(request.POST or None, request.FILES or None) if text is None else CsvForm()
    try:
        if text is not None:
            rows = line_files.read(text.encode())
            seen = request.POST.get("seen", "")
            line_files.carry_out(rows, fandom, {request.get_host()}, by=request.viewer.person, seen=seen)
            messages.success(request, _("The file is in. The history can undo it."))
            return redirect(line_address(fandom))
        if request.method == "POST" and form.is_valid():
            text = line_files.decoded(form.cleaned_data["file"].read())
            context |= preview(line_files.plan(line_files.read(text.encode()), fandom, {request.get_host()}), text)
    except line_files.Outdated as changed:
        context |= preview(changed.plans, text) | {"is_outdated": True}
    except line_files.Broken as complaint:
        context["complaints"] = complaint.messages
    return render(request, "canon/lines/import.html", {"form": form, **context})


def preview(plans, text):
    does_something = any(each.does_something for each in plans)
    return {"plans": plans, "text": text, "seen": line_files.digest(plans), "does_something": does_something}

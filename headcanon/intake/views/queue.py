"""Everything that somebody has brought and that waits for her: what to look at, by what there is to look at."""

import secrets
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from headcanon.core.undoing import said_with_undo
from headcanon.intake import bringing, taking
from headcanon.intake.models import Brought
from headcanon.intake.readers.sizes import in_mb
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.views.finding import chosen_pseud, for_members, own_or_404, pseuds_of
from headcanon.manuscript.model import CONCERN_KINDS

A_PAGE = 50
MOST_CHOSEN = 1_000
A_MOMENT = 1.5  # seconds that somebody waits for the page
MOST_TOLD = 5
NOT_READ = (Brought.State.ARRIVING, Brought.State.WAITING)
SOURCE_NAME = "pasted page.html"
KINDS = {
    "lost-line": gettext_lazy("A line may be lost"),
    "odd-gap": gettext_lazy("A gap that may mean something"),
    "unclosed": gettext_lazy("Opened and never closed"),
    "encoding": gettext_lazy("Letters that were mended"),
    "furniture": gettext_lazy("Left out as no part of the story"),
    "ambiguous": gettext_lazy("Could be read in two ways"),
}
STATES = {
    "doubts": gettext_lazy("With places to look at"),
    "sure": gettext_lazy("Nothing to look at"),
    "waiting": gettext_lazy("Not read yet"),
    "unreadable": gettext_lazy("Could not be read"),
    "away": gettext_lazy("Thrown away"),
}


@dataclass
class Filter:
    key: str
    name: str
    count: int
    is_current: bool = False


@for_members
def queue(request):
    if request.method == "POST":
        return brought(request)
    hers = Brought.objects.visible_to(request.viewer)
    show = request.GET.get("show", "")
    page = Paginator(shown(hers, show).defer("content", "concerns"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "show": show,
        "filters": filters(hers, show),
        "pseuds": pseuds_of(request),
        "busy": hers.exclude(take_as=None).kept().count(),
        "unread": hers.filter(state__in=NOT_READ).kept().count(),
        "most": in_mb(bringing.most_bytes(request.viewer.person)),
        "kinds": KINDS,
        "batch": secrets.token_urlsafe(18),
    }
    return render(request, "intake/queue.html", context)


def shown(hers, show):
    """Those that a filter lets through; an unknown one hides nothing."""
    kept = hers.kept()
    if show in CONCERN_KINDS:
        return kept.filter(open_kinds__contains=f",{show},")
    those = {
        "doubts": kept.filter(open_count__gt=0),
        "sure": kept.filter(state=Brought.State.READ, open_count=0),
        "waiting": kept.filter(state__in=NOT_READ),
        "unreadable": kept.filter(state=Brought.State.UNREADABLE),
        "away": hers.exclude(thrown_away_at=None),
    }
    return those.get(show, kept)


def filters(hers, show):
    """Every way to look at them that shows something, in one query."""
    groups = hers.order_by().annotate(is_away=Q(thrown_away_at__isnull=False)).values("state", "open_kinds", "is_away")
    counts = dict.fromkeys(["", *STATES, *CONCERN_KINDS], 0)
    for group in groups.annotate(count=Count("pk")):
        for key in keys_of(group):
            counts[key] += group["count"]
    names = {"": _("Everything"), **STATES, **KINDS}
    order = ["", "doubts", *CONCERN_KINDS, "sure", "waiting", "unreadable", "away"]
    return [Filter(key, names[key], counts[key], key == show) for key in order if counts[key] or key in ("", show)]


def keys_of(group):
    if group["is_away"]:
        return ["away"]
    state, kinds = group["state"], [kind for kind in group["open_kinds"].split(",") if kind in CONCERN_KINDS]
    if state != Brought.State.READ:
        return ["", "waiting" if state in NOT_READ else state]
    return ["", "doubts" if kinds else "sure", *kinds]


# --- Bringing ------------------------------------------------------------------------------------------------------


def brought(request):
    """Kept first, each by itself; then read, as far as she can be asked to wait."""
    person, new, known = request.viewer.person, [], []
    files = [(upload.name or "file", upload) for upload in request.FILES.getlist("file")]
    source, batch = request.POST.get("source", ""), request.POST.get("batch", "")[:40]
    more_follow = bool(batch and request.POST.get("more"))
    complaints = [] if files or source.strip() else [_("Choose a file first, or paste a page.")]
    for name, upload in files:
        try:
            bringing.refuse(person, name, upload.size)
            row, is_new = bringing.bring(person, name, upload.read(), batch=batch, more_follow=more_follow)
            (new if is_new else known).append(row)
        except Unreadable as complaint:
            complaints.append(str(complaint))
    if source.strip():
        keep_source(person, source, new, known, complaints)
    if not more_follow:
        bringing.all_are_here(person, batch)
        bringing.read_for(person)
    tell(request, new, known, complaints, more_follow)
    if len(new) + len(known) == 1 and not complaints:
        return redirect_to_only(request, (new + known)[0])
    return redirect("intake")


def keep_source(person, source, new, known, complaints):
    try:
        row, is_new = bringing.bring(person, SOURCE_NAME, source.replace("\r\n", "\n").encode(errors="replace"))
        (new if is_new else known).append(row)
    except Unreadable as complaint:
        complaints.append(str(complaint))


def redirect_to_only(request, row):
    """To what became of it, if that is one story."""
    found = Brought.objects.visible_to(request.viewer).filter(pk=row.pk).first()
    return redirect("intake-beside", row.pk) if found else redirect("intake")


def tell(request, new, known, complaints, more_follow):
    if len(new) > 1 and not more_follow:
        messages.success(request, _("%d files are kept, byte for byte, and wait for you here.") % len(new))
    for row in known[:MOST_TOLD]:
        messages.info(request, _("“%s” waits here already.") % row)
    for complaint in complaints[:MOST_TOLD]:
        messages.warning(request, complaint)
    if more := len(complaints) - MOST_TOLD:
        if more > 0:
            messages.warning(request, ngettext("%d more was not kept.", "%d more were not kept.", more) % more)


# --- Taking in and throwing away -----------------------------------------------------------------------------------


@require_POST
@for_members
def take_one(request, pk):
    """As a draft of hers; for the archivist also as somebody else's, posted and kept by her."""
    found = own_or_404(request, pk)
    pseud = chosen_pseud(request)
    try:
        if is_of_another(request):
            work, is_new = taking.take_for(found, request.POST.get("author", ""), archived_by=pseud)
        else:
            work, is_new = taking.take(found, pseud)
    except taking.NotTaken as why:
        messages.warning(request, str(why))
        return redirect("intake-beside", pk) if Brought.objects.filter(pk=pk).exists() else redirect("intake")
    if not is_new:
        messages.info(request, _("“%s” came from this very file before. It was left as it is.") % work)
    elif is_of_another(request):
        messages.success(request, _("“%s” is posted, and kept by you for whoever wrote it.") % work)
    else:
        messages.success(request, _("“%s” is a draft of yours now.") % work)
    return redirect(where_to(request, work))


def is_of_another(request):
    """Only the archivist keeps stories for others."""
    if request.POST.get("whose") != "another":
        return False
    if not request.viewer.is_archivist:
        raise Http404
    return True


def where_to(request, work):
    """To the work; while others wait, to these."""
    if Brought.objects.visible_to(request.viewer).kept().exists():
        return reverse("intake")
    if work.trashed_at:
        return reverse("trash")
    if work.is_draft:
        return reverse("chapter-edit", args=[work.pk, work.chapters.order_by("position").first().pk])
    return work.get_absolute_url()


@require_POST
@for_members
def many(request):
    """What is done with those that were chosen, or with all that the filter shows."""
    rows = chosen(request)
    how = request.POST.get("how")
    if not rows.exists():
        messages.warning(request, _("Choose some of them first."))
    elif how == "take":
        take_many(request, rows)
    elif how == "throw":
        throw_many(request, rows)
    elif how == "back":
        number = taking.take_back(rows)
        messages.success(request, ngettext("%d waits again.", "%d wait again.", number) % number)
    else:
        raise Http404
    return redirect(f"{reverse('intake')}?{urlencode({'show': request.POST.get('show', '')[:20]})}")


def chosen(request):
    hers = Brought.objects.visible_to(request.viewer)
    if request.POST.get("all"):
        return shown(hers, request.POST.get("show", ""))
    ids = {int(pk) for pk in request.POST.getlist("chosen")[:MOST_CHOSEN] if pk.isdecimal() and len(pk) <= 10}
    return hers.filter(pk__in=ids)


def take_many(request, rows):
    pseud = chosen_pseud(request)
    mine = Brought.objects.visible_to(request.viewer)
    number = taking.want(Brought.objects.filter(pk__in=list(rows.values_list("pk", flat=True))), pseud,
                         is_of_another=is_of_another(request))  # fmt: skip
    refused = taking.take_wanted(mine, A_MOMENT)
    left = mine.exclude(take_as=None).kept().count()
    taken = max(0, number - refused - left)
    if taken:
        messages.success(request, ngettext("%d story is taken in.", "%d stories are taken in.", taken) % taken)
    if left:
        messages.info(request, ngettext("%d more is being taken in.", "%d more are being taken in.", left) % left)
    if refused:
        messages.warning(
            request,
            ngettext(
                "%d could not be taken in, and says why below.", "%d could not be taken in, and say why below.", refused
            ) % refused,
        )  # fmt: skip


def throw_many(request, rows):
    ids = list(rows.values_list("pk", flat=True)[:MOST_CHOSEN])
    number = taking.throw_away(Brought.objects.filter(pk__in=ids))
    said = ngettext(
        "%d is thrown away. Its file stays for thirty days.", "%d are thrown away. Their files stay for thirty days.",
        number,
    ) % number  # fmt: skip
    if number:
        fields = [("how", "back"), *(("chosen", pk) for pk in ids)]
        said_with_undo(request, said, reverse("intake-many"), fields)


@for_members
def progress(request):
    """How much of what she brought is still being read or taken in, for the page that waits for it."""
    hers = Brought.objects.visible_to(request.viewer).kept()
    context = {
        "busy": hers.exclude(take_as=None).count(),
        "unread": hers.filter(state__in=NOT_READ).count(),
    }
    return render(request, "intake/pieces/progress.html", context)

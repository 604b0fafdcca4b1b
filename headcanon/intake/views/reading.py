"""Where a person brings a file: as a story of its own, or, for the editor, only to be read."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from headcanon.accounts.models import Pseud
from headcanon.intake.readers import Unreadable
from headcanon.intake.uploads import as_one_text, story_in, take_in_upload, what_can_be_brought

MOST_TOLD = 5


@never_cache
def file(request):
    only_read = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    if request.viewer.is_guest:
        return sign_in_first(only_read)
    upload = request.FILES.get("file")
    if only_read:
        return read_only(upload)
    if request.method != "POST":
        return bring_page(request)
    if upload is None:
        return bring_page(request, _("Choose a file first."))
    try:
        outcomes = take_in_upload(upload, pseud=chosen_name(request))
    except Unreadable as complaint:
        return bring_page(request, str(complaint))
    if not any(each.work for each in outcomes):
        return bring_page(request, *(each.complaint for each in outcomes[:MOST_TOLD]))
    tell(request, outcomes)
    return redirect(where_they_are(outcomes))


def sign_in_first(only_read):
    if only_read:
        return JsonResponse({"error": _("Your sign-in has ended. Sign in again; nothing was changed.")}, status=403)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': reverse('intake-file')})}")


def read_only(upload):
    """What is understood of it, as JSON; nothing is kept."""
    try:
        if upload is None:
            raise Unreadable(_("No file came along. Choose it once more."))
        story = story_in(upload)
        doubts = [(story.title or upload.name, concern) for concern in story.concerns]
        return JsonResponse(as_one_text(story) | {"doubts": list(doubts_said(doubts))})
    except Unreadable as complaint:
        return JsonResponse({"error": str(complaint)}, status=400)


def bring_page(request, *complaints):
    context = {"data": what_can_be_brought([], request.viewer), "complaints": complaints}
    return render(request, "intake/file.html", context, status=422 if complaints else 200)


def chosen_name(request):
    hers = Pseud.objects.filter(user=request.viewer.person)
    chosen = request.POST.get("pseud", "")
    return get_object_or_404(hers, pk=chosen[:9]) if chosen.isdecimal() else hers.order_by("-is_default").first()


# --- Saying what became of it --------------------------------------------------------------------------------------


def tell(request, outcomes):
    new = [each for each in outcomes if each.is_new]
    if new:
        said = ngettext("A draft was made of your file.", "%d drafts were made of your file.", len(new))
        messages.success(request, said % len(new) if len(new) > 1 else said)
    for each in (each for each in outcomes if each.work and not each.is_new):
        in_trash = _("“%s” came from this very file before, and lies in your trash.")
        known = _("“%s” came from this very file before. It was left as it is.")
        messages.info(request, (in_trash if each.work.trashed_at else known) % each.work)
    for complaint in [each.complaint for each in outcomes if each.complaint][:MOST_TOLD]:
        messages.warning(request, complaint)
    tell_doubts(request, new)


def tell_doubts(request, outcomes):
    """Where the reader of files was not sure. All of it stays with the work."""
    for said in doubts_said([(each.work, concern) for each in outcomes for concern in each.concerns]):
        messages.warning(request, said)


def doubts_said(doubts):
    """A sentence for each of the first of these pairs of a title and a concern, and one for all others."""
    for title, concern in doubts[:MOST_TOLD]:
        said = _("Please look at “%(title)s”, near “%(near)s”: %(message)s")
        yield said % {"title": title, "near": concern.near, "message": concern.message}
    more = len(doubts) - MOST_TOLD
    if more > 0:
        said = ngettext("There is one more such place.", "There are %d more such places.", more)
        yield said % more if more > 1 else said


def where_they_are(outcomes):
    works = [each.work for each in outcomes if each.work]
    if len(works) > 1:
        return reverse("works-mine")
    [work] = works
    if work.trashed_at:
        return reverse("trash")
    return reverse("chapter-edit", args=[work.pk, work.chapters.order_by("position").first().pk])

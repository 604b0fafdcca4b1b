"""Where a reader sends a typo note, and an author answers those of a work, or of all of hers, in one pass."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from headcanon.core.flooding import TooQuick, source
from headcanon.core.paging import keys_from
from headcanon.core.returning import within
from headcanon.reviews.devices import device_of, new_device, remember_device
from headcanon.reviews.forms import SlipForm
from headcanon.reviews.models import TypoNote
from headcanon.reviews.reviewing import Refused, Voice
from headcanon.reviews.typo_notes import leave, open_notes, put_right, send, why_no_notes
from headcanon.reviews.views.finding import chapter_or_404, own_work_or_404
from headcanon.reviews.views.writing import sources_of
from headcanon.reviews.wishes import wishes_for
from headcanon.works.visibility import own_work_ids

GIVEN = ("paragraph", "words", "before")


# --- A reader ------------------------------------------------------------------------------------------------------


@never_cache
def new(request, work_id, chapter_id):
    """The words may be marked on the story's page, which says then where they stand, or typed here."""
    chapter = chapter_or_404(request.viewer, work_id, chapter_id)
    work = chapter.work
    context = {"work": work, "chapter": chapter, "is_sent": "sent" in request.GET}
    context["why_not"] = why_no_notes(request.viewer, work, wishes_for(work))
    sent = request.POST if request.method == "POST" else None
    given = {name: request.GET.get(name, "") for name in GIVEN}
    form = SlipForm(sent, viewer=request.viewer, work=work, initial={**given, "instead": given["words"]})
    if sent and form.is_valid():
        return try_to_send(request, chapter, form, context)
    return render(request, "reviews/slip_page.html", context | {"form": form})


def try_to_send(request, chapter, form, context):
    token, device = None, device_of(request)
    if request.viewer.is_guest and not device:
        token, device = new_device()
    said = form.cleaned_data
    where = {name: said[name] for name in ("remark", "paragraph", "before")}
    try:
        send(
            chapter, said["words"], said["instead"], voice=voice_of(request, form, device),
            may_thank=said.get("may_thank", False), **where,
        )  # fmt: skip
    except (Refused, TooQuick) as refused:
        form.add_error(None, str(refused))
        return render(request, "reviews/slip_page.html", context | {"form": form})
    response = redirect(f"{reverse('slip-new', args=[chapter.work_id, chapter.pk])}?sent")
    return remember_device(request, response, token) if token else response


def voice_of(request, form, device):
    person = request.viewer.person
    if person is None:
        return Voice(request.viewer, device=device, sources=sources_of(request, device))
    pseud = form.cleaned_data.get("pseud") or form.usual
    return Voice(request.viewer, pseud=pseud, sources=(source("person", str(person.pk)),))


# --- An author -----------------------------------------------------------------------------------------------------


@never_cache
@login_required
def of_mine(request):
    return waiting(request)


@never_cache
@login_required
def of_work(request, work_id):
    return waiting(request, own_work_or_404(request.viewer, work_id))


def waiting(request, work=None):
    if request.method == "POST":
        answer(request, work)
        return redirect(within(request, request.POST.get("next"), otherwise=request.get_full_path()))
    notes = open_notes(request.viewer, work, **keys_from(request))
    context = {"work": work, "notes": notes, "all_ticked": "all" in request.GET, "is_part": bool(keys_from(request))}
    context["some_may_be_thanked"] = any(note.may_thank for note in notes)
    return render(request, "reviews/slips.html", context)


def answer(request, work):
    """What one button says of one note, or of those that are ticked."""
    for act, do in (("right", put_these_right), ("leave", leave_these)):
        if key := request.POST.get(act):
            notes = chosen(request, work, request.POST.getlist("note") if key == "ticked" else [key])
            if not notes:
                messages.warning(request, _("Tick the notes you mean. Nothing was changed."))
            return do(request, notes)
    raise Http404


def chosen(request, work, keys):
    """Those among her own works' notes; anybody else's are not there."""
    notes = TypoNote.objects.visible_to(request.viewer).filter(pk__in=[key for key in keys if is_a_key(key)])
    notes = notes.filter(work__in=[work.pk] if work else own_work_ids(request.viewer))
    return list(notes.select_related("pseud__user"))


def is_a_key(typed):
    return typed.isdecimal() and typed.isascii() and len(typed) < 19


def put_these_right(request, notes):
    done = put_right(notes, person=request.viewer.person, thanks="thank" in request.POST)
    if done:
        said = ngettext("%d slip is put right.", "%d slips are put right.", len(done)) % len(done)
        messages.success(request, said)
    left = TypoNote.objects.filter(pk__in=[note.pk for note in notes], state=TypoNote.State.OPEN).count()
    if left:
        said = ngettext(
            "Of %d the text has moved on: nothing was changed there, and the note is still here.",
            "Of %d the text has moved on: nothing was changed there, and the notes are still here.",
            left,
        )
        messages.warning(request, said % left)


def leave_these(request, notes):
    number = leave(notes)
    if number:
        messages.success(request, ngettext("%d note is done with.", "%d notes are done with.", number) % number)

"""Where a reader is in a story: her browser tells, she is led back there, and she says herself what is read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.core.returning import within
from headcanon.core.viewing import get_visible_or_404
from headcanon.reading import marking
from headcanon.reading.forms.places import MarkForm, PlaceForm
from headcanon.reading.going_on import way_on
from headcanon.reading.models import Reading
from headcanon.reading.remembering import Step, note_step
from headcanon.reading.views.pages import or_missing
from headcanon.works.models import Chapter, Work


@require_POST
def place(request, work_id, chapter_id):
    """Takes down where she is; it is written a little later. Fields: PlaceForm. A guest's browser has no business here."""
    viewer = request.viewer
    there = not viewer.is_guest and Chapter.objects.visible_to(viewer).posted().filter(pk=chapter_id, work=work_id)
    if not there or not there.exists():
        raise Http404
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return left_as_it_is(HttpResponseBadRequest(str(_("That is no place in a chapter."))))
    if not Work.objects.filter(pk=work_id, pseuds__user=viewer.person).exists():
        note_step(Step(viewer.person.pk, work_id, chapter_id, **form.said()))
    return left_as_it_is(HttpResponse(status=204))


def left_as_it_is(response):
    """Once the place is written her pages are made anew; until then nothing has changed."""
    response.leaves_pages_as_they_are = True
    return response


@never_cache
@or_missing
def go_on(request, work_id):
    """On to the paragraph where she stopped. A guest's place is in her browser alone; she comes to the beginning."""
    work = get_visible_or_404(Work, request.viewer, pk=work_id)
    return redirect(work.get_absolute_url() if request.viewer.is_guest else way_on(work, request.viewer))


@login_required
@require_POST
@or_missing
def mark(request, work_id):
    """Fields: MarkForm."""
    work = get_visible_or_404(Work.objects.posted(), request.viewer, pk=work_id)
    form = MarkForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(str(_("Nothing was marked: the form was not whole. Go back and try once more.")))
    try:
        messages.success(request, done(request.viewer.person, work, **form.cleaned_data))
    except marking.NotKept:
        messages.warning(request, _("Nothing was marked: your history is switched off. You can switch it on there."))
        return redirect("history")
    return redirect(back_from(request, work))


def done(person, work, *, wish, read, unread):
    """Does it, and says so."""
    if wish == "forget":
        marking.forget(person, work)
        return _("It is as if you had never been in “%s”.") % work
    if wish:
        marking.mark(person, work, state=wish)
        told = {
            Reading.State.READ: _("“%s” is marked as read."),
            Reading.State.ABANDONED: _("You have given up “%s”. It is not offered to you to go on with any more."),
            Reading.State.READING: _("You are reading “%s” again."),
        }
        return told[wish] % work
    marking.mark(person, work, read=[read] if read else [], unread=[unread] if unread else [])
    return _("The chapter is marked as read.") if read else _("The chapter is marked as not read.")


def back_from(request, work):
    """The page she came from, if it is one of ours; else the index of its chapters."""
    return within(request, request.POST.get("next", ""), otherwise=reverse("navigate", args=[work.pk]))

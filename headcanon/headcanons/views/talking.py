"""Where people talk about a headcanon: all of it, one thread, and the forms."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.accounts.speaking import Suspended
from headcanon.core.flooding import TooQuick, source
from headcanon.core.paging import keys_from
from headcanon.core.threads import page_with, printed
from headcanon.core.typed import as_typed
from headcanon.headcanons import talking
from headcanon.headcanons.forms import RemarkForm
from headcanon.headcanons.models import Remark
from headcanon.headcanons.threads import dress, replies_page, seen_by, threads_page
from headcanon.headcanons.views.finding import own_remark_or_404, posted_or_404, remark_or_404
from headcanon.headcanons.words import Refused


def talk(request, pk):
    """Everything that is said of it. What a veil covers is not talked about in front of it."""
    headcanon = posted_or_404(request, pk)
    if headcanon.veil:
        return redirect(headcanon)
    why_silent = talking.why_silent(headcanon, request.viewer)
    page = threads_page(headcanon, request.viewer, **keys_from(request))
    shown = printed(page)
    dress(shown, headcanon, request.viewer, why_silent=why_silent)
    form = None if request.viewer.is_guest else form_for(request, headcanon)
    context = {"headcanon": headcanon, "page": page, "shown": shown, "form": form, "why_silent": why_silent}
    context["is_unnamed"] = not request.viewer.is_guest and talking.speaks_unnamed(headcanon, request.viewer.person)
    return render(request, "headcanons/talk.html", context)


def form_for(request, headcanon, data=None, **more):
    is_unnamed = talking.speaks_unnamed(headcanon, request.viewer.person)
    initial = {"sent_with": secrets.token_urlsafe(24), **more.pop("initial", {})}
    return RemarkForm(data, viewer=request.viewer, is_unnamed=is_unnamed, initial=initial, **more)


@never_cache
@login_required
def new(request, pk):
    return write(request, posted_or_404(request, pk))


@never_cache
@login_required
def reply(request, pk):
    answered = remark_or_404(request.viewer, pk)
    if answered.is_gone:
        raise Http404
    return write(request, posted_or_404(request, answered.headcanon_id), answered)


def write(request, headcanon, answers=None):
    """The form; what it says is posted, or it comes back with the words and why they were not."""
    form = form_for(
        request, headcanon, request.POST if request.method == "POST" else None, label=_("Your reply") if answers else ""
    )
    context = {"headcanon": headcanon, "answers": answers, "form": form}
    context["why_silent"] = talking.why_silent(headcanon, request.viewer)
    context["is_unnamed"] = talking.speaks_unnamed(headcanon, request.viewer.person)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            remark = talking.say(
                headcanon, said["text"], pseud=form.signed_by, sent_with=said["sent_with"] or said["text"],
                answers=answers, sources=[source("remark", str(request.viewer.person.pk))],
            )  # fmt: skip
        except (Refused, TooQuick, Suspended) as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("It is said. Thank you."))
            return redirect(remark)
    return render(request, "headcanons/remark_form.html", context)


def remark(request, pk):
    """A thread; a reply is found in its thread, on the page where it stands."""
    found = remark_or_404(request.viewer, pk)
    if found.thread_id:
        behind = page_with(found, seen_by(request.viewer))
        address = reverse("remark", args=[found.thread_id]) + (f"?behind={behind}" if behind else "")
        return redirect(f"{address}#remark-{found.pk}")
    headcanon = posted_or_404(request, found.headcanon_id)
    if headcanon.veil:
        return redirect(headcanon)
    page = replies_page(found, request.viewer, **keys_from(request))
    shown = [found, *page]
    for reply in page:
        reply.thread = found
    dress(shown, headcanon, request.viewer, why_silent=talking.why_silent(headcanon, request.viewer))
    context = {"headcanon": headcanon, "thread": found, "page": page, "shown": shown}
    return render(request, "headcanons/thread.html", context)


@never_cache
@login_required
def edit(request, pk):
    found = own_remark_or_404(request.viewer, pk)
    headcanon = posted_or_404(request, found.headcanon_id)
    form = RemarkForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer, is_unnamed=True, initial={"text": as_typed(found.text)},
    )  # fmt: skip
    context = {"remark": found, "headcanon": headcanon, "form": form}
    context["can_change"] = talking.can_change(found, request.viewer)
    if form.is_bound and form.is_valid():
        try:
            talking.change(found, form.cleaned_data["text"], viewer=request.viewer)
        except (Refused, Suspended) as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("It is changed."))
            return redirect(found)
    return render(request, "headcanons/remark_edit.html", context)


@login_required
@require_POST
def delete(request, pk):
    found = own_remark_or_404(request.viewer, pk)
    thread = found.thread_id
    talking.take_back(found)
    messages.success(request, _("It is taken back."))
    if thread and Remark.objects.filter(pk=thread).exists():
        return redirect("remark", thread)
    return redirect("headcanon-talk", found.headcanon_id)

"""One headcanon: its index card, who believes it, and what is said of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from headcanon.accounts.speaking import Suspended
from headcanon.core.returning import within
from headcanon.headcanons import believing, writing
from headcanon.headcanons.finding import about, few_of, listed_for
from headcanon.headcanons.forms import DeclineForm
from headcanon.headcanons.threads import last_said
from headcanon.headcanons.views.finding import headcanon_or_404, posted_or_404


def headcanon(request, pk):
    found, viewer = headcanon_or_404(request, pk), request.viewer
    context = {"headcanon": found, "is_mine": found.is_by(viewer), "is_asked": found.is_asked_of(viewer)}
    if not found.is_posted:
        return render(request, "headcanons/ask.html", context | {"form": DeclineForm()})
    context["remarks"] = [] if found.veil else last_said(found, viewer)
    context |= {"others": others_like(found, viewer), **what_she_said(found, viewer)}
    return render(request, "headcanons/headcanon.html", context)


def others_like(headcanon, viewer):
    """A few about the same event, or else about the same canon; nothing that would tell what is covered."""
    if headcanon.veil:
        return []
    fandoms = [link.fandom for link in headcanon.headcanon_fandoms.all()]
    others = listed_for(viewer, *fandoms).exclude(pk=headcanon.pk)
    if headcanon.event_id:
        return few_of(others.filter(event=headcanon.event_id), viewer)
    return few_of(about(others, fandoms[0]), viewer) if fandoms else []


def what_she_said(headcanon, viewer):
    if viewer.is_guest:
        return {}
    return {
        "believes": believing.believes(headcanon, viewer.person),
        "is_writing": writing.is_writing(headcanon, viewer.person),
    }


@never_cache
@login_required
def believe(request, pk):
    """A guest comes here to sign in, and then goes on to the headcanon."""
    return said_of(request, pk, begin=believing.believe, end=believing.believe_no_more)


@never_cache
@login_required
def write(request, pk):
    return said_of(request, pk, begin=writing.begin, end=writing.stop)


def said_of(request, pk, *, begin, end):
    found, person = posted_or_404(request, pk), request.viewer.person
    if request.method == "POST":
        try:
            (end if request.POST.get("wish") == "end" else begin)(found, person)
        except Suspended as suspended:
            messages.warning(request, str(suspended))
    return redirect(within(request, request.POST.get("next"), otherwise=found.get_absolute_url()))

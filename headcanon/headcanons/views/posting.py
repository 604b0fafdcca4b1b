"""Where a headcanon is posted, changed and taken back, and where one author is asked."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.accounts.blocking import people_seen_by
from headcanon.accounts.speaking import Suspended, let_speak
from headcanon.canon.models import Event, Fandom
from headcanon.canon.veil import beyond
from headcanon.core.flooding import TooQuick, source
from headcanon.headcanons import asking, posting
from headcanon.headcanons.forms import HeadcanonForm, initial_of, is_key
from headcanon.headcanons.models import Headcanon
from headcanon.headcanons.views.finding import own_or_404
from headcanon.headcanons.words import Refused


@never_cache
@login_required
def new(request):
    form = HeadcanonForm(filled_in(request), viewer=request.viewer, initial=begun(request))
    context = {"form": form, "why_not": why_silent(request.viewer)}
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            headcanon = posting.post(
                said, pseud=form.signed_by, sent_with=said["sent_with"] or said["claim"],
                is_anonymous=said["is_anonymous"], sources=sources_of(request),
            )  # fmt: skip
        except (Refused, TooQuick, Suspended) as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("It is there for everybody. Perhaps a story grows from it."))
            return redirect(headcanon)
    return render(request, "headcanons/new.html", context)


def filled_in(request):
    return request.POST if request.method == "POST" else None


def begun(request):
    """About the canon or event on whose page she pressed the button. What she has not come to is not told her here."""
    initial = {"sent_with": secrets.token_urlsafe(24)}
    event, slug = request.GET.get("event", ""), request.GET.get("fandom", "")
    if is_key(event):
        on_the_line = Event.objects.filter(state=Event.State.ON_THE_LINE).exclude(beyond(request.viewer))
        found = on_the_line.filter(pk=event).select_related("canon__fandom").first()
        if found:
            return initial | {"event": found.title, "fandoms": found.canon.fandom.name}
    # A name that only unseen things have is nobody's business.
    fandom = Fandom.objects.filter(slug=slug, work_count__gt=0).first() if slug else None
    return initial | {"fandoms": fandom.name if fandom else ""}


def why_silent(viewer):
    try:
        let_speak(viewer.person)
    except Suspended as suspended:
        return str(suspended)
    return ""


def sources_of(request):
    return [source("headcanon", str(request.viewer.person.pk))]


def refuse(form, refused):
    """Beside the field, where it is about the words."""
    form.add_error("claim" if isinstance(refused, Refused) else None, str(refused))


@never_cache
@login_required
def edit(request, pk):
    headcanon = own_or_404(request, pk)
    if headcanon.state == Headcanon.State.DECLINED:
        raise Http404
    form = HeadcanonForm(
        filled_in(request), viewer=request.viewer, initial=initial_of(headcanon), unnamed=False,
        stands_at=headcanon.event,
    )  # fmt: skip
    form.fields.pop("pseud", None)
    if form.is_bound and form.is_valid():
        try:
            posting.change(headcanon, form.cleaned_data)
        except (Refused, Suspended) as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("It is changed."))
            return redirect(headcanon)
    return render(request, "headcanons/edit.html", {"form": form, "headcanon": headcanon})


@login_required
@require_POST
def delete(request, pk):
    headcanon = own_or_404(request, pk)
    was_posted = headcanon.is_posted
    posting.take_back(headcanon)
    messages.success(request, _("It is taken back. Stories that grew from it stay as they are."))
    return redirect("headcanons" if was_posted else "asks")


# --- Asking --------------------------------------------------------------------------------------------------------


@never_cache
@login_required
def ask(request, username):
    viewer = request.viewer
    author = get_object_or_404(people_seen_by(viewer), username__iexact=username)
    wishes = asking.wishes_of(author)
    unnamed = asking.takes_anonymous(wishes)
    form = HeadcanonForm(filled_in(request), viewer=viewer, initial=begun(request), unnamed=unnamed)
    form.fields["claim"].label = _("What would you like to read?")
    context = {"author": author, "form": form, "why_not": asking.why_not(viewer, author, wishes)}
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            asked = asking.ask(
                author, said, viewer=viewer, pseud=form.signed_by, sent_with=said["sent_with"] or said["claim"],
                is_anonymous=said.get("is_anonymous", False), sources=sources_of(request),
            )  # fmt: skip
        except (Refused, TooQuick, Suspended) as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("%s sees it now, and nobody else. You are told when she answers.") % author)
            return redirect(asked)
    return render(request, "headcanons/ask_form.html", context)

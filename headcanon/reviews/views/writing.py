"""Where a review is written, answered, changed and taken back.

With htmx the form comes into the page and its answer takes its place; without, each is a page. Nothing that was typed is
lost by any of them.
"""

import secrets

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.core.flooding import TooQuick, source
from headcanon.core.returning import within
from headcanon.core.typed import as_typed
from headcanon.manuscript.said import quoted
from headcanon.reviews.devices import device_of, new_device, remember_device
from headcanon.reviews.forms import ReviewForm
from headcanon.reviews.models import Review
from headcanon.reviews.reviewing import Refused, Voice, can_change, change, post, refuse, take_back
from headcanon.reviews.stopping import stop_for
from headcanon.reviews.views.finding import chapter_or_404, own_review_or_404, review_or_404
from headcanon.reviews.views.margins import margin_meant, spot_of
from headcanon.reviews.views.reading import section
from headcanon.reviews.wishes import whose

# What the buttons of a form ask for; anything else is a first try, at which it may be stopped.
WITHOUT, AS_IT_IS, LET_ME_CHANGE = "without", "as-it-is", "change"


@never_cache
def new(request, work_id, chapter_id):
    chapter = chapter_or_404(request.viewer, work_id, chapter_id)
    address = reverse("chapter-reviews", args=[work_id, chapter_id])
    margin = margin_meant(request, chapter)
    target = "margin-form" if margin else "review-form"
    return write(request, chapter.work, chapter=chapter, back=address, target=target, margin=margin)


@never_cache
def reply(request, review_id):
    answered = review_or_404(request.viewer, review_id)
    if answered.state == Review.State.GONE:
        raise Http404
    thread = answered.thread or answered
    return write(
        request, answered.work, answers=answered, back=thread.get_absolute_url(), target=f"reply-form-{answered.pk}"
    )


def write(request, work, *, back, target, chapter=None, answers=None, margin=None):
    """The form; what it says is posted, or it comes back with the words and why they were not."""
    context = {"back": back, "target": target, "answers": answers, **section(work, request.viewer, chapter)}
    context["margin"] = margin
    # What of the page it leads to comes in place of what is there: of a reply its thread, or all others would go.
    context["brings"] = f"#thread-{answers.thread_id or answers.pk}" if answers else "#reviews"
    sent = request.POST if request.method == "POST" else None
    form = ReviewForm(
        sent, viewer=request.viewer, work=work, label=_("Your reply") if answers else "", prefix_id=target,
        initial={"sent_with": secrets.token_urlsafe(24), "text": quotation(request, answers)},
    )  # fmt: skip
    how = request.POST.get("how", "")
    if sent and form.is_valid() and how != LET_ME_CHANGE:
        typed = form.cleaned_data["text"]
        context["stop"] = stop = stop_for(work, typed, request.viewer, context["wished"])
        if stop and how == WITHOUT and stop.rest:
            typed, stop = stop.rest, None
        if not stop or how == AS_IT_IS:
            return try_to_post(request, work, form, typed, context, chapter=chapter, answers=answers)
    elif not sent:
        context["why_not"] = context["why_not"] or why_no_reply(request, work, context["wished"], answers)
    return form_again(request, form, context)


def quotation(request, answers):
    return quoted(answers.text) if answers and "quote" in request.GET else ""


def why_no_reply(request, work, wished, answers):
    try:
        refuse(work, wished, Voice(request.viewer), answers)
    except Refused as refused:
        return str(refused)
    return ""


def try_to_post(request, work, form, typed, context, *, chapter, answers):
    token, device = None, device_of(request)
    if request.viewer.is_guest and not device:
        token, device = new_device()
    voice = voice_of(request, form, device)
    try:
        review = post(
            work, typed, voice=voice, sent_with=form.cleaned_data["sent_with"] or typed, chapter=chapter,
            answers=answers, spot=spot_of(context["margin"]),
        )  # fmt: skip
    except (Refused, TooQuick) as refused:
        form.add_error(None, str(refused))
        return form_again(request, form, context | {"stop": None})
    messages.success(request, thanks(review))
    back = context["back"] if review.thread_id is None else review.get_absolute_url()
    response = redirect(within(request, request.POST.get("next"), otherwise=back))
    return remember_device(request, response, token) if token else response


def voice_of(request, form, device):
    said, person = form.cleaned_data, request.viewer.person
    if person:
        return Voice(request.viewer, pseud=said.get("pseud") or form.usual, sources=(source("person", str(person.pk)),))
    return Voice(
        request.viewer, name=said["name"], email=said["email"], device=device, sources=sources_of(request, device)
    )


def sources_of(request, device):
    """What a guest's quick row of posts is known by: her device, and the address she comes from."""
    return source("address", get_adapter().get_client_ip(request)), source("device", device)


def thanks(review):
    if review.state != Review.State.WAITING:
        return _("Your words are there. Thank you for writing them.")
    return _("Thank you. Others see it when %s has said yes.") % whose(review.work)


def form_again(request, form, context):
    """htmx is told that this is not the list it asked for but the form, to stand where the form is."""
    response = render(request, "reviews/form_page.html", {**context, "form": form})
    if request.method == "POST":
        response["HX-Retarget"] = response["HX-Reselect"] = f"#{context['target']}"
        response["HX-Reswap"] = "outerHTML"
    return response


# --- Afterwards ----------------------------------------------------------------------------------------------------


@never_cache
@login_required
def edit(request, review_id):
    review = own_review_or_404(request.viewer, review_id)
    form = ReviewForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer,
        initial={"text": as_typed(review.text)},
    )
    form.fields.pop("pseud", None)
    context = {"review": review, "form": form, "can_change": can_change(review, request.viewer), "work": review.work}
    if request.method == "POST" and form.is_valid():
        try:
            changed = change(review, form.cleaned_data["text"], voice=Voice(request.viewer, pseud=review.pseud))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            was_waiting = review.state == Review.State.WAITING
            is_waiting = changed.state == Review.State.WAITING
            messages.success(request, thanks(changed) if is_waiting and not was_waiting else _("It is changed."))
            return redirect("review", review_id)
    return render(request, "reviews/edit.html", context)


@login_required
@require_POST
def delete(request, review_id):
    review = own_review_or_404(request.viewer, review_id)
    thread = review.thread
    take_back(review)
    messages.success(request, _("It is taken back."))
    if thread and Review.objects.filter(pk=thread.pk).exists():
        return redirect("review", thread.pk)
    return redirect("work-reviews", review.work_id)

"""What an author presses beside a review of her work."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headcanon.core.flooding import TooQuick
from headcanon.core.returning import within
from headcanon.reviews.answering import approve, freeze, hide, keep_apart_from_writer, put_aside, show, thank, thaw
from headcanon.reviews.models import Review
from headcanon.reviews.reviewing import Refused
from headcanon.reviews.views.finding import review_or_404


@login_required
@require_POST
def answer(request, review_id):
    """Of a work of hers; to anybody else it is not there."""
    review = review_or_404(request.viewer, review_id)
    if not review.work.is_by(request.viewer) or review.state == Review.State.GONE:
        raise Http404
    said = carry_out(request.POST.get("act", ""), review, request.viewer)
    if said:
        messages.success(request, said)
    back = within(request, request.POST.get("next"), otherwise=reverse("work-reviews", args=[review.work_id]))
    return redirect(back)


def carry_out(act, review, author):
    """Does it, and answers with what to tell her."""
    thread = review.thread or review
    if act == "block":
        keep_apart_from_writer(author.person, review)
        return _("You and whoever wrote it see nothing of each other from now on.")
    if act == "thank":
        return say_thanks(review, author)
    acts = {
        "approve": (approve, review, _("Everybody who reads the story sees it now.")),
        "refuse": (hide, review, _("Only you and whoever wrote it see it.")),
        "hide": (hide, review, _("Only you and whoever wrote it see it now.")),
        "show": (show, review, _("Everybody who reads the story sees it again.")),
        "freeze": (freeze, thread, _("The thread is closed.")),
        "thaw": (thaw, thread, _("The thread is open again.")),
        "put-aside": (put_aside, review, _("It does not wait for an answer any more.")),
    }
    if act not in acts:
        return ""
    do, what, said = acts[act]
    do(what)
    return said


def say_thanks(review, author):
    try:
        thank(review, author=author)
    except (Refused, TooQuick) as refused:
        return str(refused)
    return _("You have thanked %s.") % review.written_by

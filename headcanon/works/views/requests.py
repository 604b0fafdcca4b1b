"""What others ask of her: to be named as an author, to take a gift, to show a story that grew from hers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.works.coauthors import answer_request
from headcanon.works.gifts import answer_gift
from headcanon.works.relations import answer_relation
from headcanon.works.views.finding import own_or_404
from headcanon.works.waiting import (
    coauthor_requests_for,
    count_again,
    gifts_for,
    relations_to,
    unanswered_gifts,
    unanswered_relations,
)

# What can be answered, and how; gifts and related works also once more, when she has changed her mind.
KINDS = {
    "coauthor": (coauthor_requests_for, answer_request),
    "gift": (gifts_for, answer_gift),
    "related": (relations_to, answer_relation),
}


@never_cache
@login_required
def waiting(request):
    count_again([request.viewer.person.pk])
    gifts = gifts_for(request.viewer).select_related("pseud").prefetch_related("work__authorships__pseud__user")
    unanswered = unanswered_relations(request.viewer).select_related("parent")
    context = {
        "coauthor_requests": coauthor_requests_for(request.viewer)
        .select_related("work", "pseud", "asked_by")
        .order_by("asked_at"),
        "gifts": gifts.filter(pk__in=unanswered_gifts(request.viewer).values("pk")),
        "related": unanswered.prefetch_related("work__authorships__pseud__user"),
        "answered_gifts": gifts.exclude(accepted_at=None, refused_at=None),
    }
    return render(request, "works/requests.html", context)


@login_required
@require_POST
def answer(request, kind, request_id):
    if kind not in KINDS:
        raise Http404
    those, act = KINDS[kind]
    found = own_or_404(those(request.viewer).distinct(), pk=request_id)
    accepts = request.POST.get("answer") == "yes"
    act(found, accepts=accepts)
    messages.success(request, _("You have agreed.") if accepts else _("You have declined. Nobody is told why."))
    return redirect("requests")

"""Whose story it is: where somebody says that one is hers, and where that is decided."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headcanon.accounts.speaking import Suspended
from headcanon.core.flooding import MEMBER, TooQuick, keep_pace, source
from headcanon.core.viewing import get_visible_or_404
from headcanon.intake import claiming
from headcanon.intake.forms.claiming import ClaimForm, DecisionForm
from headcanon.intake.models import Claim
from headcanon.intake.views.finding import for_members, pseuds_of
from headcanon.works.models import Work

A_PAGE = 20


@for_members
def claim(request, work_id):
    """What she cannot see she cannot claim, and what has an author here is nobody else's to claim."""
    work = get_visible_or_404(Work.objects.with_card(), request.viewer, pk=work_id)
    if not claiming.can_be_claimed(work, request.viewer):
        raise Http404
    mine = Claim.objects.filter(work=work, person=request.viewer.person).waiting().first()
    form = ClaimForm(request.POST or None, pseuds=pseuds_of(request), claim=mine)
    if request.method == "POST" and form.is_valid() and is_claimed(request, work, form):
        messages.success(request, _("It is said. Whoever looks after the archive reads it, and you get an answer."))
        return redirect("claims")
    context = {"work": work, "form": form, "mine": mine}
    return render(request, "intake/claim.html", context, status=422 if form.errors else 200)


def is_claimed(request, work, form):
    said = form.cleaned_data
    try:
        keep_pace([source("person", str(request.viewer.person.pk))], MEMBER)
        claiming.claim(work, said["pseud"], wish=said["wish"], words=said["words"])
    except (TooQuick, Suspended) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@for_members
def claims(request):
    """Her own, and for whoever looks after the archive also those that wait for a decision."""
    every = Claim.objects.visible_to(request.viewer).select_related("pseud__user", "work", "decided_by")
    every = every.prefetch_related("work__authorships__pseud__user")
    mine = every.filter(person=request.viewer.person).order_by("-made_at", "-pk")[:A_PAGE]
    context = {"mine": seen_among(mine, request.viewer)}
    if request.viewer.is_moderator:
        waiting = every.waiting().exclude(person=request.viewer.person)
        context["page"] = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "intake/claims.html", context)


def seen_among(claims, viewer):
    """Of a story that she may not see any more her claim says what she said, and no title."""
    claims = list(claims)
    seen = Work.objects.visible_to(viewer).filter(pk__in=[each.work_id for each in claims])
    readable = set(seen.values_list("pk", flat=True))
    for each in claims:
        each.is_seen = each.work_id in readable
    return claims


@for_members
def decide(request, pk):
    if not request.viewer.is_moderator:
        raise Http404
    others = Claim.objects.waiting().exclude(person=request.viewer.person).select_related("pseud__user", "work")
    found = get_visible_or_404(others, request.viewer, pk=pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            claiming.decide(found, by=request.viewer.person, grants=said["grants"] == "yes", answer=said["answer"])
            messages.success(request, _("It is decided."))
        except claiming.Decided:
            messages.warning(
                request, _("It was decided meanwhile, or the story has found its author. Nothing changed.")
            )
        return redirect("claims")
    context = {"claim": found, "form": form}
    return render(request, "intake/decide.html", context, status=422 if form.errors else 200)


@require_POST
@for_members
def back(request, pk):
    found = get_visible_or_404(Claim.objects.filter(person=request.viewer.person), request.viewer, pk=pk)
    claiming.take_claim_back(found)
    messages.success(request, _("You have taken it back."))
    return redirect("claims")

"""Where a reader says how far she has come, with an account or without; nothing on these pages tells what happens."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from headcanon.canon import lines
from headcanon.canon.forms.lines import ProgressForm
from headcanon.canon.models import Canon, Instalment
from headcanon.canon.progress import keep_progress, progress_of, with_steps
from headcanon.core.returning import within


@never_cache
def progress(request, slug):
    """In each canon of one fandom."""
    fandom = lines.fandom_at(slug)
    canons = list(lines.canons_of(fandom).prefetch_related("instalments"))
    if not canons:
        raise Http404
    back = request.POST.get("next") or request.GET.get("next", "")
    back = within(request, back, otherwise=reverse("timeline", args=[fandom.slug]))
    said = progress_of(request.viewer)
    form = ProgressForm(request.POST or None, canons=canons, said=said)
    if request.method == "POST" and form.is_valid():
        return keep_progress(request, redirect(back), with_steps(request.viewer, form.steps()))
    context = {"fandom": fandom, "form": form, "next": back, "lost": lost_in(canons, said)}
    return render(request, "canon/lines/progress.html", context)


def lost_in(canons, said):
    """Where she named an instalment that is not there any more."""
    there = {canon.pk: {0, *(each.pk for each in canon.instalments.all())} for canon in canons}
    return [canon for canon in canons if canon.pk in said and said[canon.pk] not in there[canon.pk]]


@never_cache
def all_progress(request):
    """Every canon that she spoke of, and the way to forget it."""
    said = progress_of(request.viewer)
    if request.method == "POST":
        forgotten = said if "all" in request.POST else [pk for pk in said if str(pk) == request.POST.get("canon")]
        kept = with_steps(request.viewer, dict.fromkeys(forgotten))
        return keep_progress(request, redirect(reverse("progress-settings")), kept)
    canons = Canon.objects.filter(pk__in=said).select_related("fandom").order_by("fandom__name", "position", "id")
    names = dict(Instalment.objects.filter(pk__in=said.values()).values_list("pk", "name"))
    rows = [(canon, names.get(said[canon.pk]), said[canon.pk] == 0) for canon in canons]
    return render(request, "canon/lines/progress_settings.html", {"rows": rows})

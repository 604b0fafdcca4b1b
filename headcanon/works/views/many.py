"""Changing many works at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.works.about import say_of_all
from headcanon.works.forms.many import BulkForm
from headcanon.works.models import Work
from headcanon.works.subjects import names_of
from headcanon.works.trash import trash
from headcanon.works.visibility import own_work_ids

MOST = 500
AS_SAID = ("audience", "reviewers", "rating", "language", "status")
YES_OR_NO = ("may_index", "lists_recommendations")


@never_cache
@login_required
@require_POST
def edit_many(request):
    """First asked what is to change in the works that were chosen, then done: in all of them or in none."""
    if not request.POST.getlist("works"):
        messages.warning(request, _("Choose the stories first that you want to change."))
        return redirect("works-mine")
    works = chosen(request)
    is_filled_in = request.POST.get("action") == "save"
    form = BulkForm(request.POST if is_filled_in else None, works=works)
    if is_filled_in and form.is_valid():
        change(works, form, request.viewer.person)
        messages.success(
            request,
            ngettext("%d story is changed.", "%d stories are changed.", len(works)) % len(works),
        )
        return redirect("works-mine")
    return render(request, "works/many.html", {"works": works, "form": form})


def chosen(request):
    """Her own of these; if one of them is not, none is."""
    ids = {int(pk) for pk in request.POST.getlist("works") if pk.isdecimal() and len(pk) <= 10}
    works = Work.objects.filter(pk__in=own_work_ids(request.viewer), trashed_at=None)
    found = list(works.filter(pk__in=ids).order_by("posted_at", "made_at", "pk").with_card())
    if len(found) != len(set(request.POST.getlist("works"))) or len(found) > MOST:
        raise Http404
    return found


@transaction.atomic
def change(works, form, person):
    said = {name: form.cleaned_data[name] for name in AS_SAID if form.cleaned_data[name]}
    said |= {name: form.cleaned_data[name] == "yes" for name in YES_OR_NO if form.cleaned_data[name]}
    say_of_all(works, said, person=person, more=lambda work: said_besides(work, form, person))
    if form.cleaned_data["trash"]:
        for work in works:
            trash(work)


def said_besides(work, form, person):
    """What each of them is about afterwards, and in which series it is."""
    more, names = {}, names_of(work)
    gone = {*map(str.casefold, form.names["remove_tags"])}
    if any(form.names.values()):
        more["fandoms"] = ", ".join([*names["fandoms"], *form.names["add_fandoms"]])
        more |= {
            field: ", ".join(name for name in names[field] if name.casefold() not in gone)
            for field in ("relationships", "side_relationships", "characters", "side_characters")
        }
        kept = [name for name in names["tags"] if name.casefold() not in gone]
        more["tags"] = ", ".join([*kept, *form.names["add_tags"]])
    if form.cleaned_data["series"]:
        parts = work.series_parts.filter(series__owner=person).values_list("series__title", "position")
        more["series"] = {form.cleaned_data["series"]: None, **dict(parts)}
    return more

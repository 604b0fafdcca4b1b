"""Where a member suggests how the line of a canon begins that nobody has begun yet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.canon import lines
from headcanon.canon.families import ids_of_family
from headcanon.canon.forms.lines import CanonForm, EventForm
from headcanon.canon.models import Canon, Event, Fandom
from headcanon.canon.views.lines import refusals_in
from headcanon.discovery.families import is_spoken_of
from headcanon.works.families import has_a_work_for


@never_cache
@login_required
def suggest_canon(request, slug):
    """Its name and its first event, and on the next page more of them. Of a fandom that only unseen works name nothing is
    said here."""
    fandom = lines.fandom_at(slug)
    if not is_there(fandom, request.viewer):
        raise Http404
    canon_form = CanonForm(request.POST or None, prefix="canon")
    form = EventForm(request.POST or None, canon=Canon(), instance=Event())
    if request.method == "POST" and all([canon_form.is_valid(), form.is_valid()]):
        with refusals_in(canon_form):
            person = request.viewer.person
            made = lines.suggest_canon(fandom, by=person, **canon_form.cleaned_data, **form.said())
            messages.success(request, _("“%s” waits for a wrangler. Suggest what follows, if you like.") % made.title)
            asked = urlencode({"canon": made.canon.slug})
            return redirect(f"{reverse('line-suggest', args=[fandom.slug])}?{asked}")
    context = {"fandom": fandom, "form": form, "canon_form": canon_form}
    return render(request, "discovery/suggest_canon.html", context)


def is_there(fandom, viewer):
    ids = ids_of_family(fandom)
    return lines.canons_of(fandom).exists() or has_a_work_for(viewer, Fandom, ids) or is_spoken_of(viewer, Fandom, ids)

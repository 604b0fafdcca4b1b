"""The lists in which headcanons are found."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.canon.families import stand_in
from headcanon.canon.models import Event, Fandom, Tag
from headcanon.canon.veil import beyond
from headcanon.headcanons.finding import BELIEVED, NEVER, NEWEST, about, any_one, leaf, listed_for
from headcanon.headcanons.forms import is_key

SHOWN = (NEWEST, NEVER, BELIEVED)


@dataclass(frozen=True)
class Narrowed:
    """What a list is narrowed to, and how its address says so."""

    fandom: Fandom | None = None
    tag: Tag | None = None
    event: Event | None = None
    is_covered: bool = False  # the event's name

    def __bool__(self):
        return bool(self.fandom or self.tag or self.event)

    @property
    def asked_for(self):
        """What she has not come upon by chance; who asks for an event asks for its canon."""
        canon = self.event and self.event.canon.fandom
        return [subject for subject in (self.fandom, self.tag, canon) if subject]

    @property
    def said(self):
        said = {"fandom": self.fandom and self.fandom.slug, "tag": self.tag and self.tag.slug}
        said["event"] = self.event and self.event.pk
        return {name: value for name, value in said.items() if value}

    def among(self, headcanons):
        for subject in filter(None, (self.fandom, self.tag)):
            headcanons = about(headcanons, subject)
        return headcanons.filter(event=self.event) if self.event else headcanons


def headcanons(request):
    narrowed = narrowed_by(request)
    show = request.GET.get("show")
    show = show if show in SHOWN else NEWEST
    where = {name: request.GET.get(name, "") for name in ("behind", "before")}
    found = narrowed.among(listed_for(request.viewer, *narrowed.asked_for))
    page = leaf(found, request.viewer, show, **where)
    if narrowed and not page.items and not found.exists():
        # What only unseen headcanons are about is not there; nor is a name that nothing has.
        raise Http404
    shown = {} if show == NEWEST else {"show": show}
    context = {
        "page": page, "show": show, "narrowed": narrowed, "said": urlencode(narrowed.said),
        "here": urlencode({**narrowed.said, **shown}), "is_part": any(where.values()),
    }  # fmt: skip
    return render(request, "headcanons/list.html", context)


def narrowed_by(request):
    """As the address says; a name that is not there is 404."""
    fandom, tag = (one_at(model, request.GET.get(name, "")) for model, name in ((Fandom, "fandom"), (Tag, "tag")))
    event, key = None, request.GET.get("event", "")
    if key:
        found = Event.objects.filter(state=Event.State.ON_THE_LINE, pk__in=[key] if is_key(key) else [])
        event = found.select_related("canon__fandom").first()
        if event is None:
            raise Http404
    is_covered = event is not None and Event.objects.filter(beyond(request.viewer), pk=event.pk).exists()
    return Narrowed(fandom, tag, event, is_covered)


def one_at(model, slug):
    if not slug:
        return None
    found = model.objects.filter(slug=slug).select_related("canonical").first()
    if found is None:
        raise Http404
    return stand_in(found)


@never_cache
def surprise(request):
    """Another each time."""
    found = any_one(listed_for(request.viewer))
    if found is None:
        messages.info(request, _("There is no headcanon here yet. Perhaps you have one?"))
        return redirect("headcanons")
    return redirect(found)

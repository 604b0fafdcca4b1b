"""Where moderators look after what was reported. For anybody else the pages are not there."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.core.paging import keys_from, page_of
from headcanon.core.viewing import get_visible_or_404
from headcanon.moderation import acting
from headcanon.moderation.forms import ActForm
from headcanon.moderation.models import Case
from headcanon.moderation.queue import SHOWN_ALONE, look_whether_seen, stories_of, with_everything
from headcanon.moderation.trail import acts_seen_by


def for_moderators(view):
    @wraps(view)
    def answer(request, *args, **kwargs):
        if not request.viewer.is_moderator:
            raise Http404
        return never_cache(view)(request, *args, **kwargs)

    return answer


@for_moderators
def queue(request):
    is_closed = request.GET.get("show") == "closed"
    cases = Case.objects.visible_to(request.viewer)
    cases = cases.closed() if is_closed else cases.open()
    page = page_of(with_everything(cases.exclude(place=None)), key="place", **keys_from(request))
    look_whether_seen(page.items, request.viewer)
    return render(request, "moderation/queue.html", {"page": page, "is_closed": is_closed, "stories": stories_of(page)})


@for_moderators
def case(request, pk):
    found = get_visible_or_404(with_everything(Case.objects.all(), reports=SHOWN_ALONE), request.viewer, pk=pk)
    look_whether_seen([found], request.viewer)
    deeds = acting.deeds_for(found, request.viewer.person)
    form = ActForm(request.POST or None, deeds=deeds, initial={"seen": found.last_act})
    if request.method == "POST" and form.is_valid() and is_done(request, found, form):
        messages.success(request, _("It is done, and stands on the trail."))
        return redirect("moderation-case", pk)
    context = {"case": found, "form": form, "deeds": deeds, "stories": stories_of([found])}
    return render(request, "moderation/case.html", context)


def is_done(request, case, form):
    """Do it; or say why not, and keep what she typed."""
    said = form.cleaned_data
    try:
        acting.act(
            case, said["deed"], by=request.viewer.person, words=said["words"], seen=said["seen"],
            site=request.build_absolute_uri("/")[:-1], days=said.get("days"),
        )  # fmt: skip
    except acting.Overtaken as overtaken:
        say_overtaken(form, overtaken.act)
    except acting.Refused:
        form.add_error("deed", _("This cannot be done any more. Look at the matter again."))
    return form.is_valid()


def say_overtaken(form, act):
    """Sent again, it counts as decided in the knowledge of that."""
    telling = act.tellings.select_related("by").first()
    who = telling.by.username if telling and telling.by else _("Somebody")
    said = {"who": who, "what": act.get_kind_display(), "why": telling.words if telling else ""}
    form.add_error(
        None,
        _("%(who)s has decided meanwhile: %(what)s. “%(why)s” If you still want what you chose, send it again.") % said,
    )
    form.data = form.data.copy()
    form.data["seen"] = act.number


@for_moderators
def trail(request):
    page = page_of(acts_seen_by(request.viewer), key="number", **keys_from(request))
    return render(request, "moderation/trail.html", {"page": page})

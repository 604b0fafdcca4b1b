"""The archive's own pages: what it says of itself, how it looks to a reader, and what it says when something fails."""

from django.contrib import messages
from django.http import HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.core.editions import pages_changed, the_archive
from headcanon.core.forms import ArchiveForm, LookForm
from headcanon.core.looks import keep_look
from headcanon.core.returning import within
from headcanon.core.viewing import for_the_archivist


def archive_page(request, page):
    """About, house rules, privacy."""
    titles = {"about": _("About"), "rules": _("House rules"), "privacy": _("Privacy")}
    body = getattr(the_archive(), page)
    return render(request, "core/archive_page.html", {"page": page, "title": titles[page], "body": body})


@for_the_archivist
def archive_settings(request):
    """What the archivist says about the archive."""
    form = ArchiveForm(request.POST or None, instance=the_archive())
    if request.method == "POST" and form.is_valid():
        form.save()
        pages_changed()
        messages.success(request, _("The archive's pages are saved."))
        return redirect("archive-settings")
    return render(request, "core/archive_settings.html", {"form": form})


@never_cache
def appearance(request):
    """Where a reader chooses how pages look; a page of its own, so that cached pages need no form."""
    back = within(request, request.GET.get("next"), otherwise=reverse("home"))
    return render(request, "core/appearance.html", {"form": LookForm.of(request.viewer.look), "next": back})


@require_POST
def choose_look(request):
    response = redirect(within(request, request.POST.get("next"), otherwise=reverse("home")))
    return keep_look(request, response, request.viewer.look.chosen(request.POST))


def failure(request, status, template, **context):
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def bad_request(request, exception=None):
    return failure(request, 400, "400.html")


def forbidden(request, exception=None):
    """Whoever refused may have said why."""
    return failure(request, 403, "403.html", why=str(exception or ""))


def stale_form(request, reason=""):
    """A form whose token is missing or old: nothing was done, and going back keeps what was typed."""
    return failure(request, 403, "core/stale_form.html")


def not_found(request, exception=None):
    return failure(request, 404, "404.html")


def broken(request):
    """Asks nothing of the database or the viewer, either of which may be what broke."""
    return HttpResponseServerError(render_to_string("500.html"))

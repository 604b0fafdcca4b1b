"""The archive's own pages: what it says of itself, how it looks to a reader, and what it says when something fails."""

from django.contrib import messages
from django.http import Http404, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.core.editions import pages_changed, the_archive
from headcanon.core.forms import ArchiveForm
from headcanon.core.viewing import THEME_COOKIE, THEMES

A_YEAR = 60 * 60 * 24 * 365


def archive_page(request, page):
    """About, house rules, privacy."""
    titles = {"about": _("About"), "rules": _("House rules"), "privacy": _("Privacy")}
    body = getattr(the_archive(), page)
    return render(request, "core/archive_page.html", {"page": page, "title": titles[page], "body": body})


@never_cache
def archive_settings(request):
    """What the archivist says about the archive; for anybody else the page is not there."""
    if not request.viewer.is_archivist:
        raise Http404
    form = ArchiveForm(request.POST or None, instance=the_archive())
    if request.method == "POST" and form.is_valid():
        form.save()
        pages_changed()
        messages.success(request, _("The archive's pages are saved."))
        return redirect("archive-settings")
    return render(request, "core/archive_settings.html", {"form": form})


@never_cache
def appearance(request):
    """Where a reader chooses light, dark or sepia; a page of its own, so that cached pages need no form."""
    back = safe_return(request, request.GET.get("next", ""))
    return render(request, "core/appearance.html", {"next": back})


@require_POST
def choose_theme(request):
    response = redirect(safe_return(request, request.POST.get("next", "")))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, max_age=A_YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


def safe_return(request, address):
    """`address` if it lies in this archive, else the home page."""
    inside = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if inside else reverse("home")


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

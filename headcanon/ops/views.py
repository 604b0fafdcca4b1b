"""Taking everything out, leaving, and how long backups are kept."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.core.editions import pages_changed, the_archive
from headcanon.core.viewing import for_the_archivist
from headcanon.ops.forms import BackupsForm, LeaveForm
from headcanon.ops.leaving import LastArchivist, is_last_archivist, leave, works_of, works_to_leave_behind
from headcanon.ops.models import Takeout
from headcanon.ops.takeouts import KEPT_FOR, ask_for_takeout, path_of, ready_takeout_of


@never_cache
@login_required
def takeout(request):
    """Where she asks for it, and sees how far it is."""
    if request.method == "POST":
        return begin_takeout(request)
    context = {
        "takeout": Takeout.objects.filter(person=request.user).first(),
        "ready": ready_takeout_of(request.user),
        "days": KEPT_FOR.days,
    }
    return render(request, "ops/takeout.html", context)


@reauthentication_required
def begin_takeout(request):
    ask_for_takeout(request.user)
    return redirect("takeout")


@never_cache
@login_required
def takeout_file(request):
    """Hers alone: the address is the same for everybody, and leads each to her own."""
    ready = ready_takeout_of(request.user)
    if ready is None:
        raise Http404
    return send_takeout(request, ready)


@reauthentication_required
def send_takeout(request, ready):
    name = f"{request.user.username}-{ready.made_at:%Y-%m-%d}.zip"
    return FileResponse(path_of(ready).open("rb"), as_attachment=True, filename=name, content_type="application/zip")


@never_cache
@login_required
def leave_archive(request):
    form = LeaveForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        return leave_now(request, form)
    works, stay = works_of(request.user).count(), works_to_leave_behind(request.user).count()
    context = {"form": form, "is_last_archivist": is_last_archivist(request.user), "works": works, "stay": stay}
    return render(request, "ops/leave.html", context)


@reauthentication_required
def leave_now(request, form):
    try:
        leave(request.user, leaving_behind=form.leaves_behind)
    except LastArchivist:
        return redirect("leave")
    logout(request)
    messages.success(request, _("You have left. Nothing here belongs to you any more."))
    return redirect("home")


@for_the_archivist
def backups(request):
    """How long the archivist keeps them."""
    form = BackupsForm(request.POST or None, instance=the_archive())
    if request.method == "POST" and form.is_valid():
        form.save()
        pages_changed()
        messages.success(request, _("Saved."))
        return redirect("backups")
    return render(request, "ops/backups.html", {"form": form})

"""Taking everything out, leaving, and how long backups are kept."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.accounts.speaking import let_speak
from headcanon.core.editions import pages_changed, the_archive
from headcanon.core.viewing import for_the_archivist
from headcanon.intake.readers.sizes import in_mb
from headcanon.ops.brought import MOST_BYTES, Busy, TooLarge, wait_for
from headcanon.ops.forms import BackupsForm, LeaveForm
from headcanon.ops.leaving import LastArchivist, is_last_archivist, leave, works_of, works_to_leave_behind
from headcanon.ops.models import Bringing, Takeout
from headcanon.ops.old_addresses import PAGES
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
def bring_takeout(request):
    """Where she brings what she took out of another archive, and sees what became of it."""
    complaint = begin_bringing(request) if request.method == "POST" else ""
    if request.method == "POST" and not complaint:
        return redirect("bring-takeout")
    bringing = Bringing.objects.filter(person=request.user).first()
    context = {"bringing": bringing, "complaint": complaint, "most": in_mb(MOST_BYTES)}
    return render(request, "ops/bring.html", context, status=422 if complaint else 200)


def begin_bringing(request):
    """Returns why it was not kept, or nothing."""
    let_speak(request.user)
    upload = request.FILES.get("file")
    if upload is None:
        return _("Choose a file first.")
    try:
        wait_for(request.user, upload)
    except Busy:
        return _("What you brought before is still being taken in. Wait for it to end, then bring the next.")
    except TooLarge as why:
        return str(why)
    return ""


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


def old_address(request, page, folder=""):
    """A page of an archive that came here, for good; but browsers ask each time, as what she may see can change."""
    response = redirect(PAGES[page](request.viewer, folder, request.GET.dict()), permanent=True)
    response["Cache-Control"] = "no-cache"
    return response

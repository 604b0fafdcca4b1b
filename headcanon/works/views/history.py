"""Earlier versions of a story: the list, one of them beside what is written now, and bringing it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.works.history import against_now, against_the_one_before, restore
from headcanon.works.models import Chapter
from headcanon.works.revisions import unpacked
from headcanon.works.views.finding import own_or_404, own_revision_or_404, own_work_or_404

A_PAGE = 50
TEXTS = [f"chapter__{name}" for name in ("body", "notes_before", "notes_after")]


@never_cache
@login_required
def history(request, work_id):
    """All of them, or those of one chapter, or of what the story says of itself."""
    work = own_work_or_404(request.viewer, work_id)
    revisions = work.revisions.select_related("chapter", "made_by").defer("content", *TEXTS)
    of = request.GET.get("of")
    if of == "story":
        revisions = revisions.filter(chapter=None)
    elif of:
        revisions = revisions.filter(chapter=own_or_404(Chapter.with_trash.only("pk"), work=work, pk=of))
    page = Paginator(revisions, A_PAGE).get_page(request.GET.get("page"))
    chapters = Chapter.with_trash.filter(work=work).only("work", "position", "title", "trashed_at").order_by("position")
    return render(request, "works/history.html", {"work": work, "page": page, "of": of or "", "chapters": chapters})


@never_cache
@login_required
def revision(request, work_id, revision_id):
    """What has changed since then; posted, it reads again as it read then."""
    found = own_revision_or_404(request.viewer, work_id, revision_id)
    if request.method == "POST":
        restore(found, person=request.viewer.person)
        messages.success(request, _("It reads as it did then. What it read until now is among the earlier versions."))
        return redirect("work-history", work_id)
    since_before = request.GET.get("against") == "before"
    found_differences = against_the_one_before(found) if since_before else against_now(found)
    context = {
        "work": found.work,
        "revision": found,
        "differences": found_differences,
        "since_before": since_before,
        "words": unpacked(found),
    }
    return render(request, "works/revision.html", context)

"""Putting away, taking back, and erasing for good."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import DateTimeField, ExpressionWrapper, F
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.works.erasing import erase
from headcanon.works.models import Chapter, Work
from headcanon.works.trash import KEPT_FOR, LastChapter, trash, trash_chapter, untrash, untrash_chapter
from headcanon.works.views.finding import own_chapter_or_404, own_work_or_404
from headcanon.works.visibility import own_work_ids

WHEN_ERASED = ExpressionWrapper(F("trashed_at") + KEPT_FOR, output_field=DateTimeField())


@never_cache
@login_required
def trash_list(request):
    works = Work.objects.filter(pk__in=own_work_ids(request.viewer))
    context = {
        "works": works.exclude(trashed_at=None).annotate(erased_at=WHEN_ERASED).order_by("-trashed_at"),
        "chapters": Chapter.with_trash.filter(work__in=works.filter(trashed_at=None))
        .exclude(trashed_at=None)
        .annotate(erased_at=WHEN_ERASED)
        .select_related("work")
        .defer("body", "notes_before", "notes_after")
        .order_by("-trashed_at"),
        "days": KEPT_FOR.days,
    }
    return render(request, "works/trash.html", context)


@login_required
@require_POST
def trash_work(request, work_id):
    work = own_work_or_404(request.viewer, work_id)
    trash(work)
    messages.success(request, _("“%s” is in the trash. It can be taken back for thirty days.") % work)
    return redirect("trash")


@login_required
@require_POST
def untrash_work(request, work_id):
    work = own_work_or_404(request.viewer, work_id, in_trash=True)
    untrash(work)
    messages.success(request, _("“%s” is back as it was.") % work)
    return redirect("works-mine")


@login_required
@require_POST
def put_chapter_away(request, work_id, chapter_id):
    chapter = own_chapter_or_404(request.viewer, work_id, chapter_id)
    try:
        trash_chapter(chapter)
    except LastChapter:
        messages.warning(
            request, _("Nothing of the story could be read without this chapter. If it is to go, trash the story.")
        )
    else:
        messages.success(request, _("The chapter is in the trash. It can be taken back for thirty days."))
    return redirect("chapters", work_id)


@login_required
@require_POST
def take_chapter_back(request, work_id, chapter_id):
    chapter = own_chapter_or_404(request.viewer, work_id, chapter_id, in_trash=True)
    untrash_chapter(chapter)
    messages.success(request, _("The chapter is back in its place."))
    return redirect("chapters", work_id)


@never_cache
@login_required
def erase_work(request, work_id):
    """Asked once more, since nobody can undo it."""
    work = own_work_or_404(request.viewer, work_id, in_trash=True)
    if request.method == "POST":
        erase(work)
        messages.success(request, _("The story is erased. No word of it is left in this archive."))
        return redirect("works-mine")
    others = [pseud.name for pseud in work.authors if pseud.user_id != request.viewer.person.pk]
    return render(request, "works/erase.html", {"work": work, "others": ", ".join(others)})

"""How the pages of writing fetch what they are about: for its authors only, to anybody else it is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from headcanon.works.models import Chapter, Revision, Work
from headcanon.works.visibility import own_work_ids


def own_work_or_404(viewer, work_id, *, in_trash=False):
    """A work of the viewer's own; what is in the trash only where that is asked for."""
    works = Work.objects.all() if in_trash else Work.objects.filter(trashed_at=None)
    return own_or_404(works.filter(pk__in=own_work_ids(viewer)) if viewer.person else works.none(), pk=work_id)


def own_chapter_or_404(viewer, work_id, chapter_id, *, in_trash=False):
    """A chapter of a work of the viewer's own; what is in the trash, itself or its work, only where asked for."""
    work = own_work_or_404(viewer, work_id, in_trash=in_trash)
    chapter = own_or_404(Chapter.with_trash if in_trash else Chapter, work=work, pk=chapter_id)
    chapter.work = work
    return chapter


def own_revision_or_404(viewer, work_id, revision_id):
    work = own_work_or_404(viewer, work_id)
    revision = own_or_404(Revision.objects.select_related("chapter"), work=work, pk=revision_id)
    revision.work = work
    return revision


def own_or_404(source, **lookup):
    try:
        return get_object_or_404(source, **lookup)
    except (ValueError, OverflowError):
        raise Http404 from None

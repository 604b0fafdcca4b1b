"""How these pages fetch what they are about: only what this reader may see, and for her alone what is hers."""

from django.db.models import Prefetch
from django.http import Http404

from headcanon.core.viewing import get_visible_or_404
from headcanon.reviews.models import Review
from headcanon.works.models import Authorship, Chapter, Work

SIGNED = Authorship.objects.select_related("pseud__user")
NOT_ITS_TEXT = ("body", "notes_before", "notes_after")


def work_or_404(viewer, work_id):
    """With its authors: two queries."""
    works = Work.objects.prefetch_related(Prefetch("authorships", SIGNED))
    return get_visible_or_404(works, viewer, pk=work_id)


def own_work_or_404(viewer, work_id):
    work = work_or_404(viewer, work_id)
    if not work.is_by(viewer):
        raise Http404
    return work


def chapter_or_404(viewer, work_id, chapter_id):
    """With its work and the work's authors: two queries."""
    chapters = Chapter.objects.select_related("work").prefetch_related(Prefetch("work__authorships", SIGNED))
    return get_visible_or_404(chapters.defer(*NOT_ITS_TEXT), viewer, work=work_id, pk=chapter_id)


def review_or_404(viewer, review_id):
    """With its thread, its work and the work's authors: two queries."""
    reviews = Review.objects.with_writer().select_related("pseud__user", "chapter", "work", "thread", "answers")
    return get_visible_or_404(reviews.prefetch_related(Prefetch("work__authorships", SIGNED)), viewer, pk=review_id)


def own_review_or_404(viewer, review_id):
    """Of a person's own; a guest is known by nothing that would tell."""
    review = review_or_404(viewer, review_id)
    if viewer.is_guest or review.pseud is None or review.pseud.user_id != viewer.person.pk:
        raise Http404
    return review

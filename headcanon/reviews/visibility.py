"""Who sees a review. Everything that shows one asks here."""

from django.db import models
from django.db.models import Q

from headcanon.accounts.blocking import people_apart_from, people_muted_by
from headcanon.core.viewing import GUEST
from headcanon.works.visibility import own_work_ids, visible_works


def visible_reviews(viewer):
    """The rule, as a condition on reviews.

    Whoever may see the work, and the chapter, sees what is posted there. What waits for the author's yes, or what she
    has hidden, is seen by her and by its writer; what a moderator has hidden, by moderators and its writer. Two people
    of whom one has blocked the other see nothing of each other's, wherever it stands; but no block keeps anything from
    the archivist. Whoever does not see what a thread begins with sees nothing of the thread.
    """
    at = visible_works(viewer, "work__") & seen_chapters(viewer)
    return at & heard_by(viewer) & (Q(thread=None) | heard_by(viewer, "thread__"))


def heard_by(viewer, prefix=""):
    """What was said for this viewer too, wherever it stands; `prefix` leads there."""

    def where(**condition):
        return Q(**{f"{prefix}{name}": value for name, value in condition.items()})

    public = where(state__in=("posted", "gone"))
    if viewer.is_guest:
        return public & where(is_hidden=False)
    own = where(pseud__user=viewer.person)
    seen = public | own | where(work__in=own_work_ids(viewer))
    if not viewer.is_moderator:
        seen &= where(is_hidden=False) | own
    if viewer.is_archivist:
        return seen
    # A null writer, a guest's, is kept apart from nobody; `exclude` on a null would lose the row.
    return seen & (where(pseud=None) | ~where(pseud__user__in=people_apart_from(viewer.person)))


def seen_chapters(viewer):
    """A chapter that is not posted yet, or is in the trash, keeps its reviews to itself; one that is gone does not."""
    posted = Q(chapter=None) | Q(chapter__posted_at__isnull=False, chapter__trashed_at=None)
    return posted if viewer.is_guest else posted | Q(chapter__trashed_at=None, work__in=own_work_ids(viewer))


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(visible_reviews(viewer))

    def without_muted(self, viewer):
        """What belongs in a list of what many people say: nothing of those whom this reader has muted."""
        if viewer.is_guest:
            return self
        return self.filter(Q(pseud=None) | ~Q(pseud__user__in=people_muted_by(viewer.person)))

    def threads(self):
        """Reviews that begin a thread."""
        return self.filter(thread=None)

    def counted(self):
        """What a work is said to have: what any reader of it may read that is no reply."""
        return self.filter(seen_chapters(GUEST), thread=None, state="posted", is_hidden=False)

    def with_writer(self):
        return self.select_related("pseud__user", "chapter", "work")


class TypoNoteQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Those on her own works, and those she sent; nobody else's, whoever asks."""
        if viewer.is_guest:
            return self.none()
        mine = Q(work__in=own_work_ids(viewer)) | Q(pseud__user=viewer.person)
        apart = Q(pseud__user__in=people_apart_from(viewer.person))
        return self.filter(visible_works(viewer, "work__") & mine).filter(Q(pseud=None) | ~apart)

"""What authors wish of those who review them, and what follows from it: who may review, and whose review waits."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.accounts.blocking import are_apart
from headcanon.accounts.speaking import Suspended, let_speak
from headcanon.accounts.trusting import is_trusted_by
from headcanon.core.editions import the_archive
from headcanon.reviews.models import AuthorWishes, Review, Wishes, WorkWishes
from headcanon.works.models import Work

Welcome, Because, Reviewers = Wishes.Welcome, Review.Because, Work.Reviewers
BADGES = {
    Welcome.KIND: gettext_lazy("Kind words"),
    Welcome.GENTLE: gettext_lazy("Gentle notes"),
    Welcome.CRITIQUE: gettext_lazy("Full critique"),
    Welcome.NONE: gettext_lazy("Kudos only"),
}


@dataclass(frozen=True)
class Wished:
    """What holds for one work. `is_said` is false where its author has said nothing, and the archive assumes it."""

    welcome: str
    typo_notes: bool
    requests_welcome: bool
    all_wait: bool
    first_waits: bool
    guests_wait: bool
    links_wait: bool
    reviewers: str
    is_said: bool

    @property
    def badge(self):
        return BADGES[self.welcome] if self.is_said else ""


FIELDS = [field.name for field in Wishes._meta.fields]


def wishes_of(works):
    """{work id: Wished}, in two queries for any number of works that have their authors: what its author wishes for
    this work, else what she who is named first always wishes."""
    works = list(works)
    if not works:
        return {}
    prefetch_related_objects(works, "authorships__pseud")
    for_works = WorkWishes.objects.in_bulk([work.pk for work in works])
    first = {work.pk: work.authors[0].user_id for work in works if work.authors}
    always = AuthorWishes.objects.in_bulk(set(first.values()))
    return {work.pk: wished(work, for_works.get(work.pk), always.get(first.get(work.pk))) for work in works}


def wishes_for(work):
    return wishes_of([work])[work.pk]


def wished(work, for_this, always):
    said = for_this or always
    reviewers = work.reviewers
    if reviewers == Reviewers.USUAL:
        reviewers = (always or AuthorWishes()).reviewers
    values = {name: getattr(said or AuthorWishes(), name) for name in FIELDS}
    return Wished(**values, reviewers=reviewers, is_said=said is not None)


def author_ids(work):
    """The people who wrote it."""
    return {pseud.user_id for pseud in work.authors}


def whose(work):
    """The author by her name, or all of them in two words; who is thanked, asked and waited for."""
    names = [pseud.name for pseud in work.authors]
    return names[0] if len(names) == 1 else _("The authors")


# --- Who may review ------------------------------------------------------------------------------------------------


def may_review(viewer, work, wished=None):
    return not why_not(viewer, work, wished or wishes_for(work))


def why_not(viewer, work, wished):
    """Why this viewer cannot review a work that she sees, in words for her; empty if she can."""
    if silenced := why_silent(viewer, work):
        return silenced
    if work.is_draft:
        return _("Readers can review this story when it is published.")
    if work.is_by(viewer):
        return ""
    if wished.welcome == Welcome.NONE:
        return _("%s would like kudos, and no reviews.") % whose(work)
    if wished.reviewers == Reviewers.NOBODY:
        return _("Nobody can review this story.")
    if viewer.is_guest:
        return why_no_guest(wished)
    if wished.reviewers == Reviewers.TRUSTED and not is_trusted_by(author_ids(work), viewer.person):
        return _("Only people whom its author has chosen can review this story.")
    return ""


def why_no_guest(wished):
    if wished.reviewers == Reviewers.TRUSTED:
        return _("Only people whom its author has chosen can review this story. If you are one of them, sign in.")
    if wished.reviewers == Reviewers.MEMBERS:
        return _("Members of this archive can review this story. If you are one, sign in.")
    if the_archive().guest_reviews_closed:
        return _("Guests cannot review at the moment. Members can: if you are one, sign in.")
    return ""


def why_silent(viewer, work):
    """Why she can say nothing here at all, whatever the author wishes."""
    if viewer.is_guest:
        return ""
    try:
        let_speak(viewer.person)
    except Suspended as suspended:
        return str(suspended)
    # Whom a block keeps away does not come here; the archivist, from whom it keeps nothing, does.
    if viewer.is_archivist and any(are_apart(viewer.person, author) for author in author_ids(work)):
        return _("You and an author of this story keep apart from each other.")
    return ""


# --- Whose review waits --------------------------------------------------------------------------------------------


def why_it_waits(voice, work, wished, *, has_links, asks_for_more):
    """Why a review is seen by its author alone until she says yes: one of Review.Because, or empty.

    An author's own never waits. Whom she trusts waits only with what she has asked everybody to leave out.
    """
    if work.is_by(voice.viewer):
        return ""
    if asks_for_more and not wished.requests_welcome:
        return Because.ASKS
    if is_trusted_by(author_ids(work), voice.viewer.person):
        return ""
    is_guest, is_new = voice.viewer.is_guest, is_new_to(work, voice)
    if has_links and (wished.links_wait or (is_guest and is_new)):
        return Because.LINKS
    if wished.all_wait:
        return Because.ALL
    if is_guest and wished.guests_wait:
        return Because.GUEST
    return Because.FIRST if wished.first_waits and is_new else ""


def is_new_to(work, voice):
    """Whether nothing that this reader said of any work by these authors has been posted yet."""
    before = Review.objects.filter(work__pseuds__user__in=author_ids(work), state=Review.State.POSTED, is_hidden=False)
    if voice.viewer.is_guest:
        return not voice.device or not before.filter(pseud=None, device=voice.device).exists()
    return not before.filter(pseud__user=voice.viewer.person).exists()

"""Earlier versions: looking at what was written, beside what is written now, and bringing it back."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headcanon.canon.vocabulary import the_vocabulary
from headcanon.core.languages import language_choices
from headcanon.manuscript.changes import compare, count_changes
from headcanon.manuscript.clean import escape
from headcanon.works.drafting import cleaned, latest, now, write
from headcanon.works.models import Revision, Work
from headcanon.works.publishing import announce_change
from headcanon.works.revisions import PROSE, unpacked

# What can differ, in the order in which it is shown.
LABELS = {
    "title": _("Title"),
    "summary": _("Summary"),
    "disclaimer": _("Disclaimer"),
    "notes_before": _("Note before"),
    "body": _("Text"),
    "notes_after": _("Note after"),
    "status": _("Status"),
    "rating": _("Rating"),
    "language": _("Language"),
    "fandoms": _("Fandoms"),
    "warnings": _("Warnings"),
    "categories": _("Categories"),
    "relationships": _("Relationships"),
    "side_relationships": _("Relationships in the background"),
    "characters": _("Characters"),
    "side_characters": _("Characters in the background"),
    "tags": _("Other tags"),
}


@dataclass(frozen=True)
class Difference:
    """One field, as paragraphs of Change, and how many words went and came."""

    field: str
    paragraphs: list
    gone: int
    new: int

    @property
    def label(self):
        return LABELS[self.field]


def differences(before, after):
    """Field by field what differs between two sets of fields as revisions keep them."""
    for field in LABELS:
        if before and (field not in before or field not in after):
            continue  # an earlier version that does not speak of it has not said that it was empty
        old, new = before.get(field, ""), after.get(field, "")
        if old != new:
            paragraphs = list(compare(shown(field, old), shown(field, new)))
            counts = count_changes(paragraphs)
            yield Difference(field, paragraphs, **counts)


def shown(field, words):
    """As story-HTML, which is what is compared; what is chosen from a list by its name there."""
    match field:
        case "status" if words in Work.Status.values:
            return escape(str(Work.Status(words).label))
        case "rating" if words in the_vocabulary().ratings:
            return escape(the_vocabulary().ratings[words].name)
        case "language":
            return escape(dict(language_choices()).get(words, words))
    return words if field in PROSE else escape(words)


def against_now(revision):
    return list(differences(unpacked(revision), now(revision.chapter or revision.work)))


def against_the_one_before(revision):
    """What this revision changed."""
    kept = Revision.objects.filter(work=revision.work_id, chapter=revision.chapter_id)
    earlier = Q(made_at__lt=revision.made_at) | Q(made_at=revision.made_at, pk__lt=revision.pk)
    before = kept.filter(earlier).first()
    return list(differences(unpacked(before) if before else {}, unpacked(revision)))


@transaction.atomic
def restore(revision, *, person):
    """It reads again as it read then; what it read until now is an earlier version from now on."""
    thing = latest(revision.chapter or revision.work)
    before = now(thing)
    write(thing, before, person=person, cause=Revision.Cause.PAUSE)
    thing.version += 1
    write(thing, cleaned(thing, before | unpacked(revision)), person=person, cause=Revision.Cause.RESTORE)
    if not revision.work.is_draft:
        announce_change(revision.work)
    return thing

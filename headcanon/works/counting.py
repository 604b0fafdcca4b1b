"""How many works a fandom and a tag have, counted after the fact and in batches."""

from django.db import transaction
from django.db.models import Count, F, Q

from headcanon.canon.models import Fandom, Tag
from headcanon.core.editions import pages_changed
from headcanon.core.models import OutboxRow
from headcanon.core.outbox import handles, post
from headcanon.works.models import Work
from headcanon.works.signals import works_counted
from headcanon.works.waiting import count_again, people_told_by

QUEUE = "count-works"
# What works are not about any more cannot be found by them.
LEFT = {Fandom: "count-fandoms", Tag: "count-tags"}
# What anybody may be told: members' and hidden works would show through a number.
COUNTED = Q(
    works__state=Work.State.POSTED,
    works__audience=Work.Audience.EVERYONE,
    works__is_hidden=False,
    works__trashed_at=None,
)


def recount_later(*works):
    """Say that the numbers beside what these works are about may have changed."""
    post(QUEUE, *(work.pk for work in works))


def recount_subjects_later(model, ids):
    """Say the same of fandoms, or of tags, themselves."""
    post(LEFT[model], *ids)


@handles(LEFT[Fandom])
def recount_fandoms(ids):
    count_anew(Fandom.objects.filter(pk__in=ids))


@handles(LEFT[Tag])
def recount_tags(ids):
    count_anew(Tag.objects.filter(pk__in=ids))


@handles(QUEUE)
def recount(work_ids):
    """Count anew for everything these works are about, and for whom they name; a work erased meanwhile has no links
    left to follow."""
    for model in (Fandom, Tag):
        touched = model.objects.filter(works__in=work_ids)
        count_anew(model.objects.filter(pk__in=touched.values("pk")))
    count_again(people_told_by(work_ids))
    works_counted.send(Work, work_ids=work_ids)


@transaction.atomic
def count_anew(subjects):
    """Set the number beside each of these fandoms or tags right."""
    changed = list(miscounted(subjects))
    for subject in changed:
        subject.work_count = subject.public
    subjects.model.objects.bulk_update(changed, ["work_count"], batch_size=200)
    if changed:
        pages_changed()


def miscounted(subjects):
    """Those of these fandoms or tags whose number is not `public`, the number of works anybody may see."""
    return subjects.annotate(public=Count("works", filter=COUNTED)).exclude(work_count=F("public"))


def settled(model):
    """The fandoms or tags that do not wait to be counted, and no work waits for them."""
    waiting = OutboxRow.objects.filter(queue=QUEUE).values("subject")
    left = OutboxRow.objects.filter(queue=LEFT[model]).values("subject")
    touched = model.objects.filter(works__in=waiting).values("pk")
    return model.objects.exclude(pk__in=touched).exclude(pk__in=left)

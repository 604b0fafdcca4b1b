"""How many works a fandom and a tag have, counted after the fact and in batches."""

from django.db.models import Count, Q

from headcanon.canon.models import Fandom, Tag
from headcanon.core.editions import pages_changed
from headcanon.core.outbox import handles, post
from headcanon.works.models import Work

QUEUE = "count-works"
# What anybody may be told: members' and hidden works would show through a number.
COUNTED = Q(works__state=Work.State.POSTED, works__audience=Work.Audience.EVERYONE, works__is_hidden=False)


def recount_later(work):
    """Say that the numbers beside what `work` is about may have changed."""
    post(QUEUE, work.pk)


@handles(QUEUE)
def recount(work_ids):
    """Count anew for everything these works are about; a work erased meanwhile has no links left to follow."""
    for model in (Fandom, Tag):
        touched = model.objects.filter(works__in=work_ids).distinct().values("pk")
        counted = model.objects.filter(pk__in=touched).annotate(public=Count("works", filter=COUNTED))
        changed = [subject for subject in counted if subject.work_count != subject.public]
        for subject in changed:
            subject.work_count = subject.public
        model.objects.bulk_update(changed, ["work_count"], batch_size=200)
        if changed:
            pages_changed()

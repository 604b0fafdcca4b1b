"""Which stories wait to be indexed. Whoever changes one leaves a row in its transaction; the index's keeper removes it
after what it wrote can be found (keeping.py). So a story that waits is not what the index says of it.
"""

from headcanon.canon.models import Fandom, Tag
from headcanon.core.models import OutboxRow
from headcanon.core.outbox import post

QUEUE = "index"
# Only what is counted beside it is another: that may lag, and nobody is kept from finding the story meanwhile.
COUNTED = "index-counts"
# Tags and fandoms that have another family than before.
ORDERED = {Tag: "index-tags", Fandom: "index-fandoms"}
# That the whole index is to be made anew: now, or some time soon since words were erased. An engine drops a story at once,
# and overwrites what it said when it likes.
ANEW, ERASED = "index-anew", "index-erased"


def index_later(*work_ids):
    post(QUEUE, *work_ids)


def index_counts_later(*work_ids):
    post(COUNTED, *work_ids)


def index_families_later(model, ids):
    post(ORDERED[model], *ids)


def index_anew_later():
    post(ANEW, 0)


def index_without_a_trace_later(work_id):
    """It was erased: it is not to be found any more, and in a day nothing of it is in the index's files either."""
    post(QUEUE, work_id)
    post(ERASED, work_id)


def waiting(queue):
    """The rows, in their order."""
    return OutboxRow.objects.filter(queue=queue).order_by("id")


def waiting_works():
    """The ids of the stories of which the index may say what is not so, as a queryset."""
    return OutboxRow.objects.filter(queue=QUEUE).order_by().values_list("subject", flat=True)


def forget(rows):
    """What these say has been done."""
    OutboxRow.objects.filter(pk__in=rows).delete()

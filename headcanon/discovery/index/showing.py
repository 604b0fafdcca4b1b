"""What wranglers are shown of the index: how far it is with the stories of what they put in order."""

from headcanon.core.models import OutboxRow
from headcanon.discovery.index import progress
from headcanon.discovery.index.waiting import ORDERED


def how_far(_items, _viewer):
    """{"done": …, "total": …}; nothing known yet of what has only just been done; None where all is done."""
    if not OutboxRow.objects.filter(queue__in=ORDERED.values()).exists():
        return None
    told = progress.told()
    return told if told and told["what"] == "families" and told["total"] else {}

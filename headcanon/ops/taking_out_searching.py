"""For a takeout: the searches that somebody has saved, and what she never wishes to find."""

from headcanon.discovery.models import AlwaysLeftOut, SavedSearch
from headcanon.ops.tables import as_json


def searching_of(person):
    """As the address of the search page says it, behind its question mark. Not the secret of a search's feed."""
    left_out = AlwaysLeftOut.objects.filter(person=person).first()
    return {
        "saved": [
            {"id": each.pk, "name": each.name, "asks": each.asks, "made_at": as_json(each.made_at)}
            for each in SavedSearch.objects.filter(person=person).order_by("made_at", "pk")
        ],
        "always_left_out": left_out.asks if left_out else "",
    }

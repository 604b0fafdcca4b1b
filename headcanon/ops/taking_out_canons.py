"""For a takeout: how far somebody has come in which canon, what she suggested for their lines and put in order, and
where her works stand on them."""

from headcanon.canon.models import Canon, Event, Instalment, OrderingAct
from headcanon.canon.progress import progress_of
from headcanon.core.viewing import Viewer
from headcanon.ops.tables import as_json

SUGGESTED = ("id", "title", "where", "arc", "about", "is_spoiler", "state", "made_at")


def canons_of(person):
    suggested = Event.objects.filter(suggested_by=person).order_by("pk").select_related("canon__fandom", "instalment")
    acts = OrderingAct.objects.filter(by=person).order_by("pk")
    return {
        "how_far": how_far(person),
        "suggested": [
            {
                **{name: as_json(getattr(event, name)) for name in SUGGESTED},
                **named(event.canon),
                "instalment": str(event.instalment or ""),
            }
            for event in suggested
        ],
        "put_in_order": [
            {"kind": act.kind, "made_at": as_json(act.made_at), "undone": bool(act.undone_at)} for act in acts
        ],
    }


def how_far(person):
    """`instalment` is the last that she knows; empty where she has not begun."""
    said = progress_of(Viewer(person))
    canons = Canon.objects.select_related("fandom").in_bulk(list(said))
    names = dict(Instalment.objects.filter(pk__in=said.values()).values_list("pk", "name"))
    return [
        {**named(canons[canon]), "instalment": names.get(instalment, "")}
        for canon, instalment in said.items()
        if canon in canons
    ]


def named(canon):
    return {"fandom": canon.fandom.name, "canon": canon.name}


def placed_of(work):
    places = work.placements.order_by("pk").select_related("canon__fandom", "event", "until", "departure")
    return [
        {
            **named(place.canon),
            "relation": place.relation,
            "event": str(place.event or ""),
            "until": str(place.until or ""),
            "says": str(place.departure or ""),
        }
        for place in places
    ]

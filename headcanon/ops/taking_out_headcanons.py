"""For a takeout: somebody's headcanons and asks, and what she thinks and says of others'.

Hers are also those that stand under no name. Whose another's is she learns here no more than on its page.
"""

from headcanon.headcanons.models import AskWishes, Headcanon, Remark
from headcanon.ops.carrying import CarriedBy
from headcanon.ops.tables import as_json

HERS = (
    "id", "claim", "is_anonymous", "is_spoiler", "state", "answer", "answered_at", "is_hidden", "made_at", "edited_at",
    "belief_count", "writing_count", "remark_count", "work_count",
)  # fmt: skip
ASKED = ("id", "claim", "is_anonymous", "state", "answer", "answered_at", "made_at")
SAID = ("id", "headcanon_id", "thread_id", "is_anonymous", "text", "made_at", "edited_at", "is_hidden")


def headcanons_of(person, viewer, carried=None):
    carried = carried or CarriedBy(person)
    hers = (
        Headcanon.objects.filter(pseud__user=person)
        .order_by("pk")
        .select_related("pseud", "event__canon__fandom", "asked_of")
    )
    hers = hers.prefetch_related("headcanon_fandoms", "headcanon_tags__tag")
    asked = Headcanon.objects.visible_to(viewer).filter(asked_of=person).order_by("pk").select_related("pseud")
    beliefs, writings = person.beliefs.order_by("pk"), writings_of(person)
    remarks = [remark for pseud in person.pseuds.order_by("pk") for remark in pseud.remarks.order_by("pk")]
    claims = claims_seen({row.headcanon_id for rows in (beliefs, writings, remarks) for row in rows}, viewer)
    return {
        "headcanons": [told_whole(each, viewer, carried) for each in hers],
        "asked_of_her": [{**told(each, ASKED), "by": "" if each.is_anonymous else each.pseud.name} for each in asked],
        "believes": [told(each, ("headcanon_id", "made_at"), claims) for each in beliefs],
        "writing": [
            {**told(each, ("headcanon_id", "made_at"), claims), "pen_name": each.pseud.name} for each in writings
        ],
        "remarks": [{**told(each, SAID, claims), "pen_name": each.pseud.name} for each in remarks],
        "takes_asks": wishes_told(AskWishes.objects.filter(person=person).first()),
    }


def writings_of(person):
    return [
        writing
        for pseud in person.pseuds.order_by("pk")
        for writing in pseud.writings.order_by("pk").select_related("pseud")
    ]


def told_whole(headcanon, viewer, carried):
    event = headcanon.event
    told_here = {
        **told(headcanon, HERS),
        "pen_name": headcanon.pseud.name,
        "event": str(event or ""),
        "event_of": {"fandom": event.canon.fandom.name, "canon": event.canon.name} if event else None,
        "asked_of": headcanon.asked_of.username if headcanon.asked_of else "",
        "fandoms": [link.typed for link in headcanon.headcanon_fandoms.all()],
        "tags": [{"kind": link.tag.kind, "typed": link.typed} for link in headcanon.headcanon_tags.all()],
        "talk": talk_of(headcanon, viewer, carried),
    }
    return carried.over("headcanons.json/headcanons", headcanon.pk, told_here)


def talk_of(headcanon, viewer, carried):
    """What was said of one of hers, as its page shows it to her."""
    remarks = Remark.objects.visible_to(viewer).filter(headcanon=headcanon).order_by("pk").select_related("pseud")
    return [
        carried.over(
            "headcanons.json/talk",
            each.pk,
            {**told(each, (*SAID, "is_gone")), "by": each.said_by.name if each.said_by else ""},
        )
        for each in remarks
    ]


def grown_of(work, viewer):
    """What a work of hers grew from."""
    growths = list(work.growths.all())
    claims = claims_seen([growth.headcanon_id for growth in growths], viewer)
    return [told(growth, ("headcanon_id", "position"), claims) for growth in growths]


def claims_seen(ids, viewer):
    return dict(Headcanon.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "claim"))


def told(row, names, claims=None):
    said = {name: as_json(getattr(row, name)) for name in names}
    return said if claims is None else {**said, "claim": claims.get(row.headcanon_id, "")}


def wishes_told(wishes):
    """None where she has said nothing."""
    return wishes and {"takes": wishes.takes, "takes_anonymous": wishes.takes_anonymous}

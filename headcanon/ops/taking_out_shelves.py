"""For a takeout: somebody's shelves, with what she says of each story on them."""

from headcanon.headcanons.models import Headcanon
from headcanon.headcanons.veiling import veiled
from headcanon.ops.carrying import CarriedBy
from headcanon.ops.tables import as_json, columns
from headcanon.reading.models import Shelf, Shelved, ShelvedHeadcanon
from headcanon.works.models import Work

SAID = ("work_id", "note", "why", "tags", "position", "added_at")


def shelves_of(person, viewer, carried=None):
    """All of them in her order; of a story that she may not see now there is what she said."""
    carried = carried or CarriedBy(person)
    return [
        {
            **{name.attname: as_json(getattr(shelf, name.attname)) for name in columns(shelf) if is_hers(name)},
            "pen_name": shelf.pseud.name if shelf.pseud else "",
            "works": lines_on(shelf, viewer, carried),
            "headcanons": headcanons_on(shelf, viewer, carried),
        }
        for shelf in Shelf.objects.filter(person=person).order_by("position", "pk").select_related("pseud")
    ]


def is_hers(column):
    return column.attname not in ("person_id", "pseud_id", "link_token")


def lines_on(shelf, viewer, carried):
    seen = Work.objects.visible_to(viewer).filter(pk__in=Shelved.objects.filter(shelf=shelf).values("work"))
    titles = dict(seen.values_list("pk", "title"))
    rows = Shelved.objects.filter(shelf=shelf).order_by("position", "pk")
    return [
        carried.over(
            "shelves.json/works",
            row.pk,
            {**{name: as_json(getattr(row, name)) for name in SAID}, "title": titles.get(row.work_id, "")},
        )
        for row in rows
    ]


def headcanons_on(shelf, viewer, carried):
    rows = ShelvedHeadcanon.objects.filter(shelf=shelf).order_by("position", "pk")
    seen = Headcanon.objects.visible_to(viewer).filter(pk__in=rows.values("headcanon")).exclude(veiled(viewer))
    claims = dict(seen.values_list("pk", "claim"))
    names = ("headcanon_id", "note", "position", "added_at")
    return [
        carried.over(
            "shelves.json/headcanons",
            row.pk,
            {**{name: as_json(getattr(row, name)) for name in names}, "claim": claims.get(row.headcanon_id, "")},
        )
        for row in rows
    ]

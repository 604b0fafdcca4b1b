"""What somebody does not want to meet in lists, for her takeout; people stand in her profile."""

from headcanon.ops.tables import as_json
from headcanon.works.models import Work


def quiet_of(person, viewer):
    """A story by its title as long as she may see it."""
    rows = list(person.quiets.order_by("pk").select_related("fandom", "tag"))
    seen = Work.objects.visible_to(viewer).in_bulk([row.work_id for row in rows if row.work_id])
    return [{**told(row, seen), "since": as_json(row.made_at)} for row in rows]


def told(row, seen):
    if row.work_id:
        return {"kind": "work", "work": row.work_id, "name": str(seen.get(row.work_id, ""))}
    if row.fandom:
        return {"kind": "fandom", "name": row.fandom.name}
    if row.tag:
        return {"kind": row.tag.kind, "name": row.tag.name}
    return {"kind": "words", "name": row.words}

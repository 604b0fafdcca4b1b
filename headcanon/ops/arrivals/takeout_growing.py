"""How her works stand to each other and to those of others, what they grew from, her series."""

from headcanon.ops.arrivals.takeout_columns import number_of, rows_told, taken, text_of
from headcanon.works.counting import recount_later
from headcanon.works.models import Growth, RelatedWork, Series, SeriesPart
from headcanon.works.relations import comes_from


def bring_related(arriving, work, told):
    for position, said in rows_told(told.get("relations")):
        if not relate(arriving, work, said):
            arriving.carry("work.json/relations", said, position, work=work)


def relate(arriving, work, said):
    """Whether it stands here. A work of somebody else is named as one's own source only where the archivist vouches."""
    columns = taken(RelatedWork, said, without=["agreed_at", "refused_at"])
    if "kind" not in columns:
        return False
    if said.get("parent_id") is None:
        if columns.get("title"):
            RelatedWork.objects.create(work=work, **columns)
        return bool(columns.get("title"))
    parent = arriving.work(number_of(said, "parent_id"), text_of(said, "parent_title"))
    is_hers = parent is not None and parent.is_by(arriving.viewer)
    if parent is None or parent == work or not (is_hers or arriving.is_vouched) or comes_from(parent, work):
        return False
    answered = taken(RelatedWork, said, only=["agreed_at", "refused_at"])
    RelatedWork.objects.get_or_create(
        work=work, parent=parent, kind=columns.pop("kind"), defaults={**columns, **answered}
    )
    return True


def bring_growth(arriving, work, told):
    for position, said in rows_told(told.get("grew_from")):
        headcanon = arriving.headcanon(number_of(said, "headcanon_id"), text_of(said, "claim"))
        if headcanon is None:
            arriving.carry("work.json/grew_from", said, position, work=work)
            continue
        place = min(number_of(said, "position") or 0, 30_000)
        Growth.objects.get_or_create(
            work=work, headcanon=headcanon, defaults={"position": place, "newest_key": work.newest_key}
        )
    recount_later(work)


# --- Series --------------------------------------------------------------------------------------------------------


def bring_series(arriving):
    for said in [said for _place, said in rows_told(arriving.file.told("series.json", list))]:
        old_id, title = number_of(said, "id"), text_of(said, "title")[:250]
        if old_id is not None and title:
            arriving.once(
                "series", old_id, lambda said=said, old_id=old_id, title=title: series(arriving, old_id, title)
            )
            for place, part in rows_told(said.get("works")):
                arriving.once(
                    "part",
                    f"{old_id} {place}",
                    lambda part=part, old_id=old_id, place=place: put_in(arriving, old_id, part, place),
                )


def series(arriving, old_id, title):
    hers = Series.objects.filter(owner=arriving.person, title=title).first()
    if hers is None:
        hers = Series.objects.create(pk=arriving.free_number(Series, old_id), owner=arriving.person, title=title)
    return hers.pk


def put_in(arriving, old_id, part, place):
    """A series may hold works of others: those that are here, and that she may see."""
    found = Series.objects.filter(pk=arriving.new("series", old_id)).first()
    work = arriving.work(number_of(part, "work"), text_of(part, "title"))
    if found is None or work is None or not (work.is_by(arriving.viewer) or arriving.is_vouched):
        if found is not None:
            arriving.carry(f"series.json/{found.pk}/works", part, place)
        return None
    position = min(number_of(part, "position") or 0, 32_000)
    SeriesPart.objects.get_or_create(series=found, work=work, defaults={"position": position})
    return work.pk

"""For a takeout: what one person has read, how far, and whether that is remembered."""

from itertools import islice

from headcanon.ops.tables import as_json
from headcanon.reading.marking import keeps_history
from headcanon.reading.models import Reading
from headcanon.reading.stopping import OPENING
from headcanon.works.models import Chapter, Work

READ = (
    "work_id", "state", "chapter_id", "permille", "chapters_read", "chapters_then", "begun_at", "last_at",
)  # fmt: skip
AT_ONCE = 500


def reading_of(person, viewer):
    """Titles, and the words at which she stopped, as far as she may see them now."""
    rows, readings = Reading.objects.filter(person=person).order_by("-last_at", "-pk").iterator(), []
    while some := list(islice(rows, AT_ONCE)):
        readings += told_of(some, viewer)
    return {"keeps_history": keeps_history(person), "readings": readings}


def told_of(rows, viewer):
    works = Work.objects.visible_to(viewer).filter(pk__in=[row.work_id for row in rows])
    titles = dict(works.values_list("pk", "title"))
    chapters = Chapter.objects.visible_to(viewer).filter(pk__in=[row.chapter_id for row in rows if row.place])
    seen = set(chapters.values_list("pk", flat=True))
    return [
        {
            **{name: as_json(getattr(row, name)) for name in READ},
            "title": titles.get(row.work_id, ""),
            "stopped_at": row.place["words"][:OPENING] if row.chapter_id in seen else "",
            "place": row.place if row.chapter_id in seen else None,
        }
        for row in rows
    ]

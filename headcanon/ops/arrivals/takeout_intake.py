"""Files that she brought there and that still wait, each with what was understood and corrected so far."""

from headcanon.intake.models import Brought
from headcanon.intake.understood import ANSWERS, put, put_concerns
from headcanon.manuscript.clean import clean
from headcanon.manuscript.model import Chapter, Manuscript, Notes, Origin, Source
from headcanon.ops.arrivals.takeout_columns import lines_told, number_of, rows_told, taken, text_of
from headcanon.ops.arrivals.takeout_person import carry_all
from headcanon.works.models import Original, Work
from headcanon.works.originals import keep_originals

NAMES = ("authors", "fandoms", "characters", "relationships", "warnings", "tags", "categories", "recipients")
LINES = ("title", "rating", "language", "date", "identifier")
MOST_CONCERNS = 5_000


def bring_intake(arriving):
    told = arriving.file.told("intake.json")
    for place, said in rows_told(told.get("waiting")):
        if (old_id := number_of(said, "id")) is not None:
            arriving.once("waiting", old_id, lambda said=said, place=place: waiting(arriving, said, place))
    carry_all(arriving, "intake.json/claims", told.get("claims"))


def waiting(arriving, said, place):
    """It waits here as it waited there; one whose file is not in the takeout cannot be taken in by anybody."""
    member = f"intake/{text_of(said, 'original_id')}"
    if not arriving.file.has(member):
        arriving.carry("intake.json/waiting", said, place)
        return None
    [sha256] = keep_originals([arriving.file.data(member)])
    row = Brought(
        pk=arriving.free_number(Brought, number_of(said, "id")), person=arriving.person,
        original=Original.objects.get(pk=sha256),
        **taken(Brought, said, only=["part", "file_name", "state", "complaint", "brought_at", "thrown_away_at"]),
    )  # fmt: skip
    if there := Brought.objects.filter(person=row.person, original=row.original, part=row.part).first():
        return there.pk
    understood = said.get("understood")
    if isinstance(understood, dict):
        put_concerns(put(row, manuscript_told(understood, sha256)), concerns_told(said))
    elif row.state != Brought.State.UNREADABLE:
        row.state = Brought.State.WAITING
    row.save(force_insert=True)
    return row.pk


def manuscript_told(said, sha256):
    """A manuscript of what is text and number in it; its texts come through the one door."""
    origin, source = said.get("origin"), said.get("source")
    return Manuscript(
        chapters=[
            Chapter(clean(text_of(each, "html")), text_of(each, "title") or None, notes_told(each))
            for _place, each in rows_told(said.get("chapters"))
        ],
        **{name: [line for _place, line in lines_told(said.get(name))] for name in NAMES},
        **{name: text_of(said, name) or None for name in LINES},
        **{name: clean(text_of(said, name)) or None for name in ("summary", "disclaimer")},
        status=text_of(said, "status") if text_of(said, "status") in Work.Status.values else None,
        planned_chapters=planned(said),
        series=series_told(said),
        origin=Origin(text_of(origin, "kind")[:9], text_of(origin, "text")) if isinstance(origin, dict) else None,
        notes=notes_told(said),
        source=source_told(source, sha256) if isinstance(source, dict) else None,
    )


def notes_told(said):
    notes = said.get("notes")
    notes = notes if isinstance(notes, dict) else {}
    return Notes(clean(text_of(notes, "before")), clean(text_of(notes, "after")))


def planned(said):
    number = number_of(said, "planned_chapters")
    return number if number is not None and number < 32_000 else None


def series_told(said):
    pairs = said.get("series")
    return [
        (pair[0], pair[1])
        for pair in (pairs if isinstance(pairs, list) else ())
        if isinstance(pair, list) and [type(each) for each in pair] == [str, int] and 0 <= pair[1] < 32_000
    ]


def source_told(source, sha256):
    return Source(text_of(source, "format")[:12], text_of(source, "encoding")[:24], sha256)


def concerns_told(said):
    return [
        {
            "kind": text_of(each, "kind")[:40],
            "chapter": number_of(each, "chapter"),
            "near": text_of(each, "near"),
            "message": text_of(each, "message"),
            "answer": text_of(each, "answer") if text_of(each, "answer") in ANSWERS else "",
        }
        for _place, each in rows_told(said.get("concerns"))[:MOST_CONCERNS]
    ]

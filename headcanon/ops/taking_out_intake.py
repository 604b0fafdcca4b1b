"""For a takeout: files that somebody brought and that wait, with what was understood of them so far; her claims."""

from headcanon.intake.models import Brought, Claim
from headcanon.intake.understood import unpacked
from headcanon.ops.bundle import CHUNK
from headcanon.ops.tables import as_json
from headcanon.works.models import Work
from headcanon.works.originals import original_path

SAID = ("id", "original_id", "part", "file_name", "state", "complaint", "concerns", "brought_at", "thrown_away_at")


def intake_of(person, viewer):
    return {
        "waiting": [told_of(row) for row in Brought.objects.filter(person=person).order_by("pk")],
        "claims": claims_of(person, viewer),
    }


def told_of(row):
    told = {name: as_json(getattr(row, name)) for name in SAID}
    return told | {"understood": unpacked(row.content) if row.content is not None else None}


def claims_of(person, viewer):
    """Of a story that she may not see now there is what she said."""
    rows = list(Claim.objects.filter(person=person).order_by("pk").select_related("pseud"))
    seen = Work.objects.visible_to(viewer).filter(pk__in=[row.work_id for row in rows])
    titles = dict(seen.values_list("pk", "title"))
    names = ("work_id", "wish", "words", "made_at", "decided_at", "is_granted", "answer")
    return [
        {**{name: as_json(getattr(row, name)) for name in names}, "pen_name": row.pseud.name}
        | {"title": titles.get(row.work_id, "")}
        for row in rows
    ]


def add_waiting_files(bundle, person):
    """The files themselves, each once, named for what is in them. Returns what could not be put in."""
    losses = []
    waiting = Brought.objects.filter(person=person).order_by("original").values_list("original", "file_name")
    for sha256, file_name in dict(waiting).items():
        name = f"intake/{sha256}"
        try:
            file = original_path(sha256).open("rb")
        except OSError as error:
            losses.append(f"{name} (“{file_name}”) is not here: {error.strerror}.")
            continue
        with file:
            bundle.add(name, iter(lambda file=file: file.read(CHUNK), b""))
    return losses

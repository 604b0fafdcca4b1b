"""A manuscript on its way: what was understood of a file, packed in its row, changed only by who saw it last."""

import json
import zlib
from dataclasses import asdict

from django.db.models import F

from headcanon.intake.models import Brought
from headcanon.manuscript.model import Chapter, Concern, Manuscript, Notes, Origin, Source

ANSWERS = ("", "so", "mended")


class Overtaken(Exception):
    """It was changed elsewhere meanwhile."""


def pack(manuscript):
    """All but its pictures and concerns; these stand in the row, with their answers."""
    told = asdict(manuscript)
    del told["pictures"], told["concerns"]
    return zlib.compress(json.dumps(told, ensure_ascii=False).encode(errors="replace"))


def unpacked(content):
    return json.loads(zlib.decompress(content))


def manuscript_of(brought):
    told = unpacked(brought.content)
    return Manuscript(
        **{
            **told,
            "chapters": [Chapter(each["html"], each["title"], Notes(**each["notes"])) for each in told["chapters"]],
            "notes": Notes(**told["notes"]),
            "origin": Origin(**told["origin"]) if told["origin"] else None,
            "source": Source(**told["source"]) if told["source"] else None,
            "series": [tuple(pair) for pair in told["series"]],
            "concerns": [concern_of(each) for each in brought.concerns if each["answer"] != "mended"],
        }
    )


def concern_of(kept):
    return Concern(kept["kind"], kept["near"], kept["message"], kept["chapter"])


def put(brought, manuscript):
    """Into the row in memory what it says of the manuscript, but for the concerns."""
    brought.content = pack(manuscript)
    brought.title = (manuscript.title or "")[:250]
    brought.author = ", ".join(manuscript.authors)[:250]
    brought.words = manuscript.words
    return brought


def put_concerns(brought, concerns):
    brought.concerns = concerns
    open_ones = [each for each in concerns if not each["answer"]]
    brought.open_count = len(open_ones)
    brought.open_kinds = "".join(f",{kind}" for kind in sorted({each["kind"] for each in open_ones}))
    brought.open_kinds += "," if open_ones else ""
    return brought


def concerns_kept(concerns):
    return [{**each.as_json(), "answer": ""} for each in concerns]


def keep(brought, *, seen):
    """The row as it is in memory, if nobody has changed it since version `seen`; else raises Overtaken."""
    names = ("content", "title", "author", "words", "concerns", "open_count", "open_kinds")
    rows = Brought.objects.filter(pk=brought.pk, version=seen, thrown_away_at=None)
    if not rows.update(version=F("version") + 1, **{name: getattr(brought, name) for name in names}):
        raise Overtaken
    brought.version = seen + 1
    return brought

"""The files of a work: its pictures, and what it was taken from, byte for byte."""

import hashlib
import re

from django.utils.translation import gettext as _

from headcanon.ops.arrivals.takeout_columns import number_of, rows_told, taken, text_of
from headcanon.ops.arrivals.takeout_texts import Addresses
from headcanon.works.models import Original, Picture, Provenance
from headcanon.works.originals import keep_original
from headcanon.works.pictures import MOST_IN_A_WORK, Unfit, placed, rewritten

A_FILE = re.compile(r"original(\.[A-Za-z0-9]{1,8})?")
OLD_WORK = re.compile(r"works/([0-9]{1,10})-")


def bring_pictures(arriving, work, told, folder, members):
    """Each is drawn anew, as any that is handed in; the archivist's are known to be this program's own, and stay as they
    are, byte for byte."""
    pictures = {}
    for _place, said in rows_told(told.get("pictures"))[:MOST_IN_A_WORK]:
        old_id, kind = number_of(said, "id"), text_of(said, "kind")
        member = f"pictures/{old_id}.{kind}"
        if old_id is None or member not in members:
            continue
        try:
            picture, data = drawn(arriving, work, arriving.file.data(f"{folder}/{member}"), said)
        except Unfit as complaint:
            arriving.say(_("A picture of “%(work)s” was left out: %(why)s") % {"work": work, "why": complaint})
            continue
        picture.pk = arriving.free_number(Picture, old_id)
        pictures[old_id] = kept(picture, data, said).pk
    return Addresses(OLD_WORK.match(f"{folder}/")[1], work.pk, pictures)


def drawn(arriving, work, data, said):
    again, kind, (width, height) = rewritten(data)
    if arriving.is_vouched and hashlib.sha256(data).hexdigest() == said.get("sha256") and kind_of(data):
        again, kind = data, kind_of(data)
    sha256 = hashlib.sha256(again).hexdigest()
    return Picture(work=work, sha256=sha256, kind=kind, width=width, height=height), again


def kind_of(data):
    """By how a file begins."""
    if data.startswith(b"\xff\xd8\xff"):
        return Picture.Kind.JPEG
    return Picture.Kind.PNG if data.startswith(b"\x89PNG\r\n\x1a\n") else None


def kept(picture, data, said):
    there = Picture.objects.filter(work=picture.work, sha256=picture.sha256).first()
    if there:
        return there
    made = taken(Picture, said, only=["made_at"])
    row = placed(picture, data)
    Picture.objects.filter(pk=row.pk).update(id=picture.pk, **made)
    return picture


def bring_original(arriving, work, folder, members):
    name = next((each for each in members if A_FILE.fullmatch(each) and each != "original.json"), None)
    if "original.json" not in members:
        return
    said = arriving.file.told(f"{folder}/original.json")
    if name is None:
        arriving.say(_("The file that “%s” was taken from is not in the takeout.") % work)
        arriving.carry("work.json/original", said, work=work)
        return
    original = keep_original(arriving.file.data(f"{folder}/{name}"))
    Original.objects.filter(pk=original.pk).update(received_at=original.received_at)
    provenance = Provenance(
        work=work, original=original, taken_in_by=arriving.person, concerns=concerns_told(said),
        **taken(Provenance, said, only=["part", "file_name", "format", "encoding"]),
    )  # fmt: skip
    provenance.part = free_part(provenance)
    provenance.save()


def free_part(provenance):
    """Of the same file somebody may have taken in the same part before."""
    taken_in = Provenance.objects.filter(original=provenance.original, taken_in_by=provenance.taken_in_by)
    parts = set(taken_in.values_list("part", flat=True))
    return provenance.part if provenance.part not in parts else max(parts) + 1


def concerns_told(said):
    """As intake writes them, and nothing else: pages print them."""
    return [
        {
            "kind": text_of(each, "kind")[:40],
            "chapter": number_of(each, "chapter"),
            "near": text_of(each, "near")[:300],
            "message": text_of(each, "message")[:500],
        }
        for _place, each in rows_told(said.get("concerns"))
    ]

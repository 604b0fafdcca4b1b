"""Everything of one person, written into one file that she can read and a program can read.

Hers are her works, also those she wrote with others; of what others have in them she gets what she sees on their pages,
never what they typed and did not save, the files they handed in, or their addresses. docs/formats.md describes it.
"""

import json
import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Prefetch
from django.template.loader import render_to_string

from headcanon import __version__
from headcanon.bindery import writers
from headcanon.bindery.binding import file_name
from headcanon.core.editions import the_archive
from headcanon.core.viewing import Viewer
from headcanon.moderation.answering import put_aside_of, told_to
from headcanon.ops.bundle import CHUNK, Bundle, has_members, new_bundle
from headcanon.ops.carrying import CarriedBy, this_archive
from headcanon.ops.refusal import Refusal
from headcanon.ops.tables import as_json
from headcanon.ops.taking_out_canons import canons_of, placed_of
from headcanon.ops.taking_out_columns import told_of
from headcanon.ops.taking_out_follows import news_of
from headcanon.ops.taking_out_headcanons import grown_of, headcanons_of
from headcanon.ops.taking_out_intake import add_waiting_files, intake_of
from headcanon.ops.taking_out_profile import profile_of
from headcanon.ops.taking_out_quiet import quiet_of
from headcanon.ops.taking_out_reading import reading_of
from headcanon.ops.taking_out_reviews import received_by, reviewing_of
from headcanon.ops.taking_out_searching import searching_of
from headcanon.ops.taking_out_shelves import shelves_of
from headcanon.works.manuscripts import manuscript_of
from headcanon.works.models import Authorship, Chapter, CoauthorRequest, Gift, RelatedWork, Work
from headcanon.works.originals import original_path
from headcanon.works.pictures import picture_path
from headcanon.works.revisions import unpack, unpacked
from headcanon.works.visibility import among, own_work_ids

ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


class TakeoutFile(Bundle):
    """A takeout, as it is read again after it was written."""

    names_of_members = re.compile(r"\w[\w. -]*(/\w[\w. -]*)*", re.ASCII)

    def damaged(self, why):
        return Refusal(f"{self.path} did not come out whole: {why}. Nothing was kept; look after the disk.")

    def is_well_formed(self, manifest):
        return has_members(manifest)

    def verify(self):
        for name in self.manifest["members"]:
            for _ in self.chunks(name):
                pass


def write_takeout(person, path, *, advance=lambda done, total: None):
    """Returns how many works are in it, and a sentence for each thing that could not be put there."""
    losses = []
    with new_bundle(path, TakeoutFile) as bundle:
        viewer, carried = Viewer(person), CarriedBy(person)
        ids = sorted(Work.objects.filter(pk__in=own_work_ids(viewer)).values_list("pk", flat=True))
        for name, told in told_about(person, viewer, carried):
            add_json(bundle, name, carried.into(name, told))
        for number, pk in enumerate(ids):
            advance(number, len(ids))
            losses += add_work(bundle, pk, person, viewer, carried)
        losses += add_waiting_files(bundle, person)
        bundle.add("README.txt", [readme(person, losses).encode()])
        bundle.finish(
            made_with=__version__, made_at=datetime.now(UTC).isoformat(timespec="seconds"), user_name=person.username,
            losses=losses, archive={"id": this_archive(), "name": the_archive().name, "address": settings.ADDRESS},
        )  # fmt: skip
    return len(ids), losses


def told_about(person, viewer, carried):
    """(member, what it says) of everything but her works."""
    yield "profile.json", profile_of(person)
    yield "series.json", series_of(person, viewer, carried)
    yield "named.json", where_named(person, viewer)
    yield "news.json", news_of(person, viewer)
    yield "reviews.json", reviewing_of(person, viewer)
    yield "headcanons.json", headcanons_of(person, viewer, carried)
    yield "canons.json", canons_of(person)
    yield "shelves.json", shelves_of(person, viewer, carried)
    yield "quiet.json", quiet_of(person, viewer)
    yield "searches.json", searching_of(person)
    yield "reading.json", reading_of(person, viewer)
    yield "moderation.json", moderation_of(person)
    yield "intake.json", intake_of(person, viewer)


def readme(person, losses):
    return render_to_string("ops/takeout/README.txt", {"person": person, "archive": the_archive(), "losses": losses})


def add_json(bundle, name, told):
    bundle.add(name, [json.dumps(told, ensure_ascii=False, indent=1).encode()])


# --- Herself -------------------------------------------------------------------------------------------------------


def series_of(person, viewer, carried):
    return [
        {
            "id": series.pk,
            "title": series.title,
            "works": carried.woven(parts_of(series, viewer), f"series.json/{series.pk}/works"),
        }
        for series in person.series.order_by("pk")
    ]


def parts_of(series, viewer):
    """A series may hold other people's works; those she cannot see now are numbers."""
    parts = list(series.parts.order_by("position"))
    titles = titles_seen([part.work_id for part in parts], viewer)
    return [{"work": part.work_id, "position": part.position, "title": titles.get(part.work_id, "")} for part in parts]


def titles_seen(ids, viewer):
    return dict(Work.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "title"))


def where_named(person, viewer):
    """Where others have named her: as an author-to-be, as whom a story is for, or as the author of what theirs follows."""
    asked = CoauthorRequest.objects.filter(pseud__user=person).order_by("pk").select_related("pseud")
    gifts = Gift.objects.filter(among(Work.objects.visible_to(viewer)), pseud__user=person).order_by("pk")
    hers = Work.objects.filter(pk__in=own_work_ids(viewer))
    named = RelatedWork.objects.filter(among(Work.objects.visible_to(viewer)), parent__in=hers).order_by("pk")
    ids = [row.work_id for row in (*asked, *gifts, *named)]
    titles = titles_seen(ids, viewer)

    def told(row, *without):
        return {**told_of(row, "pseud_id", *without), "title": titles.get(row.work_id, "")}

    return {
        "asked_to_be_an_author": [{**told(row, "asked_by_id"), "pen_name": row.pseud.name} for row in asked],
        "gifts": [told(row) for row in gifts],
        "works_that_follow_hers": [told(row) for row in named],
    }


def moderation_of(person):
    """What she reported; what moderators decided about her and hers, not who of them; and what she answered."""
    return {
        "reported": [told_of(each, "reporter_id", "sent_with", "device") for each in person.reports.order_by("pk")],
        "decided": [
            {
                "what": told.act.kind,
                "thing": told.act.thing,
                "thing_number": told.act.thing_number,
                "made_at": as_json(told.act.made_at),
                "until": as_json(told.act.until),
                "why": told.words,
                "answer": told.answer.words if hasattr(told, "answer") else "",
            }
            for told in told_to(person)
        ],
        "put_aside": [{"pen_name": kept.pseud.name, "about": kept.about} for kept in put_aside_of(person)],
    }


# --- Her works -----------------------------------------------------------------------------------------------------


def add_work(bundle, pk, person, viewer, carried):
    """Returns what could not be put in; a work that was erased a moment ago is left out."""
    chapters = Prefetch("chapters", Chapter.with_trash.order_by("position", "pk"), to_attr="every_chapter")
    work = Work.objects.with_card().prefetch_related(chapters).filter(pk=pk).first()
    if work is None:
        return []
    folder = f"works/{work.pk}-{file_name(work)}"
    said = carried.into("work.json", {**told_of(work), **links_of(work, viewer)}, pk)
    add_json(bundle, f"{folder}/work.json", said)
    received = carried.into("work-reviews.json", received_by(work, viewer, carried), pk)
    add_json(bundle, f"{folder}/reviews.json", received)
    bundle.add(f"{folder}/work.html", [readable(work, [str(each.get("pen_name", "")) for each in said["authors"]])])
    for chapter in work.every_chapter:
        add_json(bundle, f"{folder}/chapters/{chapter.position:04}-{chapter.pk}.json", told_of(chapter, "work_id"))
    for revision in work.revisions.order_by("pk").select_related("made_by").iterator(chunk_size=50):
        told = carried.over("revisions", revision.pk, told_of_text(revision, unpacked, revision.made_by))
        add_json(bundle, f"{folder}/revisions/{revision.pk}.json", told)
    for copy in work.working_copies.filter(person=person).order_by("pk"):
        add_json(bundle, f"{folder}/working-copies/{copy.pk}.json", told_of_text(copy, as_typed, person))
    losses = add_original(bundle, folder, work, person)
    for picture in work.pictures.order_by("pk"):
        losses += add_file(bundle, f"{folder}/pictures/{picture.pk}.{picture.kind}", picture_path(picture), work)
    return losses


def readable(work, authors):
    """All its chapters but those in the trash, posted or not; also by those who wrote it and are not here."""
    kept = [chapter for chapter in work.every_chapter if chapter.trashed_at is None]
    manuscript = replace(manuscript_of(work, chapters=kept), authors=authors)
    return writers.write(manuscript, "html", str(work.pk))


def links_of(work, viewer):
    relations = work.relations.order_by("pk")
    titles = titles_seen([relation.parent_id for relation in relations], viewer)
    return {
        "authors": [{"pen_name": str(each.pseud), "user_name": each.pseud.user.username} for each in by(work)],
        "fandoms": [{"name": str(link.fandom), "typed": link.typed} for link in work.work_fandoms.all()],
        "tags": [
            {"kind": link.tag.kind, "name": str(link.tag), "typed": link.typed, "is_main": link.is_main}
            for link in work.taggings.all()
        ],
        "series": [{"title": str(part.series), "position": part.position} for part in work.series_parts.all()],
        "asked_to_be_authors": [
            {**told_of(row, "work_id", "pseud_id", "asked_by_id"), "pen_name": row.pseud.name}
            for row in work.coauthor_requests.order_by("pk").select_related("pseud")
        ],
        "gifts": [told_of(row, "work_id", "pseud_id") for row in work.gifts.all()],
        "pictures": [told_of(picture, "work_id") for picture in work.pictures.order_by("pk")],
        "grew_from": grown_of(work, viewer),
        "places": placed_of(work),
        "rating_name": work.get_rating_display(),
        "days": [{"day": as_json(each.day), "reads": each.reads} for each in work.days.all()],
        "relations": [{**told_of(row, "work_id"), "parent_title": titles.get(row.parent_id, "")} for row in relations],
    }


def by(work):
    return Authorship.objects.filter(work=work).select_related("pseud__user").order_by("position", "id")


def as_typed(copy):
    return unpack(copy.content)


def told_of_text(kept, read, person):
    """A revision or a working copy with the text that it holds, and whose it is."""
    try:
        fields = read(kept)
    except (zlib.error, ValueError):
        fields = None
    told = told_of(kept, "content", "work_id", "made_by_id", "person_id")
    # What a pause kept was kept as it was typed, and is shown cleaned.
    typed = {"typed": as_typed(kept)} if fields is not None and fields != as_typed(kept) else {}
    return {**told, "by": person.username if person else "", "fields": fields, **typed}


def add_original(bundle, folder, work, person):
    """What she handed in herself. It may hold more than this story, so nobody else's is hers to have."""
    provenance = getattr(work, "provenance", None)
    if provenance is None or provenance.taken_in_by_id != person.pk:
        return []
    add_json(bundle, f"{folder}/original.json", told_of(provenance, "work_id", "taken_in_by_id"))
    ending = ENDING.search(provenance.file_name)
    name = f"{folder}/original{ending[0] if ending else ''}"
    return add_file(bundle, name, original_path(provenance.original_id), work)


def add_file(bundle, name, path, work):
    try:
        file = path.open("rb")
    except OSError as error:
        return [f"{name} of “{work}” is not here: {error.strerror}."]
    with file:
        bundle.add(name, iter(lambda: file.read(CHUNK), b""))
    return []

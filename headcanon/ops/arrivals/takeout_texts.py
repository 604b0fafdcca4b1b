"""The texts of a work: chapters, those in the trash too, what they said before, and what was typed and not saved."""

import re

from django.db.models import Max

from headcanon.canon.models import NOT_RATED
from headcanon.canon.vocabulary import the_vocabulary
from headcanon.manuscript.clean import clean
from headcanon.manuscript.words import count_words
from headcanon.ops.arrivals.takeout_columns import moment_of, number_of, plain, taken, text_of
from headcanon.ops.arrivals.takeout_file import Unreadable
from headcanon.works.arranging import recount
from headcanon.works.models import Chapter, Revision, Work, WorkingCopy
from headcanon.works.revisions import CHAPTER_FIELDS, PROSE, WORK_FIELDS, pack
from headcanon.works.subjects import SUBJECTS

LAST_PLACE = 15_000  # behind it, chapters stand only while they are put in order
LONGEST_TEXT = 40_000_000
A_CHAPTER = re.compile(r"chapters/[0-9]+-([0-9]{1,10})\.json")
A_REVISION = re.compile(r"revisions/([0-9]{1,18})\.json")
A_COPY = re.compile(r"working-copies/([0-9]{1,18})\.json")


class Addresses:
    """Where the pictures of a work are now, by where they were."""

    A_PICTURE = re.compile(r"/works/([0-9]{1,10})/pictures/([0-9]{1,10})")

    def __init__(self, old_work, work, pictures):
        self.old_work, self.work, self.pictures = str(old_work), work, pictures

    def __bool__(self):
        return str(self.work) != self.old_work or any(old != new for old, new in self.pictures.items())

    def moved(self, text):
        return self.A_PICTURE.sub(self.now, text) if self and "/pictures/" in text else text

    def now(self, found):
        pk = self.pictures.get(int(found[2])) if found[1] == self.old_work else None
        return f"/works/{self.work}/pictures/{pk}" if pk else found[0]


def members_like(pattern, members):
    """(name, old id) in the order of the ids."""
    found = [(member, int(parts[1])) for member in members if (parts := pattern.fullmatch(member))]
    return sorted(found, key=lambda each: each[1])


# --- Chapters ------------------------------------------------------------------------------------------------------


def bring_chapters(arriving, work, folder, members, addresses):
    """{old id: the chapter}. Two in one place, which no archive writes, stand one behind the other."""
    chapters, places = {}, set()
    for member in sorted(member for member in members if A_CHAPTER.fullmatch(member)):
        said = arriving.file.told(f"{folder}/{member}")
        old_id = int(A_CHAPTER.fullmatch(member)[1])
        chapter = Chapter(pk=arriving.free_number(Chapter, old_id), work=work, **columns_of(said, addresses))
        if chapter.trashed_at is None:
            chapter.position = place_for(chapter.position, places)
            places.add(chapter.position)
        if chapter.posted_at is not None:
            chapter.publish_at = None
        chapter.words = count_words(chapter.body)
        chapter.save(force_insert=True)
        arriving.note("chapter", old_id, chapter.pk)
        chapters[old_id] = chapter
    if not chapters:
        raise Unreadable(f"{folder} holds no chapter")
    recount(work)
    return chapters


def columns_of(said, addresses):
    columns = taken(Chapter, said, without=("clean_version", "words"))
    for name in ("body", "notes_before", "notes_after"):
        columns[name] = clean(addresses.moved(columns.get(name, "")))
    columns["position"] = min(columns.get("position") or 1, LAST_PLACE)
    return columns


def place_for(position, places):
    return position if position not in places else max(places) + 1


# --- What they said before -----------------------------------------------------------------------------------------


def bring_revisions(arriving, work, folder, members, chapters, addresses):
    rows, names = [], []
    for member, _old_id in members_like(A_REVISION, members):
        said = arriving.file.told(f"{folder}/{member}")
        chapter = chapters.get(number_of(said, "chapter_id"))
        if said.get("chapter_id") is not None and chapter is None:
            continue
        columns = taken(Revision, said, only=["cause", "made_at"])
        typed = said.get("typed") if columns.get("cause") == Revision.Cause.PAUSE else None
        fields = fields_told(typed or said.get("fields"), chapter, addresses, is_typed=bool(typed))
        if fields and "cause" in columns:
            rows.append(
                Revision(work=work, chapter=chapter, made_by=maker(arriving, said), content=pack(fields), **columns)
            )
            names.append(text_of(said, "by"))
        if len(rows) >= 50:
            keep_revisions(arriving, work, rows, names)
            rows, names = [], []
    keep_revisions(arriving, work, rows, names)


def keep_revisions(arriving, work, rows, names):
    """With the name of whoever made one and is not here, for the next takeout."""
    for row, name in zip(Revision.objects.bulk_create(rows), names, strict=True):
        if name and row.made_by_id is None:
            arriving.carry("revisions", {"by": name}, work=work, thing=row.pk)


def maker(arriving, said):
    name = text_of(said, "by")
    return arriving.someone(name) if name else None


def fields_told(said, chapter, addresses, *, is_typed):
    """Only what revisions keep. They are shown as they are kept, so their texts come through the one door; what is only
    `typed` comes through it each time it is shown."""
    names = CHAPTER_FIELDS if chapter else (*WORK_FIELDS, *SUBJECTS)
    if not isinstance(said, dict):
        return {}
    fields = {}
    for name in said:
        if name in names and isinstance(said[name], str):
            text = addresses.moved(plain(said[name])[:LONGEST_TEXT])
            fields[name] = str(clean(text)) if name in PROSE and not is_typed else text
    return chosen(fields) if fields else {}


def chosen(fields):
    """What is chosen from a list is one of the list."""
    if "rating" in fields and fields["rating"] not in the_vocabulary().ratings:
        fields["rating"] = NOT_RATED
    if "status" in fields and fields["status"] not in Work.Status.values:
        fields["status"] = Work.Status.COMPLETE.value
    if "language" in fields:
        fields["language"] = fields["language"][:12]
    if "title" in fields:
        fields["title"] = fields["title"][:250]
    return fields


# --- What was typed ------------------------------------------------------------------------------------------------


def bring_working_copies(arriving, work, folder, members, chapters, addresses):
    for member, _old_id in members_like(A_COPY, members):
        said = arriving.file.told(f"{folder}/{member}")
        chapter = chapters.get(number_of(said, "chapter_id"))
        if said.get("chapter_id") is not None and chapter is None:
            continue
        fields = fields_told(said.get("fields"), chapter, addresses, is_typed=True)
        columns = taken(WorkingCopy, said, only=["device", "version", "stands_apart"])
        if fields and columns.get("device") and "version" in columns:
            WorkingCopy.objects.get_or_create(
                work=work, chapter=chapter, person=arriving.person, device=columns.pop("device"),
                defaults={**columns, "kept_at": moment_of(said, "kept_at"), "content": pack(fields)},
            )  # fmt: skip
    keep_versions_ahead(work)


def keep_versions_ahead(work):
    """A copy belongs to a version that its text has had."""
    for kind, rows in ((Chapter.with_trash.filter(work=work), "chapter"), (Work.objects.filter(pk=work.pk), "work")):
        for thing in kind.only("version"):
            copies = WorkingCopy.objects.filter(work=work, chapter=thing if rows == "chapter" else None)
            newest = copies.aggregate(newest=Max("version"))["newest"] or 0
            if newest > thing.version:
                type(thing)._base_manager.filter(pk=thing.pk).update(version=newest)

"""Stories and their chapters: each wholly or not at all, dated as they were, and no news to anybody.

As in eFiction, what was not validated is seen by its authors alone: here it is a draft. So is a chapter without a text,
which a later run puts in its place when the text has been found and nobody has written there meanwhile.
"""

import json
from collections import Counter

from django.db import transaction
from django.utils import timezone

from headcanon.accounts.models import User
from headcanon.intake.models import Keeping
from headcanon.intake.taking import is_absent
from headcanon.manuscript import model as manuscripts
from headcanon.manuscript.language import guess_language
from headcanon.manuscript.words import count_words, plain_text
from headcanon.ops.arrivals.efiction import mapping
from headcanon.ops.arrivals.efiction.fields import moment_of, name_of, numbers
from headcanon.ops.arrivals.efiction.texts import story_html_of, text_of_chapter
from headcanon.works import publishing
from headcanon.works.holding import held
from headcanon.works.manuscripts import draft_from
from headcanon.works.models import Chapter, Provenance, Work
from headcanon.works.originals import keep_original

AT_ONCE = 10
LONGEST_TITLE = 250
LANGUAGE_SAMPLE = 4000  # characters
MEMBERS_ONLY = 4  # of `ratingwarning`: the first of its three binary digits
CHAPTERS = (
    "SELECT chapid, title, inorder, notes, storytext, endnotes, validated, uid FROM chapters WHERE sid = ? "
    "ORDER BY inorder, chapid"
)


class Stories:
    def __init__(self, staged, track, report, people, texts, meanings):
        self.staged, self.track, self.report = staged, track, report
        self.people, self.texts, self.meanings = people, texts, meanings
        self.masks = mapping.masks_of(staged)
        archivist = User.objects.filter(is_superuser=True, is_active=True).order_by("joined_at", "pk").first()
        self.archived_by = archivist and archivist.default_pseud
        # A table of co-authors makes the column a mere flag; without one it is the list.
        self.lists_coauthors = not staged.count("coauthors")

    def take_in(self, advance):
        stories = [row[0] for row in self.staged.rows("SELECT sid FROM stories ORDER BY sid")]
        new = [sid for sid in stories if not self.track.has("story", sid)]
        advance(len(stories) - len(new))
        for start in range(0, len(new), AT_ONCE):
            with transaction.atomic():
                for sid in new[start : start + AT_ONCE]:
                    self.make(sid)
            advance(len(new[start : start + AT_ONCE]))
        return len(stories)

    def make(self, sid):
        story = next(iter(self.staged.rows("SELECT * FROM stories WHERE sid = ?", sid)))
        rows = list(self.staged.rows(CHAPTERS, sid))
        told = Told(self.report, sid)
        chapters = [self.chapter(row, number, told) for number, row in enumerate(rows, start=1)]
        manuscript = self.manuscript(story, chapters, told)
        pseuds = self.people.pseuds_or_orphan(self.writers(story, rows))
        work = draft_from(manuscript, pseuds=pseuds)
        self.remember_where_from(work, story, rows, pseuds[0], told)
        self.date(work, story)
        if any(is_absent(pseud.user) for pseud in pseuds):
            Keeping.objects.create(work=work, archived_by=self.archived_by)
        made = list(Chapter.objects.filter(work=work).order_by("position").values_list("pk", flat=True))
        self.track.note("story", [(sid, work.pk)])
        self.track.note("chapter", [(row["chapid"], pk) for row, pk in zip(rows, made, strict=False)])
        if story["validated"]:
            ready = [pk for row, chapter, pk in zip(rows, chapters, made, strict=False) if is_ready(row, chapter.html)]
            self.post(work, story, ready)

    # --- What it says ----------------------------------------------------------------------------------------------

    def manuscript(self, story, chapters, told):
        title = told.title("title", story["title"]) or None
        manuscript = manuscripts.Manuscript(
            chapters=chapters or [manuscripts.Chapter("")],
            title=title or f"Story {story['sid']}",
            summary=told.prose("the summary", story["summary"]) or None,
            status=status_of(story, len(chapters)),
            notes=manuscripts.Notes(told.prose("the story's notes", story["storynotes"])),
            language=language_of(chapters),
        )
        if not chapters:
            told.concern("the dump has no chapter of it; look for another copy.")
        mapping.apply(self.meanings, story, manuscript)
        return manuscript

    def chapter(self, row, number, told):
        text, complaint = text_of_chapter(row, self.texts)
        if complaint:
            told.concern(f"chapter {number}: {complaint}", number)
        return manuscripts.Chapter(
            html=told.prose("the text", text or "", number),
            title=told.title(f"title of chapter {number}", row["title"]) or None,
            notes=manuscripts.Notes(
                told.prose("the note before", row["notes"], number),
                told.prose("the note after", row["endnotes"], number),
            ),
        )

    def writers(self, story, chapters):
        """Of a round robin everybody who wrote a chapter."""
        uids = [story["uid"]]
        if self.lists_coauthors:
            uids += numbers(story["coauthors"])
        uids += [
            row[0] for row in self.staged.rows("SELECT uid FROM coauthors WHERE sid = ? ORDER BY uid", story["sid"])
        ]
        return [*uids, *(row["uid"] for row in chapters)]

    # --- Where it stands -------------------------------------------------------------------------------------------

    def remember_where_from(self, work, story, rows, pseud, told):
        """Its rows and its files as they were, in one text that its authors can take out; and what to look at."""
        said = {"story": dict(story), "chapters": [self.as_it_was(row) for row in rows]}
        data = json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        Provenance.objects.create(
            work=work, original=keep_original(data), taken_in_by=pseud.user, file_name=f"story-{story['sid']}.json",
            format="efiction", encoding="utf-8", concerns=[concern.as_json() for concern in told.concerns],
        )  # fmt: skip

    def as_it_was(self, row):
        return {**dict(row), "storytext": text_of_chapter(row, self.texts)[0] or ""}

    def date(self, work, story):
        mask = self.masks.get(str(story["rid"]).strip(), 0)
        began = moment_of(story["date"]) or moment_of(story["updated"])
        said = {"made_at": began} if began else {}
        if mask & MEMBERS_ONLY:
            said["audience"] = Work.Audience.MEMBERS
        Work.objects.filter(pk=work.pk).update(read_count=max(0, min(story["count"], 2**31 - 1)), **said)

    def post(self, work, story, chapter_ids):
        if not chapter_ids:
            return
        began = moment_of(story["date"]) or moment_of(story["updated"])
        work = held(Work.objects).get(pk=work.pk)
        chapters = list(Chapter.objects.filter(pk__in=chapter_ids).order_by("position"))
        publishing.post(work, chapters, began or timezone.now(), silently=True)
        work.revised_at = max(moment_of(story["updated"]) or work.revised_at, work.revised_at)
        publishing.bring_forward([work])

    # --- Texts that were found later -------------------------------------------------------------------------------

    def fill_gaps(self):
        """Of the chapters that had come without a text: (how many have theirs now, how many still wait)"""
        ids = {pk: int(old) for old, pk in self.track.of("chapter").items() if pk}
        empty = Chapter.objects.filter(pk__in=list(ids), body="", posted_at=None, version=1).select_related("work")
        filled = [self.fill(chapter, ids[chapter.pk]) for chapter in list(empty)]
        return filled.count(True), filled.count(False)

    @transaction.atomic
    def fill(self, chapter, chapid):
        question = "SELECT * FROM chapters WHERE chapid = ?"
        row = next(iter(self.staged.rows(question, chapid)), None)
        story = row and next(iter(self.staged.rows("SELECT * FROM stories WHERE sid = ?", row["sid"])), None)
        text = row and text_of_chapter(row, self.texts)[0]
        body = story_html_of(text)[0] if text else ""
        if not body or not story:
            return False
        chapter.body, chapter.words = body, count_words(body)
        chapter.save(update_fields=["body", "words"])
        if story["validated"] and row["validated"]:
            self.post(chapter.work, story, [chapter.pk])
        return True


def is_ready(row, html):
    return bool(row["validated"] and html)


def status_of(story, chapters):
    if not story["completed"]:
        return Work.Status.IN_PROGRESS
    return Work.Status.ONE_SHOT if chapters <= 1 else Work.Status.COMPLETE


def language_of(chapters):
    first = next((chapter.html for chapter in chapters if chapter.html), "")
    return guess_language(plain_text(first[:LANGUAGE_SAMPLE])) if first else None


class Told:
    """What somebody should look at in one story; of a title that is too long the whole of it."""

    def __init__(self, report, sid):
        self.report, self.sid, self.concerns = report, sid, []

    def concern(self, message, chapter=None):
        self.concerns.append(manuscripts.Concern("lost-line", "", message[0].upper() + message[1:], chapter))
        self.report.about_story(self.sid, message)

    def title(self, what, text):
        name, was_longer = name_of(text, LONGEST_TITLE)
        if was_longer:
            self.report.shortened(what, self.sid, text)
        return name

    def prose(self, what, text, chapter=None):
        html, changed = story_html_of(text)
        for name, number in Counter(changed).items():
            if name in ("hidden", "comments"):
                self.report.changed(name, number)
        return html

"""Reviews, and the answers that authors wrote under them. Nobody is told of them as news.

eFiction wrote an answer into the review itself, behind a line that says so. Guests stay guests, under the names they
gave. A review of a series stands on its first story and says where it was said; so does one of a chapter that is gone.
"""

import hashlib
import re
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from headcanon.core.editions import pages_changed
from headcanon.manuscript.said import as_said
from headcanon.ops.arrivals.efiction.fields import moment_of, name_of
from headcanon.ops.arrivals.efiction.texts import as_html
from headcanon.reviews.counting import recount_later
from headcanon.reviews.models import Review
from headcanon.works.models import Authorship, Chapter, SeriesPart, Work

AT_ONCE = 200
LONGEST_NAME = Review._meta.get_field("guest_name").max_length
LONGEST_PLACE = Review._meta.get_field("came_from").max_length
ANSWER = re.compile(
    r"(?:<br ?/?>\s*){0,4}<(i|em)>\s*(?:author(?:'|&#0?39;|’|\\')?s(?:'|’)? (?:response|reply)|response)\s*:",
    re.IGNORECASE,
)
THE_END = re.compile(r"</(?:i|em)>\s*$", re.IGNORECASE)
KINDS = {"ST": "story", "": "story", "SE": "series"}


class Reviews:
    def __init__(self, staged, track, report, people):
        self.staged, self.track, self.report, self.people = staged, track, report, people

    def take_in(self, advance):
        """Those of one piece, with their answers, all or none; the oldest first, for threads stand in that order."""
        order = "CASE WHEN date GLOB '[0-9]*-*' THEN strftime('%s', date) ELSE CAST(date AS INTEGER) END, reviewid"
        ids = [row[0] for row in self.staged.rows(f"SELECT reviewid FROM reviews ORDER BY {order}")]
        new = [pk for pk in ids if not self.track.has("review", pk)]
        advance(len(ids) - len(new))
        for start in range(0, len(new), AT_ONCE):
            piece = new[start : start + AT_ONCE]
            with transaction.atomic():
                self.make(
                    [next(iter(self.staged.rows("SELECT * FROM reviews WHERE reviewid = ?", pk))) for pk in piece]
                )
            advance(len(piece))
        return len(ids)

    def make(self, rows):
        places = self.places(rows)
        told = [(row, places.get(row["reviewid"])) for row in rows]
        heads, answers = [], []
        for row, place in told:
            if place is None:
                self.report.unplaced_review(row["type"])
                heads.append(None)
                continue
            typed, answer = parted(row)
            heads.append(self.review(row, place, typed))
            answers.append((heads[-1], answer) if answer else None)
        Review.objects.bulk_create([head for head in heads if head])
        self.answer([pair for pair in answers if pair])
        self.track.note(
            "review", [(row["reviewid"], head and head.pk) for (row, _), head in zip(told, heads, strict=True)]
        )
        recount_later(*{head.work_id for head in heads if head})
        pages_changed()

    # --- Where -----------------------------------------------------------------------------------------------------

    def places(self, rows):
        """{reviewid: (work's id, chapter's id or None, where it was said)}, in as many queries as for one."""
        stories = {row["reviewid"]: self.track.new_id("story", row["item"]) for row in rows if kind(row) == "story"}
        series = {row["reviewid"]: self.track.new_id("series", row["item"]) for row in rows if kind(row) == "series"}
        firsts = {}
        parts = SeriesPart.objects.filter(series__in=[pk for pk in series.values() if pk]).order_by("-position")
        for part in parts.select_related("series"):
            firsts[part.series_id] = (part.work_id, None, f"the series “{part.series.title}”"[:LONGEST_PLACE])
        works = set(Work.objects.filter(pk__in=[pk for pk in stories.values() if pk]).values_list("pk", flat=True))
        chapters = Chapter.objects.filter(work__in=works).order_by("position").values_list("work", "pk")
        of_work = {}
        for work, pk in chapters:
            of_work.setdefault(work, []).append(pk)
        found = {key: firsts[pk] for key, pk in series.items() if pk in firsts}
        for row in rows:
            work = stories.get(row["reviewid"])
            if work in works:
                found[row["reviewid"]] = (work, *self.chapter(row, of_work.get(work, [])))
        return found

    def chapter(self, row, chapters):
        """One that names no chapter was said of the story; so it stands with its first."""
        pk = self.track.new_id("chapter", row["chapid"]) if row["chapid"] else next(iter(chapters), None)
        return (pk, "") if pk in chapters else (None, f"chapter {row['chapid']}")

    # --- What ------------------------------------------------------------------------------------------------------

    def review(self, row, place, typed):
        work, chapter, came_from = place
        pseud = self.people.pseud(row["uid"]) if row["uid"] else None
        name, _ = name_of(row["reviewer"], LONGEST_NAME)
        return Review(
            work_id=work, chapter_id=chapter, came_from=came_from, pseud=pseud,
            guest_name="" if pseud else name or "Anonymous",
            text=as_said(in_paragraphs(typed)), made_at=moment_of(row["date"]) or timezone.now(),
            sent_with=self.token(row["reviewid"], "review"), is_answered=True,
        )  # fmt: skip

    def answer(self, pairs):
        """By the first of the work's authors; a moment later, as nobody wrote down when."""
        writers = {}
        works = [head.work_id for head, _ in pairs]
        for authorship in Authorship.objects.filter(work__in=works).order_by("-position", "-id"):
            writers[authorship.work_id] = authorship.pseud_id
        Review.objects.bulk_create(
            Review(
                work_id=head.work_id, chapter_id=head.chapter_id, came_from=head.came_from, thread=head, answers=head,
                pseud_id=writers[head.work_id], text=as_said(in_paragraphs(answer)),
                made_at=head.made_at + timedelta(seconds=1), sent_with=hashed(f"answer {head.sent_with}"), is_answered=True,
            )
            for head, answer in pairs
        )  # fmt: skip
        self.report.answers += len(pairs)

    def token(self, key, what):
        return hashed(f"{self.track.arrival.pk} {self.track.arrival.source} {what} {key}")


def hashed(text):
    return hashlib.sha256(text.encode()).hexdigest()


def kind(row):
    return KINDS.get(row["type"].strip().upper())


def in_paragraphs(text):
    """HTML in any case: what somebody typed years ago is no Markdown."""
    return f"<p>{as_html(text)}</p>"


def parted(row):
    """(what the reader said, what the author answered)"""
    text = row["review"]
    found = ANSWER.search(text)
    if not found:
        return text, ""
    said, answer = text[: found.start()], text[found.end() :]
    return (said, THE_END.sub("", answer)) if answer.strip() else (text, "")

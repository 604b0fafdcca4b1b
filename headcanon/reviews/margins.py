"""Reviews in the margin: each hangs on a paragraph, and stays on it when the text is edited, split or joined.

A paragraph is known by its words and those around it (manuscript/places.py). Where it is gone, the review stays with
its chapter and keeps the words that it was about; if they come back, it hangs on them again.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from textwrap import shorten

from django.db.models import Count, Min
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Left

from headcanon.core.editions import pages_changed
from headcanon.core.outbox import handles, post
from headcanon.manuscript.places import AT_HOME, Place, all_moved, paragraphs_of, place_at, words_in
from headcanon.reviews.models import Review, TypoNote
from headcanon.reviews.typo_notes import hand_on
from headcanon.works.models import Chapter

QUEUE = "places"
OPENING = 80  # letters; enough to know a paragraph by
FARTHEST = 1_000  # paragraphs with remarks that are told of on one page
IN_A_STATEMENT = 500


# --- Hanging one up ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spot:
    """A paragraph of a chapter as it reads now."""

    place: Place

    @property
    def columns(self):
        return {"place": self.place.as_json(), "paragraph": self.place.position}


def spot_in(chapter, paragraph, opening=""):
    """The paragraph of this number; of a page that is older than the text, the one that begins with these words. None
    where there is none."""
    body = text_of(chapter)
    texts = paragraphs_of(body)
    begins = " ".join(opening.split())
    if begins and not (0 <= paragraph < len(texts) and texts[paragraph].startswith(begins)):
        like_it = [number for number, text in enumerate(texts) if text.startswith(begins)]
        paragraph = min(like_it, key=lambda number: abs(number - paragraph), default=-1)
    place = place_at(body, paragraph)
    return place and Spot(place)


def openings(chapter):
    """(number, the words it begins with) of each paragraph that something can hang on."""
    for number, text in enumerate(paragraphs_of(text_of(chapter))):
        if text:
            yield number, in_short(text)


def text_of(chapter):
    return Chapter.objects.values_list("body", flat=True).get(pk=chapter.pk)


def in_short(words):
    return shorten(words, OPENING, placeholder="…")


# --- Where they hang -----------------------------------------------------------------------------------------------


def remarks_on(work, viewer):
    """How many remarks stand beside which paragraph, with the words it begins with: one query for a whole work."""
    hanging = Review.objects.filter(work=work, thread=None, place__isnull=False, paragraph__isnull=False)
    seen = hanging.visible_to(viewer).without_muted(viewer).exclude(state=Review.State.GONE)
    words = Min(Left(KeyTextTransform("words", "place"), 2 * OPENING))
    counted = seen.order_by("chapter", "paragraph").values("chapter", "paragraph")
    return [
        {**each, "opening": in_short(each["words"])}
        for each in counted.annotate(remarks=Count("pk"), words=words)[:FARTHEST]
    ]


# --- Staying on it -------------------------------------------------------------------------------------------------


def find_again_later(works):
    """Say that texts of these works may read otherwise than they did."""
    post(QUEUE, *(work.pk for work in works))


@handles(QUEUE)
def find_again(work_ids):
    """Whatever hangs in these works hangs where its paragraph is now."""
    reviews, notes = hanging_in(work_ids)
    of_works = sorted({*reviews.values_list("work", flat=True), *notes.values_list("work", flat=True)})
    if any([move_in(work_id) for work_id in of_works]):
        pages_changed()


def move_in(work_id):
    reviews, notes = hanging_in([work_id])
    return any([move_reviews(reviews), move_notes(notes)])


def hanging_in(work_ids):
    """The reviews and typo notes that hang on a paragraph of these works."""
    there = {"work__in": work_ids, "chapter__isnull": False, "chapter__trashed_at": None}
    reviews = Review.objects.filter(place__isnull=False, thread=None, **there)
    return reviews, TypoNote.objects.filter(state=TypoNote.State.OPEN, **there)


def move_reviews(reviews):
    """What hung on one paragraph stays together: one statement for all of it. Answers with whether anything moved."""
    moved = False
    for chapter_id, rows in by_chapter(reviews.values_list("chapter", "pk", "place", "paragraph")).items():
        together = defaultdict(list)
        for key, place, paragraph in rows:
            together[json.dumps(place, sort_keys=True), paragraph].append(key)
        places = [as_it_hung(*each) for each in together]
        found = all_moved(places, body_of(chapter_id))
        # What was gone before may come back; to another chapter goes only what was here a moment ago.
        lost = [place for place, now, (_, paragraph) in zip(places, found, together, strict=True)
                if now is None and paragraph is not None]  # fmt: skip
        elsewhere = in_other_chapters(chapter_id, lost)
        for (kept, paragraph), keys, place, now in zip(together, together.values(), places, found, strict=True):
            other, now = elsewhere.get(place, (None, now))
            change = what_changes(json.loads(kept), paragraph, now) | ({"chapter": other} if other else {})
            if change:
                hang(keys, change)
                moved = True
    return moved


def as_it_hung(kept, paragraph):
    place = Place.from_json(json.loads(kept))
    return place if paragraph is None else replace(place, position=paragraph)


def what_changes(kept, paragraph, now):
    """The columns that say otherwise. What is gone keeps its place as it was, by which it may be found one day."""
    change = {}
    if paragraph != (now and now.position):
        change["paragraph"] = now and now.position
    if now and now.as_json() != {**kept, "position": now.position}:
        change["place"] = now.as_json()
    return change


def hang(keys, change):
    for begin in range(0, len(keys), IN_A_STATEMENT):
        some = keys[begin : begin + IN_A_STATEMENT]
        # Somebody may have taken it back meanwhile, and its place with it.
        Review.objects.filter(pk__in=some, place__isnull=False).update(**change)
        if "chapter" in change:
            Review.objects.filter(thread__in=some).update(chapter=change["chapter"])


def move_notes(notes):
    """A note is looked for by its place whenever it is needed; only out of a chapter that was split it must move."""
    moved = False
    for chapter_id, rows in by_chapter(notes.values_list("chapter", "pk", "slip")).items():
        places = [Place.from_json(slip["place"]) for _, slip in rows]
        found = all_moved(places, body_of(chapter_id))
        lost = [place for place, now in zip(places, found, strict=True) if now is None]
        elsewhere = in_other_chapters(chapter_id, lost)
        for (key, _), place in zip(rows, places, strict=True):
            if place in elsewhere:
                hand_on(TypoNote.objects.filter(pk=key), chapter_id=elsewhere[place][0])
                moved = True
    return moved


def in_other_chapters(chapter_id, places):
    """{place: (the chapter's id, the place there)} of those that went there when a chapter was split: the same words
    beside the same neighbours. The nearest chapter comes first."""
    found, lost = {}, list(places)
    if not lost:
        return found
    here = Chapter.objects.get(pk=chapter_id)
    others = Chapter.objects.posted().filter(work=here.work_id).exclude(pk=chapter_id)
    for _, key in sorted((abs(at - here.position), key) for at, key in others.values_list("position", "pk")):
        for place, now in zip(lost, all_moved(lost, body_of(key)), strict=True):
            if now and is_the_same(place, now):
                found[place] = (key, now)
        lost = [place for place in lost if place not in found]
        if not lost:
            break
    return found


def is_the_same(old, new):
    """At the cut one side of it has other neighbours."""
    if words_in(old.words) != words_in(new.words):
        return False
    before = (old.before.split()[-AT_HOME:], new.before.split()[-AT_HOME:])
    after = (old.after.split()[:AT_HOME], new.after.split()[:AT_HOME])
    return before[0] == before[1] or after[0] == after[1]


def by_chapter(rows):
    """{chapter id: the rest of each row}"""
    found = defaultdict(list)
    for chapter_id, *rest in rows:
        found[chapter_id].append(rest)
    return found


def body_of(chapter_id):
    return Chapter.objects.values_list("body", flat=True).get(pk=chapter_id)

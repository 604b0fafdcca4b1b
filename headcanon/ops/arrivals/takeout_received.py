"""What readers said of her works. Nobody here said it: a name in a file is a guest's, unless it is her own."""

import hashlib

from headcanon.manuscript.clean import clean
from headcanon.manuscript.places import Place
from headcanon.manuscript.slips import Slip
from headcanon.ops.arrivals.takeout_columns import Misfit, moment, number_of, plain, rows_told, taken, text_of
from headcanon.reviews.counting import recount_later
from headcanon.reviews.models import Kudos, Review, TypoNote, WorkWishes
from headcanon.reviews.wishing import wish_for

MOST_KUDOS = 1_000_000
COLUMNS = (
    "came_from", "made_at", "edited_at", "state", "text", "waits_because", "is_frozen", "is_ended", "asks_for_more",
    "is_answered",
)  # fmt: skip


def bring_received(arriving, work, told, chapters):
    wishes = told.get("wishes")
    if isinstance(wishes, dict):
        wish_for(WorkWishes(work=work, **taken(WorkWishes, wishes)))
    for _place, said in rows_told(told.get("reviews")):
        bring_review(arriving, work, said, chapters)
    for position, said in rows_told(told.get("typo_notes")):
        bring_typo_note(arriving, work, said, chapters, position)
    bring_kudos(arriving, work, told.get("kudos"))
    recount_later(work.pk)


# --- Reviews -------------------------------------------------------------------------------------------------------


def bring_review(arriving, work, said, chapters):
    """Threads are written in the order in which they were said, so what it answers is here already."""
    old_id = number_of(said, "id")
    if old_id is None or arriving.has("review", old_id):
        return
    review = Review(
        work=work, chapter=chapters.get(number_of(said, "chapter_id")), thread=above(arriving, work, said, "thread_id"),
        answers=above(arriving, work, said, "answers_id"), sent_with=token(arriving, "review", old_id),
        **taken(Review, said, only=COLUMNS), **voice(arriving, old_id, said), **place_told(said),
    )  # fmt: skip
    if review.thread is None and said.get("thread_id") is not None:
        review.answers = None  # what it answered was not hers to see
    review.text = clean(review.text)
    review.save()
    arriving.note("review", old_id, review.pk)


def above(arriving, work, said, name):
    old_id = number_of(said, name)
    pk = old_id and arriving.new("review", old_id)
    return Review.objects.filter(pk=pk, work=work).first() if pk else None


def voice(arriving, old_id, said):
    if old_id in arriving.said_by_her:
        return {"pseud": arriving.pen_name(arriving.said_by_her[old_id])}
    return {"guest_name": text_of(said, "by")[:80]}


def token(arriving, *what):
    return hashlib.sha256(f"takeout {arriving.arrival.pk} {' '.join(map(str, what))}".encode()).hexdigest()


def place_told(said):
    """Where it hangs in the margin, if that is a place."""
    place, paragraph = place_of(said.get("place")), number_of(said, "paragraph")
    if place is None:
        return {}
    return {"place": place, "paragraph": paragraph if paragraph is not None and paragraph < 2**31 else None}


PLACE = {"words": str, "before": str, "after": str, "position": int, "nth": int, "alike": int}


def place_of(said, more=()):
    """A paragraph's place as it is kept, with `more` names of texts; None for anything else."""
    if not isinstance(said, dict) or not all(type(said.get(name)) is kind for name, kind in PLACE.items()):
        return None
    place = {name: plain(said[name]) if kind is str else said[name] for name, kind in PLACE.items()}
    if not all(0 <= place[name] < 10**6 for name, kind in PLACE.items() if kind is int):
        return None
    return {
        **Place.from_json(place).as_json(),
        **{name: plain(said[name]) for name in more if type(said.get(name)) is str},
    }


# --- Typo notes ----------------------------------------------------------------------------------------------------


def bring_typo_note(arriving, work, said, chapters, position):
    """What she can act on; one that does not say where it stands is kept as it was told."""
    chapter, slip, old_id = (
        chapters.get(number_of(said, "chapter_id")),
        slip_of(said.get("slip")),
        number_of(said, "id"),
    )
    if chapter is None or slip is None or old_id is None:
        arriving.carry("work-reviews.json/typo_notes", said, position, work=work)
        return
    mark = token(arriving, "typo-note", old_id)
    columns = taken(
        TypoNote,
        said,
        only=["words", "instead", "remark", "may_thank", "is_thanked", "state", "made_at", "answered_at"],
    )
    note = TypoNote.objects.create(work=work, chapter=chapter, slip=slip, device=mark, fingerprint=mark, **columns)
    if by := text_of(said, "by"):
        arriving.carry("work-reviews.json/typo_notes", {"by": by}, work=work, thing=note.pk)


SLIP = {"words": str, "instead": str, "before": str, "after": str, "offset": int}


def slip_of(said):
    if not isinstance(said, dict) or not all(type(said.get(name)) is kind for name, kind in SLIP.items()):
        return None
    place = place_of(said.get("place"))
    if place is None or not 0 <= said["offset"] < 10**8:
        return None
    told = {name: plain(said[name]) if kind is str else said[name] for name, kind in SLIP.items()}
    return Slip.from_json({**told, "place": place}).as_json()


# --- Kudos ---------------------------------------------------------------------------------------------------------


def bring_kudos(arriving, work, told):
    """When somebody was glad of it, which only the archivist can vouch for; who it was is not told."""
    told = told[:MOST_KUDOS] if isinstance(told, list) else []
    if not arriving.is_vouched:
        for position, said in enumerate(told):
            if isinstance(said, str):
                arriving.carry("work-reviews.json/kudos", plain(said)[:40], position, work=work)
        return
    rows = []
    for number, said in enumerate(told):
        try:
            given_at = moment(said, "given_at")
        except Misfit:
            continue
        rows.append(Kudos(work=work, device=token(arriving, "kudos", work.pk, number), given_at=given_at))
    Kudos.objects.bulk_create(rows, batch_size=500)

"""For a takeout: what one person has said of stories, and what was said of hers."""

from headcanon.ops.tables import as_json, columns
from headcanon.reviews.models import AuthorWishes, Review, TypoNote, WorkWishes
from headcanon.works.models import Chapter, Work

SAID = (
    "id", "work_id", "chapter_id", "came_from", "thread_id", "answers_id", "made_at", "edited_at", "state", "text",
    "waits_because", "is_frozen", "is_ended", "asks_for_more", "is_answered", "paragraph",
)  # fmt: skip
SLIP = ("slip", "may_thank", "is_thanked")
NOTED = ("id", "work_id", "chapter_id", "words", "instead", "remark", "state", "made_at", "answered_at")


def reviewing_of(person, viewer):
    """Her wishes, whom she trusts, and what she said, was glad of and noted, with titles as far as she sees them."""
    reviews = Review.objects.filter(pseud__user=person).order_by("pk").select_related("pseud")
    notes = TypoNote.objects.filter(pseud__user=person).order_by("pk")
    kudos = person.kudos.order_by("pk")
    chapters = Chapter.objects.visible_to(viewer).filter(pk__in=[each.chapter_id for each in reviews if each.place])
    read = set(chapters.values_list("pk", flat=True))
    ids = {row.work_id for rows in (reviews, notes, kudos) for row in rows}
    titles = dict(Work.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "title"))
    return {
        "wishes": wishes_told(AuthorWishes.objects.filter(person=person).first()),
        "trusted": sorted(person.trusts.values_list("trusted__username", flat=True)),
        "reviews": [
            {**told(each, SAID, titles), "place": place_of(each, read), "pen_name": each.pseud.name} for each in reviews
        ],
        "kudos": [told(each, ("work_id", "given_at"), titles) for each in kudos],
        "typo_notes": [told(each, NOTED, titles) for each in notes],
    }


def place_of(review, read):
    """The words that it is about are the author's: only of a chapter that she may read now."""
    return review.place if review.chapter_id in read else None


def received_by(work, viewer, carried):
    """What others said of a work of hers, as she sees it on its pages; of guests the name they gave."""
    reviews = Review.objects.visible_to(viewer).filter(work=work).order_by("pk").select_related("pseud")
    notes = TypoNote.objects.visible_to(viewer).filter(work=work).order_by("pk").select_related("pseud")
    return {
        "wishes": wishes_told(WorkWishes.objects.filter(work=work).first()),
        "reviews": [
            {
                **told(each, (*SAID, "place")),
                "by": each.pseud.name if each.pseud else each.guest_name,
            }
            for each in reviews
        ],
        "typo_notes": [
            carried.over(
                "work-reviews.json/typo_notes",
                each.pk,
                {**told(each, (*NOTED, *SLIP)), "by": each.pseud.name if each.pseud else ""},
            )
            for each in notes
        ],
        "kudos": [
            as_json(moment) for moment in work.kudos.order_by("given_at", "pk").values_list("given_at", flat=True)
        ],
    }


def told(row, names, titles=None):
    said = {name: as_json(getattr(row, name)) for name in names}
    return said if titles is None else {**said, "title": titles.get(row.work_id, "")}


def wishes_told(wishes):
    """Those she has said; None where she has said none."""
    if wishes is None:
        return None
    names = [field.attname for field in columns(wishes) if field.attname not in ("person_id", "work_id")]
    return {name: as_json(getattr(wishes, name)) for name in names}

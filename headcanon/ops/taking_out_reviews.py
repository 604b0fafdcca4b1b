"""For a takeout: what one person has said of stories, and what was said of hers."""

from headcanon.ops.tables import as_json, columns
from headcanon.reviews.models import AuthorWishes, Review, TypoNote, WorkWishes
from headcanon.works.models import Work

SAID = ("id", "work_id", "chapter_id", "came_from", "thread_id", "answers_id", "made_at", "edited_at", "state", "text")
NOTED = ("id", "work_id", "chapter_id", "words", "instead", "remark", "state", "made_at", "answered_at")


def reviewing_of(person, viewer):
    """Her wishes, whom she trusts, and what she said, was glad of and noted, with titles as far as she sees them."""
    reviews = Review.objects.filter(pseud__user=person).order_by("pk").select_related("pseud")
    notes = TypoNote.objects.filter(pseud__user=person).order_by("pk")
    kudos = person.kudos.order_by("pk")
    ids = {row.work_id for rows in (reviews, notes, kudos) for row in rows}
    titles = dict(Work.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "title"))
    return {
        "wishes": wishes_told(AuthorWishes.objects.filter(person=person).first()),
        "trusted": sorted(person.trusts.values_list("trusted__username", flat=True)),
        "reviews": [{**told(each, SAID, titles), "pen_name": each.pseud.name} for each in reviews],
        "kudos": [told(each, ("work_id", "given_at"), titles) for each in kudos],
        "typo_notes": [told(each, NOTED, titles) for each in notes],
    }


def received_by(work, viewer):
    """What others said of a work of hers, as she sees it on its pages; of guests the name they gave."""
    reviews = Review.objects.visible_to(viewer).filter(work=work).order_by("pk").select_related("pseud")
    notes = TypoNote.objects.visible_to(viewer).filter(work=work).order_by("pk").select_related("pseud")
    return {
        "wishes": wishes_told(WorkWishes.objects.filter(work=work).first()),
        "reviews": [{**told(each, SAID), "by": each.pseud.name if each.pseud else each.guest_name} for each in reviews],
        "typo_notes": [{**told(each, NOTED), "by": each.pseud.name if each.pseud else ""} for each in notes],
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

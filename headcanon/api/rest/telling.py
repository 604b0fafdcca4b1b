"""Works, headcanons and what else there is, in the shapes of the API: what is covered for whoever asks is not in them."""

from django.urls import reverse

from headcanon.api.rest import shapes
from headcanon.canon.models import NONE_APPLY, Event
from headcanon.works.veiling import NOTHING, veils_of


def pen_name(pseud):
    return shapes.PenName(name=pseud.name, author=pseud.user.username, address=pseud.get_absolute_url())


def subject(thing):
    return shapes.Subject(name=thing.name, slug=thing.slug, address=thing.get_absolute_url())


def works_told(works, viewer):
    """Fetched with their cards; one query more for any number of them."""
    works = list(works)
    covered = veils_of(works, viewer)
    return [shapes.Work(**card(work, covered.get(work.pk, NOTHING))) for work in works]


def card(work, covered):
    return {
        "id": work.pk,
        "title": str(work),
        "address": work.get_absolute_url(),
        "authors": [pen_name(pseud) for pseud in work.authors],
        "fandoms": [subject(fandom) for fandom in work.fandom_names],
        "tags": tags_told(work, covered),
        "rating": rating(work.rating_sign),
        "summary": None if covered.words else work.summary,
        "covered": [str(veil) for veil in (covered.words, covered.warnings) if veil],
        "language": work.language,
        "status": work.status,
        "audience": work.audience,
        "words": work.words,
        "chapters": work.chapter_count,
        "chapters_planned": work.total_chapters,
        "kudos": work.kudos_count,
        "reviews": work.review_count,
        "series": [part(each) for each in work.series_parts.all()],
        "posted_at": work.posted_at,
        "updated_at": work.revised_at,
    }


def tags_told(work, covered):
    shown = [each for each in work.taggings.all() if each.tag.kind not in covered.kinds]
    return [tag_told(each.tag, each.is_main) for each in shown if each.tag.standard != NONE_APPLY]


def tag_told(tag, is_main=True):
    return shapes.TagOfWork(
        name=tag.name, slug=tag.slug, address=tag.get_absolute_url(), kind=tag.kind, is_main=is_main
    )


def rating(sign):
    return shapes.Rating(key=sign.key, name=sign.name, asks_first=sign.asks_guests)


def part(series_part):
    series = series_part.series
    return shapes.Part(
        id=series.pk, title=series.title, position=series_part.position, address=series.get_absolute_url()
    )


def headcanon_told(headcanon):
    """One that has its card and its veil. Whose it is, where it has no name, is not in it."""
    had_by, veil = headcanon.had_by, headcanon.veil
    return shapes.Headcanon(
        id=headcanon.pk,
        address=headcanon.get_absolute_url(),
        claim=None if veil else headcanon.claim,
        covered=str(veil) if veil else None,
        had_by=had_by and pen_name(had_by),
        fandoms=[subject(each.fandom) for each in headcanon.headcanon_fandoms.all()],
        tags=[] if veil else [tag_told(each.tag) for each in headcanon.headcanon_tags.all()],
        event=None if veil else event_named(headcanon.event),
        believed_by=headcanon.belief_count,
        works=headcanon.work_count,
        made_on=headcanon.made_at.date(),
    )


def event_named(event):
    if event is None or event.state != Event.State.ON_THE_LINE:
        return None
    return shapes.EventNamed(id=event.pk, title=event.title, address=event.get_absolute_url())


def chapter_line(chapter):
    return {
        "id": chapter.pk,
        "number": chapter.number,
        "title": chapter.title,
        "words": chapter.words,
        "posted_at": chapter.posted_at,
        "address": reverse("chapter", args=[chapter.work_id, chapter.pk]),
    }

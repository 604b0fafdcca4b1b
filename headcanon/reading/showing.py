"""What pages are given of where a reader is: loaders of pieces (core/pieces.py). A guest costs none of them a question."""

from headcanon.reading.going_on import line_for, new_since, readings_of, to_go_on_with
from headcanon.reading.models import Reading
from headcanon.works.models import Work


def facts_of(works, viewer):
    """For cards, by the work's id: how she stands with it, in one query for any number of works."""
    if viewer.is_guest:
        return {}
    readings = readings_of(viewer.person, works)
    return {
        work.pk: {
            "state": reading.state,
            "number": reading.number,
            "total": work.total_chapters,
            "new": new_since(reading, work),
            "goes_on": work.status not in (Work.Status.ONE_SHOT, Work.Status.COMPLETE),
        }
        for work in works
        if (reading := readings.get(work.pk))
    }


def places_on(works, viewer):
    """For the page of a story: what its script needs, and for a member where she stopped. Not for its authors."""
    found = {}
    for work in works:
        if work.is_draft or work.is_by(viewer):
            continue
        found[work.pk] = {"keeps": True} if viewer.is_guest else line_for(work, viewer)
    return found


def marks_on(chapters, viewer):
    """For an index of one work's chapters: of each that readers see whether she has read it, and whether she is there."""
    chapters = [chapter for chapter in chapters if chapter.posted_at]
    if viewer.is_guest or not chapters or chapters[0].work.is_by(viewer):
        return {}
    reading = reading_in(chapters[0].work_id, viewer)
    read, here = (set(reading.chapters_read), reading.chapter_id) if reading else (set(), None)
    return {each.pk: {"is_read": each.pk in read, "is_here": each.pk == here} for each in chapters}


def reading_in(work_id, viewer):
    return Reading.objects.filter(person=viewer.person, work=work_id).defer("place").first()


def standing_in(works, viewer):
    """For the same page: how she stands with the whole of it."""
    if viewer.is_guest:
        return {}
    others = [work for work in works if not work.is_draft and not work.is_by(viewer)]
    return {work.pk: {"reading": reading_in(work.pk, viewer)} for work in others}


def to_continue(items, viewer):
    """For the home page; nothing for whoever has nothing to go on with."""
    return None if viewer.is_guest else to_go_on_with(viewer) or None

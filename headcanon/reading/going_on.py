"""Going on where one stopped, and what is said of it: one line at a story's beginning, a fact on its card."""

from django.db.models import Case, Count, F, FilteredRelation, OuterRef, Prefetch, Q, Subquery, When
from django.urls import reverse

from headcanon.accounts.models import User
from headcanon.reading.models import Reading
from headcanon.reading.remembering import THE_END
from headcanon.reading.stopping import found
from headcanon.works.models import Authorship, Chapter, Work
from headcanon.works.visibility import KNOWN

LOOKED_BACK = 200  # of the works she was in last, those with new chapters may stand on the home page
ON_THE_HOME_PAGE = 5
WORDS_SAID = 10


def number_of_chapter(reading):
    """As readers count it; none where the chapter is not there for them. `reading` is the path to one: "" or "here__"."""
    up_to = Chapter.objects.posted().filter(
        work=OuterRef(f"{reading}work"), position__lte=OuterRef(f"{reading}chapter__position")
    )
    counted = up_to.order_by().values("work").annotate(n=Count("pk")).values("n")
    there = Q(**{f"{reading}chapter__posted_at__isnull": False, f"{reading}chapter__trashed_at": None})
    return Case(When(there, then=Subquery(counted)))


def readings_of(person, works):
    """{work's id: her reading of it, with the `number` of its chapter}, in one query."""
    hers = Reading.objects.filter(person=person, work__in=[work.pk for work in works])
    return {each.work_id: each for each in hers.annotate(number=number_of_chapter("")).defer("place", "chapters_read")}


def new_since(reading, work):
    """How many chapters have come since she was there last."""
    return max(0, work.chapter_count - reading.chapters_then)


# --- Where to --------------------------------------------------------------------------------------------------------


def way_on(work, viewer):
    """The address of the paragraph at which she stopped; of the work, if she was never in it."""
    reading = Reading.objects.filter(person=viewer.person, work=work).first()
    chapters = list(
        Chapter.objects.visible_to(viewer).posted().filter(work=work).order_by("position").values_list("pk", flat=True)
    )
    if reading is None or not chapters:
        return work.get_absolute_url()
    chapter_id, is_there = chapter_to_go_on_in(reading, chapters)
    position = paragraph_in(reading, chapter_id) if is_there else 0
    if reading.place and reading.place.get("whole"):
        number = chapters.index(chapter_id) + 1
        spot = f"p-{number}-{position}" if position else f"chapter-{number}"
        return f"{work.get_absolute_url()}?view_full_work=true#{spot}"
    return reverse("chapter", args=[work.pk, chapter_id]) + (f"#p-{position}" if position else "")


def chapter_to_go_on_in(reading, chapters):
    """Its id, and whether she stopped in it. From the end of one she goes on to the next; if hers is not there any more,
    to the first that she has not read."""
    if reading.chapter_id in chapters:
        next_one = chapters.index(reading.chapter_id) + 1
        if reading.permille >= THE_END and next_one < len(chapters):
            return chapters[next_one], False
        return reading.chapter_id, True
    return next((pk for pk in chapters if pk not in reading.chapters_read), chapters[0]), False


def paragraph_in(reading, chapter_id):
    """Its number in today's text; 0 is the beginning."""
    body = reading.place and Chapter.objects.values_list("body", flat=True).filter(pk=chapter_id).first()
    return (body and found(reading.place, body)) or 0


# --- What is said of it ----------------------------------------------------------------------------------------------


def line_for(work, viewer):
    """What the page of a story needs to know of her: whether it may note where she is, and where she was; one query."""
    here = FilteredRelation("readings", condition=Q(readings__work=work))
    names = {
        "keeps": F("habits__keeps_history"), "state": F("here__state"), "chapter_id": F("here__chapter"),
        "place": F("here__place"), "permille": F("here__permille"), "then": F("here__chapters_then"),
        "last_at": F("here__last_at"), "number": number_of_chapter("here__"),
    }  # fmt: skip
    person = User.objects.filter(pk=viewer.person.pk).annotate(here=here)
    said = person.annotate(**{f"said_{name}": each for name, each in names.items()}).values(
        *(f"said_{name}" for name in names)
    )
    row = said.get()
    told = {name: row[f"said_{name}"] for name in names}
    told["keeps"] = told["keeps"] is not False
    told["new"] = max(0, work.chapter_count - told["then"]) if told["state"] else 0
    told["words"] = " ".join(told["place"]["words"].split()[:WORDS_SAID]) if told["number"] and told["place"] else ""
    return told


def to_go_on_with(viewer):
    """Up to five readings for the home page, each with its work and `new`: what has new chapters first, then the
    latest."""
    hers = Reading.objects.filter(person=viewer.person)
    latest = hers.exclude(state=Reading.State.ABANDONED).order_by("-last_at", "-id").values("work")[:LOOKED_BACK]
    has_new = Q(work__chapter_count__gt=F("chapters_then"))
    # Asked of these few works alone: what may be listed of all there are would be a long list.
    there = Work.objects.filter(pk__in=latest).listed_to(viewer).posted().without_muted(viewer, KNOWN)
    found = hers.filter(has_new | Q(state=Reading.State.READING), work__in=there).annotate(
        has_new=Case(When(has_new, then=1), default=0), number=number_of_chapter("")
    )
    signed = Prefetch("work__authorships", Authorship.objects.select_related("pseud__user"))
    found = found.select_related("work").prefetch_related(signed)
    readings = list(found.defer("place", "chapters_read").order_by("-has_new", "-last_at", "-id")[:ON_THE_HOME_PAGE])
    for reading in readings:
        reading.new = new_since(reading, reading.work)
    return readings

"""Where remarks hang beside a story, and on which paragraph a new one is to hang."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.translation import gettext as _

from headcanon.reviews.margins import OPENING, Spot, openings, remarks_on, spot_in
from headcanon.reviews.reviewing import Refused
from headcanon.reviews.typo_notes import why_no_notes
from headcanon.reviews.views.finding import NOT_ITS_TEXT, work_or_404
from headcanon.reviews.wishes import why_not, wishes_for
from headcanon.works.models import Chapter, numbered


def of_work(request, work_id):
    """For everybody who may read the work; the page of a story takes from it what it shows beside the text."""
    work = work_or_404(request.viewer, work_id)
    wished = wishes_for(work)
    chapters = Chapter.objects.visible_to(request.viewer).filter(work=work).order_by("position").defer(*NOT_ITS_TEXT)
    chapters = numbered(list(chapters))
    remarks = remarks_on(work, request.viewer)
    for chapter in chapters:
        chapter.remarks = [each for each in remarks if each["chapter"] == chapter.pk]
    context = {
        "work": work,
        "chapters": chapters,
        "has_remarks": bool(remarks),
        "why_not": why_not(request.viewer, work, wished),
        "takes_notes": not why_no_notes(request.viewer, work, wished),
    }
    return render(request, "reviews/margin_page.html", context)


# --- Choosing a paragraph ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Margin:
    """The paragraph that is meant, or those to choose from."""

    spot: Spot | None
    choices: list

    @property
    def opening(self):
        return self.spot.place.words[:OPENING] if self.spot else ""


def margin_meant(request, chapter):
    """None where what is said is of the whole chapter."""
    said = request.POST if request.method == "POST" else request.GET
    if "paragraph" not in said:
        return None
    spot = spot_in(chapter, number_in(said["paragraph"]), said.get("opening", ""))
    return Margin(spot, [] if spot else list(openings(chapter)))


def spot_of(margin):
    """Raises Refused where a paragraph is meant that is not there."""
    if margin and margin.spot is None:
        raise Refused(_("Choose the paragraph that you mean. The one you had before may be gone from the text."))
    return margin and margin.spot


def number_in(typed):
    """A number somebody typed or sent; nonsense is none, and no paragraph."""
    return int(typed[:10]) if typed.isdecimal() and typed.isascii() else -1

"""Headcanons, and the stories that grew from them."""

from typing import Literal

from django.shortcuts import get_object_or_404
from ninja import Query

from headcanon.api.rest import shapes
from headcanon.api.rest.asking import Questions
from headcanon.api.rest.paging import BIGGEST, Cursor, CursorOfNames, Id, Lift, going_on
from headcanon.api.rest.telling import headcanon_told
from headcanon.api.rest.works import page_told
from headcanon.canon.families import stand_in
from headcanon.canon.models import Event, Fandom, Tag
from headcanon.core.viewing import get_visible_or_404
from headcanon.headcanons.finding import about, leaf, listed_for, with_veils
from headcanon.headcanons.models import Headcanon
from headcanon.works.lineage import stories_from

router = Questions("headcanons")

A_SLUG = {"max_length": 200, "pattern": r"^[^\x00]*$"}


@router.get("/headcanons", response=shapes.Headcanons)
def headcanons(
    request,
    show: Literal["newest", "never", "believed"] = Query("newest", description="never: those nobody has written yet."),
    fandom: str = Query("", description="A fandom's slug.", **A_SLUG),
    tag: str = Query("", description="A tag's slug.", **A_SLUG),
    event: int = Query(None, ge=1, le=BIGGEST, description="An event's id."),
    cursor: CursorOfNames = "",
):
    """A fandom, tag or event that is not there is answered 404."""
    found = listed_for(request.asker)
    for model, slug in ((Fandom, fandom), (Tag, tag)):
        if slug:
            found = about(found, stand_in(get_object_or_404(model.objects.select_related("canonical"), slug=slug)))
    if event:
        found = found.filter(event=get_object_or_404(Event, state=Event.State.ON_THE_LINE, pk=event))
    page = leaf(found, request.asker, show, behind=cursor)
    return shapes.Headcanons(items=[headcanon_told(each) for each in page.items], next=going_on(request, page.older))


def headcanon_or_404(viewer, pk, lift=""):
    found = get_visible_or_404(Headcanon.objects.with_card(), viewer, pk=pk)
    return with_veils([found], viewer, lifted=bool(lift))[0]


@router.get("/headcanons/{headcanon_id}", response=shapes.Headcanon)
def headcanon(request, headcanon_id: Id, lift: Lift = ""):
    return headcanon_told(headcanon_or_404(request.asker, headcanon_id, lift))


@router.get("/headcanons/{headcanon_id}/works", response=shapes.Works)
def works_of_headcanon(request, headcanon_id: Id, cursor: Cursor = ""):
    found = headcanon_or_404(request.asker, headcanon_id)
    return page_told(request, stories_from(found, request.asker), cursor, key="place")

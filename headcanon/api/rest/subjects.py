"""What stories are about: fandoms, tags, the events of a canon; and series."""

from django.db.models import BigIntegerField, ExpressionWrapper, F
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query

from headcanon.api.rest import shapes
from headcanon.api.rest.asking import Questions, Refused
from headcanon.api.rest.paging import BIGGEST, Cursor, CursorOfNames, Id, Lift, Name, going_on, key_in
from headcanon.api.rest.telling import subject, works_told
from headcanon.api.rest.works import page_told
from headcanon.api.stories import for_machines, listed_for
from headcanon.canon import models
from headcanon.canon.families import Relatives, ids_of_family, stand_in, told_to_anybody
from headcanon.canon.lines import ON_THE_LINE, canons_of, event_on_line, of_fandom, with_cover
from headcanon.canon.veil import giving_away
from headcanon.core.paging import page_of
from headcanon.core.viewing import get_visible_or_404
from headcanon.discovery.families import is_spoken_of, page_about_any
from headcanon.discovery.lines import leaving_at, seen_works, set_at
from headcanon.works.families import has_a_work_for, with_a_work_among
from headcanon.works.models import Series, Work

router = Questions("subjects")

NAMES_ON_A_PAGE = 100
EVENTS_ON_A_PAGE = 100


# --- Fandoms and tags ------------------------------------------------------------------------------------------------


@router.get("/fandoms", response=shapes.Fandoms)
def fandoms(request, cursor: CursorOfNames = ""):
    """Those in which whoever asks can find a story, by name."""
    found = named_by_a_work(models.Fandom, request.asker)
    page = page_of(found, key="key", is_rising=True, size=NAMES_ON_A_PAGE, behind=cursor or None)
    items = [shapes.SubjectCounted(**counted(each)) for each in page]
    return shapes.Fandoms(items=items, next=going_on(request, page.older))


@router.get("/tags", response=shapes.Tags)
def tags(request, kind: models.Tag.Kind, cursor: CursorOfNames = ""):
    """Those of one kind, likewise; without those that give something away."""
    found = named_by_a_work(models.Tag, request.asker).filter(kind=kind).exclude(giving_away(request.asker))
    page = page_of(found, key="key", is_rising=True, size=NAMES_ON_A_PAGE, behind=cursor or None)
    items = [shapes.TagCounted(**counted(each), kind=each.kind) for each in page]
    return shapes.Tags(items=items, next=going_on(request, page.older))


def named_by_a_work(model, viewer):
    found = model.objects.filter(with_a_work_among(listed_for(viewer), model))
    return found.exclude(standing=model.Standing.SYNONYM)


def counted(thing):
    return {**subject(thing).dict(), "works": thing.work_count}


@router.get("/fandoms/{slug}", response=shapes.Fandom)
def fandom(request, slug: Name):
    """Another name of one answers as the one it stands for."""
    found = subject_or_404(request.asker, models.Fandom, slug)
    canons = [canon_told(each) for each in canons_of(found).prefetch_related("instalments")]
    return shapes.Fandom(**around(found, Relatives(found)), canons=canons)


@router.get("/tags/{slug}", response=shapes.Tag)
def tag(request, slug: Name):
    found = subject_or_404(request.asker, models.Tag, slug)
    relatives = Relatives(found, giving_away(request.asker))
    fandoms = [subject(each) for each in relatives.fandoms]
    return shapes.Tag(**around(found, relatives), kind=found.kind, fandoms=fandoms)


def subject_or_404(viewer, model, slug):
    """One that only unseen works are about is not there, nor is a name that only they use."""
    typed = get_object_or_404(model.objects.select_related("canonical"), slug=slug)
    found = stand_in(typed)
    ids = ids_of_family(found)
    if not has_a_work_for(viewer, model, ids) and not is_spoken_of(viewer, model, ids):
        raise Http404
    if found != typed and not (
        model.objects.filter(told_to_anybody(model), pk=typed.pk).exists() or has_a_work_for(viewer, model, [typed.pk])
    ):
        raise Http404
    return found


def around(thing, relatives):
    return {
        **counted(thing),
        "meaning": thing.meaning,
        "other_names": [each.name for each in relatives.other_names],
        "above": [subject(each) for each in relatives.above],
        "below": [subject(each) for each in relatives.below],
    }


@router.get("/fandoms/{slug}/works", response=shapes.Works)
def works_of_fandom(request, slug: Name, cursor: Cursor = ""):
    return works_about(request, models.Fandom, slug, cursor)


@router.get("/tags/{slug}/works", response=shapes.Works)
def works_of_tag(request, slug: Name, cursor: Cursor = ""):
    return works_about(request, models.Tag, slug, cursor)


def works_about(request, model, slug, cursor):
    """Those about it and its family, the newest first."""
    found = subject_or_404(request.asker, model, slug)
    works = listed_for(request.asker, found).with_card()
    page = page_about_any(works, model, ids_of_family(found), behind=key_in(cursor))
    return shapes.Works(items=works_told(page, request.asker), next=going_on(request, page.older))


# --- Events ----------------------------------------------------------------------------------------------------------


def canon_told(canon):
    instalments = [shapes.Instalment(id=each.pk, name=each.name) for each in canon.instalments.all()]
    return shapes.Canon(id=canon.pk, name=canon.name, kind=canon.kind, instalments=instalments)


def event_told(event, slug, lift=""):
    """What a reader has not come to has no words, unless she asks for them."""
    covered = event.is_covered and not lift
    return shapes.Event(
        id=event.pk,
        canon=event.canon_id,
        instalment=event.instalment_id,
        title=None if covered else event.title,
        where=None if covered else event.where,
        arc=None if covered else event.arc,
        about=None if covered else event.about,
        is_covered=event.is_covered,
        works_set_here=event.set_count,
        works_leaving_here=event.departure_count,
        address=event.get_absolute_url(),
    )


@router.get("/fandoms/{slug}/events", response=shapes.Events)
def events(request, slug: Name, canon: int = Query(..., ge=1, le=BIGGEST), cursor: Cursor = ""):
    """On the line of one of its canons, in their order."""
    found = subject_or_404(request.asker, models.Fandom, slug)
    line = get_object_or_404(canons_of(found), pk=canon)
    place = ExpressionWrapper(F("position") * 2**32 + F("pk"), output_field=BigIntegerField())
    on_it = of_fandom(models.Event.objects.filter(state=ON_THE_LINE, canon=line), found, "canon__fandom")
    on_it = with_cover(on_it, request.asker).select_related("canon__fandom").annotate(place=place)
    page = page_of(on_it, key="place", is_rising=True, size=EVENTS_ON_A_PAGE, behind=key_in(cursor))
    items = [event_told(each, slug) for each in page]
    return shapes.Events(items=items, next=going_on(request, page.older))


@router.get("/fandoms/{slug}/events/{event_id}", response=shapes.Event)
def event(request, slug: Name, event_id: Id, lift: Lift = ""):
    return event_told(event_or_404(request.asker, slug, event_id)[1], slug, lift)


def event_or_404(viewer, slug, event_id):
    fandom = subject_or_404(viewer, models.Fandom, slug)
    return fandom, event_on_line(fandom, with_cover(models.Event.objects.all(), viewer), pk=event_id)


@router.get("/fandoms/{slug}/events/{event_id}/works", response=shapes.Works)
def works_at_event(
    request,
    slug: Name,
    event_id: Id,
    leaving: str = Query("", pattern="^(yes)?$", description='"yes" for those that leave canon there.'),
    lift: Lift = "",
    cursor: Cursor = "",
):
    fandom, found = event_or_404(request.asker, slug, event_id)
    if found.is_covered and not lift:
        raise Refused(403, _("You have not come to this event yet. Add lift=yes if you wish to see what hangs on it."))
    works = seen_works(fandom, request.asker)
    return page_told(request, leaving_at(found, works) if leaving else set_at(found, works), cursor, key="place")


# --- Series ----------------------------------------------------------------------------------------------------------


@router.get("/series/{series_id}", response=shapes.Series)
def series(request, series_id: Id):
    """With as many of its works as whoever asks may see, in their order."""
    found = get_visible_or_404(Series, request.asker, pk=series_id)
    works = for_machines(Work.objects.listed_to(request.asker), request.asker).filter(series_parts__series=found)
    in_order = list(works.annotate(part=F("series_parts__position")).order_by("part", "pk").with_card())
    return shapes.Series(
        id=found.pk,
        title=found.title,
        address=found.get_absolute_url(),
        words=sum(work.words for work in in_order),
        works=works_told(in_order, request.asker),
    )

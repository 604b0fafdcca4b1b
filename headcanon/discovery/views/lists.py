"""The lists in which works are found. Each shows what its reader may see, newest first, twenty at a time; fandoms are
listed by name.
"""

from collections import defaultdict

from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from headcanon.accounts.blocking import is_muted_by, people_seen_by
from headcanon.accounts.models import fold
from headcanon.accounts.pen_names import pen_name_at
from headcanon.canon.families import Relatives, ids_of_family, stand_in, told_to_anybody
from headcanon.canon.models import Fandom, FandomDescent, Tag
from headcanon.canon.veil import giving_away
from headcanon.core.paging import keys_from, names_from, page_of
from headcanon.discovery.families import is_spoken_of, page_about_any
from headcanon.works.families import LINKS, about_any, has_a_work_for, with_a_work_among
from headcanon.works.models import Work

FANDOMS_ON_A_PAGE = 100  # a line each
COUNTED_UP_TO = 10_000  # stories; counting on would cost more than anybody gets from the number
COUNTED_THROUGH = 1_000  # likewise, where each has to be looked at


def home(request):
    works, posted = listed_for(request.viewer), posted_for(request.viewer)
    return listing(request, "discovery/home.html", works, posted=posted)


def works(request):
    """The address that other archives have taught people to try."""
    return redirect("home")


def fandoms(request):
    """The canons that this reader can find a story in, by name, each under its canonical one; a larger one names its
    parts. The number beside each is the public one."""
    found = Fandom.objects.filter(with_a_work_among(listed_for(request.viewer), Fandom))
    found = found.exclude(standing=Fandom.Standing.SYNONYM)
    page = page_of(found, key="key", is_rising=True, size=FANDOMS_ON_A_PAGE, **names_from(request))
    with_their_parts(page.items, found)
    return render(request, "discovery/fandoms.html", {"page": page, "is_part": bool(names_from(request))})


def with_their_parts(fandoms, found):
    """Each gets its `parts`, as far as they are found themselves."""
    ties = FandomDescent.objects.filter(ancestor__in=fandoms, is_direct=True, descendant__in=found.order_by())
    parts = defaultdict(list)
    for tie in ties.select_related("descendant").order_by("descendant__key"):
        parts[tie.ancestor_id].append(tie.descendant)
    for fandom in fandoms:
        fandom.parts = parts[fandom.pk]


def fandom(request, slug):
    return works_about(request, Fandom, slug)


def tag(request, slug):
    return works_about(request, Tag, slug)


def author(request, username, pen_name):
    """What somebody wrote under one pen name; what only she sees stands first."""
    pseud = pen_name_at(request.viewer, username, pen_name)
    if pseud.key != fold(pen_name):
        return moved_to(pseud)
    return author_page(request, pseud.user, pseud.name, {"pseud": pseud}, pseud=pseud)


def moved_to(pseud):
    """For good, until she takes the old name again: so browsers ask each time, or they would walk in a circle."""
    response = redirect(pseud, permanent=True)
    response["Cache-Control"] = "no-cache"
    return response


def person(request, username):
    """Everything of one person under all her pen names; who has only one is found there."""
    found = get_object_or_404(people_seen_by(request.viewer), username__iexact=username)
    pseuds = list(found.pseuds.select_related("user").order_by("-is_default", "name"))
    if len(pseuds) == 1:
        return redirect(pseuds[0])
    return author_page(request, found, found.username, {"pseud__user": found}, pseuds=pseuds)


def author_page(request, person, name, signed, *, pseud=None, pseuds=()):
    drafts = Work.objects.visible_to(request.viewer).drafts().signed(**signed)
    return listing(
        request,
        "discovery/author.html",
        posted_for(request.viewer).signed(**signed),
        person=person,
        name=name,
        pseud=pseud,
        pseuds=pseuds,
        is_muted=is_muted_by(request.viewer, person),
        drafts=[] if request.viewer.is_guest else drafts.order_by("-newest_key"),
    )


def works_about(request, model, slug):
    """The works about one subject and its family. A subject that only unseen works are about is not there; another name
    of one leads to it."""
    typed = get_object_or_404(model.objects.select_related("canonical"), slug=slug)
    subject = stand_in(typed)
    ids = ids_of_family(subject)
    has_work = has_a_work_for(request.viewer, model, ids)
    if not has_work and not is_spoken_of(request.viewer, model, ids):
        raise Http404
    if subject != typed:
        return moved_from(typed, subject, request.viewer)
    works, about = listed_for(request.viewer, asked_for=subject), {"model": model, "ids": ids}
    posted = about_any(posted_for(request.viewer), **about)  # asked only where the list is empty
    if len(ids) == 1:
        found, key = walk_along(works, model, subject)
        page = page_of(found, key=key, **keys_from(request))
    else:
        found = about_any(works, **about)
        page = page_about_any(works, **about, **keys_from(request))
    count, up_to = number_about(request.viewer, subject, found)
    spared = giving_away(request.viewer) if model is Tag else None
    relatives = Relatives(subject, spared)
    context = {"subject": subject, "relatives": relatives, "posted": posted, "counted_up_to": up_to}
    context["has_work"] = has_work
    return render(request, "discovery/subject.html", {"page": page, "count": count, **context})


def number_about(viewer, subject, found):
    """How many there are, and how far that was counted: of many, a guest is told the number that was counted already."""
    if viewer.is_guest and subject.work_count > COUNTED_THROUGH:
        return subject.work_count, subject.work_count
    return counted(found, COUNTED_THROUGH), COUNTED_THROUGH


def moved_from(typed, subject, viewer):
    """Whoever may know the one name is led to the other."""
    model = type(typed)
    is_told = model.objects.filter(told_to_anybody(model), pk=typed.pk).exists()
    if not is_told and not has_a_work_for(viewer, model, [typed.pk]):
        raise Http404
    return moved_to(subject)


def walk_along(works, model, subject):
    """Ordered by the link's copy of the key, a page is one short walk along the link's own index."""
    link = LINKS[model]._meta.get_field("work").remote_field.related_name
    found = works.filter(**{f"{link}__{model._meta.model_name}": subject})
    return found.annotate(place=F(f"{link}__newest_key")), "place"


def posted_for(viewer):
    return Work.objects.listed_to(viewer).posted()


def listed_for(viewer, asked_for=None):
    """The same in lists of everybody's: without what she keeps quiet, but for the subject she asked for."""
    return posted_for(viewer).without_muted(viewer, asked_for)


def listing(request, template, works, *, key="newest_key", **context):
    up_to = COUNTED_UP_TO if request.viewer.is_guest else COUNTED_THROUGH
    context["page"] = page_of(works, key=key, **keys_from(request))
    context["count"] = counted(works, up_to)
    context["counted_up_to"] = up_to
    return render(request, template, context)


def counted(works, up_to):
    """By the key that stands in the index of what guests may see, which is all that has to be looked at for them."""
    return works.order_by().values("newest_key")[: up_to + 1].count()

"""The lists in which works are found. Each shows what its reader may see, newest first, twenty at a time; fandoms are
listed by name.
"""

from django.db.models import Exists, F, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from headcanon.accounts.blocking import is_muted_by, people_seen_by
from headcanon.accounts.models import fold
from headcanon.accounts.pen_names import pen_name_at
from headcanon.canon.models import Fandom, Tag
from headcanon.core.paging import keys_from, names_from, page_of
from headcanon.reading.quiet import kept_by
from headcanon.works.models import Work, WorkFandom

FANDOMS_ON_A_PAGE = 100  # a line each
COUNTED_UP_TO = 10_000  # stories; counting on would cost more than anybody gets from the number
COUNTED_THROUGH = 1_000  # likewise, where each has to be looked at for what a reader keeps quiet


def home(request):
    works = listed_for(request.viewer)
    up_to, posted = most_counted_for(request.viewer), posted_for(request.viewer)
    return listing(request, "discovery/home.html", works, posted=posted, counted_up_to=up_to)


def works(request):
    """The address that other archives have taught people to try."""
    return redirect("home")


def fandoms(request):
    """The canons that this reader can find a story in, by name. The number beside each is the public one."""
    links = WorkFandom.objects.filter(fandom=OuterRef("pk"), work__in=listed_for(request.viewer))
    found = Fandom.objects.filter(Exists(links))
    page = page_of(found, key="key", is_rising=True, size=FANDOMS_ON_A_PAGE, **names_from(request))
    return render(request, "discovery/fandoms.html", {"page": page, "is_part": bool(names_from(request))})


def fandom(request, slug):
    return works_about(request, Fandom, slug, link="work_fandoms__fandom")


def tag(request, slug):
    return works_about(request, Tag, slug, link="taggings__tag")


def author(request, username, pen_name):
    """What somebody wrote under one pen name; what only she sees stands first."""
    pseud = pen_name_at(request.viewer, username, pen_name)
    if pseud.key != fold(pen_name):
        return moved_to(pseud)
    return author_page(request, pseud.user, pseud.name, authorships__pseud=pseud, pseud=pseud)


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
    return author_page(request, found, found.username, pseuds__user=found, pseuds=pseuds)


def author_page(request, person, name, *, pseud=None, pseuds=(), **by_her):
    drafts = Work.objects.visible_to(request.viewer).drafts().filter(**by_her).distinct()
    return listing(
        request,
        "discovery/author.html",
        posted_for(request.viewer).filter(**by_her).distinct(),
        person=person,
        name=name,
        pseud=pseud,
        pseuds=pseuds,
        is_muted=is_muted_by(request.viewer, person),
        drafts=[] if request.viewer.is_guest else drafts.order_by("-newest_key").with_card(),
    )


def works_about(request, model, slug, *, link):
    """The works about one subject. A subject that only unseen works are about is not there."""
    subject = get_object_or_404(model, slug=slug)
    about_it = {link: subject}
    if not Work.objects.listed_to(request.viewer).filter(**about_it).exists():
        raise Http404
    # Ordered by the link's copy of the key, a page is one short walk along the link's own index.
    place = F(f"{link.split('__')[0]}__newest_key")
    found = listed_for(request.viewer, asked_for=subject).filter(**about_it).annotate(place=place)
    posted = posted_for(request.viewer).filter(**about_it)  # asked only where the list is empty
    up_to = most_counted_for(request.viewer)
    return listing(
        request, "discovery/subject.html", found, key="place", subject=subject, posted=posted, counted_up_to=up_to
    )


def posted_for(viewer):
    return Work.objects.listed_to(viewer).posted()


def listed_for(viewer, asked_for=None):
    """The same in lists of everybody's: without what she keeps quiet, but for the subject she asked for."""
    return posted_for(viewer).without_muted(viewer, asked_for)


def most_counted_for(viewer):
    return COUNTED_THROUGH if any(kept_by(viewer)) else COUNTED_UP_TO


def listing(request, template, works, *, key="newest_key", counted_up_to=COUNTED_UP_TO, **context):
    context["page"] = page_of(works.with_card(), key=key, **keys_from(request))
    context["count"] = works.order_by()[: counted_up_to + 1].count()
    context["counted_up_to"] = counted_up_to
    return render(request, template, context)

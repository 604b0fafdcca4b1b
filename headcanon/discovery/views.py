"""The lists in which works are found. Each shows what its reader may see, newest first, twenty at a time."""

from django.db.models import Exists, F, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from headcanon.accounts.models import Pseud, User, fold
from headcanon.canon.models import Fandom, Tag
from headcanon.core.paging import keys_from, page_of
from headcanon.works.models import Work, WorkFandom

COUNTED_UP_TO = 10_000  # stories; counting on would cost more than anybody gets from the number


def home(request):
    return listing(request, "discovery/home.html", posted_for(request.viewer))


def works(request):
    """The address that other archives have taught people to try."""
    return redirect("home")


def fandoms(request):
    """The canons that this reader can find a story in. The number beside each is the public one."""
    links = WorkFandom.objects.filter(fandom=OuterRef("pk"), work__in=posted_for(request.viewer))
    return render(request, "discovery/fandoms.html", {"fandoms": Fandom.objects.filter(Exists(links))})


def fandom(request, slug):
    return works_about(request, Fandom, slug, link="work_fandoms__fandom")


def tag(request, slug):
    return works_about(request, Tag, slug, link="taggings__tag")


def author(request, username, pen_name):
    """What somebody wrote under one pen name; what only she sees stands first."""
    pseuds = Pseud.objects.select_related("user").filter(user__username__iexact=username, user__is_active=True)
    pseud = get_object_or_404(pseuds, key=fold(pen_name))
    return author_page(request, pseud.name, authorships__pseud=pseud, pseud=pseud)


def person(request, username):
    """Everything of one person under all her pen names; who has only one is found there."""
    found = get_object_or_404(User, username__iexact=username, is_active=True)
    pseuds = list(found.pseuds.select_related("user").order_by("-is_default", "name"))
    if len(pseuds) == 1:
        return redirect(pseuds[0])
    return author_page(request, found.username, pseuds__user=found, pseuds=pseuds)


def author_page(request, name, *, pseud=None, pseuds=(), **by_her):
    drafts = Work.objects.visible_to(request.viewer).drafts().filter(**by_her).distinct()
    return listing(
        request,
        "discovery/author.html",
        posted_for(request.viewer).filter(**by_her).distinct(),
        name=name,
        pseud=pseud,
        pseuds=pseuds,
        drafts=[] if request.viewer.is_guest else drafts.order_by("-newest_key").with_card(),
    )


def works_about(request, model, slug, *, link):
    """The works about one subject. A subject that only unseen works are about is not there."""
    subject = get_object_or_404(model, slug=slug)
    about_it = {link: subject}
    if not Work.objects.visible_to(request.viewer).filter(**about_it).exists():
        raise Http404
    # Ordered by the link's copy of the key, a page is one short walk along the link's own index.
    place = F(f"{link.split('__')[0]}__newest_key")
    found = posted_for(request.viewer).filter(**about_it).annotate(place=place)
    return listing(request, "discovery/subject.html", found, key="place", subject=subject)


def posted_for(viewer):
    return Work.objects.visible_to(viewer).posted()


def listing(request, template, works, *, key="newest_key", **context):
    context["page"] = page_of(works.with_card(), key=key, **keys_from(request))
    context["count"] = works.order_by()[: COUNTED_UP_TO + 1].count()
    context["counted_up_to"] = COUNTED_UP_TO
    return render(request, template, context)

"""An author's own stories."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case, Exists, OuterRef, PositiveIntegerField, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from headcanon.works.models import Chapter, Work, WorkingCopy
from headcanon.works.views.zones import in_her_zone
from headcanon.works.visibility import own_work_ids

A_PAGE = 100


@never_cache
@login_required
def mine(request):
    """Drafts first, then what is to be posted, then what is; the last touched first."""
    page = Paginator(stories_of(request.viewer), A_PAGE).get_page(request.GET.get("page"))
    with in_her_zone(request):
        return render(request, "works/mine.html", {"page": page})


def stories_of(viewer):
    """Each with how it `stands`, when something was last typed, when it is posted next, and where to write on."""
    copies = WorkingCopy.objects.filter(work=OuterRef("pk"))
    chapters = Chapter.objects.filter(work=OuterRef("pk"))
    typed = copies.filter(stands_apart=False, chapter__trashed_at=None).order_by("-kept_at")
    works = Work.objects.filter(pk__in=own_work_ids(viewer), trashed_at=None).annotate(
        kept_at=Subquery(copies.order_by("-kept_at").values("kept_at")[:1]),
        next_at=Subquery(chapters.filter(publish_at__isnull=False).order_by("publish_at").values("publish_at")[:1]),
        write_at=Coalesce(
            Subquery(typed.filter(chapter__isnull=False).values("chapter")[:1]),
            Subquery(chapters.order_by("-position").values("pk")[:1]),
            output_field=PositiveIntegerField(),
        ),
        is_apart=Exists(copies.filter(stands_apart=True, person=viewer.person)),
    )
    scheduled = When(state=Work.State.DRAFT, next_at__isnull=False, then=Value("scheduled"))
    drafts = When(state=Work.State.DRAFT, then=Value("drafts"))
    order = Case(When(stands="drafts", then=0), When(stands="scheduled", then=1), default=2)
    return works.annotate(stands=Case(scheduled, drafts, default=Value("posted"))).order_by(
        order, Coalesce("kept_at", "revised_at").desc(), "pk"
    )

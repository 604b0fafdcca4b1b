"""What somebody is told, by day and story."""

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.core.paging import keys_from, page_of
from headcanon.core.viewing import get_visible_or_404
from headcanon.following.counting import count_again, see
from headcanon.following.models import Notice
from headcanon.following.sentences import address_of, told_by

ON_A_PAGE = 40


@never_cache
@login_required
def inbox(request):
    viewer = request.viewer
    count_again(viewer.person)
    notices = Notice.objects.filter(person=viewer.person).shown_to(viewer).with_news()
    page = page_of(notices, key="id", size=ON_A_PAGE, **keys_from(request))
    told = told_by(page, viewer)
    context = {
        "page": page,
        "days": by_day(told),
        "newest": told[0].id if told else 0,
        "has_new": any(each.is_new for each in told),
    }
    return render(request, "following/inbox.html", context)


def by_day(told):
    """The days, the newest first; in each its stories, that which had news last first."""
    return [{"day": day, "groups": by_work(those)} for day, those in groupby(told, key=lambda each: each.day)]


def by_work(told):
    groups = {}
    for each in told:
        groups.setdefault(each.work_id, []).append(each)
    # What is about no story stands before all that is, else it would seem to be about the one above it.
    in_order = sorted(groups.values(), key=lambda those: those[0].work_id is not None)
    return [{"work": those[0].work, "told": those} for those in in_order]


@login_required
@require_POST
def mark_all(request):
    """All that she was shown: what came meanwhile stays new."""
    up_to = request.POST.get("up_to", "")
    if up_to.isdecimal():
        see(request.viewer, up_to=int(up_to[:18]))
        messages.success(request, _("Everything is marked as read."))
    return redirect("inbox")


@never_cache
@login_required
def notice(request, notice_id):
    """On to what it is about; from now on she has seen it."""
    found = get_visible_or_404(Notice.objects.with_news(), request.viewer, pk=notice_id)
    see(request.viewer, only=found.pk)
    return redirect(address_of(found.news))

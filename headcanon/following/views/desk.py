"""An author's desk: what waits for her, and how her stories fare; hers alone."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from headcanon.core.paging import keys_from, page_of
from headcanon.core.viewing import get_visible_or_404
from headcanon.following.days import COUNTED, as_rows, days_of_all, days_of_each, last_days
from headcanon.following.desk import (
    MOST_COUNTED,
    first_of,
    in_words,
    laid_out,
    number_of,
    said_to,
    sit_down,
    unanswered,
    with_story,
)
from headcanon.reviews.models import TypoNote
from headcanon.reviews.typo_notes import notes_to, open_notes
from headcanon.works.models import Work
from headcanon.works.views.mine import stories_of
from headcanon.works.views.zones import in_her_zone
from headcanon.works.visibility import own_work_ids

REVIEWS, SLIPS, DRAFTS, STORIES = 4, 3, 4, 6  # shown on the desk itself
NUMBERS = ("read_count", "kudos_count", "review_count")
ON_A_PAGE = 20
A_MONTH, A_QUARTER = 30, 90  # days


@never_cache
@login_required
def desk(request):
    viewer = request.viewer
    context = whats_new(viewer) | waiting(viewer) | how_they_fare(viewer)
    context["drafts"] = stories_of(viewer).filter(state=Work.State.DRAFT)[:DRAFTS]
    with in_her_zone(request):
        context["since"] = context["since"] and in_words(context["since"])
        return render(request, "following/desk/desk.html", context)


def whats_new(viewer):
    since = sit_down(viewer.person)
    if since is None:
        return {"since": None}
    reviews, notes = (number_of(rows.filter(made_at__gt=since)) for rows in (said_to(viewer), notes_to(viewer)))
    return {"since": since, "new_reviews": reviews, "new_notes": notes}


def waiting(viewer):
    reviews, notes = unanswered(viewer), open_notes(viewer, most=SLIPS)
    shown = laid_out(first_of(reviews, REVIEWS), viewer)
    number = number_of(reviews)
    slips = number_of(notes_to(viewer).filter(state=TypoNote.State.OPEN))
    return {
        "reviews": shown,
        "more_reviews": number - len(shown),
        "has_many": number == MOST_COUNTED,
        "notes": notes,
        "more_notes": slips - len(notes),
        "some_may_be_thanked": any(note.may_thank for note in notes),
    }


def how_they_fare(viewer):
    """The most read stories, and what happened to all of them."""
    works = own_stories(viewer).order_by("-read_count", "-newest_key").only("title", "language", *NUMBERS)
    if not works:
        return {"stories": []}
    plots = days_of_all(works, viewer, last_days(A_MONTH))
    return {"stories": works[:STORIES], "has_more_stories": len(works) > STORIES, "plots": plots}


def own_stories(viewer):
    return Work.objects.visible_to(viewer).posted().filter(pk__in=own_work_ids(viewer))


@never_cache
@login_required
def reviews(request):
    """All that wait for her yes or an answer, the newest first."""
    page = page_of(with_story(unanswered(request.viewer)), key="id", size=ON_A_PAGE, **keys_from(request))
    laid_out(page.items, request.viewer)
    return render(request, "following/desk/reviews.html", {"page": page})


@never_cache
@login_required
def stories(request):
    """All of hers, as they fared in the last month."""
    page = page_of(own_stories(request.viewer), key="newest_key", size=ON_A_PAGE, **keys_from(request))
    days = days_of_each(page.items, request.viewer, last_days(A_MONTH))
    context = {"page": page, "stories": [(work, days[work.pk]) for work in page]}
    return render(request, "following/desk/stories.html", context)


@never_cache
@login_required
def story(request, work_id):
    """One of hers; to anybody else it is not there."""
    work = get_visible_or_404(Work.objects.filter(pk__in=own_work_ids(request.viewer)), request.viewer, pk=work_id)
    plots = days_of_each([work], request.viewer, last_days(A_QUARTER))[work.pk]
    context = {"work": work, "plots": plots, "rows": as_rows(plots), "labels": COUNTED.values()}
    return render(request, "following/desk/story.html", context)

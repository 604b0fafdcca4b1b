"""Where reviews are read: those of a chapter, those of a whole work, one thread.

Every answer is the same for htmx as for a browser without script, and takes out of the page what it wants
(`hx-select`), so that guests share one kept page. What holds a form token stands at an address of its own.
"""

from django.shortcuts import redirect, render
from django.urls import reverse

from headcanon.core.paging import keys_from
from headcanon.core.threads import page_with, printed
from headcanon.reviews.applauding import applause_for, applause_of
from headcanon.reviews.threads import chapters_seen, dress, numbers_of, replies_page, seen_by, threads_page
from headcanon.reviews.typo_notes import sharp_eyes
from headcanon.reviews.views.finding import chapter_or_404, review_or_404, work_or_404
from headcanon.reviews.views.margins import number_in
from headcanon.reviews.wishes import whose, why_not, wishes_for


def of_chapter(request, work_id, chapter_id):
    chapter = chapter_or_404(request.viewer, work_id, chapter_id)
    reviews = chapter.reviews.all()
    paragraph = number_in(request.GET.get("paragraph", ""))
    if paragraph >= 0:
        reviews = reviews.filter(paragraph=paragraph)
    return listing(request, chapter.work, reviews, chapter=chapter, paragraph=paragraph)


def of_work(request, work_id):
    """Of all its chapters. What is said here is said of the last one."""
    work = work_or_404(request.viewer, work_id)
    return listing(request, work, work.reviews.all(), orders=("chapter", "newest", "oldest"))


def listing(request, work, reviews, *, chapter=None, paragraph=-1, orders=("newest", "oldest")):
    viewer = request.viewer
    order = request.GET.get("order")
    order = order if order in orders else orders[0]
    page = threads_page(reviews, viewer, order=order, **keys_from(request))
    chapters = chapters_seen(work, viewer)
    shown = printed(page)
    context = section(work, viewer, chapter)
    dress(shown, work, viewer, chapter_ids=chapters, why_not=context["why_not"])
    context |= {
        "page": page,
        "shown": shown,
        "order": order,
        "orders": orders,
        "here": request.path,
        "paragraph": paragraph,
        "sharp_eyes": sharp_eyes(work, viewer),
        "chapter_number": numbers_of(chapters).get(chapter.pk) if chapter else None,
        "write_on": chapter.pk if chapter else chapters[-1] if chapters else None,
    }
    return render(request, "reviews/page.html", context)


def section(work, viewer, chapter=None):
    """What stands around a list of reviews, and around the field for one."""
    wished = wishes_for(work)
    return {
        "work": work,
        "chapter": chapter,
        "wished": wished,
        "whose": whose(work),
        "why_not": why_not(viewer, work, wished),
        "applause": applause_of(work, viewer) if viewer.is_guest else applause_for(work, viewer),
        "is_author": work.is_by(viewer),
    }


def review(request, review_id):
    """A thread; a reply is found on its page of it."""
    found = review_or_404(request.viewer, review_id)
    if found.thread:
        behind = page_with(found, seen_by(request.viewer))
        return redirect(f"{address_of(found.thread, behind)}#review-{found.pk}")
    page = replies_page(found, request.viewer, **keys_from(request))
    shown = [found, *page]
    chapters, wished = chapters_seen(found.work, request.viewer), wishes_for(found.work)
    dress(shown, found.work, request.viewer, chapter_ids=chapters, why_not=why_not(request.viewer, found.work, wished))
    context = {"work": found.work, "thread": found, "page": page, "shown": shown}
    return render(request, "reviews/thread_page.html", context)


def address_of(thread, behind):
    address = reverse("review", args=[thread.pk])
    return f"{address}?behind={behind}" if behind else address

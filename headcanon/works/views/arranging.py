"""The page on which an author arranges her chapters, and the one on which she cuts one in two."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.works.arranging import in_order
from headcanon.works.chapters import (
    CannotJoin,
    TextHasChanged,
    add_chapter,
    join,
    move,
    places_to_split,
    rename,
    split,
    typed_anew,
)
from headcanon.works.drafting import now
from headcanon.works.schedule import unschedule
from headcanon.works.views.finding import own_chapter_or_404, own_work_or_404
from headcanon.works.views.writing import sound
from headcanon.works.views.zones import in_her_zone


@never_cache
@login_required
def chapters(request, work_id):
    """All of them without their texts. What is done to one is sent by the button that is pressed."""
    work = own_work_or_404(request.viewer, work_id)
    if request.method == "POST":
        wish, chapter = wish_in(request, work)
        WISHES[wish](request, chapter)
        return redirect(f"{reverse('chapters', args=[work_id])}#row-{chapter.pk}")
    opened = number_in(request.GET.get("open"))
    context = {"work": work, "chapters": in_order(work), "changed": typed_anew(work), "opened": opened}
    with in_her_zone(request):
        return render(request, "works/chapters.html", context)


def wish_in(request, work):
    for wish in WISHES:
        if wish in request.POST:
            return wish, own_chapter_or_404(request.viewer, work.pk, number_in(request.POST[wish]))
    raise Http404


def number_in(typed):
    """A number somebody typed or sent; nonsense is none."""
    return int(typed[:10]) if typed and typed.isdecimal() and typed.isascii() else 0


def move_up(request, chapter):
    move(chapter, chapter.position - 1)


def move_down(request, chapter):
    move(chapter, chapter.position + 1)


def move_to(request, chapter):
    if place := number_in(request.POST.get("place")):
        move(chapter, place)
        messages.success(request, _("“%s” has its new place.") % chapter)
    else:
        messages.warning(request, _("A place is a number, from 1 for the first chapter. Nothing was moved."))


def give_title(request, chapter):
    rename(chapter, sound(request.POST.get("title", "")), person=request.viewer.person)
    messages.success(request, _("The chapter has its new title."))


def join_with_next(request, chapter):
    try:
        join(chapter, person=request.viewer.person, with_break="break" in request.POST)
    except CannotJoin:
        said = _(
            "Only one of the two chapters is posted, or there is no next one. Post the other first. Nothing changed."
        )
        messages.warning(request, said)
    else:
        said = _(
            "The two are one chapter. The second lies in the trash, and both texts are among the earlier versions."
        )
        messages.success(request, said)


def leave_unscheduled(request, chapter):
    unschedule(chapter.work, [chapter.pk])
    messages.success(request, _("The chapter stays a draft until you publish it."))


WISHES = {
    "up": move_up,
    "down": move_down,
    "move": move_to,
    "rename": give_title,
    "join": join_with_next,
    "unschedule": leave_unscheduled,
}


@login_required
@require_POST
def new_chapter(request, work_id):
    chapter = add_chapter(own_work_or_404(request.viewer, work_id))
    return redirect("chapter-edit", work_id, chapter.pk)


@never_cache
@login_required
def split_chapter(request, work_id, chapter_id):
    """Where the second part is to begin."""
    chapter = own_chapter_or_404(request.viewer, work_id, chapter_id)
    if request.method == "POST" and cut_where_chosen(request, chapter):
        return redirect("chapters", work_id)
    places = list(places_to_split(now(chapter)["body"]))
    publishes = not chapter.is_draft and chapter.pk in typed_anew(chapter.work)
    context = {"work": chapter.work, "chapter": chapter, "places": places, "publishes_changes": publishes}
    return render(request, "works/split.html", context)


def cut_where_chosen(request, chapter):
    at, seen = number_in(request.POST.get("at")), number_in(request.POST.get("version"))
    if not at:
        messages.warning(request, _("Choose where the second part begins."))
        return False
    try:
        split(chapter, at, seen=seen, person=request.viewer.person)
    except TextHasChanged:
        messages.warning(request, _("The text has changed meanwhile, so nothing was cut. Please choose once more."))
        chapter.refresh_from_db()
        return False
    messages.success(request, _("The chapter is two chapters now. The second has no title yet."))
    return True

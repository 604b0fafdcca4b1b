"""Beginning to follow something, and the list of what one follows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.canon.models import Tag
from headcanon.core.paging import keys_from, page_of
from headcanon.core.returning import within
from headcanon.following import follows
from headcanon.following.models import FOLLOWED, Follow
from headcanon.following.showing import buttons_for
from headcanon.following.subjects import SUBJECTS
from headcanon.headcanons.veiling import veiled_among
from headcanon.works.veiling import NOTHING, veils_of

ON_A_PAGE = 50


def view_of(name):
    """The view of one kind of thing that can be followed."""

    @never_cache
    @login_required
    def view(request, *where):
        thing = SUBJECTS[name].find(request.viewer, *where)
        if request.method == "POST":
            return act(request, name, thing)
        buttons = buttons_for(ways_from(request.viewer, name, thing), request.viewer)
        context = {"thing": thing, "called": SUBJECTS[name].called(thing), "name": name, "buttons": buttons}
        return render(request, "following/follow.html", context)

    return view


def act(request, name, thing):
    """As the form says; one that says nothing turns it round."""
    person = request.viewer.person
    wish = request.POST.get("wish") or ("end" if follows.is_following(person, name, thing) else "follow")
    if wish == "end":
        follows.unfollow(person, name, thing)
    else:
        follows.follow(person, name, thing)
    if request.headers.get("HX-Request"):
        context = {"thing": SUBJECTS[name].called(thing), "is_followed": wish != "end"}
        return render(request, "following/pieces/followed.html", context)
    told = (
        _("You do not follow %s any more.") if wish == "end" else _("You follow %s. What comes next is in your inbox.")
    )
    messages.success(request, told % SUBJECTS[name].called(thing))
    return redirect(back_from(request, name, thing))


def back_from(request, name, thing):
    """The page she came from, if it is one of ours; else where the thing is followed."""
    return within(request, request.POST.get("next"), otherwise=SUBJECTS[name].address(thing))


def ways_from(viewer, name, thing):
    """What else somebody may mean who wishes to follow this: of a story also its authors, series and subjects."""
    if name == "pseud":
        return [("pseud", thing), ("author", thing.user)]
    if name != "work":
        return [(name, thing)]
    people = {pseud.user_id: pseud.user for pseud in thing.authors}
    series = SUBJECTS["series"].seen(viewer).filter(parts__work=thing).distinct()
    is_covered = veils_of([thing], viewer).get(thing.pk, NOTHING).words
    relationships = [] if is_covered else thing.tags.filter(kind=Tag.Kind.RELATIONSHIP)
    return [
        ("work", thing),
        *(("author", person) for person in people.values()),
        *(("series", each) for each in series),
        *(("fandom", each) for each in thing.fandoms.all()),
        *(("tag", each) for each in relationships),
    ]


# --- All of them ---------------------------------------------------------------------------------------------------


@never_cache
@login_required
def mine(request):
    """The newest first. What she may not see now is there without its name, so that she can end it."""
    rows = Follow.objects.filter(person=request.viewer.person).select_related(*FOLLOWED, "pseud__user")
    page = page_of(rows, key="id", size=ON_A_PAGE, **keys_from(request))
    if request.method == "POST":
        return end_one(request)
    return render(request, "following/follows.html", {"page": page, "rows": lines_of(page, request.viewer)})


def end_one(request):
    number = request.POST.get("follow", "")
    if number.isdecimal():
        Follow.objects.filter(person=request.viewer.person, pk=int(number[:18])).delete()
        messages.success(request, _("You do not follow it any more."))
    return redirect(reverse("follows"))


def lines_of(page, viewer):
    rows = follows.with_things(page, viewer)
    covered = veiled_among([thing for row, thing in rows if thing and row.subject == "headcanon"], viewer)
    return [
        {
            "follow": row,
            "label": SUBJECTS[row.subject].label,
            "thing": thing,
            "called": SUBJECTS["headcanon"].called(thing) if row.headcanon_id in covered else str(thing),
        }
        for row, thing in rows
    ]

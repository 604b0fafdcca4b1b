"""What makes the archive a web app that reads on without a network: its manifest, its worker, the one page that the
worker keeps, and the addresses at which a device asks for what it is to keep.

Nothing of what a device is given may stay in any cache between: it says `private, no-store`. The page itself says
nothing of whoever reads, so that the worker can keep it.
"""

import hashlib
import json
from functools import wraps
from time import time

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from headcanon.core.editions import the_archive
from headcanon.reading.consent import must_ask
from headcanon.reading.leafing import open_whole
from headcanon.reading.offline import MOST_ASKED, reader_key, sets_of, states_of
from headcanon.reviews.forms import ReviewForm
from headcanon.reviews.wishes import Welcome, whose, why_not, why_silent, wishes_for
from headcanon.works.models import numbered
from headcanon.works.veiling import NOTHING, veils_of

# What the page needs where nothing else can be fetched.
STYLES = ("core/css/tokens.css", "core/css/base.css", "core/css/pieces.css", "core/css/pages.css")
OWN_STYLES = ("canon/veil.css", "reviews/reviews.css", "reading/offline/offline.css")
SCRIPTS = tuple(
    f"reading/offline/{name}.js" for name in ("look", "page", "list", "book", "keeping", "sending", "asking", "store")
)
PICTURES = ("core/mark.svg", "core/scene-break.svg")
SIZES = (192, 512)


@require_safe
def page(request):
    """On this device; the same for everybody, since the worker keeps it for whoever comes."""
    return render(request, "reading/offline/page.html", {"own_styles": OWN_STYLES})


@require_safe
def manifest(request):
    archive = the_archive()
    icons = [
        {"src": static(f"reading/offline/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in SIZES
    ]
    said = {
        "id": "/",
        "name": archive.name,
        "short_name": archive.name[:30],
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf8f3",
        "theme_color": "#fbf8f3",
        "icons": [{**icon, "purpose": purpose} for icon in icons for purpose in ("any", "maskable")],
        "shortcuts": [{"name": _("On this device"), "url": reverse("offline")}],
    }
    if archive.tagline:
        said["description"] = archive.tagline
    return JsonResponse(said, content_type="application/manifest+json")


@require_safe
def worker(request):
    """Another one as soon as the page or anything it needs is."""
    assets = [static(name) for name in (*STYLES, *OWN_STYLES, *SCRIPTS, *PICTURES)]
    shell = render_to_string("reading/offline/page.html", {"own_styles": OWN_STYLES, "archive": the_archive()})
    version = hashlib.sha256(f"{assets} {shell}".encode()).hexdigest()[:16]
    facts = json.dumps({"assets": assets, "page": reverse("offline"), "version": version})
    script = f"const FACTS = {facts};\n{render_to_string('reading/offline/worker.js')}"
    response = HttpResponse(script, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


def never_stored(view):
    """In no cache, neither the archive's own nor any between."""

    @wraps(view)
    def answer(request, **kwargs):
        response = view(request, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return answer


@never_stored
@require_safe
def contents(request):
    """What became of the works that a device keeps, or is to keep; null of those that it must let go."""
    asked = [word for word in request.GET.get("works", "").split(",") if word]
    if len(asked) > MOST_ASKED or not all(is_number(word) for word in asked):
        return JsonResponse({"error": "up to 300 numbers"}, status=400)
    asked = [int(word) for word in asked]
    sets = sets_of(request.viewer, request.GET.get("sets", "").split(","))
    states = states_of(
        list(dict.fromkeys([*asked, *(pk for each in sets for pk in each["works"] or ())])), request.viewer
    )
    # Of works in a set that are not for her eyes nothing is said, not even that they are.
    for each in sets:
        each["works"] = each["works"] and [pk for pk in each["works"] if states[pk]]
    works = {pk: state for pk, state in states.items() if state or pk in asked}
    return JsonResponse({"reader": reader_key(request.viewer), "now": milliseconds(), "sets": sets, "works": works})


def milliseconds():
    """By the archive's clock, since a device's may go wrong."""
    return int(time() * 1000)


def is_number(word):
    return word.isascii() and word.isdecimal() and len(word) <= 10


@never_stored
@require_safe
def work(request, work_id):
    """One work with all its chapters, as they are printed; or that it may have adult content, to a reader who has not
    said yet that she agrees.

    The version is looked up first: what is changed in between makes the copy an old one, and never a new one old."""
    viewer = request.viewer
    state = states_of([work_id], viewer)[work_id]
    if state is None:
        raise Http404
    found = open_whole(viewer, work_id)
    if must_ask(viewer, found):
        return JsonResponse({"asks": True, "title": found.title, "reader": reader_key(viewer)}, status=403)
    return JsonResponse({**state, **copy_of(request, found)})


def copy_of(request, work):
    chapters = numbered([chapter for chapter in work.chapters.all() if not chapter.is_draft])
    covered = veils_of([work], request.viewer).get(work.pk, NOTHING)
    context = {"work": work, "opens_work": True, "level": 2, "links": {}, "covered": covered}
    return {
        "id": work.pk,
        "reader": reader_key(request.viewer),
        "address": work.get_absolute_url(),
        "title": work.title,
        "authors": [pseud.name for pseud in work.authors],
        "language": work.language,
        "words": work.words,
        "is_adult": work.rating_sign.asks_guests,
        "front": printed(request, "front", context),
        "end": printed(request, "end", context),
        "chapters": [
            {
                "id": chapter.pk,
                "number": chapter.number,
                "name": str(chapter),
                "words": chapter.words,
                "html": render_to_string("reading/chapter.html", {**context, "chapter": chapter}, request),
            }
            for chapter in chapters
        ],
        "saying": saying(request, work),
    }


def printed(request, name, context):
    return render_to_string(f"reading/offline/{name}.html", context, request)


def saying(request, work):
    """What this reader may say of it later, without asking again, and what its author wishes for."""
    wished, is_own = wishes_for(work), work.is_by(request.viewer)
    names = ReviewForm(viewer=request.viewer, work=work).fields.get("pseud")
    about = {"wished": wished, "whose": whose(work)}
    return {
        "kudos": not is_own and not why_silent(request.viewer, work),
        "why_not": why_not(request.viewer, work, wished),
        "wish": "" if is_own else render_to_string("reviews/wish.html", about, request),
        "names": [[str(pk), name] for pk, name in names.choices] if names else [],
        "name": str(names.initial.pk) if names else "",
        "kind_only": wished.welcome == Welcome.KIND and not is_own,
    }

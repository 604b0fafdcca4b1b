"""Where works are had as books: one, a series, everything by one author."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from headcanon.accounts.blocking import people_seen_by
from headcanon.accounts.pen_names import pen_name_at
from headcanon.bindery.binding import kinds_of_books
from headcanon.bindery.collecting import ZIPPED, bound, collected, name_of, zipped
from headcanon.bindery.serving import book_sent, sent
from headcanon.bindery.writers import FORMATS
from headcanon.core.viewing import get_visible_or_404
from headcanon.works.models import Series, Work
from headcanon.works.veiling import is_lifted, lifted_address


def download(request, work_id, name, extension):
    """The book of a work that this reader may see; `name` is for the reader's own folder and may be anything."""
    work = get_visible_or_404(Work.objects.with_card().select_related("rating_sign"), request.viewer, pk=work_id)
    if extension not in FORMATS:
        raise Http404
    return book_sent(request, work, extension)


def of_series(request, series_id):
    found = get_visible_or_404(Series, request.viewer, pk=series_id)
    works = listed(request).filter(series_parts__series=found).order_by("series_parts__position", "pk")
    return books_of(request, found.title, f"urn:headcanon:series:{found.pk}", works, back=found.get_absolute_url())


def of_person(request, username):
    found = get_object_or_404(people_seen_by(request.viewer), username__iexact=username)
    works = listed(request).signed(pseud__user=found).order_by("-newest_key")
    back = reverse("person", args=[found.username])
    return books_of(request, found.username, f"urn:headcanon:person:{found.pk}", works, back=back)


def of_pen_name(request, username, pen_name):
    found = pen_name_at(request.viewer, username, pen_name)
    works = listed(request).signed(pseud=found).order_by("-newest_key")
    identifier = f"urn:headcanon:pen-name:{found.pk}"
    return books_of(request, found.name, identifier, works, back=found.get_absolute_url())


def listed(request):
    return Work.objects.listed_to(request.viewer)


def books_of(request, title, identifier, works, *, back):
    """The page that says what there is, or, with `as` or `each`, a volume as one book or as a ZIP of its books."""
    collection = collected(title, identifier, works, request.viewer, lifts=is_lifted(request))
    if asked := request.GET.get("as") or request.GET.get("each"):
        return volume_sent(request, collection, asked, back)
    if not collection.works and not collection.covered:
        raise Http404
    context = {
        "collection": collection,
        "kinds": kinds_of_books(),
        "zipped": {kind: name for kind, name in kinds_of_books().items() if kind in ZIPPED},
        "back": back,
        "lifted": is_lifted(request),
        "lift": lifted_address(request),
    }
    return render(request, "bindery/collection.html", context)


def volume_sent(request, collection, kind, back):
    number = request.GET.get("volume", "1")
    volume = next((each for each in collection.volumes if str(each.number) == number), None)
    is_zip = "as" not in request.GET
    if volume is None or kind not in (ZIPPED if is_zip else FORMATS):
        raise Http404
    name = f"{name_of(collection, volume)}.{kind}"
    if is_zip:
        return sent(request, lambda: zipped(collection, volume, kind), f"{name}.zip", "application/zip", back=back)
    return sent(request, lambda: bound(collection, volume, kind), name, FORMATS[kind].media_type, back=back)

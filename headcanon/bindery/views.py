"""Where a work is had as a book."""

from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response

from headcanon.bindery.binding import book_of, file_name
from headcanon.bindery.writers import FORMATS
from headcanon.core.viewing import get_visible_or_404
from headcanon.works.models import Work


def download(request, work_id, name, extension):
    """The book of a work that this reader may see; `name` is for the reader's own folder and may be anything."""
    work = get_visible_or_404(Work.objects.with_card().select_related("rating_sign"), request.viewer, pk=work_id)
    if extension not in FORMATS:
        raise Http404
    book = book_of(work, extension)
    response = FileResponse(
        book.open("rb"),
        as_attachment=True,
        filename=f"{file_name(work)}.{extension}",
        content_type=FORMATS[extension].media_type,
        headers={"ETag": f'"{book.stem}"', "Cache-Control": "private, no-cache"},
    )
    if not work.may_be_indexed:
        response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=response["ETag"], response=response)

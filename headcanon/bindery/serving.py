"""A work's book as an answer to whoever may see the work."""

from django.http import FileResponse
from django.utils.cache import get_conditional_response

from headcanon.bindery.binding import book_of, file_name
from headcanon.bindery.writers import FORMATS


def book_sent(request, work, extension):
    """The work comes with its card. Who has this very book already is told so."""
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

"""Books as answers to whoever may see what is in them."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from headcanon.bindery.binding import Busy, book_of, file_name
from headcanon.bindery.writers import FORMATS, Unprintable

A_MOMENT = "60"  # seconds


def book_sent(request, work, extension):
    """The work comes with its card. Who has this very book already is told so."""
    return sent(
        request,
        lambda: book_of(work, extension),
        f"{file_name(work)}.{extension}",
        FORMATS[extension].media_type,
        is_indexed=work.may_be_indexed,
        back=work.get_absolute_url(),
    )


def sent(request, make, name, media_type, *, is_indexed=False, back):
    """What `make` gives the path of; where none can be made, a page that says why and leads `back`."""
    return made_or_refused(request, make, back, lambda book: file_sent(request, book, name, media_type, is_indexed))


def handed_over(request, make, name, media_type, *, back):
    """The same for a book that is not kept: `make` gives its bytes."""

    def answer(book):
        disposition = f'attachment; filename="{name}"'
        headers = {"Content-Disposition": disposition, "X-Robots-Tag": "noindex"}
        return HttpResponse(book, content_type=media_type, headers=headers)

    return made_or_refused(request, make, back, answer)


def made_or_refused(request, make, back, answer):
    try:
        return answer(make())
    except Unprintable as complaint:
        return render(request, "bindery/cannot.html", {"complaint": str(complaint), "back": back}, status=422)
    except Busy:
        page = render(request, "bindery/cannot.html", {"back": back}, status=503)
        page["Retry-After"] = A_MOMENT
        return page


def file_sent(request, book, name, media_type, is_indexed):
    response = FileResponse(
        book.open("rb"),
        as_attachment=True,
        filename=name,
        content_type=media_type,
        headers={"ETag": f'"{book.stem}"', "Cache-Control": "private, no-cache"},
    )
    if not is_indexed:
        response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=response["ETag"], response=response)

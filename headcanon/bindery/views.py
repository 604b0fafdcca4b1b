"""Where a work is had as a book."""

from django.http import Http404

from headcanon.bindery.serving import book_sent
from headcanon.bindery.writers import FORMATS
from headcanon.core.viewing import get_visible_or_404
from headcanon.works.models import Work


def download(request, work_id, name, extension):
    """The book of a work that this reader may see; `name` is for the reader's own folder and may be anything."""
    work = get_visible_or_404(Work.objects.with_card().select_related("rating_sign"), request.viewer, pk=work_id)
    if extension not in FORMATS:
        raise Http404
    return book_sent(request, work, extension)

"""Pictures: brought by an author to her work, shown to whoever may see that work."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from headcanon.core.viewing import get_visible_or_404
from headcanon.works.models import Picture
from headcanon.works.pictures import Unfit, keep_picture, picture_path
from headcanon.works.views.finding import own_work_or_404

MEDIA_TYPES = {Picture.Kind.JPEG: "image/jpeg", Picture.Kind.PNG: "image/png"}


@login_required
@require_POST
def pictures(request, work_id):
    """A file, answered with where it is kept: `src`, `width`, `height`; or with the `error` to say."""
    work = own_work_or_404(request.viewer, work_id)
    file = request.FILES.get("picture")
    if file is None:
        return JsonResponse({"error": _("No picture came. Choose a file, up to 10 MB.")}, status=400)
    try:
        picture = keep_picture(work, file)
    except Unfit as why:
        return JsonResponse({"error": str(why)}, status=400)
    said = {"src": picture.get_absolute_url(), "width": picture.width, "height": picture.height}
    return JsonResponse(said, status=201)


@require_safe
def picture(request, work_id, picture_id):
    """The file itself. It never changes; only a reader's own browser keeps it, as it may be taken from her sight."""
    found = get_visible_or_404(Picture, request.viewer, work_id=work_id, pk=picture_id)
    try:
        file = picture_path(found).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type=MEDIA_TYPES[found.kind])
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response

"""Pictures in stories: opened, written anew without anything that came along, and kept beside their work.

They lie under `files/` in the data folder, which backups carry as it is: files/pictures/<work>/<sha256>.<kind>.
"""

import hashlib
import re
import warnings
from datetime import timedelta
from io import BytesIO

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from headcanon.core.removing import keep_after_all, remove_later
from headcanon.core.whole_files import write_whole
from headcanon.works.models import Chapter, Picture, Revision, WorkingCopy
from headcanon.works.revisions import CHAPTER_FIELDS, WORK_PROSE, unpack

LARGEST_FILE = 10 * 2**20  # bytes
LARGEST_SIDE = 2000  # what is longer is made smaller
MOST_PIXELS = 60_000_000  # what any telephone takes, and little enough to open
READ = ("JPEG", "PNG", "GIF", "WEBP")
MOST_IN_A_WORK = 500
# A picture that no text names may stand in words that are still on their way here from somebody's browser.
TIME_TO_BE_NAMED = timedelta(days=7)


class Unfit(Exception):
    """A picture that cannot be taken; its text says why, and what to do."""


def every_picture_folder():
    return settings.DATA / "files" / "pictures"


def pictures_folder(work_id):
    return every_picture_folder() / str(work_id)


def picture_path(picture):
    return pictures_folder(picture.work_id) / f"{picture.sha256}.{picture.kind}"


def keep_picture(work, file):
    """The picture in an uploaded file, as one of the work's. The same picture is kept once. Raises Unfit."""
    if file.size > LARGEST_FILE:
        raise Unfit(_("This picture is larger than 10 MB. Save a smaller copy of it and choose that one."))
    data, kind, (width, height) = rewritten(file.read(LARGEST_FILE + 1))
    sha256 = hashlib.sha256(data).hexdigest()
    is_known = Picture.objects.filter(work=work, sha256=sha256).exists()
    if not is_known and Picture.objects.filter(work=work).count() >= MOST_IN_A_WORK:
        raise Unfit(_("This story has 500 pictures already, and an archive of stories keeps no more of one."))
    return placed(Picture(work=work, sha256=sha256, kind=kind, width=width, height=height), data)


@transaction.atomic
def placed(picture, data):
    """Its file is on the disk before its row is, and stays even if the same picture was just to be removed."""
    path = picture_path(picture)
    keep_after_all([path])
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    said = {"kind": picture.kind, "width": picture.width, "height": picture.height}
    return Picture.objects.get_or_create(work=picture.work, sha256=picture.sha256, defaults=said)[0]


# --- Which are still named -----------------------------------------------------------------------------------------


def pictures_named_by(chapter):
    """The ids of those in everything that is kept of this chapter."""
    if not Picture.objects.filter(work=chapter.work_id).exists():
        return set()
    return set().union(*(named_in(text, chapter.work_id) for text in kept_texts(chapter.work_id, pk=chapter.pk)))


def drop_unnamed_pictures(work, *, once_named):
    """The pictures that no text of the work names any more go: those among `once_named`, and others that had time."""
    had_time = Q(made_at__lt=timezone.now() - TIME_TO_BE_NAMED)
    left = {each.pk: each for each in Picture.objects.filter(had_time | Q(pk__in=once_named), work=work)}
    for text in all_texts(work) if left else ():
        for pk in named_in(text, work.pk):
            left.pop(pk, None)
        if not left:
            return
    remove_later(*(picture_path(each) for each in left.values()))
    Picture.objects.filter(pk__in=left).delete()


def named_in(text, work_id):
    return {int(pk) for pk in re.findall(rf"/works/{work_id}/pictures/([0-9]+)", text)}


def all_texts(work):
    """Everything that is kept of a work, what was typed and what was before included, spelled in any way."""
    yield from (str(getattr(work, name)) for name in WORK_PROSE)
    yield from kept_texts(work.pk)


def kept_texts(work_id, **chapter):
    """The same of its chapters, also those in the trash, or of one."""
    chapters = Chapter.with_trash.filter(work=work_id, **chapter).order_by()
    for texts in chapters.values_list(*CHAPTER_FIELDS).iterator(20):
        yield from texts
    place = {"work": work_id} | ({"chapter": chapter["pk"]} if chapter else {})
    for kind in (WorkingCopy, Revision):
        for content in kind.objects.filter(**place).order_by().values_list("content", flat=True).iterator(20):
            yield str(unpack(content))


# --- Making a file anew --------------------------------------------------------------------------------------------


def rewritten(data):
    """(bytes, kind, size) of the picture in `data`: nothing is left of the file but what can be seen of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(data), formats=READ) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise too_many_pixels()
                opened.draft(None, (LARGEST_SIDE, LARGEST_SIDE))  # a JPEG need not be opened in full
                upright = ImageOps.exif_transpose(opened)
                return written(plain(upright))
        except Unfit:
            raise
        except Image.DecompressionBombError:
            raise too_many_pixels() from None
        except Exception:  # libraries raise what they like over a file that is not what it seems
            raise Unfit(
                _("This file could not be read as a picture. A JPEG, PNG, GIF or WebP file will do; save it as one.")
            ) from None


def too_many_pixels():
    return Unfit(
        _(
            "This picture has more than 60 million points, which is more than can be opened here. Save a smaller copy of "
            "it: 2000 points along the longer side are shown, and no more."
        )
    )


def plain(picture):
    """The first frame, in plain colours, no larger than is ever shown."""
    is_clear = picture.has_transparency_data
    picture = picture.convert("RGBA" if is_clear else "RGB")
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def written(picture):
    """As PNG, which keeps lines and letters sharp; as JPEG where that takes less room and nothing shines through."""
    drawn = saved(picture, "PNG", optimize=True)
    if picture.mode == "RGB":
        photographed = saved(picture, "JPEG", quality=86, optimize=True, progressive=True)
        if len(photographed) < len(drawn):
            return photographed, Picture.Kind.JPEG, picture.size
    return drawn, Picture.Kind.PNG, picture.size


def saved(picture, form, **options):
    buffer = BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()

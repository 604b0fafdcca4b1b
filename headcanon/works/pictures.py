"""Pictures in stories: opened, written anew without anything that came along, and kept beside their work.

They lie under `files/` in the data folder, which backups carry as it is: files/pictures/<work>/<sha256>.<kind>.
"""

import hashlib
import warnings
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from headcanon.core.whole_files import write_whole
from headcanon.works.models import Picture

LARGEST_FILE = 10 * 2**20  # bytes
LARGEST_SIDE = 2000  # what is longer is made smaller
MOST_PIXELS = 60_000_000  # what any telephone takes, and little enough to open
READ = ("JPEG", "PNG", "GIF", "WEBP")
MOST_IN_A_WORK = 500


class Unfit(Exception):
    """A picture that cannot be taken; its text says why, and what to do."""


def pictures_folder(work_id):
    return settings.DATA / "files" / "pictures" / str(work_id)


def picture_path(picture):
    return pictures_folder(picture.work_id) / f"{picture.sha256}.{picture.kind}"


def keep_picture(work, file):
    """The picture in an uploaded file, as one of the work's. The same picture is kept once. Raises Unfit."""
    if file.size > LARGEST_FILE:
        raise Unfit(_("This picture is larger than 10 MB. Save a smaller copy of it and choose that one."))
    data, kind, (width, height) = rewritten(file.read(LARGEST_FILE + 1))
    sha256 = hashlib.sha256(data).hexdigest()
    known = Picture.objects.filter(work=work, sha256=sha256).first()
    if not known and Picture.objects.filter(work=work).count() >= MOST_IN_A_WORK:
        raise Unfit(_("This story has 500 pictures already, and an archive of stories keeps no more of one."))
    picture = known or Picture(work=work, sha256=sha256, kind=kind, width=width, height=height)
    path = picture_path(picture)
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    return (
        known
        or Picture.objects.get_or_create(
            work=work, sha256=sha256, defaults={"kind": kind, "width": width, "height": height}
        )[0]
    )


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

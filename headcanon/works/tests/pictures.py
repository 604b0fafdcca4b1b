"""Files of pictures, as somebody brings them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def picture_file(form="PNG", size=(40, 20), mode="RGB", **options):
    buffer = BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 1).save(buffer, form, **options)
    return buffer.getvalue()


def uploaded(data, name="ship.png"):
    return SimpleUploadedFile(name, data)


def a_ship(size=(40, 20)):
    return uploaded(picture_file(size=size))

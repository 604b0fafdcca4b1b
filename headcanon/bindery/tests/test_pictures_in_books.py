"""Whose pictures a book brings."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from headcanon.bindery.binding import book_of
from headcanon.works.models import Work
from headcanon.works.pictures import keep_picture
from tests.cast import draft, person, posted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def ana():
    return person("Ana")


def uploaded(size=(40, 20)):
    buffer = BytesIO()
    Image.new("RGB", size, "red").save(buffer, "PNG")
    return SimpleUploadedFile("ship.png", buffer.getvalue())


def test_a_book_brings_the_works_own_pictures_and_of_others_only_what_they_show(ana):
    work, other = posted(ana), draft(person("Bea"))
    own, foreign = (keep_picture(each, uploaded()) for each in (work, other))
    body = "".join(
        f'<img src="{each.get_absolute_url()}" alt="{words}">' for each, words in ((own, "Mine"), (foreign, "Hers"))
    )
    chapter = work.chapters.get()
    chapter.body = body
    chapter.save()
    with zipfile.ZipFile(book_of(Work.objects.get(pk=work.pk), "epub")) as book:
        assert [name for name in book.namelist() if "picture" in name] == [f"EPUB/picture-{own.pk}.png"]
        assert "<p>[Hers]</p>" in book.read("EPUB/chapter-0001.xhtml").decode()

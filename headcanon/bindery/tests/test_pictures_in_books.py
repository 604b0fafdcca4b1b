"""Whose pictures a book brings."""

import zipfile

import pytest

from headcanon.bindery.binding import book_of
from headcanon.works.models import Work
from headcanon.works.pictures import keep_picture
from headcanon.works.tests.pictures import a_ship
from tests.cast import draft, person, posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


def test_a_book_brings_the_works_own_pictures_and_of_others_only_what_they_show(ana):
    work, other = posted(ana), draft(person("Bea"))
    own, foreign = (keep_picture(each, a_ship()) for each in (work, other))
    body = "".join(
        f'<img src="{each.get_absolute_url()}" alt="{words}">' for each, words in ((own, "Mine"), (foreign, "Hers"))
    )
    chapter = work.chapters.get()
    chapter.body = body
    chapter.save()
    with zipfile.ZipFile(book_of(Work.objects.get(pk=work.pk), "epub")) as book:
        assert [name for name in book.namelist() if "picture" in name] == [f"EPUB/picture-{own.pk}.png"]
        assert "<p>[Hers]</p>" in book.read("EPUB/chapter-0001.xhtml").decode()

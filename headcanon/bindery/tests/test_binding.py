"""Books of the archive's works: built once, kept, served to whoever may see the work."""

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.bindery import binding, writers
from headcanon.bindery.binding import book_of, books_folder, downloads_of, file_name
from headcanon.works.models import Work
from tests.cast import draft, posted

pytestmark = pytest.mark.usefixtures("data_folder")


def fresh(work):
    return Work.objects.with_card().get(pk=work.pk)


def address(work, extension):
    return reverse("download", args=[work.pk, "The_Lamp", extension])


@pytest.mark.parametrize("extension", [each for each in writers.FORMATS if each != "a4.pdf"])
def test_every_kind_of_book_is_had_under_its_name(ana, extension):
    work = posted(ana)
    response = Client().get(address(work, extension))
    book = b"".join(response.streaming_content)
    assert response.headers["Content-Type"] == writers.FORMATS[extension].media_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="The_Lamp.{extension}"'
    assert book == book_of(fresh(work), extension).read_bytes()
    assert len(book) > 100


def test_a_kind_of_book_nobody_makes_is_not_found(ana):
    assert Client().get(address(posted(ana), "mobi")).status_code == 404


def test_a_book_is_built_once(ana, monkeypatch):
    work = posted(ana)
    first = book_of(fresh(work), "epub")
    monkeypatch.setattr(binding.writers, "write", lambda *a: pytest.fail("was built again"))
    assert book_of(fresh(work), "epub") == first


def test_a_changed_work_is_a_new_book_and_the_old_one_goes(ana):
    work = posted(ana)
    old, text = book_of(fresh(work), "epub"), book_of(fresh(work), "txt")
    work.chapters.update(title="Renamed")
    new = book_of(fresh(work), "epub")
    assert new != old
    assert sorted(books_folder(work.pk).iterdir()) == sorted([new, text])


def test_other_writers_make_another_book(ana, monkeypatch):
    work = posted(ana)
    old = book_of(fresh(work), "txt")
    monkeypatch.setattr(binding, "edition_of_writers", lambda: "next year's")
    assert book_of(fresh(work), "txt") != old


def test_a_reader_who_has_the_book_is_not_sent_it_again(ana):
    work = posted(ana)
    etag = Client().get(address(work, "epub")).headers["ETag"]
    again = Client().get(address(work, "epub"), headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_kept_book_is_not_given_to_who_may_no_longer_see_the_work(ana):
    work = posted(ana)
    assert Client().get(address(work, "epub")).status_code == 200
    Work.objects.filter(pk=work.pk).update(is_hidden=True)
    assert Client().get(address(work, "epub")).status_code == 404


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Lamp", "The_Lamp"),
        ("Don’t *ever* look/back?", "Dont_ever_lookback"),
        ("Brontë’s Ærie", "Brontes_rie"),
        ("The Correspondence of Mr. Collins", "The_Correspondence_of_Mr"),
        ("Supercalifragilisticexpialidocious", "Supercalifragilisticexpi"),
        ("X", "X_Work_7"),
        ("葉の裏", "Work_7"),
    ],
)
def test_a_file_is_called_what_any_device_can_keep(title, name):
    assert file_name(Work(pk=7, title=title)) == name


def test_the_page_of_a_work_links_its_books_as_of_its_last_change(ana):
    work = posted(ana)
    page = Client().get(work.get_absolute_url()).content.decode()
    for book in downloads_of(work):
        assert f'<a href="{book.address}"' in page
        assert book.address.endswith(f"?updated_at={int(work.revised_at.timestamp())}")


def test_an_author_has_the_book_of_her_draft(ana):
    client = Client()
    client.force_login(ana)
    assert client.get(address(draft(ana), "txt")).status_code == 200

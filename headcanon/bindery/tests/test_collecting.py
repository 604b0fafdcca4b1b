"""A series and everything by one author as books: who may have what, whole, in order, and built once."""

import io
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.bindery import binding, collecting
from headcanon.bindery.binding import folder_of_collections
from headcanon.core.outbox import drain
from headcanon.works.erasing import erase
from headcanon.works.models import Series, Work
from tests import cast
from tests.memory import forget_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]
SECRET = "Nobody may read this"


@pytest.fixture
def nights(ana):
    """A series of two, and beside them everything that not everybody may see."""
    for number, title in enumerate(("The Lamp", "The Tower"), start=1):
        cast.posted(ana, title, series=[("Nights", number)])
    cast.draft(ana, f"Draft {SECRET}", series=[("Nights", 3)])
    for number, make in enumerate((cast.hidden, cast.restricted), start=4):
        make(ana, f"{make.__name__} {SECRET}", series=[("Nights", number)])
    return Series.objects.get()


def addresses(series):
    return {
        "series": reverse("books-of-series", args=[series.pk]),
        "pen name": reverse("books-of-pen-name", args=["Ana", "Ana"]),
        "person": reverse("books-of-person", args=["ana"]),
    }


def got(address, client=None, **asked):
    response = (client or Client()).get(address, asked)
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_series_is_had_as_one_book_in_its_order_and_without_what_a_guest_may_not_see(nights):
    text = got(addresses(nights)["series"], **{"as": "txt"}).decode()
    assert text.index("1. The Lamp") < text.index("2. The Tower")
    assert SECRET not in text
    members = got(addresses(nights)["series"], cast.signed_in(cast.person("Rae")), **{"as": "txt"}).decode()
    assert f"restricted {SECRET}" in members and f"hidden {SECRET}" not in members and f"Draft {SECRET}" not in members


@pytest.mark.parametrize("kind", ["epub", "docx", "html", "txt", "md"])
@pytest.mark.parametrize("door", ["series", "pen name", "person"])
def test_a_zip_holds_each_story_as_its_own_book(nights, door, kind):
    with zipfile.ZipFile(io.BytesIO(got(addresses(nights)[door], each=kind))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    stories = [name[3:] for name in names]
    assert [name[:3] for name in names] == ["01 ", "02 "]
    assert (stories if door == "series" else sorted(stories)) == [f"The_Lamp.{kind}", f"The_Tower.{kind}"]


def test_a_series_is_had_as_a_pdf(nights):
    assert got(addresses(nights)["series"], **{"as": "phone.pdf"}).startswith(b"%PDF")


@pytest.mark.parametrize("door", ["series", "pen name", "person"])
def test_its_page_names_what_goes_in_and_leads_to_every_kind(nights, door):
    page = got(addresses(nights)[door]).decode()
    assert SECRET not in page
    assert page.count("?as=") == 8
    assert page.count("?each=") == 5
    assert "2 stories" in page


def test_nobody_is_given_what_is_not_there(nights, ana):
    door = addresses(nights)["series"]
    for asked in (
        {"as": "mobi"},
        {"as": "epub", "volume": "2"},
        {"each": "pdf"},
        {"as": "../epub"},
        {"as": "txt", "volume": "x"},
    ):
        assert Client().get(door, asked).status_code == 404, asked
    rae = cast.person("Rae")
    block(ana, rae)
    client = cast.signed_in(rae)
    assert [client.get(each).status_code for each in addresses(nights).values()] == [404] * 3
    Work.objects.update(is_hidden=True)
    assert [Client().get(each).status_code for each in addresses(nights).values()] == [404] * 3


def test_a_book_of_several_is_built_once_and_anew_when_one_of_them_changes(nights, monkeypatch):
    door = addresses(nights)["series"]
    first = Client().get(door, {"as": "epub"})
    with monkeypatch.context() as patched:
        patched.setattr(binding.writers, "write", lambda *a: pytest.fail("was built again"))
        again = Client().get(door, {"as": "epub"}, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    work = Work.objects.get(title="The Lamp")
    work.chapters.update(title="Renamed")
    assert Client().get(door, {"as": "epub"}).headers["ETag"] != first.headers["ETag"]
    assert len(list(folder_of_collections().rglob("*.epub"))) == 1


def test_what_does_not_fit_goes_on_in_the_next_volume(nights, monkeypatch):
    monkeypatch.setattr(collecting, "MOST_WORKS", 1)
    door = addresses(nights)["series"]
    page = got(door).decode()
    assert "Volume 2" in page and "They fill 2 volumes" in page
    first, second = (got(door, **{"as": "txt", "volume": number}).decode() for number in ("1", "2"))
    assert ("The Tower" in first, "The Tower" in second) == (False, True)
    assert 'filename="Nights_2.txt"' in Client().get(door, {"as": "txt", "volume": "2"}).headers["Content-Disposition"]


def test_an_erased_work_stays_in_no_book(nights):
    got(addresses(nights)["series"], **{"as": "txt"})
    assert list(folder_of_collections().rglob("*.txt"))
    erase(Work.objects.get(title="The Tower"))
    drain()
    assert list(folder_of_collections().rglob("*")) == []


def test_what_gives_something_away_is_left_out_until_somebody_asks_for_everything(nights):
    Work.objects.filter(title="The Tower").update(is_spoiler=True)
    door = addresses(nights)["series"]
    assert "The Tower" not in got(door, **{"as": "txt"}).decode()
    page = got(door).decode()
    assert "1 story is left out" in page and "The Tower" not in page
    assert "The Tower" in got(door, **{"as": "txt", "lift": "yes"}).decode()


def test_who_waits_too_long_for_the_press_is_told_to_come_back(nights, monkeypatch):
    monkeypatch.setattr(binding, "PATIENCE", 0.01)
    with binding.press:
        response = Client().get(addresses(nights)["series"], {"as": "pdf"})
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "try again in a minute" in response.content.decode()


def test_a_page_leads_to_the_books(nights):
    for page, door in ((nights.get_absolute_url(), "series"), (reverse("author", args=["Ana", "Ana"]), "pen name")):
        assert f'href="{addresses(nights)[door]}"' in Client().get(page).content.decode()


def test_more_stories_cost_no_more_queries(nights, ana):
    def number():
        forget_everything()
        with CaptureQueriesContext(connection) as queries:
            got(addresses(nights)["series"])
        return len(queries)

    few = number()
    for place in range(6, 12):
        cast.posted(ana, f"Night {place}", series=[("Nights", place)])
    assert number() == few

"""Shelves as files: out as CSV, in again without doubles or losses, and as one book."""

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.bindery.writers import FORMATS
from headcanon.reading import shelf_books
from headcanon.reading.models import Shelf, Shelved
from headcanon.reading.tests.on_shelves import shelf_of
from headcanon.works.models import Work
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


@pytest.fixture
def rae(db):
    return cast.person("Rae")


@pytest.fixture
def client(rae):
    return cast.signed_in(rae)


def taken_along(client, **asked):
    forget_everything()
    return b"".join(client.get(reverse("shelves-export"), asked).streaming_content)


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def bring(client, data):
    data = data.encode() if isinstance(data, str) else data
    forget_everything()
    return client.post(reverse("shelves-import"), {"file": SimpleUploadedFile("list.csv", data)})


def all_lines():
    rows = Shelved.objects.select_related("shelf").order_by("shelf__name", "position")
    return [(row.shelf.name, row.work_id, row.note, row.why, row.tags) for row in rows]


# --- Out -----------------------------------------------------------------------------------------------------------


def test_a_file_holds_what_she_said_and_what_she_may_see(client, rae, ana):
    bea = cast.person("Bea")
    seen, gone = cast.posted(ana, 'A "quoted", title', others=[bea]), cast.posted(ana, "Secret")
    shelf_of(rae, "=cmd|' /C calc'!A0", seen, gone)
    Shelved.objects.filter(work=seen).update(note="-2+3\nand more", why="@SUM(A1)", tags=["+1", "b"])
    Shelved.objects.filter(work=gone).update(note="Mine still")
    Work.objects.filter(pk=gone.pk).update(is_hidden=True)
    data = taken_along(client)
    first, second = rows_of(data)
    assert {name: value for name, value in first.items() if name != "added"} == {
        "shelf": "'=cmd|' /C calc'!A0", "title": 'A "quoted", title', "author": "Ana; Bea",
        "address": f"{HERE}{seen.get_absolute_url()}", "note": "'-2+3\nand more", "why": "'@SUM(A1)", "tags": "'+1, b",
    }  # fmt: skip
    assert [second[name] for name in ("title", "author", "address", "note")] == ["", "", "", "Mine still"]
    assert b"Secret" not in data
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in (first, second) for cell in row.values())


def test_a_guest_takes_nothing_along():
    assert Client().get(reverse("shelves-export")).status_code == 302


# --- In ------------------------------------------------------------------------------------------------------------


def test_what_went_out_comes_in_again_and_twice_is_once(client, rae, ana):
    works = [cast.posted(ana, title) for title in ("The Lamp", "ünter <b>dem</b> Meer", "=1+1")]
    shelf_of(rae, "=Sea", *works)
    Shelved.objects.update(note="-note\nof two lines", why="+why", tags=["a b", "=c"])
    data, stood = taken_along(client), all_lines()
    report = bring(client, data).context["report"]
    assert (report.added, report.there, report.troubles, all_lines()) == (0, 3, [], stood)
    Shelf.objects.all().delete()
    for added, there in ((3, 0), (0, 3)):
        report = bring(client, data).context["report"]
        assert (report.added, report.there, report.troubles) == (added, there, [])
        assert all_lines() == stood
    other = cast.signed_in(cast.person("Jo"))
    assert bring(other, data).context["report"].added == 3
    assert Shelf.objects.filter(person=rae).count() == 1


def test_lines_are_found_by_address_or_by_title_and_author_and_others_are_given_back(client, rae, ana):
    bea = cast.person("Bea")
    lamp, _twin, _other = cast.posted(ana, "The Lamp"), cast.posted(bea, "Twin"), cast.posted(bea, "twin")
    hidden = cast.hidden(ana, "Hidden")
    text = (
        "Title;AUTHOR;address;note;shelf;tags\r\n"
        "the lamp;ana;;By name;Sea;x, y\r\n"
        f";;{HERE}{lamp.get_absolute_url()}/chapters/1;By address;Lamps;\r\n"
        f"The Lamp;Ana;https://archive.example{hidden.get_absolute_url()};Elsewhere, and found by its name;Air;\r\n"
        ";;;;;\r\n"
        f"Hidden;Ana;{hidden.get_absolute_url()};=not here;Sea;\r\n"
        "Twin;Bea;;Two of them;Sea;\r\n"
        "The Lamp;;;Whose?;Sea;\r\n"
        f"The Lamp;Ana;;Too long;{'x' * 101};\r\n"
        f"The Lamp;Ana;;{'y' * 2001};Sea;\r\n"
        f"The Lamp;Ana;;Tags;Long;{'z' * 61}\r\n"
    )
    page = bring(client, text)
    report = page.context["report"]
    assert all_lines() == [
        ("Air", lamp.pk, "Elsewhere, and found by its name", "", []),
        ("Lamps", lamp.pk, "By address", "", []),
        ("Sea", lamp.pk, "By name", "", ["x", "y"]),
    ]
    assert [(row.number, row.said["note"][:12]) for row in report.troubles] == [
        (6, "=not here"), (7, "Two of them"), (8, "Whose?"), (9, "Too long"), (10, "y" * 12), (11, "Tags"),
    ]  # fmt: skip
    given_back = client.post(reverse("shelves-import-report"), {"lines": report.as_csv()})
    assert given_back["Content-Disposition"] == 'attachment; filename="not-found.csv"'
    rows = rows_of(given_back.content)
    assert [row["note"][:12] for row in rows] == ["'=not here", "Two of them", "Whose?", "Too long", "y" * 12, "Tags"]
    assert all(row["trouble"] for row in rows)
    Work.objects.filter(pk=hidden.pk).update(is_hidden=False)
    again = bring(client, given_back.content).context["report"]
    assert (again.added, len(again.troubles)) == (1, 5)
    assert ("Sea", hidden.pk, "=not here", "", []) in all_lines()


def test_a_line_that_is_there_gets_only_what_was_not_said(client, rae, ana):
    lamp = cast.posted(ana)
    shelf_of(rae, "Sea", lamp)
    Shelved.objects.update(note="Mine")
    text = f"shelf,address,note,why\nSea,{lamp.get_absolute_url()},Another,Because\n"
    assert bring(client, text).context["report"].there == 1
    assert all_lines() == [("Sea", lamp.pk, "Mine", "Because", [])]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"PK\x03\x04 and so on", "not a CSV file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"", "empty"),
        (b"colour,size\nred,1\n", "first line"),
        ("title,author\n" + "x" * 200_000, "far too long"),
        ("title,author\n" + "a,b\n" * 5_001, "more than 5000 lines"),
        (b"title,author\n" + b"a" * (2 * 1024 * 1024), "larger than 2 MB"),
        (bytes(range(256)) * 50, "text"),
    ],
)
def test_a_file_that_is_no_list_is_refused_and_nothing_comes_in(client, data, complaint):
    page = bring(client, data)
    assert complaint in " ".join(page.context["form"].errors["file"])
    assert not Shelf.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_whatever_way_it_was_written(client, ana, encoding):
    work = cast.posted(ana, "Über das Meer – “still”")
    text = "title\tauthor\tnote\tadded\nÜber das Meer – “still”\tAna\t“café” <script>\t2020-02-30\n"
    assert bring(client, text.encode(encoding)).context["report"].added == 1
    assert all_lines() == [("Imported", work.pk, "“café” <script>", "", [])]


def test_nobody_else_is_told_what_came_in(client, rae, ana):
    """A work of somebody who blocked her is not here, in the words of one that never was."""
    vex = cast.person("Vex")
    work = cast.posted(vex, "Secret")
    block(vex, rae)
    text = f"title,author,address\nSecret,Vex,{work.get_absolute_url()}\nNone,Vex,/works/1\n"
    report = bring(client, text).context["report"]
    assert len({row.trouble for row in report.troubles}) == 1
    assert not Shelved.objects.exists()


# --- As one book ---------------------------------------------------------------------------------------------------


def bound_by(client, shelf, **asked):
    forget_everything()
    answer = client.post(reverse("shelf-book", args=[shelf.pk]), query_params=asked)
    if answer["Content-Type"] != FORMATS["epub"].media_type:
        return answer
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def test_a_shelf_becomes_one_book_of_what_its_reader_may_see(client, rae, ana):
    bea = cast.person("Bea")
    lamp, sea = cast.posted(ana, "The Lamp", chapters=2), cast.posted(bea, "The <Sea>")
    hidden, draft = cast.hidden(ana, "Hidden"), cast.draft(ana, "Draft")
    shelf = shelf_of(rae, "Sea & Lamps", hidden, lamp, sea, draft, sight="everyone", pseud=rae.default_pseud)
    Shelved.objects.update(note="my own note", why="Because <b>")
    book = bound_by(client, shelf)
    text = "\n".join(book.values())
    for words in (
        "Sea &amp; Lamps",
        "1. The Lamp",
        "1.1. Night 1",
        "1.2. Night 2",
        "2. The &lt;Sea&gt;",
        "by Bea",
        "Before it all.",
    ):
        assert words in text, words
    assert [words in text for words in ("Hidden", "Draft", "my own note", "<b>")] == [False] * 4
    other = cast.signed_in(cast.person("Jo"))
    block(ana, cast.person("Kim"))
    kim = cast.signed_in(shelf.person.__class__.objects.get(username="Kim"))
    assert "Night 1" in "\n".join(bound_by(other, shelf).values())
    assert "Night 1" not in "\n".join(bound_by(kim, shelf).values())
    Shelf.objects.update(sight="me")
    assert bound_by(other, shelf).status_code == 404
    assert bound_by(Client(), shelf).status_code == 302


def test_what_a_veil_covers_is_in_her_book_only_if_she_asks_for_it(client, rae, ana):
    shelf = shelf_of(
        rae, "Sea", cast.posted(ana, "The Lamp"), cast.posted(ana, "The Tower", summary="<p>It falls.</p>")
    )
    Work.objects.filter(title="The Tower").update(is_spoiler=True)
    address = reverse("shelf-book", args=[shelf.pk])
    page, book = client.get(address).content.decode(), "\n".join(bound_by(client, shelf).values())
    assert "1 story is left out" in page and "A book with 1 story" in page and "lift=yes" in page
    assert "1. The Lamp" in book and "The Tower" not in book and "It falls" not in book
    page, book = client.get(address, {"lift": "yes"}).content.decode(), bound_by(client, shelf, lift="yes")
    assert "left out" not in page and "A book with 2 stories" in page
    assert "2. The Tower" in "\n".join(book.values()) and "It falls." in "\n".join(book.values())
    anas = cast.signed_in(ana)
    Shelf.objects.update(sight="everyone", pseud=rae.default_pseud)
    assert "2. The Tower" in "\n".join(bound_by(anas, shelf).values())


def test_a_shelf_of_nothing_but_covered_stories_says_so_and_how_to_have_them(client, rae, ana):
    shelf = shelf_of(rae, "Sea", cast.posted(ana, "The Tower"))
    Work.objects.update(is_spoiler=True)
    page = bound_by(client, shelf).content.decode()
    assert "1 story is left out" in page and "Nothing stands there" in page
    assert "2. The" not in page and "1. The Tower" in "\n".join(bound_by(client, shelf, lift="yes").values())


def test_a_book_ends_where_it_is_full_and_says_so(client, rae, ana, monkeypatch):
    shelf = shelf_of(rae, "Sea", *(cast.posted(ana, f"Night {n}") for n in range(4)))
    monkeypatch.setattr(shelf_books, "MOST_WORKS", 2)
    assert "2 stories at the end of the shelf do not fit" in client.get(
        reverse("shelf-book", args=[shelf.pk])
    ).content.decode().replace("\n", " ")
    assert "3. Night 2" not in "\n".join(bound_by(client, shelf).values())
    monkeypatch.setattr(shelf_books, "MOST_WORDS", 3)
    assert "2. Night 1" not in "\n".join(bound_by(client, shelf).values())


def test_an_empty_shelf_makes_no_book(client, rae):
    assert "Nothing stands there" in bound_by(client, shelf_of(rae)).content.decode()

import zipfile
from pathlib import Path

import pytest

from headcanon.ops import binding
from headcanon.ops.cli import main
from headcanon.ops.tests.archives import ask, headcanon, make_archive

STORY = "The rope was wet.\n\nShe pulled it in all the same.\n"


@pytest.fixture
def ferry(tmp_path):
    path = tmp_path / "the ferry.txt"
    path.write_text(STORY)
    return path


@pytest.mark.parametrize("ending", ["epub", "html", "txt", "md", "EPUB"])
def test_a_file_becomes_a_book_named_after_it_and_the_same_one_each_time(ferry, tmp_path, ending, capsys):
    first, second = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    assert [main(["bind", str(ferry), "-o", str(each)]) for each in (first, second)] == [0, 0]
    assert capsys.readouterr().out == f"{first}: the ferry\n{second}: the ferry\n"
    assert first.read_bytes() == second.read_bytes()
    assert zipfile.is_zipfile(first) if ending.lower() == "epub" else b"the ferry" in first.read_bytes()


def test_several_stories_in_one_file_become_numbered_books(tmp_path, capsys):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.txt", "Title: The Ferry\n\n" + STORY)
        archive.writestr("b.txt", STORY)
    assert main(["bind", str(tmp_path / "all.zip"), "-o", str(tmp_path / "book.txt")]) == 0
    assert capsys.readouterr().out == f"{tmp_path}/book-1.txt: The Ferry\n{tmp_path}/book-2.txt: all 2\n"
    assert [b"The Ferry" in (tmp_path / f"book-{number}.txt").read_bytes() for number in (1, 2)] == [True, False]


class TestRefusals:
    def refused(self, capsys, *words):
        assert main(["bind", *map(str, words)]) == 1
        return capsys.readouterr().err

    def test_a_kind_of_book_nobody_makes(self, ferry, tmp_path, capsys):
        assert self.refused(capsys, ferry, "-o", tmp_path / "a.doc") == (
            "headcanon: “.doc” is no kind of book made here. Choose one of: epub, html, pdf, a4.pdf, phone.pdf,"
            " docx, txt, md.\n"
        )

    def test_a_file_that_is_not_there(self, tmp_path, capsys):
        assert self.refused(capsys, tmp_path / "gone.txt", "-o", tmp_path / "a.epub") == (
            f"headcanon: {tmp_path}/gone.txt cannot be read: there is no such file.\n"
        )

    def test_a_folder_in_place_of_a_book(self, ferry, tmp_path, capsys):
        assert self.refused(capsys, ferry, "-o", tmp_path) == (
            f"headcanon: {tmp_path} is a folder. Name the book itself, such as {tmp_path}/story.epub.\n"
        )

    def test_a_folder_that_is_not_there(self, ferry, tmp_path, capsys):
        assert self.refused(capsys, ferry, "-o", tmp_path / "gone" / "a.epub") == (
            f"headcanon: {tmp_path}/gone/a.epub cannot be written: No such file or directory.\n"
        )


def test_a_book_that_cannot_be_finished_leaves_the_old_one(ferry, tmp_path, monkeypatch, capsys):
    book = tmp_path / "a.txt"
    book.write_text("The book of last year.")
    monkeypatch.setattr(binding.os, "fsync", disk_is_full)
    assert main(["bind", str(ferry), "-o", str(book)]) == 1
    assert capsys.readouterr().err == f"headcanon: {book} cannot be written: No space left on device.\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "the ferry.txt"]
    assert book.read_text() == "The book of last year."


def disk_is_full(descriptor):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "source",
    [
        "1234567",
        "https://lamps.example/works/1234567/chapters/5",
        "/works/1234567?view_full_work=true",
        "works/1234567",
    ],
)
def test_a_work_is_named_by_its_number_or_an_address_of_it(source):
    assert binding.WORK.fullmatch(source)[1] == "1234567"


def test_a_work_is_bound_from_the_archive_by_its_number_or_address_if_everybody_may_read_it(tmp_path):
    data = make_archive(tmp_path / "data")
    works = dict(ask(data, "SELECT title, id FROM works_work"))
    public, members = works["The Lamp"], works["For Members"]
    address = f"http://127.0.0.1:8000/works/{public}/chapters/5"
    bound = headcanon("bind", address, "-o", tmp_path / "lamp.txt", data=data)
    assert (bound.returncode, bound.stdout) == (0, f"{tmp_path}/lamp.txt: The Lamp\n")
    assert (tmp_path / "lamp.txt").read_text().startswith("Title: The Lamp\nAuthors: Ana, Bea\n")
    refused = headcanon("bind", members, "-o", tmp_path / "members.txt", data=data)
    assert (refused.returncode, refused.stderr) == (
        1,
        f"headcanon: there is no work {members} that everybody may read in {data}.\n",
    )
    assert not (tmp_path / "members.txt").exists()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("story.a4.pdf", "a4.pdf"), ("a4.pdf", "pdf"), ("Story.PHONE.PDF", "phone.pdf"), ("x.y.md", "md"), ("story", "")],
)
def test_the_kind_of_a_book_is_what_its_name_ends_with(name, kind):
    assert binding.kind_of(Path(name)) == kind


def test_several_out_of_one_file_keep_their_whole_ending():
    assert [binding.numbered(Path(name), 2).name for name in ("book.a4.pdf", "book.txt")] == [
        "book-2.a4.pdf",
        "book-2.txt",
    ]

import io
import os
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from headcanon.accounts.joining import pseud_named
from headcanon.intake import pipeline
from headcanon.intake.finding import files_in
from headcanon.intake.pipeline import take_in_files
from headcanon.works import originals, publishing
from headcanon.works.models import Chapter, Original, Provenance, SeriesPart, Work
from headcanon.works.originals import read_original
from tests.cast import person

STORY = b"Title: The Ferry\n\nThe rope was wet.\n\nShe pulled it in all the same."
CUT_SHORT = b"Title: The Oar\n\nShe looked back once, and then,\n\n\n\nThe house was empty by noon."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    return settings.DATA


@pytest.fixture
def ana():
    return person("Ana").default_pseud


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "stories"
    folder.mkdir()
    return folder


def take_in(paths, pseud, **options):
    return list(take_in_files(files_in(paths), pseuds=[pseud], **options))


def short(outcomes):
    """For each outcome its file, and what became of it."""
    return [(os.path.basename(each.file), each.complaint or str(each.work), each.is_new) for each in outcomes]


class TestOneFile:
    def test_becomes_a_draft_that_knows_where_it_came_from(self, folder, ana):
        (folder / "ferry.txt").write_bytes(STORY)
        [outcome] = take_in([folder], ana)
        work = Work.objects.get()
        source = work.provenance
        assert (outcome.work, outcome.is_new, work.state, work.title) == (work, True, "draft", "The Ferry")
        assert work.authors == [ana]
        assert [chapter.body for chapter in work.chapters.all()] == [
            "<p>The rope was wet.</p><p>She pulled it in all the same.</p>"
        ]
        assert (source.file_name, source.part, source.format, source.encoding, source.taken_in_by, source.concerns) == (
            ("ferry.txt", 0, "txt", "utf-8", ana.user, [])
        )
        assert read_original(source.original) == STORY

    def test_that_is_here_as_a_draft_is_published_when_that_is_asked(self, folder, ana):
        (folder / "ferry.txt").write_bytes(STORY)
        take_in([folder], ana)
        [outcome] = take_in([folder], ana, publishing=True)
        assert (outcome.is_new, Work.objects.get().state) == (False, "posted")

    def test_without_a_title_is_called_what_its_file_is_called(self, folder, ana):
        (folder / "the last: ferry.txt").write_bytes(b"The rope was wet.\n\nShe pulled it in.")
        take_in([folder], ana)
        assert Work.objects.get().title == "the last: ferry"

    def test_keeps_its_concerns(self, folder, ana):
        (folder / "oar.txt").write_bytes(CUT_SHORT)
        [outcome] = take_in([folder], ana)
        concerns = outcome.work.provenance.concerns
        assert [(each["kind"], each["chapter"], each["near"]) for each in concerns] == [
            ("lost-line", 1, "She looked back once, and then,")
        ]

    def test_is_posted_on_request_on_the_day_it_names(self, folder, ana):
        (folder / "ferry.txt").write_bytes(b"Date: 2009-02-01\n" + STORY)
        take_in([folder], ana, publishing=True)
        work = Work.objects.get()
        assert (work.state, work.posted_at) == ("posted", datetime(2009, 2, 1, tzinfo=UTC))

    @pytest.mark.parametrize("said", ["2999-01-01", "a Tuesday", "2009-02-31"])
    def test_that_names_no_day_that_has_been_is_posted_as_of_now(self, folder, ana, said):
        (folder / "ferry.txt").write_bytes(b"Date: %s\n" % said.encode() + STORY)
        take_in([folder], ana, publishing=True)
        assert datetime.now(UTC) - Work.objects.get().posted_at < timedelta(minutes=1)


class TestTheSameBytes:
    def test_make_one_work(self, folder, ana):
        (folder / "ferry.txt").write_bytes(STORY)
        [first] = take_in([folder], ana)
        [second] = take_in([folder], ana)
        assert (second.work, second.is_new) == (first.work, False)
        assert (Work.objects.get().state, Original.objects.count()) == ("draft", 1)

    def test_make_one_work_when_they_come_together(self, folder, ana):
        (folder / "ferry.txt").write_bytes(STORY)
        (folder / "ferry (copy).txt").write_bytes(STORY)
        assert short(take_in([folder], ana)) == [
            ("ferry (copy).txt", "The Ferry", True),
            ("ferry.txt", "The Ferry", False),
        ]
        assert Work.objects.count() == 1

    def test_by_two_people_make_a_work_for_each(self, folder, ana):
        (folder / "ferry.txt").write_bytes(STORY)
        bea = person("Bea").default_pseud
        take_in([folder], ana)
        take_in([folder], bea)
        assert sorted(work.authors[0].name for work in Work.objects.all()) == ["Ana", "Bea"]
        assert Original.objects.count() == 1

    def test_that_another_process_took_in_after_we_had_looked_make_one_work(self, folder, ana, monkeypatch):
        (folder / "ferry.txt").write_bytes(STORY)
        [theirs] = take_in([folder], ana)
        looks = iter([lambda *_: {}, pipeline.works_taken_from])
        monkeypatch.setattr(pipeline, "works_taken_from", lambda *what: next(looks)(*what))
        [ours] = take_in([folder], ana)
        assert (ours.work, ours.is_new, Work.objects.count()) == (theirs.work, False, 1)


class TestWhatCannotBeRead:
    def test_stops_nothing_else(self, folder, ana):
        (folder / "a empty.txt").touch()
        (folder / "b ferry.txt").write_bytes(STORY)
        (folder / "c picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
        outcomes = short(take_in([folder, folder / "gone.txt"], ana))
        assert [(name, is_new) for name, _, is_new in outcomes] == [
            ("a empty.txt", False),
            ("b ferry.txt", True),
            ("c picture.txt", False),
            ("gone.txt", False),
        ]
        assert [complaint.removeprefix(str(folder)) for _, complaint, _ in outcomes] == [
            "/a empty.txt is empty.",
            "The Ferry",
            "/c picture.txt is a picture, which nothing here reads. Save it as a document, a web page or plain text.",
            "/gone.txt cannot be read: there is no such file.",
        ]

    def test_in_a_zip_spoils_no_other_member(self, folder, ana):
        with zipfile.ZipFile(folder / "all.zip", "w") as archive:
            archive.writestr("one/ferry.txt", STORY)
            archive.writestr("one/empty.txt", b"")
            archive.writestr("__MACOSX/one/._ferry.txt", b"litter")
            archive.writestr("two/oar.txt", CUT_SHORT)
        take_in([folder], ana)
        assert sorted(Provenance.objects.values_list("file_name", "work__title")) == [
            ("ferry.txt", "The Ferry"),
            ("oar.txt", "The Oar"),
        ]

    def test_a_story_that_fails_to_be_stored_leaves_nothing(self, folder, ana, monkeypatch):
        (folder / "ferry.txt").write_bytes(STORY)
        monkeypatch.setattr(publishing, "announce_change", fail)
        with pytest.raises(RuntimeError):
            take_in([folder], ana, publishing=True)
        left = [model.objects.count() for model in (Work, Chapter, Provenance, Original)]
        assert left == [0, 0, 0, 0]


def fail(*args, **kwargs):
    raise RuntimeError("the power went")


def test_the_original_is_on_the_disk_before_its_row_is(ana, folder, monkeypatch):
    (folder / "ferry.txt").write_bytes(STORY)
    rows_when_written = []
    write = originals.write_whole
    monkeypatch.setattr(
        originals, "write_whole", lambda *what: (rows_when_written.append(Original.objects.count()), write(*what))
    )
    take_in([folder], ana)
    assert rows_when_written == [0]


class TestChaptersInFiles:
    def chapters(self, folder):
        (folder / "ferry 1.txt").write_bytes(STORY)
        (folder / "ferry 2.txt").write_bytes(b"Nobody came to help her.")
        (folder / "oar.txt").write_bytes(CUT_SHORT)

    def test_make_one_work_with_one_original(self, folder, ana):
        self.chapters(folder)
        assert short(take_in([folder], ana)) == [
            ("ferry 1.txt … ferry 2.txt", "The Ferry", True),
            ("oar.txt", "The Oar", True),
        ]
        work = Work.objects.get(title="The Ferry")
        with zipfile.ZipFile(io.BytesIO(read_original(work.provenance.original))) as archive:
            kept = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}
        assert (work.chapter_count, work.provenance.file_name, kept) == (
            (2, "ferry.zip", {"ferry 1.txt": STORY, "ferry 2.txt": b"Nobody came to help her."})
        )

    def test_taken_in_again_make_no_other(self, folder, ana):
        self.chapters(folder)
        take_in([folder], ana)
        assert [is_new for _, _, is_new in short(take_in([folder], ana))] == [False, False]
        assert Work.objects.count() == 2

    def test_of_which_one_is_bad_are_taken_in_without_it(self, folder, ana):
        self.chapters(folder)
        (folder / "ferry 3.txt").touch()
        outcomes = short(take_in([folder], ana))
        assert [(name, is_new) for name, _, is_new in outcomes] == [
            ("ferry 1.txt … ferry 2.txt", True),
            ("ferry 3.txt", False),
            ("oar.txt", True),
        ]

    def test_of_a_series_are_its_numbered_works(self, folder, ana):
        for number, title in enumerate(["The Ferry", "The Oar"], start=1):
            (folder / f"{number} {title}.txt").write_text(f"Title: {title}\nAuthor: Ana\n\nIt was wet.")
        take_in([folder], ana)
        placed = SeriesPart.objects.values_list("series__title", "position", "work__title")
        assert sorted(placed) == [("stories", 1, "The Ferry"), ("stories", 2, "The Oar")]


def test_a_reader_that_stumbles_stops_nothing_else(folder, ana, monkeypatch):
    (folder / "a.txt").write_bytes(STORY)
    (folder / "b.txt").write_bytes(CUT_SHORT)
    read = pipeline.read_story
    monkeypatch.setattr(pipeline, "read_story", lambda data, name: fail() if data == STORY else read(data, name))
    [stumbled, fine] = take_in([folder], ana)
    assert (fine.is_new, stumbled.complaint) == (
        (
            True,
            f"{folder}/a.txt could not be read: it holds something that no reader here expected. Keep it, and tell "
            "whoever looks after this archive; save it in another format meanwhile.",
        )
    )


class TestFindingFiles:
    def test_walks_folders_by_name_and_leaves_out_hidden_files_and_litter(self, folder):
        for name in ["b.txt", "a.txt", ".hidden.txt", "sub/c.txt", ".git/d.txt", "__MACOSX/e.txt", "Thumbs.db"]:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(STORY)
        found = [str(path.relative_to(folder)) for path in files_in([folder])]
        assert found == ["a.txt", "b.txt", "sub/c.txt"]

    def test_gives_each_file_once_and_what_was_named_always(self, folder):
        (folder / ".hidden.txt").write_bytes(STORY)
        named = folder / ".hidden.txt"
        assert files_in([named, folder, named, folder / "gone.txt"]) == [named, folder / "gone.txt"]


def test_a_pen_name_is_made_once(folder):
    (folder / "ferry.txt").write_bytes(STORY)
    take_in([folder], pseud_named("Ana Brontë"))
    take_in([folder], pseud_named("ana  BRONTË"))
    assert [(work.title, work.authors[0].user.username) for work in Work.objects.all()] == [("The Ferry", "Ana_Bronte")]

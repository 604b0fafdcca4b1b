import os
import zipfile
from io import BytesIO

import pytest

from headcanon.intake import sniffing
from headcanon.intake.readers import MAX_BYTES, Unreadable, archives, load, opening, read_bytes, read_each, read_file

STORY = b"It rained in the harbour.\n\nNobody minded."


def zipped(members, **options):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def outcomes(data, name="stories.zip"):
    """For each file found: its text, or the sentence that says why not."""
    return {
        label: str(result) if isinstance(result, Unreadable) else result[0].chapters[0].html
        for label, result in read_each(data, name)
    }


HTML = "<p>It rained in the harbour.</p><p>Nobody minded.</p>"


class TestFiles:
    def test_a_file_is_read_without_touching_it(self, tmp_path):
        path = tmp_path / "rain.txt"
        path.write_bytes(STORY)
        before = path.stat()
        (manuscript,) = read_file(path)
        assert manuscript.chapters[0].html == HTML
        assert (path.read_bytes(), path.stat().st_mtime_ns) == (STORY, before.st_mtime_ns)

    def test_an_empty_file_says_so(self, tmp_path):
        (tmp_path / "rain.txt").touch()
        with pytest.raises(Unreadable, match=r"rain\.txt is empty\.$"):
            read_file(tmp_path / "rain.txt")

    def test_a_huge_file_is_refused_before_it_is_read(self, tmp_path):
        path = tmp_path / "rain.txt"
        with open(path, "wb") as file:
            file.truncate(200 * 1024 * 1024)
        with pytest.raises(Unreadable, match=r"is too large: 200 MB, and 50 MB is the most that is read\.$"):
            read_file(path)

    def test_a_file_that_grows_while_it_is_read_is_refused(self, tmp_path, monkeypatch):
        path = tmp_path / "rain.txt"
        path.write_bytes(STORY)
        stat_of = os.stat

        def stat_after_somebody_wrote(which):
            path.write_bytes(STORY + b" Until")
            return stat_of(which)

        monkeypatch.setattr(opening.os, "stat", stat_after_somebody_wrote)
        with pytest.raises(Unreadable, match="changed while it was read"):
            load(path)

    def test_what_is_no_file_says_what_it_is(self, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        for path, reason in [
            (tmp_path / "gone.txt", "cannot be read: there is no such file."),
            (tmp_path, "cannot be read: it is a folder."),
            (tmp_path / "pipe", "is not a file but a device or a pipe."),
        ]:
            with pytest.raises(Unreadable) as refusal:
                read_file(path)
            assert str(refusal.value) == f"{path} {reason}"

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_forbidden_file_says_so(self, tmp_path):
        path = tmp_path / "rain.txt"
        path.write_bytes(STORY)
        path.chmod(0)
        with pytest.raises(Unreadable, match="you are not allowed to read it"):
            read_file(path)

    @pytest.mark.parametrize(
        ("beginning", "kind"),
        [
            (b"%PDF-1.7\n", "a PDF"),
            (b"\x89PNG\r\n\x1a\n", "a picture"),
            (b"\xff\xd8\xff\xe0", "a picture"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document"),
            (b"<?xml version='1.0'?><FictionBook>", "an XML file"),
            (b"\x1f\x8b\x08", "a gzip archive"),
            (b"." * 60 + b"BOOKMOBI", "a Kindle book"),
        ],
    )
    def test_another_kind_of_file_is_named_whatever_it_is_called(self, beginning, kind):
        with pytest.raises(Unreadable) as refusal:
            read_bytes(beginning, "rain.txt")
        assert str(refusal.value) == (
            f"rain.txt is {kind}, which nothing here reads. Save it as a document, a web page or plain text."
        )

    @pytest.mark.parametrize(
        ("beginning", "kind"),
        [
            (b"{\\rtf1 rain}", sniffing.RTF),
            (b"<!DOCTYPE html><p>rain", sniffing.HTML),
            (b"\xef\xbb\xbf \n<HTML>rain", sniffing.HTML),
            (b"From ana@example.org Mon Mar  3 10:00:00 2003\nFrom: ana@example.org\n\nrain", sniffing.MBOX),
            (b"Received: from here\r\n\tby there\r\nFrom: ana@example.org\r\nSubject: Rain\r\n\r\nrain", sniffing.MBOX),
            (b"From: ana@example.org\nSubject: Rain\n\nrain", sniffing.TEXT),
            (b"From the harbour she saw the rain.", sniffing.TEXT),
        ],
    )
    def test_what_can_be_read_is_told_by_its_first_bytes(self, beginning, kind):
        assert sniffing.sniff(beginning, "rain.txt") == kind

    @pytest.mark.parametrize(
        ("members", "kind"),
        [
            ({"mimetype": "application/epub+zip", "META-INF/container.xml": "rain"}, sniffing.EPUB),
            ({"content.xml": "rain", "META-INF/manifest.xml": "rain"}, sniffing.ODT),
            ({"[Content_Types].xml": "", "word/document.xml": "rain"}, sniffing.DOCX),
            ({"ppt/presentation.xml": "rain"}, "a slide show"),
        ],
    )
    def test_books_and_documents_are_not_taken_for_zips(self, members, kind):
        assert sniffing.sniff(zipped(members), "rain.zip") == kind


class TestZips:
    def test_every_story_in_a_zip_is_read(self):
        data = zipped(
            {"a.txt": STORY, "more/b.txt": b"It stopped.", "__MACOSX/._a.txt": b"\0", "more/.DS_Store": b"\0"}
        )
        assert outcomes(data) == {"stories.zip: a.txt": HTML, "stories.zip: more/b.txt": "<p>It stopped.</p>"}

    def test_one_bad_member_spoils_no_other(self):
        data = zipped(
            {
                "../../etc/rain.txt": STORY,
                "C:\\rain.txt": STORY,
                "/rain.txt": STORY,
                "bomb.txt": b"a" * 20_000_000,
                "inner.zip": zipped({"a.txt": STORY}),
                "empty.txt": b"",
                "good.txt": STORY,
            }
        )
        assert outcomes(data) == {
            "stories.zip: ../../etc/rain.txt": "stories.zip: ../../etc/rain.txt was not read: its name points outside "
            "the zip.",
            "stories.zip: C:\\rain.txt": "stories.zip: C:\\rain.txt was not read: its name points outside the zip.",
            "stories.zip: /rain.txt": "stories.zip: /rain.txt was not read: its name points outside the zip.",
            "stories.zip: bomb.txt": "stories.zip: bomb.txt unpacks to far more than it is, as files built to do harm "
            "do. It was not read.",
            "stories.zip: inner.zip": "stories.zip: inner.zip is a zip inside a zip. Unpack it yourself and bring the "
            "files.",
            "stories.zip: empty.txt": "stories.zip: empty.txt is empty.",
            "stories.zip: good.txt": HTML,
        }

    def test_a_damaged_member_and_a_locked_one_are_told(self):
        data = bytearray(zipped({"a.txt": STORY, "b.txt": STORY, "c.txt": STORY}))
        data[data.find(b"a.txt") + 10] ^= 0xFF
        directory = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4)
        data[directory + 8] |= 1
        assert outcomes(bytes(data)) == {
            "stories.zip: a.txt": "stories.zip: a.txt is damaged: it was cut short or changed. Look for a complete "
            "copy.",
            "stories.zip: b.txt": "stories.zip: b.txt is locked with a password. Unpack it yourself and bring the "
            "files.",
            "stories.zip: c.txt": HTML,
        }

    def test_a_zip_that_was_cut_short_is_told(self):
        data = zipped({"a.txt": STORY})
        assert outcomes(data[: len(data) // 2]) == {
            "stories.zip": "stories.zip is a damaged zip: it was cut short or changed. Look for a complete copy."
        }

    def test_a_zip_that_claims_less_than_it_holds_gives_no_more_than_it_claims(self):
        data = bytearray(zipped({"a.txt": b"a" * 1_000_000}))
        for header, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            at = data.find(header) + offset
            data[at : at + 4] = (100).to_bytes(4, "little")
        (sentence,) = outcomes(bytes(data)).values()
        assert sentence.startswith("stories.zip: a.txt is damaged")

    def test_a_zip_as_a_whole_has_its_limits(self, monkeypatch):
        monkeypatch.setattr(archives, "MAX_UNPACKED", len(STORY) * 2)
        assert list(outcomes(zipped({"a.txt": STORY, "b.txt": STORY, "c.txt": STORY, "d.txt": STORY}))) == [
            "stories.zip: a.txt",
            "stories.zip: b.txt",
            "stories.zip: c.txt",
        ]
        monkeypatch.setattr(archives, "MAX_MEMBERS", 1)
        assert list(outcomes(zipped({"a.txt": STORY, "b.txt": STORY})).values()) == [
            "stories.zip holds 2 files; at most 1 are read from one zip."
        ]

    def test_an_empty_zip_holds_nothing(self):
        assert list(outcomes(zipped({})).values()) == ["stories.zip is a zip with nothing in it."]

    def test_reading_all_at_once_refuses_a_zip_with_one_bad_member(self):
        assert len(read_bytes(zipped({"a.txt": STORY, "b.txt": STORY}), "stories.zip")) == 2
        with pytest.raises(Unreadable, match=r"b\.txt is empty"):
            read_bytes(zipped({"a.txt": STORY, "b.txt": b""}), "stories.zip")

    def test_a_member_has_the_limit_of_a_file(self, monkeypatch):
        assert MAX_BYTES == 50 * 1024 * 1024
        monkeypatch.setattr(archives, "MAX_BYTES", 10)
        (sentence,) = outcomes(zipped({"a.txt": STORY})).values()
        assert "a.txt is too large" in sentence

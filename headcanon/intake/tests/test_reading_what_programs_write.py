"""What real programs write here and now, of our own sources; the quick tests read files kept from an earlier run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from headcanon.intake.readers import read_file
from headcanon.intake.tests.documents import MADE, TIDE_FIELDS, fields, story, tide_in
from headcanon.intake.tests.test_reading_rtf import STORM
from tests.programs import program

pytestmark = pytest.mark.prove


def run(*command, folder):
    environment = {**os.environ, "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=500, check=True)


def by_libreoffice(source, kind, folder):
    office = program("soffice", package="libreoffice-writer")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    writer = {"docx": "docx:MS Word 2007 XML"}.get(kind, kind)
    reading = ["--infilter=HTML (StarWriter)"] if source.endswith("html") and kind != "docx" else []
    run(office, profile, "--headless", "--convert-to", writer, *reading, str(MADE / source), folder=folder)
    return folder / f"{source.partition('.')[0]}.{kind}"


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf"])
def test_libreoffice(kind, tmp_path):
    (found,) = read_file(by_libreoffice("tide.html", kind, tmp_path))
    assert (fields(found), story(found)) == (TIDE_FIELDS, tide_in(f"tide-libreoffice.{kind}"))
    (found,) = read_file(by_libreoffice("storm.rtf", kind, tmp_path))
    assert (found.title, story(found)) == ("Storm Glass", STORM)


@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
def test_pandoc(kind, tmp_path):
    made = tmp_path / f"tide.{kind}"
    run(program("pandoc", package="pandoc"), "-s", str(MADE / "tide.html"), "-o", str(made), folder=tmp_path)
    (found,) = read_file(made)
    assert (fields(found), story(found)) == (TIDE_FIELDS, tide_in(f"tide-pandoc.{kind}"))


@pytest.mark.parametrize("kind", ["docx", "epub"])
def test_calibre(kind, tmp_path):
    made = tmp_path / f"tide.{kind}"
    run(program("ebook-convert", package="calibre-bin"), str(MADE / "tide.html"), str(made), folder=tmp_path)
    (found,) = read_file(made)
    assert (fields(found), story(found)) == (TIDE_FIELDS, tide_in(f"tide-calibre.{kind}"))


def test_fanficfare(tmp_path):
    """From its own test site, which is a part of the program and needs no network."""
    run(
        str(Path(sys.executable).with_name("fanficfare")),
        "-f",
        "epub",
        "--non-interactive",
        "http://test1.com?sid=1",
        folder=tmp_path,
    )
    (found,) = read_file(next(tmp_path.glob("*.epub")))
    assert (found.title, found.authors, found.status) == ("Test Story Title 1", ["Test Author aa"], "in-progress")
    assert found.tags == ["Comedy", "Fantasy", "Noir", "Sci-Fi"]
    assert "Harry Potter" in found.fandoms and "Harry Potter/Ginny Weasley" in found.relationships
    assert len(found.chapters) > 3
    assert "<em>italics</em>, <strong>bold</strong>, <u>underline</u>, <s>Strike through</s>" in found.chapters[1].html
    assert any("<hr>" in chapter.html for chapter in found.chapters)

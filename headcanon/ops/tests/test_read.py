import json
import zipfile

import pytest

from headcanon.ops.cli import main
from headcanon.ops.tests.archives import python

FERRY = """Title: The Ferry
Author: Ana, Bea
Summary: A rope, and who pulls it.
A/N: Based on a headcanon that the ferryman cannot swim.

The rope was wet.

She looked back once, and then,



The house was empty by noon.

A/N: Thank you for reading!
"""


@pytest.fixture
def ferry(tmp_path):
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY)
    return path


def test_a_story_is_one_line_of_json(ferry, capsys):
    assert main(["read", str(ferry), "--json"]) == 0
    out, err = capsys.readouterr()
    [line] = out.splitlines()
    read = json.loads(line)
    assert list(read) == [
        *("title", "authors", "summary", "fandoms", "characters", "relationships", "rating", "warnings", "tags"),
        *("language", "status", "origin", "disclaimer", "notes", "chapters", "concerns", "source"),
    ]
    assert {name: read[name] for name in ("title", "authors", "summary", "origin", "notes")} == {
        "title": "The Ferry",
        "authors": ["Ana", "Bea"],
        "summary": "A rope, and who pulls it.",
        "origin": {"kind": "headcanon", "text": "Based on a headcanon that the ferryman cannot swim."},
        "notes": {
            "before": "<p>Based on a headcanon that the ferryman cannot swim.</p>",
            "after": "<p>Thank you for reading!</p>",
        },
    }
    assert [(each["kind"], each["near"]) for each in read["concerns"]] == [
        ("lost-line", "She looked back once, and then,")
    ]
    assert err == ""


def test_people_are_told_in_words(ferry, capsys):
    assert main(["read", str(ferry)]) == 0
    assert capsys.readouterr().out == (
        f"{ferry}: The Ferry\n"
        "  by:            Ana, Bea\n"
        "  language:      en\n"
        "  summary:       A rope, and who pulls it.\n"
        "  grew from:     a headcanon: Based on a headcanon that the ferryman cannot swim.\n"
        "  length:        16 words in 1 chapter\n"
        "  notes:         before the story, after it\n"
        "  file:          txt, utf-8\n"
        "  ? chapter 1, after “She looked back once, and then,”\n"
        "    A sentence stops here, and what followed it may be lost. Look for another copy, or mend it.\n"
        "\n"
    )


def test_what_cannot_be_read_is_said_and_the_rest_is_read(ferry, tmp_path, capsys):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    files = [tmp_path / "empty.txt", tmp_path / "gone.txt", ferry, tmp_path / "picture.txt"]
    assert main(["read", *map(str, files), "--json"]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["title"] for line in out.splitlines()] == ["The Ferry"]
    assert err.splitlines() == [
        f"{tmp_path}/empty.txt is empty.",
        f"{tmp_path}/gone.txt cannot be read: there is no such file.",
        f"{tmp_path}/picture.txt is a picture, which nothing here reads. Save it as a document, a web page or plain text.",
    ]


def test_each_story_of_a_zip_has_its_line(tmp_path, capsys):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.txt", FERRY)
        archive.writestr("b.txt", b"")
        archive.writestr("c.txt", FERRY.replace("Ferry", "Oar"))
    assert main(["read", str(tmp_path / "all.zip"), "--json"]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["title"] for line in out.splitlines()] == ["The Ferry", "The Oar"]
    assert err == f"{tmp_path}/all.zip: b.txt is empty.\n"


WITHOUT_DJANGO = """
import sys
from headcanon.ops.cli import main
code = main(sys.argv[1:])
heavy = {name.partition(".")[0] for name in sys.modules} & {"django", "rich", "granian", "sqlite3", "asyncio"}
sys.exit(f"{sorted(heavy)} were imported" if heavy else code)
"""


@pytest.mark.parametrize("command", [["read", "{}"], ["read", "{}", "--json"], ["bind", "{}", "-o", "{}.epub"]])
def test_the_converter_is_quick_to_start_because_it_imports_no_django(ferry, tmp_path, command):
    done = python("-c", WITHOUT_DJANGO, *[word.format(ferry) for word in command], data=tmp_path / "none")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "none").exists()


def test_a_reader_that_goes_away_leaves_no_traceback(ferry, tmp_path):
    done = python(
        "-c",
        "import subprocess, sys\n"
        "command = [sys.executable, '-m', 'headcanon', 'read', *[sys.argv[1]] * 2000]\n"
        "with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:\n"
        "    reading.stdout.readline(); reading.stdout.close()\n"
        "    sys.stdout.write(reading.stderr.read().decode())\n"
        "sys.exit(reading.returncode)",
        str(ferry),
        data=tmp_path / "none",
    )
    assert (done.returncode, done.stdout, done.stderr) == (141, "", "")

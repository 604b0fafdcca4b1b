"""Erasing: no byte of an erased story is left anywhere in the data folder, and nothing else is touched.

An archive of its own, with a real database file: what SQLite keeps behind our back is what this is about.
"""

import shutil

import pytest

from headcanon.ops.tests.archives import ask, files_in, headcanon, make_archive, tell

# Each word stands in one place only, so that a byte that was left says where.
WRITE = """
from django.test import Client
from headcanon.core.outbox import drain
from headcanon.works.drafting import keep
from headcanon.works.models import Chapter, Provenance, Revision, Work
from headcanon.works.originals import keep_original
from headcanon.works.revisions import keep_revision
from headcanon.works import revisions
compress = revisions.zlib.compress
revisions.zlib.compress = lambda data: compress(data, 0)  # so that what is kept can be searched for
ana, bea = person("Ana"), person("Bea")
gone = posted(ana, "Quobblefitz", summary="<p>Summary zanthorpe.</p>", chapters=2, others=[])
chapter = gone.chapters.get(position=1)
Chapter.objects.filter(pk=chapter.pk).update(body="<p>" + "vexilliform " * 3000 + "</p>", title="Chapter drimbly")
earlier = {"title": "", "body": "<p>" + "ornithopt " * 3000 + "</p>"}
keep_revision(gone, chapter, Revision.Cause.SAVE, earlier, person=ana)
chapter.refresh_from_db()
keep(chapter, person=ana, device="laptop", seen=1, fields={"title": "", "body": "glimmerwick " * 3000})
keep(chapter, person=ana, device="phone", seen=1, fields={"title": "", "body": "snarkplume " * 3000})
stays = posted(bea, "The Lamp")
def came_from(work, person, data):
    said = {"file_name": "x.txt", "format": "txt"}
    Provenance.objects.create(work=work, original=keep_original(data), taken_in_by=person, **said)
came_from(gone, ana, b"An original frobnitz.")
shared = posted(ana, "Shared quibblewort")
came_from(shared, ana, b"An original of two.")
came_from(stays, bea, b"An original of two.")
client = Client()
for extension in ("epub", "html", "txt"):
    answer = client.get(f"/downloads/{gone.pk}/x.{extension}")
    assert answer.status_code == 200, answer
    list(answer)
from headcanon.works.pictures import pictures_folder
pictures_folder(gone.pk).mkdir(parents=True)
(pictures_folder(gone.pk) / "a.png").write_bytes(b"pictorialdust")
drain()
print(gone.pk, shared.pk, stays.pk)
"""
WORDS = [
    b"Quobblefitz", b"zanthorpe", b"vexilliform", b"drimbly", b"ornithopt", b"glimmerwick", b"snarkplume", b"frobnitz",
    b"pictorialdust",
]  # fmt: skip

ERASE = """
from django.test import Client
client = Client(headers={{"host": "localhost"}})
client.force_login(User.objects.get(username="Ana"))
for pk in {ids}:
    assert client.post(f"/works/{{pk}}/erase").status_code == 302
"""


def left_of(words, data):
    """Where in the folder one of these words stands, by file."""
    found = {name: [word for word in words if word in content] for name, content in files_in(data).items()}
    return {name: there for name, there in found.items() if there}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    data = make_archive(tmp_path_factory.mktemp("written") / "data", works=False)
    return data, *map(int, tell(WRITE, data=data).split())


@pytest.fixture
def archive(written, tmp_path):
    data, *ids = written
    return shutil.copytree(data, tmp_path / "data"), *ids


def erase(data, *ids):
    tell("from headcanon.accounts.models import User" + ERASE.format(ids=list(ids)), data=data)


def test_no_byte_of_an_erased_story_is_left(archive):
    data, gone, _, stays = archive
    assert {word for words in left_of(WORDS, data).values() for word in words} == set(WORDS)
    assert (data / "books").exists() or any("book" in name for name in files_in(data)), "there was a book to erase"
    before = {name for name in files_in(data) if str(gone) in name}
    assert before
    erase(data, gone)
    assert left_of(WORDS, data) == {}
    assert {name for name in files_in(data) if str(gone) in name} == set()
    assert ask(data, f"SELECT count(*) FROM works_work WHERE id = {stays}") == [(1,)]
    found = headcanon("check", data=data)
    assert (found.returncode, found.stderr) == (0, ""), found.stdout


def test_the_file_that_somebody_elses_story_came_from_as_well_stays_with_it(archive):
    data, _, shared, stays = archive
    erase(data, shared)
    [place] = left_of([b"An original of two."], data)
    assert place.startswith("originals/")
    assert left_of([b"quibblewort"], data) == {}
    assert ask(
        data,
        "SELECT size FROM works_original JOIN works_provenance ON original_id = works_original.sha256 "
        f"WHERE work_id = {stays}",
    ) == [(19,)]

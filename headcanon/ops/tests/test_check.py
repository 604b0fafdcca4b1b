"""Each kind of damage, made once: found, said in a sentence, and mended where that needs no guessing."""

import os
import shutil
import time
import zlib

import pytest

from headcanon.canon.models import Fandom, Tag
from headcanon.core.fields import StoryHTML
from headcanon.core.models import Archive
from headcanon.core.outbox import drain
from headcanon.ops.checking import check
from headcanon.ops.tests.archives import headcanon, make_archive, tell
from headcanon.works.models import Chapter, Original, Provenance, Revision, Tagging, Work, WorkFandom
from headcanon.works.originals import keep_original, original_path
from headcanon.works.trash import trash_chapter
from tests.cast import draft, person, posted, restricted


@pytest.fixture
def ana(db, settings, tmp_path):
    settings.DATA = tmp_path
    return person("Ana")


@pytest.fixture
def lamp(ana):
    return posted(ana, "The Lamp", chapters=2)


@pytest.fixture
def kept(ana):
    """An original that a draft came from."""
    original = keep_original(b"Once upon a time")
    Provenance.objects.create(work=draft(ana), original=original, taken_in_by=ana, file_name="a.txt", format="txt")
    return original


@pytest.fixture
def look(capsys):
    def looked(*, repair=False):
        """How many were found, how many are left, and the lines."""
        return *check(repair=repair), capsys.readouterr().out.splitlines()

    return looked


def mended(look, sentence):
    """Found once, said, mended, and gone."""
    assert look() == (1, 1, [sentence])
    assert look(repair=True) == (1, 0, [f"{sentence} Repaired."])
    assert look() == (0, 0, [])
    return True


def beyond_repair(look, sentence):
    assert look() == (1, 1, [sentence])
    assert look(repair=True) == (1, 1, [sentence])
    return True


def test_a_sound_archive_has_nothing_to_find(lamp, kept, look):
    assert look() == (0, 0, [])


def test_a_flipped_byte_in_an_original(kept, look):
    original_path(kept.sha256).write_bytes(b"Once upon a tine")
    assert beyond_repair(
        look,
        f"The original {kept.sha256} is damaged: its bytes are not what came in. "
        "“The Lamp” came from it and can still be read.",
    )


def test_a_missing_original(kept, look):
    original_path(kept.sha256).unlink()
    assert beyond_repair(look, f"The original {kept.sha256} is missing. “The Lamp” came from it and can still be read.")


@pytest.mark.parametrize("name", ["0b/61b4", "0b/.new-x7", "readme.txt"])
def test_a_stray_file_is_moved_aside_and_not_deleted(kept, look, tmp_path, name):
    stray = tmp_path / "originals" / name
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"whose?")
    assert look() == (0, 0, []), "a file this young may belong to an intake that is running"
    os.utime(stray, (time.time() - 7200,) * 2)
    assert mended(look, f"The file originals/{name} belongs to no work; repairing moves it to strays/.")
    assert [path.read_bytes() for path in (tmp_path / "strays").iterdir()] == [b"whose?"]
    assert Original.objects.count() == 1 and original_path(kept.sha256).is_file()


def test_a_text_that_todays_cleaning_would_change(lamp, look):
    chapter = lamp.chapters.first()
    Chapter.objects.filter(pk=chapter.pk).update(
        body=StoryHTML(chapter.body.replace("<em>", "<em onclick='alert(1)'>")), notes_after=StoryHTML("<b>Bye</b>")
    )
    assert mended(look, f"Chapter {chapter.pk}: today's cleaning would change its notes after, body.")
    now = Chapter.objects.get(pk=chapter.pk)
    assert (now.body, now.notes_after) == (chapter.body, "<p><strong>Bye</strong></p>")


def test_prose_of_every_table_is_looked_at(lamp, look):
    Archive.objects.update_or_create(pk=Archive.ROW, defaults={"rules": StoryHTML("<p onclick='x'>Be kind.</p>")})
    assert mended(look, "Archive 1: today's cleaning would change its rules.")
    Work.objects.filter(pk=lamp.pk).update(summary=StoryHTML("Plain"))
    assert mended(look, f"Work {lamp.pk}: today's cleaning would change its summary.")


@pytest.mark.parametrize("content", [b"", b"not zlib", zlib.compress(b"not json"), zlib.compress(b'{"title": "\xff"}')])
def test_a_revision_that_cannot_be_read(lamp, look, content):
    revision = lamp.revisions.filter(chapter=None).first()
    Revision.objects.filter(pk=revision.pk).update(content=content)
    assert beyond_repair(look, f"Revision {revision.pk} of work {lamp.pk} cannot be read.")


def test_a_chapter_without_a_revision(lamp, look):
    chapter = lamp.chapters.last()
    chapter.revisions.all().delete()
    assert mended(look, f"Chapter {chapter.pk} of work {lamp.pk} has no revision.")


def test_a_posted_work_without_chapters(lamp, look):
    lamp.chapters.all().delete()
    Work.objects.filter(pk=lamp.pk).update(words=0, chapter_count=0)
    assert beyond_repair(look, f"Work {lamp.pk}, “The Lamp”, is posted and has no chapter.")


def test_a_miscounted_chapter(lamp, look):
    first, second = lamp.chapters.all()
    Chapter.objects.filter(pk=first.pk).update(words=first.words + 1000)
    Work.objects.filter(pk=lamp.pk).update(words=first.words + second.words + 1000)
    found, left, [said, total] = look(repair=True)
    assert (found, left) == (2, 0)
    assert said == f"Chapter {first.pk} is said to have 1,010 words and has 10. Repaired."
    assert total == f"Work {lamp.pk} is said to have 1,020 words in 2 chapters and has 20 in 2. Repaired."
    assert look() == (0, 0, [])


def test_a_miscounted_work(lamp, look):
    Work.objects.filter(pk=lamp.pk).update(chapter_count=7)
    assert mended(look, f"Work {lamp.pk} is said to have 20 words in 7 chapters and has 20 in 2.")


@pytest.mark.parametrize("links", [WorkFandom, Tagging])
def test_a_work_in_the_wrong_place_of_a_listing(lamp, look, links):
    link = links.objects.filter(work=lamp).first()
    links.objects.filter(pk=link.pk).update(newest_key=5)
    assert mended(look, f"Work {lamp.pk} stands in the wrong place of a listing.")
    assert links.objects.get(pk=link.pk).newest_key == lamp.newest_key


def test_a_work_whose_own_place_is_wrong_takes_its_links_along(lamp, look):
    for model, own in ((Work, {"pk": lamp.pk}), (WorkFandom, {"work": lamp}), (Tagging, {"work": lamp})):
        model.objects.filter(**own).update(newest_key=5)
    assert mended(look, f"Work {lamp.pk} stands in the wrong place of a listing.")


@pytest.mark.parametrize(("model", "name"), [(Fandom, "Fandom “Greek myth”"), (Tag, "Tag “Lighthouses”")])
def test_a_miscounted_fandom_or_tag(lamp, look, model, name):
    restricted(lamp.authors[0].user)
    drain()
    counted = model.objects.filter(name=name.split("“")[1].rstrip("”"))
    counted.update(work_count=7)
    assert mended(look, f"{name} is said to have 7 works and has 1.")
    assert counted.get().work_count == 1


def test_a_number_that_is_about_to_be_counted_is_not_wrong(lamp, look):
    assert look() == (0, 0, []), "publishing has left word that the fandom has one work more"
    assert Fandom.objects.get().work_count == 0
    drain()
    assert Fandom.objects.get().work_count == 1


# --- Through the front door ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return make_archive(tmp_path_factory.mktemp("archive") / "data")


def test_the_command_ends_with_what_it_found(archive, tmp_path):
    hurt = shutil.copytree(archive, tmp_path / "hurt")
    tell("Work.objects.update(chapter_count=9)", data=hurt)
    done = headcanon("check", data=hurt)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        1,
        "3 found. `headcanon check --repair` mends what can be mended.",
    )
    done = headcanon("check", "--repair", data=hurt)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0,
        "Everything is in order now: 3 works, 5 chapters, 1 originals.",
    )


def test_a_row_that_speaks_of_nothing(archive, tmp_path):
    hurt = shutil.copytree(archive, tmp_path / "hurt")
    tell(
        "from django.db import connection as c\n"
        "c.cursor().execute('PRAGMA foreign_keys=OFF')\n"
        "c.cursor().execute('DELETE FROM accounts_pseud WHERE name = \"Ana\"')",
        data=hurt,
    )
    done = headcanon("check", data=hurt)
    assert done.returncode == 1
    assert "Row 1 of works_authorship speaks of something in accounts_pseud that is not there." in done.stdout


def test_a_damaged_database_file_is_said_in_sentences(archive, tmp_path):
    hurt = shutil.copytree(archive, tmp_path / "hurt")
    file = hurt / "headcanon.sqlite3"
    file.write_bytes(file.read_bytes()[:8192] + b"\xff" * 20_000 + file.read_bytes()[28_192:])
    done = headcanon("check", data=hurt)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("The database ")


def test_there_must_be_an_archive(tmp_path):
    done = headcanon("check", data=tmp_path / "nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no archive in" in done.stderr


def test_chapters_that_readers_do_not_see_are_not_counted_and_nothing_is_wrong_with_that(ana, look):
    work = posted(ana, "Serial", chapters=3)
    Chapter.objects.filter(work=work, position=2).update(posted_at=None)
    trash_chapter(Chapter.objects.get(work=work, position=3))
    drain()
    assert Work.objects.get(pk=work.pk).chapter_count == 1
    assert look() == (0, 0, [])

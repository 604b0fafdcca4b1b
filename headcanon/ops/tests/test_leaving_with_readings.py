"""Who takes her things along has what she read; who leaves, and what is erased, leaves none of it behind."""

import json
import zipfile

import pytest

from headcanon.accounts.models import User
from headcanon.manuscript.tests.test_places import html_of
from headcanon.ops.leaving import leave
from headcanon.ops.taking_out import write_takeout
from headcanon.reading import marking
from headcanon.reading.models import Habits, Reading
from headcanon.reading.stopping import stop_at
from headcanon.works.erasing import erase
from headcanon.works.models import Chapter
from tests.cast import hidden, person, posted

pytestmark = pytest.mark.django_db
WORDS = "nobody ever saw the otter"


def was_in(reader, work):
    chapter = work.chapters.last()
    place = stop_at(html_of(["One.", f"{WORDS} in {work}", "Three."]), 1)
    return Reading.objects.create(
        person=reader, work=work, chapter=chapter, place=place, permille=400, chapters_read=[5], chapters_then=2
    )


def taken_out(reader, tmp_path):
    write_takeout(reader, tmp_path / "t.zip")
    with zipfile.ZipFile(tmp_path / "t.zip") as file:
        whole = "".join(file.read(name).decode(errors="ignore") for name in file.namelist())
        return json.loads(file.read("reading.json")), whole


def test_a_takeout_has_what_she_read_and_no_word_of_what_she_may_not_see(ana, tmp_path):
    rae = person("Rae")
    seen, unseen, again = posted(ana, chapters=2), hidden(ana, "Not to be seen"), posted(ana, "Again", chapters=2)
    for work in (unseen, seen, again):
        was_in(rae, work)
    Chapter.objects.filter(pk=again.chapters.last().pk).update(posted_at=None)
    marking.switch(rae, keeps=False)
    told, whole = taken_out(rae, tmp_path)
    assert told["keeps_history"] is False
    assert [(each["title"], each["stopped_at"]) for each in told["readings"]] == [
        ("Again", ""), ("The Lamp", f"{WORDS} in The Lamp"), ("", ""),
    ]  # fmt: skip
    first = told["readings"][1]
    assert [first[name] for name in ("work_id", "state", "chapter_id", "permille", "chapters_read")] == [
        seen.pk, "reading", seen.chapters.last().pk, 400, [5],
    ]  # fmt: skip
    assert ("Not to be seen" in whole, f"{WORDS} in Again" in whole) == (False, False)


def test_authors_take_along_nothing_of_who_read_them(ana, tmp_path):
    was_in(person("Rae"), posted(ana, chapters=2))
    told, whole = taken_out(ana, tmp_path)
    assert told == {"keeps_history": True, "readings": []}
    assert ("otter" in whole, "Rae" in whole) == (False, False)


def test_who_leaves_leaves_nothing_of_what_she_read(ana):
    rae = person("Rae")
    person("Mo", is_archivist=True)
    work = posted(ana, chapters=2)
    for reader in (rae, person("Vex")):
        was_in(reader, work)
        marking.switch(reader, keeps=True)
    leave(User.objects.get(pk=rae.pk))
    assert [list(model.objects.values_list("person__username", flat=True)) for model in (Reading, Habits)] == [
        ["Vex"]
    ] * 2


def test_a_work_that_is_erased_is_in_no_history(ana):
    work = posted(ana, chapters=2)
    was_in(person("Rae"), work)
    erase(work)
    assert Reading.objects.count() == 0

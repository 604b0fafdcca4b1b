"""Whoever has left is nowhere in the data folder; and a kill in the middle leaves her wholly here or wholly gone.

Archives of their own, with real database files: what SQLite keeps behind our back is what this is about.
"""

import signal

import pytest

from headcanon.ops.tests.archives import files_in, headcanon, make_archive, python, tell

# Each word stands in one place only, so that a byte that was left says where.
LIVE = """
from io import BytesIO
from PIL import Image
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from allauth.usersessions.models import UserSession
from headcanon.accounts.pen_names import add_pen_name, describe, rename
from headcanon.core.fields import StoryHTML
from headcanon.core.outbox import drain
from headcanon.ops.takeouts import ask_for_takeout, make_what_waits
from headcanon.works import revisions
from headcanon.works.drafting import keep
from headcanon.works.models import Chapter, Gift, Provenance, Revision, Work
from headcanon.works.originals import keep_original
from headcanon.works.pictures import keep_picture
from headcanon.works.revisions import keep_revision
from headcanon.works.trash import trash
mo, bea = person("Mo", is_archivist=True), person("Bea")
posted(bea, "The Lamp")
revisions.zlib.compress = lambda data, *_: data  # so that what is kept can be searched for
revisions.zlib.decompress = lambda data: data
ana = person("Quobblefitz")
name = add_pen_name(ana, "Zanthorpe")
rename(name, "Drimbly")
describe(name, name="Drimbly", about=StoryHTML("<p>" + "Snarkplume." * 500 + "</p>"))
work = posted(ana, "Posted", summary="<p>Summary.</p>", chapters=2, series=[("Frobnitz", 1)], tags=["Ornithopt"])
chapter = work.chapters.get(position=1)
keep_revision(work, chapter, Revision.Cause.SAVE, {"title": "", "body": "<p>Earlier.</p>"}, person=ana)
keep(chapter, person=ana, device="laptop", seen=1, fields={"title": "", "body": "glimmerwick " * 3000})
Provenance.objects.create(work=work, original=keep_original(b"An original vexilliform."), taken_in_by=ana,
    file_name="by-quibblewort.txt", format="txt")
drawn = BytesIO()
Image.new("RGB", (4, 4), "teal").save(drawn, "PNG")
keep_picture(work, SimpleUploadedFile("lamp.png", drawn.getvalue()))
from headcanon.canon.models import Canon, Event, Fandom
from headcanon.headcanons.believing import believe
from headcanon.headcanons.posting import post
from headcanon.headcanons.talking import say
canon = Canon.objects.create(fandom=Fandom.objects.first(), name="Books", slug="books")
Event.objects.create(canon=canon, title="Suggested trindlewap", suggested_by=ana)
claim = post({"claim": "Unnamed brindlecorm.", "characters": ["Character fopdoodle"]},
    pseud=ana.default_pseud, sent_with="a", is_anonymous=True)
named = post({"claim": "Named smickering."}, pseud=name, sent_with="b")
say(claim, "Remark snollygost.", pseud=ana.default_pseud, sent_with="c")
others = post({"claim": "Bea's."}, pseud=bea.default_pseud, sent_with="d")
say(others, "Remark slubberdegul.", pseud=name, sent_with="e")
believe(others, ana)
draft(ana, "Draft wumberly")
trash(posted(ana, "Trashed plimsonet"))
Gift.objects.create(work=Work.objects.get(title="The Lamp"), name="For Hexelbine", pseud=name)
client = Client(headers={"host": "localhost"})
client.post(reverse("account_reset_password"), {"email": "quobblefitz@example.org"})
for extension in ("epub", "html"):
    list(client.get(f"/downloads/{work.pk}/x.{extension}"))
client.post(reverse("account_login"), {"login": "Quobblefitz", "password": PASSWORD})
assert UserSession.objects.count() == 1
ask_for_takeout(ana)
make_what_waits()
drain()
"""
HER = [b"quobblefitz", b"zanthorpe", b"drimbly", b"snarkplume", b"hexelbine"]
ONLY_HERS = [b"glimmerwick", b"vexilliform", b"quibblewort", b"wumberly", b"plimsonet"]
ONLY_HERS += [b"snollygost", b"slubberdegul"]
SUGGESTED = [b"trindlewap"]
PUBLIC = [b"frobnitz", b"ornithopt", b"brindlecorm", b"fopdoodle", b"smickering", *SUGGESTED]

LEAVE = """
from headcanon.accounts.models import User
from headcanon.ops.leaving import leave
leave(User.objects.get(username="Quobblefitz"), leaving_behind={behind})
"""
# Where the process dies: with works gone and nothing committed; and with all committed, and no file removed yet.
KILLED = """
import os, signal
from headcanon.ops import leaving
from headcanon.works import erasing
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
{where} = die
"""
BEFORE_THE_COMMIT = KILLED.format(where="leaving.forget_traces")
AFTER_THE_COMMIT = KILLED.format(where="erasing.remove_unwanted")
LATER = """
from headcanon.core.outbox import drain
from headcanon.works.erasing import leave_no_trace
drain()
leave_no_trace()
"""


def left_of(words, data):
    """Where in the folder one of these words stands, in any letters, by file."""
    found = {name: [word for word in words if word in told.lower()] for name, told in files_in(data).items()}
    return {name: there for name, there in found.items() if there}


def words_left(data):
    return {word for words in left_of(HER + ONLY_HERS + PUBLIC, data).values() for word in words}


@pytest.fixture
def archive(tmp_path):
    data = make_archive(tmp_path / "data", works=False)
    tell(LIVE, data=data)
    assert words_left(data) == {*HER, *ONLY_HERS, *PUBLIC}
    assert {name.split("/")[0] for name in files_in(data)} >= {"books", "files", "mail", "originals", "takeouts"}
    return data


def works_in(data):
    return tell("print(sorted(Work.objects.values_list('title', flat=True)))", data=data)


def is_sound(data):
    found = headcanon("check", data=data)
    return (found.returncode, found.stderr) == (0, "") or found.stdout


def test_no_byte_of_who_erased_everything_is_left(archive):
    tell(LEAVE.format(behind=False), data=archive)
    assert left_of(HER + ONLY_HERS + PUBLIC, archive) == {}
    assert {name.split("/")[0] for name in files_in(archive)} & {"books", "files", "mail", "originals"} == set()
    assert works_in(archive) == "['The Lamp']"
    assert is_sound(archive) is True


@pytest.mark.prove
def test_who_leaves_works_behind_leaves_those_and_nothing_else(archive):
    tell(LEAVE.format(behind=True), data=archive)
    assert left_of(HER + ONLY_HERS, archive) == {}
    assert words_left(archive) == set(PUBLIC)
    assert works_in(archive) == "['Posted', 'The Lamp']"


def killed(data, where):
    story = "import django; django.setup()\n" + where + LEAVE.format(behind=False)
    done = python("-c", story, data=data, DJANGO_SETTINGS_MODULE="headcanon.config.settings")
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.prove
def test_a_kill_before_the_commit_leaves_everything_as_it_was(archive):
    before = {name: told for name, told in files_in(archive).items() if not name.startswith("headcanon.sqlite3")}
    killed(archive, BEFORE_THE_COMMIT)
    tell(LATER, data=archive)
    after = {name: told for name, told in files_in(archive).items() if not name.startswith("headcanon.sqlite3")}
    assert after == before
    assert works_in(archive) == "['Draft wumberly', 'Posted', 'The Lamp', 'Trashed plimsonet']"


@pytest.mark.prove
def test_a_kill_after_the_commit_loses_no_file_that_was_to_go(archive):
    killed(archive, AFTER_THE_COMMIT)
    assert words_left(archive) != set(), "the files were still there"
    tell(LATER, data=archive)
    assert left_of(HER + ONLY_HERS + PUBLIC, archive) == {}
    assert works_in(archive) == "['The Lamp']"
    assert is_sound(archive) is True

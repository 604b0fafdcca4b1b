"""Who takes her things along has what she followed and was told; who leaves leaves none of it behind."""

import json
import zipfile

import pytest

from headcanon.accounts.models import User
from headcanon.core.outbox import drain
from headcanon.following.announcing import announce
from headcanon.following.follows import follow
from headcanon.following.hearing import renew_feed
from headcanon.following.models import Announcement, Follow, Hearing, Letter, News, Notice
from headcanon.ops.leaving import leave
from headcanon.ops.taking_out import write_takeout
from tests.cast import hidden, person, posted

pytestmark = pytest.mark.django_db


def test_a_takeout_has_what_she_follows_was_told_and_said(ana, tmp_path):
    rae = person("Rae")
    follow(rae, "author", ana)
    follow(rae, "work", hidden(ana, "Not to be seen"))
    posted(ana)
    posted(rae, "Of Rae")
    announce(rae.default_pseud, "<p>Hello.</p>", sent_with="one")
    renew_feed(rae)
    drain()
    write_takeout(rae, tmp_path / "rae.zip")
    with zipfile.ZipFile(tmp_path / "rae.zip") as file:
        whole = "".join(file.read(name).decode(errors="ignore") for name in file.namelist())
        told = json.loads(file.read("news.json"))
    assert [(each["kind"], each["name"]) for each in told["follows"]] == [("author", "Ana"), ("work", "")]
    assert [each["says"] for each in told["told"]] == ["Ana posted a new story: “The Lamp”"]
    assert [each["text"] for each in told["announced"]] == ["<p>Hello.</p>"]
    assert told["mail"]["pace"] == "at-once"
    assert "Not to be seen" not in whole
    assert rae.hearing.feed_token not in whole


def test_who_leaves_leaves_no_news_behind(ana):
    rae = person("Rae")
    person("Mo", is_archivist=True)
    follow(rae, "author", ana)
    follow(ana, "author", rae)
    posted(ana)
    announce(ana.default_pseud, "<p>Bye.</p>", sent_with="one")
    drain()
    Letter.objects.create(person=ana, message_id="<1@example.org>")
    renew_feed(ana)
    leave(User.objects.get(pk=ana.pk))
    left = [model.objects.count() for model in (Follow, News, Notice, Announcement, Letter, Hearing)]
    assert left == [0, 0, 0, 0, 0, 0]

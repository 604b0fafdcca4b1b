"""The moderators' trail outlives whom it is about, without their names; and `check` looks whether it holds."""

# ruff: noqa: F401, F811 (fixtures are imported by name)

import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from headcanon.moderation.guarding import missing_guards, take_down
from headcanon.moderation.models import Act, Answer, Report, Telling
from headcanon.moderation.tests.things import acts, nim, rae
from headcanon.moderation.trail import breaks_in
from headcanon.ops.findings import broken_trail, unguarded_trail
from headcanon.ops.leaving import leave
from headcanon.ops.taking_out import moderation_of
from tests import cast

pytestmark = pytest.mark.django_db


def breaks():
    return list(breaks_in(Act.objects.order_by("number").prefetch_related("tellings")))


def test_headcanon_check_says_so_and_puts_the_guards_up_again(acts):
    assert (list(unguarded_trail()), list(broken_trail())) == ([], [])
    take_down(connection)
    Act.objects.filter(number=2).update(kind="warn")
    assert [found.says for found in broken_trail()] == ["Act 2 of the trail is not what it was."]
    [found] = unguarded_trail()
    found.repair()
    assert missing_guards(connection) == []
    with transaction.atomic(), pytest.raises(DatabaseError, match="stays on the trail"):
        Act.objects.all().delete()


def test_who_leaves_takes_her_name_and_the_words_about_her_along(acts, ana, nim, rae, settings, tmp_path):
    settings.DATA = tmp_path
    Answer.objects.create(telling=Telling.objects.first(), words="It was satire.")
    leave(ana)
    assert (Telling.objects.count(), Answer.objects.count(), breaks()) == (0, 0, [])
    page = cast.signed_in(nim).get(reverse("moderation-trail")).content.decode()
    assert page.count("somebody who left") == 3
    assert "Why to hide." not in page


def test_who_reported_and_leaves_is_forgotten(acts, rae, settings, tmp_path):
    settings.DATA = tmp_path
    leave(rae)
    assert list(Report.objects.values_list("reporter", "words", "email")) == [(None, "", "")]


def test_a_moderator_who_leaves_is_not_named_any_more(acts, nim, settings, tmp_path):
    settings.DATA = tmp_path
    leave(nim)
    mo = cast.person("Mo", is_archivist=True)
    page = cast.signed_in(mo).get(reverse("moderation-trail")).content.decode()
    assert "Nim" not in page
    assert page.count("Somebody who left") == 3
    assert "Why to hide." in page
    assert breaks() == []


def test_her_takeout_has_what_she_reported_and_what_was_decided_about_her(acts, ana, rae):
    Answer.objects.create(telling=Telling.objects.first(), words="It was satire.")
    hers, raes = moderation_of(ana), moderation_of(rae)
    assert [(each["what"], each["why"], each["answer"]) for each in hers["decided"]] == [
        ("hide", "Why to hide.", ""),
        ("restore", "Why to restore.", ""),
        ("hide", "Why to hide.", "It was satire."),
    ]
    assert hers["reported"] == []
    assert [each["words"] for each in raes["reported"]] == ["Rae saw it."]
    assert "Nim" not in json.dumps(hers)
    assert "Rae" not in json.dumps(hers)

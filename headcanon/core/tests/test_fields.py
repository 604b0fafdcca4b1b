"""Text from people goes in through one door and comes out as markup that a template may print."""

import pytest
from django.template import Context, Template

from headcanon.core.fields import StoryHTML
from headcanon.core.models import Archive
from headcanon.manuscript.clean import clean

pytestmark = pytest.mark.django_db

TYPED = '<p onclick="steal()">Be <b>kind</b>.</p><script>steal()</script>'
KEPT = "<p>Be <strong>kind</strong>.</p>"


def stored():
    return Archive.objects.get(pk=Archive.ROW).rules


def test_what_is_saved_is_cleaned_and_the_object_in_hand_shows_what_was_stored():
    archive = Archive.objects.create(rules=TYPED)
    assert (archive.rules, stored()) == (KEPT, KEPT)


def test_no_other_way_of_writing_goes_round_the_door():
    Archive.objects.bulk_create([Archive(rules=TYPED)])
    assert stored() == KEPT
    Archive.objects.update(rules=TYPED + "<iframe></iframe>")
    assert stored() == KEPT


def test_a_template_prints_stored_prose_as_markup_and_typed_prose_as_text():
    Archive.objects.create(rules=TYPED)
    template = Template("{{ rules }}")
    assert template.render(Context({"rules": stored()})) == KEPT
    assert template.render(Context({"rules": Archive(rules="<b>typed</b>").rules})) == "&lt;b&gt;typed&lt;/b&gt;"


def test_what_came_from_the_database_is_not_cleaned_again(monkeypatch):
    Archive.objects.create(rules=TYPED)
    archive = Archive.objects.get()
    monkeypatch.setattr("headcanon.core.fields.clean", lambda source: pytest.fail("cleaned twice"))
    archive.rules = StoryHTML(archive.rules)
    archive.name = "Lanterns"
    archive.about, archive.privacy = StoryHTML(""), StoryHTML("")
    archive.save()
    assert stored() == KEPT


def test_what_the_door_gave_is_not_cleaned_again(monkeypatch):
    rules = clean(TYPED)
    monkeypatch.setattr("headcanon.core.fields.clean", lambda source: pytest.fail("cleaned twice"))
    Archive.objects.create(rules=rules)
    assert stored() == KEPT


def test_what_was_made_of_what_the_door_gave_goes_through_it():
    pieces = clean(TYPED), clean("<p>See you.</p>")
    Archive.objects.create(
        about=pieces[0][3:],
        rules="".join([*pieces, "<script>steal()</script>"]),
        privacy=pieces[0].replace("<p>", "<p onclick='steal()'>"),
    )
    archive = Archive.objects.get()
    assert (archive.about, archive.rules, archive.privacy) == (clean(pieces[0][3:]), "".join(pieces), KEPT)
    assert {type(each) for each in (pieces[0][3:], "".join(pieces), pieces[0] + pieces[1])} == {str}

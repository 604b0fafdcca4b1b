"""Nobody is told of what she keeps out of her lists, unless she follows the very story."""

import pytest
from django.urls import reverse

from headcanon.accounts.blocking import mute
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.following.follows import follow
from headcanon.following.models import Notice
from headcanon.reading.quiet import keep_quiet, let_back
from headcanon.works.models import Work
from headcanon.works.signals import status_changed
from tests import cast
from tests.cast import signed_in
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae():
    return cast.person("Rae")


@pytest.fixture
def storm(ana):
    return thunder(ana, "Loud Thunder")


def thunder(author, title, tag="Storms"):
    work = cast.posted(author, title, fandoms=["The Sea"], characters=[], relationships=[], tags=[tag])
    drain()
    return work


def told(person):
    """How many notices she may see, how many she is said not to have seen, and how many stand in her inbox."""
    for _ in range(2):
        drain()
    forget_everything()
    person.refresh_from_db()
    shown = signed_in(person).get(reverse("inbox")).context["page"]
    return Notice.objects.filter(person=person).visible_to(Viewer(person)).count(), person.notices_unseen, len(shown)


def tag_of(work):
    return work.tags_of("freeform")[0]


def says_it_is_done(work):
    Work.objects.filter(pk=work.pk).update(status="complete")
    status_changed.send(Work, work=Work.objects.get(pk=work.pk))
    drain()


def test_who_follows_a_canon_does_not_hear_of_what_she_keeps_quiet_in_it(ana, rae, storm):
    follow(rae, "fandom", storm.fandom_names[0])
    keep_quiet(rae, "tag", tag_of(storm))
    keep_quiet(rae, "words", "kraken")
    thunder(ana, "More Thunder")
    thunder(ana, "The Kraken", tag="Puddles")
    assert (told(rae), Notice.objects.count()) == ((0, 0, 0), 0)
    thunder(ana, "Sun", tag="Puddles")
    assert told(rae) == (1, 1, 1)


def test_who_follows_the_story_itself_hears_of_it_whatever_it_is_about(rae, storm):
    follow(rae, "work", storm)
    keep_quiet(rae, "tag", tag_of(storm))
    says_it_is_done(storm)
    assert told(rae) == (1, 1, 1)


@pytest.mark.parametrize("what", ["the story", "its author"])
def test_but_not_if_she_keeps_the_story_or_its_author_quiet(ana, rae, storm, what):
    follow(rae, "work", storm)
    says_it_is_done(storm)
    keep_quiet(rae, "work", storm) if what == "the story" else mute(rae, ana)
    assert told(rae) == (0, 0, 0)
    says_it_is_done(storm)
    assert Notice.objects.filter(person=rae).count() == 1


def test_what_she_was_told_of_before_goes_and_comes_back(ana, rae):
    follow(rae, "author", ana)
    thunder(ana, "More Thunder")
    assert told(rae) == (1, 1, 1)
    keep_quiet(rae, "words", "thunder")
    assert told(rae) == (0, 0, 0)
    let_back(rae, "words", "thunder")
    assert told(rae) == (1, 1, 1)

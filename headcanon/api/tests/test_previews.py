"""What links are shown with, and what search engines are told in schema.org's words: nothing that is covered, or not for
everyone."""

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from headcanon.headcanons.models import Headcanon
from headcanon.headcanons.tests.having import had
from headcanon.works.models import Work
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
SECRET = "drowned at dawn"


def page(address, client=None):
    forget_everything()
    return LexborHTMLParser((client or Client()).get(address).content)


def shown(tree):
    """{name: content} of a page's previews."""
    metas = tree.css("meta[property], meta[name='description']")
    return {each.attributes.get("property") or "description": each.attributes["content"] for each in metas}


def told(tree):
    """[(property, value)] of its microdata."""
    return [
        (each.attributes["itemprop"], each.attributes.get("content") or each.attributes.get("href"))
        for each in tree.css("[itemscope] meta[itemprop], [itemscope] link[itemprop]")
    ]


def test_a_story_is_shown_with_its_title_and_summary(ana):
    work = cast.posted(
        ana,
        'The "Lamp" & <tower>',
        chapters=2,
        summary='<p>She said "no" &amp; <em>went</em>.</p>',
        series=[("Nights", 1)],
    )
    tree = page(work.get_absolute_url())
    said = shown(tree)
    assert said["og:title"] == 'The "Lamp" & <tower>'
    assert said["og:description"] == said["description"] == 'She said "no" & went.'
    assert said["og:url"] == f"http://testserver{work.get_absolute_url()}"
    data = told(tree)
    assert ("name", 'The "Lamp" & <tower>') in data and ("name", "Ana") in data and ("name", "Nights") in data
    assert ("abstract", 'She said "no" & went.') in data and ("character", "Hero") in data
    second = page(work.chapters.last().get_absolute_url())
    assert "og:description" not in shown(second) and told(second) == []


def test_what_is_covered_is_in_neither(ana):
    work = cast.posted(ana, summary=f"<p>{SECRET}</p>", characters=[f"Who {SECRET}"], tags=[f"Tag {SECRET}"])
    Work.objects.filter(pk=work.pk).update(is_spoiler=True)
    tree = page(work.get_absolute_url())
    assert "og:description" not in shown(tree)
    assert SECRET not in str(shown(tree)) + str(told(tree))
    assert ("about", "Greek myth") in told(tree)
    # Whoever is sent an address that lifts has lifted nothing.
    lifted = page(f"{work.get_absolute_url()}?lift=yes")
    assert SECRET in lifted.body.text()
    assert SECRET not in str(shown(lifted)) + str(told(lifted))


@pytest.mark.parametrize("make", [cast.restricted, cast.hidden, cast.for_herself, cast.draft, cast.by_link])
def test_what_is_not_for_everyone_is_shown_with_nothing(ana, make):
    work = make(ana, SECRET)
    tree = page(work.get_absolute_url(), cast.signed_in(ana))
    assert SECRET in tree.css_first("h1").text()
    assert (shown(tree), told(tree)) == ({}, [])


def test_what_machines_may_not_list_is_shown_with_nothing(ana):
    work = cast.posted(ana, SECRET)
    Work.objects.filter(pk=work.pk).update(may_index=False)
    tree = page(work.get_absolute_url())
    assert (shown(tree), told(tree)) == ({}, [])


def test_an_author_is_shown_with_what_she_says_of_herself(ana):
    pseud = ana.default_pseud
    pseud.about = '<p>I write "at sea".</p>'
    pseud.save()
    tree = page(pseud.get_absolute_url())
    assert (shown(tree)["og:title"], shown(tree)["og:description"]) == ("Ana", 'I write "at sea".')
    assert ("description", 'I write "at sea".') in told(tree)


def test_a_headcanon_is_shown_without_what_is_covered_and_whose_it_is(ana):
    named, nameless = had(ana, f'She "{SECRET}"'), had(ana, "Two.", is_anonymous=True)
    assert ("text", f'She "{SECRET}"') in told(page(named.get_absolute_url()))
    assert ("name", "Ana") in told(page(named.get_absolute_url()))
    assert "Ana" not in str(told(page(nameless.get_absolute_url())))
    Headcanon.objects.filter(pk=named.pk).update(is_spoiler=True, edited_at=timezone.now())
    for address in (named.get_absolute_url(), f"{named.get_absolute_url()}?lift=yes"):
        tree = page(address)
        assert SECRET not in str(shown(tree)) + str(told(tree))

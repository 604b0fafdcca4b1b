"""The pages on which stories are read, as people and as programs meet them."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from headcanon.manuscript.model import Chapter, Notes, Origin
from headcanon.works.manuscripts import draft_from
from headcanon.works.models import Chapter as StoredChapter
from headcanon.works.models import Work
from headcanon.works.publishing import publish
from tests.cast import draft, manuscript, person, posted, restricted
from tests.memory import forget_everything
from tests.visitor import Visitor

NOT_FOUND = "Sorry, we couldn&#x27;t find the work you were looking for."


def page_of(address, client=None):
    return LexborHTMLParser((client or Client()).get(address).content.decode())


def text(page, selector):
    """What the one element that `selector` finds says, in one line."""
    [found] = page.css(selector)
    return " ".join(found.text().split())


def published(author, chapters):
    """A work with these very chapters."""
    return publish(draft_from(replace(manuscript(), chapters=chapters), pseuds=[author.default_pseud]))


def test_a_one_shot_is_all_on_one_page(ana):
    work = posted(ana)
    page = page_of(work.get_absolute_url())
    assert text(page, "h2.title.heading") == "The Lamp"
    assert text(page, "h3.byline.heading") == "Ana"
    assert text(page, ".summary blockquote.userstuff") == "A keeper trims her lamp."
    assert text(page, '[class="preface group"] [class="notes module"]') == "Ana’s note before Before it all."
    assert page.css_first('[class="userstuff module"] > .story').inner_html == (
        '<p id="p-0">Chapter 1 begins with <em>light</em>.</p><hr id="p-1"><p id="p-2">It ends in the dark.</p>'
    )
    assert text(page, "#work_endnotes") == "Ana’s note after After it all."
    assert text(page, ".the-end") == "The end"
    assert text(page, ".work-meta > dd.status") == "One-shot"
    assert page.css(".chapter-head, .reading-steps, .work-steps") == []


@pytest.mark.parametrize("kind", ["rating", "warning", "fandom", "relationship", "character", "freeform"])
def test_programs_find_each_kind_of_tag_by_its_class_string(ana, kind):
    said = {
        "rating": "Teen and up",
        "warning": "No warnings apply",
        "fandom": "Greek myth",
        "relationship": "Hero/Leander",
        "character": "Hero",
        "freeform": "Lighthouses",
    }
    assert text(page_of(posted(ana).get_absolute_url()), f'dd[class="{kind} tags"]') == said[kind]


def test_a_chapter_knows_its_neighbours(ana):
    work = posted(ana, chapters=3)
    first, second, third = work.chapters.all()
    page = page_of(second.get_absolute_url())
    assert text(page, "h1") == "Night 2"
    assert text(page, ".chapter-number") == "Chapter 2"
    steps = {
        link.attributes["rel"]: link.attributes["href"]
        for link in page.css(".work-end a[rel=next], .work-end a[rel=prev]")
    }
    assert steps == {"prev": first.get_absolute_url(), "next": third.get_absolute_url()}
    assert page.css(".preface, #work_endnotes, .the-end") == []
    assert text(page_of(third.get_absolute_url()), ".the-end") == "The end"


def test_the_first_chapters_own_page_is_the_works(ana):
    work = posted(ana, chapters=2)
    addresses = [work.chapters.get(position=1).get_absolute_url(), work.get_absolute_url()]
    # Some ways lead back to the very address they were taken from.
    chapters, works = (re.sub(r"next=[^\"&]*", "", page_of(each).css_first("main").html) for each in addresses)
    assert chapters == works


def test_the_whole_story_on_one_page_has_each_chapter_once(ana):
    page = page_of(f"{posted(ana, chapters=3).get_absolute_url()}?view_full_work=true")
    assert [each.attributes["id"] for each in page.css("[id*=chapter-]")] == ["chapter-1", "chapter-2", "chapter-3"]
    assert [each.text() for each in page.css("h3.chapter-title")] == ["Night 1", "Night 2", "Night 3"]


def test_notes_of_chapters_stand_with_their_chapters_and_are_signed(ana):
    chapters = [Chapter(f"<p>{n}.</p>", None, Notes(f"<p>Above {n}.</p>", f"<p>Below {n}.</p>")) for n in (1, 2)]
    work = published(ana, chapters)
    page = page_of(work.chapters.get(position=2).get_absolute_url())
    assert text(page, "#notes") == "Ana’s note before this chapter Above 2."
    assert text(page, '[class="end notes module"]') == "Ana’s note after this chapter Below 2."


def test_on_one_page_each_note_stands_with_its_chapter_and_no_id_stands_twice(ana):
    chapters = [Chapter(f"<p>{n}.</p>", None, Notes(f"<p>Above {n}.</p>", f"<p>Below {n}.</p>")) for n in (1, 2, 3)]
    page = page_of(f"{published(ana, chapters).get_absolute_url()}?view_full_work=true")
    for n in (1, 2, 3):
        assert text(page, f"#chapter-{n}") == (
            f"Chapter {n} Ana’s note before this chapter Above {n}. {n}. Ana’s note after this chapter Below {n}."
        )
    ids = [each.attributes["id"] for each in page.css("[id]")]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(
    ("status", "planned", "words", "ending"),
    [
        ("complete", None, "Complete, 2 of 2", "The end"),
        ("in-progress", 7, "In progress, 2 of 7", "To be continued"),
        ("in-progress", None, "In progress, 2 of ?", "To be continued"),
        ("hiatus", None, "On hiatus, 2 of ?", "The story rests here for now"),
        ("abandoned", 5, "Abandoned, 2 of 5", "The story stops here"),
    ],
)
def test_a_story_says_how_much_of_it_there_is(ana, status, planned, words, ending):
    work = posted(ana, chapters=2, status=status, planned_chapters=planned)
    assert text(page_of(work.get_absolute_url()), ".work-meta > dd.status") == words
    assert text(page_of(f"{work.get_absolute_url()}?view_full_work=true"), ".the-end") == ending


def test_a_story_says_what_it_grew_from(ana):
    for kind, sentence in [
        ("headcanon", "Based on a headcanon that she could swim."),
        ("prompt", "rain, at night"),
        ("request", "Somebody asked me to write this."),
    ]:
        work = posted(ana, origin=Origin(kind, sentence))
        assert text(page_of(work.get_absolute_url()), ".card-origin") == f"Grew from {sentence}"


def test_the_index_lists_chapters_with_numbers_and_dates(ana):
    work = posted(ana, chapters=2)
    page = page_of(reverse("navigate", args=[work.pk]))
    assert [" ".join(each.text().split()) for each in page.css("ol.chapter li")] == [
        f"{n}. Night {n} ({work.posted_at:%Y-%m-%d})" for n in (1, 2)
    ]


def test_a_drop_initial_stands_only_where_a_letter_begins(ana):
    for opening, opens in [
        ("<p>It", True),
        ("<p><em>Éa", True),
        ("<p>“It", False),
        ("<p>千日", False),
        ("<hr><p>It", False),
    ]:
        work = published(ana, [Chapter(f"{opening} was.{' And it was.' * 20}</p>")])
        assert bool(page_of(work.get_absolute_url()).css(".story.opens")) is opens, opening


def test_members_see_that_a_story_is_for_members(ana):
    client = Client()
    client.force_login(person("Rae"))
    page = page_of(restricted(ana).get_absolute_url(), client)
    assert [image.attributes["alt"] for image in page.css("h2.title img")] == ["(Restricted)"]


@pytest.mark.parametrize("address", ["/works/4", "/works/4/navigate", "/works/4/chapters/5", f"/works/{'9' * 40}"])
def test_a_work_that_is_not_there_is_answered_in_the_words_programs_know(db, address):
    response = Client().get(address)
    assert response.status_code == 404
    assert NOT_FOUND in response.content.decode()


def test_a_chapter_is_not_found_below_another_work(ana):
    work, other = posted(ana), posted(ana, "Another")
    address = reverse("chapter", args=[other.pk, work.chapters.get().pk])
    assert Client().get(address).status_code == 404


def test_only_its_authors_are_told_that_a_work_is_a_draft(ana):
    client, work = Client(), draft(ana)
    client.force_login(ana)
    assert "This is a draft. Only you see it." in client.get(work.get_absolute_url()).content.decode()
    assert Client().get(work.get_absolute_url()).status_code == 404


class TestAdultStories:
    """Somebody is asked once before she is shown one."""

    GATE = (
        "This work could have adult content. If you continue, you have agreed that you are willing to see such content."
    )

    @pytest.fixture
    def work(self, ana):
        return posted(ana, rating="Explicit", chapters=2)

    @pytest.fixture
    def addresses(self, work):
        return [
            work.get_absolute_url(),
            f"{work.get_absolute_url()}?view_full_work=true",
            work.chapters.get(position=2).get_absolute_url(),
            reverse("navigate", args=[work.pk]),
        ]

    def test_every_address_of_the_work_asks_and_shows_nothing_of_it(self, addresses):
        for address in addresses:
            page = Client().get(address).content.decode()
            assert self.GATE in page
            assert "It ends in the dark" not in page
            assert "A keeper trims her lamp" not in page

    def test_saying_yes_leads_to_the_same_page_and_is_remembered(self, addresses):
        for address in addresses:
            client = Client()
            [yes] = [a for a in page_of(address, client).css(".gate a") if a.text() == "Yes, Continue"]
            answer = client.get(yes.attributes["href"])
            assert self.GATE not in answer.content.decode()
            assert answer.cookies["adult"].value == "1"
            for other in addresses:
                assert self.GATE not in client.get(other).content.decode()

    def test_one_readers_yes_is_nobody_elses(self, addresses):
        for address in addresses:
            Client().get(f"{address}{'&' if '?' in address else '?'}view_adult=true")
            assert self.GATE in Client().get(address).content.decode()

    def test_its_author_is_not_asked(self, ana, addresses):
        client = Client()
        client.force_login(ana)
        for address in addresses:
            assert self.GATE not in client.get(address).content.decode()

    def test_a_story_for_everybody_asks_nothing(self, ana):
        assert self.GATE not in Client().get(posted(ana, rating="Teen").get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_page_for_guests_is_kept_until_something_changes(ana):
    work = posted(ana)
    assert "The Lamp" in Visitor().get(work.get_absolute_url()).content.decode()
    Work.objects.filter(pk=work.pk).update(title="The Torch")
    assert "The Torch" not in Visitor().get(work.get_absolute_url()).content.decode()
    posted(ana, "Another")
    assert "The Torch" in Visitor().get(work.get_absolute_url()).content.decode()


def test_a_thousand_chapters_are_not_a_thousand_ticks(client, ana):
    work = posted(ana, chapters=3)
    assert client.get(work.get_absolute_url()).content.decode().count('class="tick"') == 2
    forget_everything()
    first = work.chapters.first()
    StoredChapter.objects.bulk_create(
        StoredChapter(work=work, position=n, title=f"Door {n}", body=first.body, words=5, posted_at=first.posted_at)
        for n in range(4, 105)
    )
    for address in (work.get_absolute_url(), f"{work.get_absolute_url()}?view_full_work=true"):
        page = client.get(address)
        assert (page.status_code, page.content.decode().count('class="tick"')) == (200, 0)

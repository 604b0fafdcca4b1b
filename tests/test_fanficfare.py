"""The real FanFicFare downloads every kind of work from a running archive."""

import re

import pytest
from fanficfare.exceptions import AdultCheckRequired, FailedToLogin, StoryDoesNotExist

from headcanon.accounts.joining import take_pen_name
from headcanon.manuscript.model import Chapter, Notes
from headcanon.works.manuscripts import draft_from
from headcanon.works.models import Work
from headcanon.works.publishing import publish
from tests import downloader
from tests.cast import PASSWORD, draft, hidden, manuscript, person, posted, restricted

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:fanficfare"),
]


def chapters_of(story):
    return [(chapter["title"], chapter["html"]) for chapter in story.getChapters()]


def said(story, *entries):
    return {entry: story.getMetadata(entry) for entry in entries}


def test_a_one_shot_comes_whole(live_server, ana):
    work = posted(ana)
    story = downloader.download(live_server.url, work)
    assert {
        "title": "The Lamp",
        "author": "Ana",
        "authorUrl": f"https://{downloader.DOMAIN}/users/Ana/pseuds/Ana",
        "storyId": str(work.pk),
        "storyUrl": f"https://{downloader.DOMAIN}/works/{work.pk}",
        "rating": "Teen and up",
        "language": "English",
        "status": "Completed",
        "numWords": "10",
        "numChapters": "1",
        "fandoms": "Greek myth",
        "warnings": "No warnings apply",
        "characters": "Hero",
        "ships": "Hero/Leander",
        "freeformtags": "Lighthouses",
        "description": "A keeper trims her lamp.",
        "datePublished": f"{work.posted_at:%Y-%m-%d}",
    }.items() <= story.getAllMetadata().items()
    [(title, html)] = chapters_of(story)
    assert title == "The Lamp"
    words = re.sub(r' id="p-[\d-]+"', "", html)  # the numbers of paragraphs come along
    assert "<p>Chapter 1 begins with <em>light</em>.</p><hr/><p>It ends in the dark.</p>" in words
    assert "Before it all." in html.split("Chapter 1 begins")[0]
    assert "After it all." in html.split("It ends in the dark.")[1]


def test_three_chapters_come_in_order_with_their_notes(live_server, ana):
    texts = [
        Chapter(f"<p>Night {n}.</p>", f"Night {n}", Notes(f"<p>Above {n}.</p>", f"<p>Below {n}.</p>"))
        for n in (1, 2, 3)
    ]
    pages = manuscript(chapters=3)
    pages.chapters = texts
    work = publish(draft_from(pages, pseuds=[ana.default_pseud]))
    story = downloader.download(live_server.url, work)
    found = chapters_of(story)
    assert [title for title, _ in found] == ["1. Night 1", "2. Night 2", "3. Night 3"]
    for number, (_, html) in enumerate(found, start=1):
        told = [f"Above {number}.", f"Night {number}.", f"Below {number}."]
        assert sorted(told, key=html.index) == told
    assert story.getMetadata("status") == "Completed"
    assert "Before it all." in found[0][1]
    assert "After it all." in found[2][1]


def test_a_work_in_progress_is_not_taken_for_finished(live_server, ana):
    work = posted(ana, chapters=2, status="in-progress", planned_chapters=7)
    assert downloader.download(live_server.url, work).getMetadata("status") == "In-Progress"


def test_both_authors_are_named_in_their_order(live_server, ana):
    work = posted(ana, others=[person("Bea")])
    assert downloader.download(live_server.url, work).getList("author") == ["Ana", "Bea"]


def test_a_pen_name_in_another_script_arrives_as_it_is_written(live_server, ana):
    pseud = take_pen_name(ana, "笹舟")
    work = publish(draft_from(manuscript("葉の裏"), pseuds=[pseud]))
    story = downloader.download(live_server.url, work)
    assert said(story, "author", "title") == {"author": "笹舟", "title": "葉の裏"}


def test_without_a_summary_a_note_is_not_taken_for_one(live_server, ana):
    story = downloader.download(live_server.url, posted(ana, summary=None))
    assert "Before it all." not in story.getMetadata("description")
    assert "Before it all." in chapters_of(story)[0][1]


def test_without_a_summary_no_note_of_a_chapter_or_after_the_end_is_taken_for_one(live_server, ana):
    pages = manuscript(chapters=2, summary=None, notes=Notes(after="<p>She drowns.</p>"))
    pages.chapters[0].notes = Notes("<p>Mind the step.</p>")
    story = downloader.download(live_server.url, publish(draft_from(pages, pseuds=[ana.default_pseud])))
    assert story.getMetadata("description") == ""
    (_, first), (_, last) = chapters_of(story)
    assert ("Mind the step." in first, "She drowns." in last) == (True, True)


@pytest.mark.parametrize("chapters", [1, 2])
def test_a_mature_work_comes_to_who_said_yes(live_server, ana, chapters):
    work = posted(ana, rating="Mature", chapters=chapters)
    story = downloader.download(live_server.url, work)
    assert story.getMetadata("rating") == "Mature"
    assert len(chapters_of(story)) == chapters


def test_a_mature_work_is_not_given_to_who_was_not_asked(live_server, ana):
    work = posted(ana, rating="Mature")
    with pytest.raises(AdultCheckRequired):
        downloader.adapter_for(live_server.url, work.get_absolute_url(), settings="").getStory()


def test_a_series_is_known_from_its_works_and_its_page(live_server, ana):
    works = [posted(ana, f"Part {n}", series=[("Tides", n)]) for n in (1, 2)]
    story = downloader.download(live_server.url, works[1])
    series = works[0].series.get()
    assert said(story, "series", "seriesUrl") == {
        "series": "Tides [2]",
        "seriesUrl": f"https://{downloader.DOMAIN}/series/{series.pk}",
    }
    found = downloader.series_at(live_server.url, series.get_absolute_url())
    assert found["name"] == "Tides"
    assert found["urllist"] == [f"https://{downloader.DOMAIN}{work.get_absolute_url()}" for work in works]


def test_the_file_it_writes_keeps_breaks_and_emphasis(live_server, ana):
    page = downloader.written(live_server.url, posted(ana))
    assert "<em>light</em>" in page
    assert "<hr" in page


@pytest.mark.parametrize("unseen", [draft, hidden])
def test_what_a_guest_may_not_see_does_not_exist(live_server, ana, unseen):
    work = unseen(ana)
    with pytest.raises(StoryDoesNotExist):
        downloader.download(live_server.url, work)


@pytest.mark.parametrize("chapters", [1, 2])
def test_a_restricted_work_comes_to_a_member(live_server, ana, chapters):
    person("Rae")
    work = restricted(ana, chapters=chapters)
    story = downloader.download(live_server.url, work, name="Rae", password=PASSWORD)
    assert story.getMetadata("title") == work.title
    assert ["Chapter" in html for _, html in chapters_of(story)] == [True] * chapters


def test_a_restricted_work_comes_to_nobody_with_a_wrong_password(live_server, ana):
    person("Rae")
    with pytest.raises(FailedToLogin):
        downloader.download(live_server.url, restricted(ana), name="Rae", password="wrong lanterns")


def test_a_hidden_work_comes_to_no_other_member(live_server, ana):
    person("Rae")
    with pytest.raises(StoryDoesNotExist):
        downloader.download(live_server.url, hidden(ana), name="Rae", password=PASSWORD)


def test_how_a_work_was_received_comes_along(live_server, ana):
    work = posted(ana)
    Work.objects.filter(pk=work.pk).update(review_count=94, kudos_count=612, read_count=5_310)
    story = downloader.download(live_server.url, work)
    assert said(story, "comments", "kudos", "hits") == {"comments": "94", "kudos": "612", "hits": "5,310"}

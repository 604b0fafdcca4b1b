"""Atom and JSON Feed for everything that can be followed: they keep to their specifications, say what a page would, and
are answered 304 without a look at the texts."""

import base64
import json

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from headcanon.accounts.blocking import block, mute
from headcanon.accounts.joining import take_pen_name
from headcanon.api.tests.specifications import wrong_with_atom, wrong_with_json_feed
from headcanon.api.tokens import make_token
from headcanon.canon.models import Tag
from headcanon.core.editions import pages_changed
from headcanon.core.feeds import NEVER, Entry, Feed
from headcanon.discovery.index.keeping import Keeper
from headcanon.discovery.models import SavedSearch
from headcanon.discovery.saving import renew_feed
from headcanon.headcanons.tests.having import had
from headcanon.reading.models import Shelved
from headcanon.reading.tests.on_shelves import shelf_of
from headcanon.works.models import Chapter, Work
from headcanon.works.tests.growing import grow
from tests.cast import hidden, posted, restricted, signed_in
from tests.memory import forget_everything
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
NASTY = "<b>&\"'</b> ]]> \x0b\x00光 ‮"


def address(kind, *where, form="atom"):
    return reverse(f"feed-{kind}", args=[*where, form])


def fetched(where, client=None, **more):
    forget_everything()
    return (client or Client()).get(where, **more)


def titles(where, client=None, **more):
    return [entry.title for entry in feedparser.parse(fetched(where, client, **more).content).entries]


def feeds_of(work, bea):
    """Of everything that this work belongs to."""
    pseud, headcanon = work.authors[0], had(bea)
    grow(work, headcanon)
    shelf = shelf_of(bea, "Sea", work, sight="everyone", pseud=bea.default_pseud)
    return {
        "newest": (),
        "work": (work.pk,),
        "person": (pseud.user.username,),
        "pen-name": (pseud.user.username, pseud.name),
        "series": (work.series.get().pk,),
        "fandom": (work.fandom_names[0].slug,),
        "tag": (work.tags_of("relationship")[0].slug,),
        "headcanon": (headcanon.pk,),
        "shelf": (shelf.pk,),
    }


def told_at_length(ana):
    return posted(
        ana, f"The Lamp {NASTY}".replace("\x00", ""), summary="<p>A <em>keeper</em> & her lamp.</p>",
        tags=[f"Tag {NASTY}".replace("\x00", ""), "Sea"], series=[("Nights", 1)], warnings=["Major character death"],
    )  # fmt: skip


# --- What they are -----------------------------------------------------------------------------------------------


def test_each_keeps_to_its_specification_whatever_people_typed(ana, bea):
    work = told_at_length(ana)
    for kind, where in feeds_of(work, bea).items():
        answer = fetched(address(kind, *where))
        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8", kind
        assert wrong_with_atom(answer.content) == [], kind
        read = feedparser.parse(answer.content)
        assert (read.bozo, len(read.entries)) == (False, 1), kind
        answer = fetched(address(kind, *where, form="json"))
        assert answer["Content-Type"] == "application/feed+json", kind
        told = json.loads(answer.content)
        assert wrong_with_json_feed(told) == [], kind
        assert told["feed_url"] == f"http://testserver{address(kind, *where, form='json')}"
        assert [item["id"] for item in told["items"]] == [entry.id for entry in read.entries], kind


def test_a_story_is_told_as_its_card_tells_it(ana):
    work = told_at_length(ana)
    [entry] = feedparser.parse(fetched(address("newest")).content).entries
    assert entry.link == f"http://testserver/works/{work.pk}"
    assert [author.name for author in entry.authors] == ["Ana"]
    assert entry.id.startswith("tag:testserver,")
    assert {"Greek myth", "Hero/Leander", "Hero", "Sea", "Major character death"} <= {tag.term for tag in entry.tags}
    for words in ("<em>keeper</em>", "Major character death", "10 words", "Teen and up"):
        assert words in entry.summary, words


def test_what_leads_to_a_place_here_leads_there_from_anywhere():
    says = '<p><img src="/works/1/pictures/2" alt="A lamp"> and <a href="//other.example/">there</a>, x="/y"</p>'
    entry = Entry("The Lamp", "/works/1", "/works/1", NEVER, NEVER, says=says)
    told = Feed("Stories", "/", (entry,), "https://archive.example").html_of(entry)
    assert told == says.replace('src="/', 'src="https://archive.example/')


def test_an_empty_one_is_good_as_well_and_the_same_each_time(ana):
    first, second = (fetched(address("newest")) for _ in range(2))
    assert wrong_with_atom(first.content) == []
    assert first.content == second.content
    assert wrong_with_json_feed(fetched(address("newest", form="json")).json()) == []


def test_the_feed_of_a_story_tells_its_chapters_the_last_one_first(ana):
    work = posted(ana, chapters=3)
    Chapter.objects.filter(work=work, position=3).update(posted_at=None)
    assert titles(address("work", work.pk)) == ["Chapter 2: Night 2", "Chapter 1: Night 1"]
    # Her own draft of a chapter is no news to its author either.
    assert len(titles(address("work", work.pk), signed_in(ana))) == 2
    one_shot = posted(ana, "Alone", status="one-shot")
    assert titles(address("work", one_shot.pk)) == ["Alone"]


def test_a_shelf_tells_when_it_got_a_story_and_why(ana, bea):
    shelf = shelf_of(bea, "Sea", posted(ana, "One"), posted(ana, "Two"), sight="everyone", pseud=bea.default_pseud)
    Shelved.objects.filter(work__title="Two").update(why="For the <waves>.", note="not for others", tags=["mine"])
    assert titles(address("shelf", shelf.pk)) == ["Two", "One"]
    text = fetched(address("shelf", shelf.pk, form="json")).content.decode()
    assert "For the &lt;waves&gt;." in text
    assert "not for others" not in text and "mine" not in text
    for sight in ("me", "link"):
        type(shelf).objects.update(sight=sight)
        assert fetched(address("shelf", shelf.pk), signed_in(ana)).status_code == 404


def test_whose_an_anonymous_headcanon_is_stands_in_no_feed(ana, bea):
    headcanon = had(bea, is_anonymous=True)
    grow(posted(ana), headcanon)
    for form in ("atom", "json"):
        assert "Bea" not in fetched(address("headcanon", headcanon.pk, form=form)).content.decode()
    type(headcanon).objects.update(is_spoiler=True)
    assert headcanon.claim not in fetched(address("headcanon", headcanon.pk)).content.decode()


def test_a_family_is_told_under_each_of_its_names(ana):
    posted(ana, "Of one", fandoms=["Harry Potter"])
    posted(ana, "Of the other", fandoms=["HP"])
    from headcanon.canon.models import Fandom

    hp, canonical = Fandom.objects.get(name="HP"), Fandom.objects.get(name="Harry Potter")
    Fandom.objects.filter(pk=canonical.pk).update(standing="canonical")
    Fandom.objects.filter(pk=hp.pk).update(standing="synonym", canonical=canonical)
    for slug in (hp.slug, canonical.slug):
        assert sorted(titles(address("fandom", slug))) == ["Of one", "Of the other"]


# --- For whom ------------------------------------------------------------------------------------------------------


def test_a_token_opens_what_its_person_may_read_and_no_more(ana, rae, vex):
    posted(ana, "For all")
    restricted(ana)
    hidden(ana)
    token = make_token(rae, name="reader", scopes=[])
    both = ["For Members", "For all"]
    assert titles(address("newest")) == ["For all"]
    assert sorted(titles(f"{address('newest')}?token={token}")) == both
    answer = fetched(f"{address('newest')}?token={token}")
    assert "private" in answer["Cache-Control"]
    for basic in (f"rae:{token}", f"{token}:"):
        assert sorted(titles(address("newest"), headers={"Authorization": basic_of(basic)})) == both
    block(ana, rae)
    assert titles(f"{address('newest')}?token={token}") == []
    for wrong in ("hc_wrong", "", "x" * 300):
        assert fetched(f"{address('newest')}?token={wrong}").status_code == 401
    assert fetched(address("newest"), headers={"Authorization": "Basic ???"}).status_code == 401
    vex.is_active = False
    token = make_token(vex, name="reader", scopes=[])
    vex.save()
    assert fetched(f"{address('newest')}?token={token}").status_code == 401


def basic_of(words):
    return f"Basic {base64.b64encode(words.encode()).decode()}"


def test_what_she_keeps_quiet_is_quiet_here_too(ana, bea, rae):
    posted(ana, "Of Ana")
    posted(bea, "Of Bea")
    mute(rae, ana)
    token = make_token(rae, name="reader", scopes=[])
    assert titles(f"{address('newest')}?token={token}") == ["Of Bea"]


def test_what_its_author_lets_no_machine_list_stands_in_no_feed_for_nobody_in_particular(ana, rae):
    work = posted(ana)
    Work.objects.update(may_index=False)
    assert titles(address("newest")) == []
    assert titles(f"{address('newest')}?token={make_token(rae, name='reader', scopes=[])}") == ["The Lamp"]
    assert titles(address("work", work.pk)) == ["The Lamp"]


def test_what_is_covered_is_in_no_feed(ana):
    work = posted(ana, summary="<p>She drowns.</p>", tags=["drowning"], warnings=["Major character death"])
    Work.objects.filter(pk=work.pk).update(is_spoiler=True, veils_warnings=True)
    for form in ("atom", "json"):
        text = fetched(address("newest", form=form)).content.decode()
        assert "drown" not in text and "Major" not in text and "Leander" not in text
        assert "Summary, tags and warnings are covered" in text
        assert "Greek myth" in text
    assert "drown" in fetched(address("newest"), signed_in(ana)).content.decode()
    Tag.objects.filter(name="drowning").update(is_spoiler=True)


def test_what_is_not_there_has_no_feed(ana, db):
    secret = hidden(ana, fandoms=["Secret"], tags=["secret"], series=[("Secret", 1)])
    gone = [
        address("work", secret.pk), address("work", 999), address("fandom", "secret"), address("tag", "secret"),
        address("series", secret.series.get().pk), address("person", "Nobody"), address("shelf", 1),
        address("headcanon", 1), address("pen-name", "Ana", "Nobody"), "/feeds/works/12.rss", "/feeds/works/1/2.atom",
    ]  # fmt: skip
    assert {where: fetched(where).status_code for where in gone} == dict.fromkeys(gone, 404)


# --- Searches ------------------------------------------------------------------------------------------------------


@pytest.fixture
def keeper(data_folder):
    keeper = Keeper()
    yield keeper
    keeper.put_down()


def test_what_a_search_finds_is_a_feed_for_whoever_asks(ana, rae, keeper):
    posted(ana, "The Lamp")
    posted(ana, "The Tower")
    restricted(ana, "The Tower of the members")
    keeper.keep()
    where = f"{address('search')}?q=tower&sort=title"
    answer = fetched(where)
    assert wrong_with_atom(answer.content) == []
    read = feedparser.parse(answer.content)
    assert [entry.title for entry in read.entries] == ["The Tower"]
    assert read.feed.title == "Stories saying “tower”"
    assert read.feed.link == "http://testserver/works/search?q=tower&sort=title"
    token = make_token(rae, name="reader", scopes=[])
    assert sorted(titles(f"{where}&token={token}")) == ["The Tower", "The Tower of the members"]
    for asked in ("q=((((", "fandom=nothing", "words-from=x&sort=x", f"q={'a ' * 300}"):
        answer = fetched(f"{address('search', form='json')}?{asked}")
        assert (answer.status_code, wrong_with_json_feed(answer.json())) == (200, [])


def test_a_saved_search_is_read_by_whoever_has_its_address_as_she_would(ana, rae, keeper):
    restricted(ana, "The Tower of the members")
    keeper.keep()
    search = SavedSearch.objects.create(person=rae, name="Towers & <lamps>", asks="q=tower")
    answer = fetched(address("saved-search", search.feed_token))
    assert wrong_with_atom(answer.content) == []
    assert [entry.title for entry in feedparser.parse(answer.content).entries] == ["The Tower of the members"]
    assert "private" in answer["Cache-Control"]
    again = fetched(address("saved-search", search.feed_token), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, "private" in again["Cache-Control"]) == (304, True)
    block(ana, rae)
    assert titles(address("saved-search", search.feed_token)) == []
    old = search.feed_token
    renew_feed(search)
    assert fetched(address("saved-search", old)).status_code == 404
    rae.is_active = False
    rae.save()
    search.refresh_from_db()
    assert fetched(address("saved-search", search.feed_token)).status_code == 404


# --- Asked again -----------------------------------------------------------------------------------------------------


def test_who_has_it_already_is_told_so_until_something_changes(ana):
    work = posted(ana)
    for where in (address("newest"), address("newest", form="json"), address("work", work.pk)):
        etag = fetched(where)["ETag"]
        again = fetched(where, headers={"If-None-Match": etag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
        assert "Last-Modified" not in again
    etag = fetched(address("newest"))["ETag"]
    Work.objects.update(title="The Lantern")
    pages_changed()
    assert fetched(address("newest"), headers={"If-None-Match": etag}).status_code == 200
    Work.objects.update(is_hidden=True)
    assert titles(address("newest"), headers={"If-None-Match": etag}) == []


def test_a_kept_one_is_answered_304_without_any_question(ana, looks_once):
    """By the keeper of pages, in front of Django."""
    posted(ana)
    reader = Visitor()
    etag = reader.get(address("newest"))["ETag"]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = reader.get(address("newest"), headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content, len(asked) <= 1) == (304, b"", True)
    assert reader.get(address("newest"), headers={"If-None-Match": '"other"'}).status_code == 200


QUERIES = {
    "newest": 8, "work": 8, "person": 9, "pen-name": 9, "series": 9, "fandom": 14, "tag": 14, "headcanon": 10,
    "shelf": 10,
}  # fmt: skip


def test_more_stories_cost_no_more_questions_and_no_text_is_touched(ana, bea, looks_once):
    feeds = {kind: address(kind, *where) for kind, where in feeds_of(told_at_length(ana), bea).items()}
    one = {kind: number_of_questions(where) for kind, where in feeds.items()}
    for number in (2, 3):
        posted(ana, f"Story {number}", series=[("Nights", number)])
    assert {kind: number_of_questions(where) for kind, where in feeds.items()} == one
    assert {kind: number for kind, number in one.items() if number > QUERIES[kind]} == {}


def number_of_questions(where):
    with CaptureQueriesContext(connection) as asked:
        assert fetched(where).status_code == 200
    assert not [query["sql"] for query in asked if '"works_chapter"."body"' in query["sql"]]
    return len(asked)


# --- Where they are found --------------------------------------------------------------------------------------------


def alternates_on(where, client=None):
    links = HTMLParser(fetched(where, client).content.decode()).css('link[rel="alternate"]')
    return {link.attributes["type"].partition("+")[2][:4]: link.attributes["href"] for link in reversed(links)}


def test_every_page_names_its_feed_to_feed_readers(ana, bea, keeper):
    work = told_at_length(ana)
    keeper.keep()
    where = feeds_of(work, bea)
    found_at = {
        "newest": reverse("home"), "work": work.get_absolute_url(), "pen-name": work.authors[0].get_absolute_url(),
        "series": work.series.get().get_absolute_url(), "fandom": work.fandom_names[0].get_absolute_url(),
        "tag": work.tags_of("relationship")[0].get_absolute_url(),
        "headcanon": reverse("headcanon", args=where["headcanon"]), "shelf": reverse("shelf", args=where["shelf"]),
    }  # fmt: skip
    for kind, page in found_at.items():
        links = alternates_on(page)
        assert (links["xml"], links["json"]) == (address(kind, *where[kind]), address(kind, *where[kind], form="json"))
        assert feedparser.parse(fetched(links["xml"]).content).feed.link == f"http://testserver{page}", kind
    take_pen_name(ana, "Wren")
    assert alternates_on("/users/Ana")["xml"] == address("person", "Ana")
    assert alternates_on("/works/search?q=lamp")["xml"] == f"{address('search')}?q=lamp"
    Work.objects.filter(pk=work.pk).update(audience="members")
    assert alternates_on(work.get_absolute_url(), signed_in(bea)) == {}


def test_a_saved_search_tells_its_reader_its_addresses(rae, db):
    search = SavedSearch.objects.create(person=rae, name="Towers", asks="q=tower")
    page = fetched(reverse("saved-search-edit", args=[search.pk]), signed_in(rae)).content.decode()
    for form in ("atom", "json"):
        assert f"http://testserver{address('saved-search', search.feed_token, form=form)}" in page

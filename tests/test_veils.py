"""What a reader has not come to yet is told her at no door, and at each after she has lifted the veil.

One story and one headcanon are set at an event of the third book, which is flagged. Their summary, their tags, what the
story grew from and where it stands are secrets; their title, authors and canon are not.
"""

import html

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.accounts.models import Preferences, User
from headcanon.api.tests.asking import Program
from headcanon.canon.models import Canon, Event
from headcanon.canon.tests.lines import as_said, canon_of, event_in
from headcanon.core.random_ids import newest_key
from headcanon.core.viewing import CANONS_COOKIE
from headcanon.following.follows import follow
from headcanon.following.hearing import renew_feed
from headcanon.following.letters import message_of
from headcanon.following.models import Letter, News, Notice
from headcanon.headcanons.models import Headcanon, HeadcanonFandom, HeadcanonTag
from headcanon.manuscript.model import Origin
from headcanon.reading.models import Reading, Shelf, Shelved, ShelvedHeadcanon
from headcanon.works.models import Departure, Growth, Placement, Work
from tests.cast import person, posted, signed_in
from tests.memory import forget_everything
from tests.test_doors import BOOKS, DOORS
from tests.visitor import Visitor
from tests.worlds import shared

SECRET = "drowned at dawn"
TITLE = "The Lamp Goes Out"
CAST = ("guest", "Rae", "Kim", "Mo", "Far", "Ana")
COVERED_FOR = {"guest", "Rae", "Kim", "Mo"}
EACH = ["guest", "Rae", *(pytest.param(name, marks=pytest.mark.prove) for name in ("Far", "Kim", "Mo", "Ana"))]
# Whoever asks for a tag by its name, or for the picture, knows it; a book may say everything.
OPEN = {"tag", "picture", "feed-tag", "opds-book", *BOOKS}


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    """The canon, the people and the story are there in every test."""
    with shared(django_db_blocker):
        books = canon_of("Greek myth", "The books", ["One", "Two", "Three"])
        people_who_read(books)
        story_at(event_in(books, "Three", f"Event: he {SECRET}", is_spoiler=True))
        yield


@pytest.fixture
def books(db):
    return Canon.objects.get()


@pytest.fixture
def people(db):
    return {"guest": None} | {name: User.objects.get(username=name) for name in CAST[1:]}


@pytest.fixture
def event(db):
    return Event.objects.get()


@pytest.fixture
def work(db):
    return Work.objects.with_card().get(title=TITLE)


def people_who_read(books):
    """Rae has said that she is in the first book, Far that she knows all three; Kim and Mo have said nothing."""
    made = {name: person(name, is_archivist=name == "Mo") for name in CAST[1:]}
    for name, where in (("Rae", "One"), ("Far", "Three")):
        User.objects.filter(pk=made[name].pk).update(canons_read=as_said({books: where}))


def story_at(event):
    made = posted(
        User.objects.get(username="Ana"), TITLE, chapters=2, fandoms=["Greek myth"], summary=f"<p>Summary: she {SECRET}</p>",
        characters=[f"Character {SECRET}"], relationships=[f"Hero/One who {SECRET}"], tags=[f"Tag {SECRET}"],
        warnings=["Graphic violence"], series=[("Nights", 1)], origin=Origin("headcanon", f"Origin {SECRET}"),
    )  # fmt: skip
    way = Departure.objects.create(event=event, says=f"Nobody {SECRET}", key="nobody")
    said = {"relation": "diverges", "event": event, "departure": way}
    Placement.objects.create(work=made, canon=event.canon, newest_key=made.newest_key, **said)


@pytest.fixture
def headcanon(people, books, event, work):
    """Had by somebody else, and the story grew from it."""
    bea = person("Bea")
    made = Headcanon.objects.create(
        pseud=bea.default_pseud, claim=f"Claim: they all {SECRET}", event=event, sent_with="once"
    )
    Headcanon.objects.filter(pk=made.pk).update(newest_key=newest_key(made.made_at, made.pk))
    HeadcanonFandom.objects.create(headcanon=made, fandom=books.fandom, typed="Greek myth", newest_key=1)
    tag = work.tags_of("character")[0]
    HeadcanonTag.objects.create(headcanon=made, tag=tag, typed=tag.name, newest_key=1)
    Growth.objects.create(work=work, headcanon=made, newest_key=work.newest_key)
    return made


def browser(name, people, books):
    forget_everything()
    if people[name]:
        return signed_in(people[name])
    client = Client()
    client.cookies[CANONS_COOKIE] = as_said({books: "One"})
    return client


def tells(client, address):
    response = client.get(address, follow=True)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code == 200 and SECRET in html.unescape(body.decode())


@pytest.mark.parametrize("name", EACH)
def test_who_is_told_what_at_which_door(people, books, work, name):
    client = browser(name, people, books)
    doors = {door: address(work) for door, address in DOORS.items() if door not in OPEN}
    doors |= {"event": work.placements.get().event.get_absolute_url(), "another tag": warning(work).get_absolute_url()}
    doors |= {
        name: reverse(name, args=[books.fandom.slug]) for name in ("timeline", "progress", "line-suggest", "line")
    }
    doors |= {
        "line-table": reverse("line-table", args=[books.fandom.slug]),
        "lineage": reverse("lineage", args=[work.pk]),
    }
    doors = {door: address for door, address in doors.items() if name != "Ana" or not door.startswith("report")}
    told = {door for door, address in doors.items() if tells(client, address)}
    if name in COVERED_FOR:
        # Who puts a line in order takes it along as it is.
        assert told == ({"line-table"} if name == "Mo" else set())
    else:
        own = {"home", "fandom", "author", "series", "work", "whole work", "work-card", "shelf", "another tag"}
        assert told >= own | ({"event", "timeline"} if name == "Far" else set())


def warning(work):
    return work.tags_of("warning")[0]


@pytest.mark.parametrize("name", sorted(COVERED_FOR))
def test_one_click_lifts_it_and_is_not_remembered(people, books, work, name):
    client = browser(name, people, books)
    for address in (reverse("work-card", args=[work.pk]), work.get_absolute_url()):
        page = client.get(address).content.decode()
        assert f'href="{address}?lift=yes"' in page
        lifted = html.unescape(client.get(f"{address}?lift=yes").content.decode())
        for secret in ("Summary: she", "Character", "Hero/One who", "Tag", "Event: he", "Nobody"):
            assert f"{secret} {SECRET}" in lifted, (address, secret)
        assert "data-lift" not in lifted
        assert not tells(client, address)
    whole = f"{work.get_absolute_url()}?view_full_work=true"
    assert f'href="{whole}&amp;lift=yes"' in client.get(whole).content.decode()
    assert tells(client, f"{whole}&lift=yes")


@pytest.mark.parametrize("name", EACH[1:])
def test_who_is_told_what_among_what_is_hers(people, books, work, headcanon, name):
    """In her inbox, her mail, her feeds, on her shelves, in what she goes on with, and on what her devices keep."""
    reader, client = people[name], browser(name, people, books)
    for each, thing in {"work": work, "fandom": books.fandom, "headcanon": headcanon}.items():
        if name != "Ana" or each != "work":
            follow(reader, each, thing)
    shelf = Shelf.objects.create(person=reader, name="Mine")
    Shelved.objects.create(shelf=shelf, work=work)
    ShelvedHeadcanon.objects.create(shelf=shelf, headcanon=headcanon)
    Reading.objects.create(person=reader, work=work, chapter=work.chapters.first())
    letter = Letter.objects.create(person=reader, message_id="<1@example.org>")
    about = ({"kind": "work", "work": work}, {"kind": "chapter", "work": work, "chapter": work.chapters.first()})
    for each in (*about, {"kind": "grew", "work": work, "headcanon": headcanon}):
        Notice.objects.create(person=reader, letter=letter, news=News.objects.create(is_told=True, **each))
    renew_feed(reader)
    feed = reverse("feed", args=[reader.hearing.feed_token])
    doors = [
        reverse("inbox"), feed, f"{feed}.json", reverse("follows"), reverse("home"), reverse("history"),
        reverse("history-table"), reverse("shelves"), reverse("shelf", args=[shelf.pk]), reverse("shelves-export"),
        reverse("shelf-headcanons", args=[shelf.pk]), reverse("follow-work", args=[work.pk]),
        reverse("quiet-work", args=[work.pk]), reverse("shelve", args=[work.pk]), reverse("offline-work", args=[work.pk]),
        f"{reverse('offline-contents')}?works={work.pk}", headcanon.get_absolute_url(), reverse("headcanons"),
        reverse("headcanon-lineage", args=[headcanon.pk]), reverse("headcanon-works", args=[headcanon.pk]),
        reverse("headcanon-talk", args=[headcanon.pk]), reverse("lineage", args=[work.pk]), reverse("progress-settings"),
    ]  # fmt: skip
    told = {address for address in doors if tells(client, address)}
    mail = message_of(letter, "https://archive.example")
    in_mail = SECRET in mail.body + mail.alternatives[0].content
    assert TITLE in mail.body
    if name in COVERED_FOR:
        assert (told, in_mail) == (set(), False)
        for address in (reverse("quiet-work", args=[work.pk]), headcanon.get_absolute_url()):
            assert tells(client, f"{address}?lift=yes")
    else:
        assert told >= {reverse("home"), reverse("shelf", args=[shelf.pk]), headcanon.get_absolute_url()}


def test_guests_of_whom_one_has_come_further_are_not_given_the_same_page(people, books, work):
    """Pages of guests are kept, and shared by those who see the same."""
    met = []
    for where in ("One", "Three", None, "One"):
        visitor = Visitor()
        if where:
            visitor.cookies[CANONS_COOKIE] = as_said({books: where})
        met.append(tells(visitor, "/"))
    assert met == [False, True, False, False]


def test_a_member_may_wish_that_lists_leave_it_out_and_counts_go_with_them(people, books, work):
    """But for what she asks for by its name, and what she is in the middle of."""
    rae = people["Rae"]
    posted(people["Ana"], "Another", fandoms=["Greek myth"])
    client = signed_in(rae)
    assert "2 stories, " in client.get("/").content.decode()
    form = {"hides_beyond": "on", "language": ""}
    assert client.post(reverse("preferences"), form).status_code == 302
    for address in ("/", books.fandom.get_absolute_url()):
        page = client.get(address).content.decode()
        assert (TITLE in page, "1 story." in page) == (False, True)
    assert TITLE in client.get(people["Ana"].default_pseud.get_absolute_url()).content.decode()
    Reading.objects.create(person=rae, work=work, chapter=work.chapters.first())
    assert "Go on reading" in client.get("/").content.decode()


def test_warnings_are_covered_until_she_lifts_the_cover(people, books, work):
    """Where their author wishes it, for everybody; where a reader does, for her alone."""
    far = people["Far"]
    pages = ["/", work.get_absolute_url()]
    plain = "Graphic violence"
    Preferences.objects.create(person=far, veils_warnings=True)
    assert [plain in signed_in(far).get(page).content.decode() for page in pages] == [False, False]
    assert [plain in signed_in(people["Kim"]).get(page).content.decode() for page in pages] == [True, True]
    Work.objects.update(veils_warnings=True)
    forget_everything()
    assert [plain in signed_in(people["Kim"]).get(page).content.decode() for page in pages] == [False, False]
    assert [plain in signed_in(people["Ana"]).get(page).content.decode() for page in pages] == [True, True]
    for address in (reverse("work-card", args=[work.pk]), work.get_absolute_url()):
        assert plain in signed_in(far).get(f"{address}?lift=yes").content.decode()


def test_a_device_fetches_a_story_anew_when_she_has_come_further(people, books, work):
    kept = {}
    for where in ("One", "Three", "One"):
        User.objects.filter(username="Rae").update(canons_read=as_said({books: where}))
        client = signed_in(User.objects.get(username="Rae"))
        contents = client.get(f"{reverse('offline-contents')}?works={work.pk}").json()
        kept.setdefault(where, set()).add(contents["works"][str(work.pk)]["version"])
        assert tells(client, reverse("offline-work", args=[work.pk])) == (where == "Three")
    assert len(kept["One"]) == 1
    assert kept["One"].isdisjoint(kept["Three"])


def test_what_is_covered_is_not_found_by_its_words(people, books, work, headcanon):
    for name, finds in (("Rae", False), ("Far", True)):
        own = posted(people[name], f"Of {name}", fandoms=["Greek myth"])
        client = browser(name, people, books)
        assert tells(client, f"{reverse('find-headcanons', args=[own.pk])}?words=drowned") == finds


PROGRAMS = {
    "works": lambda work: "/works",
    "work": lambda work: f"/works/{work.pk}",
    "lifted": lambda work: f"/works/{work.pk}?lift=yes",
    "fandom's works": lambda work: "/fandoms/greek-myth/works",
    "author's works": lambda work: "/authors/Ana/works",
    "series": lambda work: f"/series/{work.series.get().pk}",
    "events": lambda work: f"/fandoms/greek-myth/events?canon={work.placements.get().canon_id}",
    "event": lambda work: f"/fandoms/greek-myth/events/{work.placements.get().event_id}",
    "tags": lambda work: "/tags?kind=character",
    "headcanons": lambda work: "/headcanons",
    "headcanon": lambda work: work.growths.get().headcanon.get_absolute_url(),
}


@pytest.mark.parametrize("name", EACH)
def test_what_programs_are_told(people, books, work, headcanon, name):
    program = Program(people[name])
    told = {way for way, address in PROGRAMS.items() if SECRET in program.ask(address(work)).content.decode()}
    # Names of tags are told to whoever asks for them, but for those that give something away.
    covered = {"lifted", "tags"}
    own = {"works", "work", "fandom's works", "author's works", "series"} | covered
    line = {"events", "event", "headcanons", "headcanon"}
    assert told == (covered if name in COVERED_FOR else own | line if name == "Far" else own)

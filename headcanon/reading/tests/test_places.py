"""Where somebody stopped is kept as she reads, found again whatever was edited, and known to nobody else."""

from datetime import timedelta
from time import perf_counter, time

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.blocking import block
from headcanon.core import editions
from headcanon.manuscript.places import all_moved, place_at
from headcanon.manuscript.tests.test_places import Edited, chapters, html_of, random, refrains, sentences
from headcanon.reading import marking, reads, remembering
from headcanon.reading.models import Reading
from headcanon.reading.remembering import THE_END, Step, note_step, write_places
from headcanon.reading.stopping import found, stop_at
from headcanon.works.erasing import erase_chapter
from headcanon.works.models import Chapter, Work
from headcanon.works.trash import trash_chapter
from tests import cast
from tests.memory import forget_everything
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
PARAGRAPHS = [
    "The lamp over the harbour had been out since Tuesday.",
    "Medea carried the oil up the stair, a can in each hand, and did not look at the sea.",
    "When she came down again the gulls were asleep and the tide had turned.",
    "“You could have asked me,” said Jason.",
    "She had not, and would not.",
]


@pytest.fixture(autouse=True)
def nothing_noted(monkeypatch):
    monkeypatch.setattr(remembering, "_steps", {})
    monkeypatch.setattr(reads, "_opened", set())
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)


@pytest.fixture(autouse=True)
def an_archive(db):
    editions.the_archive()  # its row is made when it is first asked for


@pytest.fixture
def rae(db):
    return cast.person("Rae")


@pytest.fixture
def work(ana):
    """Eight chapters with the same paragraphs."""
    return story(ana)


def story(author, title="The Lamp", *, number=8, **fields):
    work = cast.posted(author, title, chapters=number, **fields)
    Chapter.objects.filter(work=work).update(body=html_of(PARAGRAPHS))
    return work


def chapter_of(work, number):
    return work.chapters.order_by("position")[number - 1]


class Reader(Visitor):
    """A visitor whose forms carry their token."""

    def post(self, address, said=None, **headers):
        self.cookies["csrftoken"] = token = "t" * 32
        return super().post(address, {**(said or {}), "csrfmiddlewaretoken": token}, **headers)


def browser(user=None):
    client = Reader()
    if user:
        client.force_login(user)
    return client


def page_of(client, address):
    forget_everything()
    response = client.get(address)
    assert response.status_code == 200
    return LexborHTMLParser(response.content)


def opened(client, *things):
    for thing in things:
        assert client.get(thing.get_absolute_url()).status_code == 200
    write_places()


def stop(client, work, number, paragraph, /, *, opening=None, permille=500, **fields):
    """As the script tells it."""
    opening = PARAGRAPHS[paragraph][:80] if opening is None else opening
    address = reverse("place", args=[work.pk, chapter_of(work, number).pk])
    said = {"paragraph": paragraph, "opening": opening, "permille": permille, **fields}
    response = client.post(address, said)
    write_places()
    return response.status_code


def goes_on(client, work):
    response = client.get(reverse("continue", args=[work.pk]))
    assert (response.status_code, response.headers["Cache-Control"].count("no-cache")) == (302, 1)
    return response.headers["Location"]


def at(work, number, paragraph=0):
    address = reverse("chapter", args=[work.pk, chapter_of(work, number).pk])
    return f"{address}#p-{paragraph}" if paragraph else address


def words_of(node):
    return " ".join(node.text().split())


def facts(client):
    """What cards say of her."""
    return [words_of(fact) for fact in page_of(client, reverse("home")).css(".card-place")]


def line(client, work):
    found = page_of(client, work.get_absolute_url()).css_first(".stopped p")
    return found and words_of(found)


# --- Keeping it ------------------------------------------------------------------------------------------------------


def test_who_opens_a_chapter_is_in_it(work, rae):
    client = browser(rae)
    opened(client, work, chapter_of(work, 2))
    reading = Reading.objects.get()
    assert (reading.person, reading.work, reading.chapter) == (rae, work, chapter_of(work, 2))
    assert (reading.state, reading.chapters_then, reading.permille, reading.place) == ("reading", 8, 0, None)
    assert reading.chapters_read == [chapter_of(work, 1).pk]


def test_a_page_that_is_kept_is_noted_as_well(work, rae):
    client = browser(rae)
    for _ in range(3):
        opened(client, work)
    first = Reading.objects.get().last_at
    note = client.get(work.get_absolute_url())
    assert note.status_code == 200
    write_places()
    assert Reading.objects.get().last_at > first


def test_making_or_giving_out_a_page_writes_nothing(work, rae):
    client = browser(rae)
    with CaptureQueriesContext(connection) as captured:
        client.get(chapter_of(work, 3).get_absolute_url())
        client.get(chapter_of(work, 3).get_absolute_url())
    assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []
    assert Reading.objects.count() == 0


def test_telling_a_place_writes_nothing_at_once_and_leaves_her_pages_as_they_are(work, rae):
    client = Client()
    client.force_login(rae)
    address = reverse("place", args=[work.pk, chapter_of(work, 3).pk])
    with CaptureQueriesContext(connection) as captured:
        assert client.post(address, {"paragraph": 2, "permille": 400}).status_code == 204
    assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []
    assert len(captured) == 4  # session, person, the chapter, whether she is an author of it


def test_a_guest_leaves_nothing(work):
    client = browser()
    opened(client, work, chapter_of(work, 2))
    assert stop(client, work, 3, 2) == 404
    assert goes_on(client, work) == work.get_absolute_url()
    assert (Reading.objects.count(), remembering._steps) == (0, {})


def test_authors_are_not_readers_of_their_own(work, ana):
    client = browser(ana)
    opened(client, work, chapter_of(work, 2))
    assert stop(client, work, 3, 2) == 204
    assert Reading.objects.count() == 0


def test_a_page_fetched_ahead_of_time_is_not_opened(work, rae):
    client = browser(rae)
    client.get(chapter_of(work, 2).get_absolute_url(), headers={"sec-purpose": "prefetch"})
    write_places()
    assert Reading.objects.count() == 0


def test_who_looks_at_the_beginning_loses_no_place(work, rae):
    client = browser(rae)
    stop(client, work, 3, 2)
    opened(client, work)
    assert goes_on(client, work) == at(work, 3, 2)
    opened(client, chapter_of(work, 5))
    assert goes_on(client, work) == at(work, 5)
    opened(client, chapter_of(work, 5))
    stop(client, work, 1, 4)
    assert goes_on(client, work) == at(work, 1, 4)


def test_opening_the_same_chapter_again_keeps_the_paragraph(work, rae):
    client = browser(rae)
    stop(client, work, 3, 2)
    opened(client, chapter_of(work, 3))
    assert goes_on(client, work) == at(work, 3, 2)


def test_a_whole_work_on_one_page_is_read_like_its_chapters(work, rae):
    client = browser(rae)
    assert client.get(f"{work.get_absolute_url()}?view_full_work=true").status_code == 200
    write_places()
    assert Reading.objects.get().chapter == chapter_of(work, 1)
    stop(client, work, 2, 1, whole="1")
    stop(client, work, 3, 2, whole="1")
    assert goes_on(client, work) == f"{work.get_absolute_url()}?view_full_work=true#p-3-2"
    assert Reading.objects.get().chapters_read == [chapter_of(work, number).pk for number in (1, 2)]
    stop(client, work, 3, 4, whole="1", permille=THE_END)
    assert goes_on(client, work) == f"{work.get_absolute_url()}?view_full_work=true#chapter-4"


def test_several_places_in_one_batch_are_told_in_their_order(work, rae):
    ids = [chapter_of(work, number).pk for number in (1, 2, 3)]
    now = time() - 10
    for n, pk in enumerate(ids):
        note_step(Step(rae.pk, work.pk, pk, now + n, 1, "", 990))
    note_step(Step(rae.pk, work.pk, ids[2], now + 4, 0, "", 100))
    write_places()
    reading = Reading.objects.get()
    assert (reading.chapter_id, reading.place["position"], reading.permille) == (ids[2], 0, 990)
    assert reading.chapters_read == ids[:2]


def test_a_place_from_before_is_no_news(work, rae):
    """Of two devices the one that told last is right; of one that was offline only what she has read counts."""
    client = browser(rae)
    stop(client, work, 3, 2)
    an_hour_ago = int((time() - 3600) * 1000)
    stop(client, work, 5, 1, permille=THE_END, at=an_hour_ago)
    reading = Reading.objects.get()
    assert (goes_on(client, work), reading.chapters_read) == (at(work, 3, 2), [chapter_of(work, 5).pk])
    assert timezone.now() - reading.last_at < timedelta(minutes=1)


def test_a_clock_that_goes_wrong_keeps_nothing_out(work, rae):
    client = browser(rae)
    stop(client, work, 3, 2, at=int((time() + 10**6) * 1000))
    stop(client, work, 4, 1)
    assert goes_on(client, work) == at(work, 4, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"paragraph": "-1"}, {"paragraph": "two"}, {"paragraph": "9" * 30}, {"permille": "1001"}, {"permille": ""},
        {"opening": "x" * 200}, {"at": "soon"}, {"opening": "nul\0"},
    ],
)  # fmt: skip
def test_nonsense_is_refused(work, rae, wrong):
    client = browser(rae)
    assert stop(client, work, 1, 1, **{"opening": "x", **wrong}) == 400
    assert Reading.objects.count() == 0
    assert stop(client, work, 1, 1, opening="<script>alert(1)</script>") == 204
    assert Reading.objects.get().place["position"] == 1


def test_what_she_may_not_see_is_no_place_for_her(ana, rae):
    """And whether it is there at all, or whose the chapter is, cannot be found out."""
    client = browser(rae)
    seen = story(ana, "Seen")
    for make in (cast.draft, cast.hidden, cast.for_herself, cast.by_link, cast.trashed):
        hidden = make(ana, make.__name__)
        chapter = Chapter.with_trash.filter(work=hidden).first()
        for pair in ((hidden.pk, chapter.pk), (seen.pk, chapter.pk), (hidden.pk, chapter_of(seen, 1).pk), (1, 2)):
            assert client.post(reverse("place", args=pair), {"paragraph": 1, "permille": 1}).status_code == 404
        for name in ("continue", "reading-mark"):
            send = client.get if name == "continue" else client.post
            assert send(reverse(name, args=[hidden.pk]), {"wish": "read"}).status_code == 404
    write_places()
    assert Reading.objects.count() == 0
    assert stop(client, seen, 1, 1) == 204
    assert Reading.objects.count() == 1


def test_without_the_token_of_her_form_nothing_is_taken(work, rae):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rae)
    address = reverse("place", args=[work.pk, chapter_of(work, 3).pk])
    said = {"paragraph": 2, "permille": 400}
    assert client.post(address, said).status_code == 403
    page = page_of(client, chapter_of(work, 3).get_absolute_url())
    token = client.get(page.css_first("#places").attributes["data-token"]).json()["token"]
    assert client.post(address, {**said, "csrfmiddlewaretoken": token}).status_code == 204


def test_the_page_of_a_story_asks_once_where_she_was(work, rae):
    def asked(client):
        forget_everything()
        with CaptureQueriesContext(connection) as captured:
            client.get(work.get_absolute_url())
        return len([query for query in captured if "reading_reading" in query["sql"]])

    client = browser(rae)
    assert (asked(client), asked(browser())) == (1, 0)
    stop(client, work, 3, 2)
    assert asked(client) == 1


def test_switched_off_nothing_is_recorded(work, ana, rae):
    client = browser(rae)
    stop(client, work, 3, 2)
    marking.switch(rae, keeps=False)
    other = story(ana, "Another")
    opened(client, other, chapter_of(work, 5))
    stop(client, work, 4, 1)
    stop(client, other, 4, 1)
    assert list(Reading.objects.values_list("work", "chapter")) == [(work.pk, chapter_of(work, 3).pk)]
    assert page_of(client, chapter_of(work, 2).get_absolute_url()).css("#places") == []
    marking.switch(rae, keeps=True)
    opened(client, other)
    assert Reading.objects.count() == 2


# --- Writing it ------------------------------------------------------------------------------------------------------


def test_one_place_or_a_hundred_cost_the_same_questions(work, ana, rae):
    def note(number):
        for n in range(number):
            reader = cast.person(f"Reader{number}x{n}")
            pk = chapter_of(work, 1 + n % 8).pk
            note_step(Step(reader.pk, work.pk, pk, time(), n % 5, PARAGRAPHS[n % 5], 300))
        with CaptureQueriesContext(connection) as captured:
            write_places()
        return len(captured)

    assert note(1) <= 12
    assert note(100) <= 14  # SQLite takes no more than a thousand values at once
    assert Reading.objects.count() == 101


def test_a_place_costs_less_than_a_millisecond_of_the_database(work):
    readers = [cast.person(f"Reader{n}") for n in range(150)]
    pks = [chapter_of(work, number).pk for number in range(1, 9)]
    spent = []

    def timed(execute, *args):
        begun = perf_counter()
        try:
            return execute(*args)
        finally:
            spent.append(perf_counter() - begun)

    for round_number in range(2):  # made, and moved
        for n, reader in enumerate(readers):
            note_step(Step(reader.pk, work.pk, pks[(n + round_number) % 8], time(), n % 5, PARAGRAPHS[n % 5], 300))
        spent.clear()
        with connection.execute_wrapper(timed):
            write_places()
        assert sum(spent) / len(readers) < 0.001


def test_what_could_not_be_written_is_written_the_next_time(work, rae, monkeypatch):
    note_step(Step(rae.pk, work.pk, chapter_of(work, 2).pk, time(), 1, "", 10))

    def fail(*_):
        raise DatabaseError("full")

    with monkeypatch.context() as patched:
        patched.setattr(remembering, "settle", fail)
        with pytest.raises(DatabaseError):
            write_places()
    assert Reading.objects.count() == 0
    write_places()
    assert Reading.objects.get().place["position"] == 1


def test_who_or_what_is_gone_meanwhile_harms_nobody(work, ana, rae):
    gone, other = cast.person("Gone"), story(ana, "Erased")
    for person, where in ((gone, work), (rae, other), (rae, work)):
        note_step(Step(person.pk, where.pk, chapter_of(where, 2).pk, time(), 1, "", 10))
    gone.delete()
    other.delete()
    write_places()
    assert list(Reading.objects.values_list("person", "work")) == [(rae.pk, work.pk)]


def test_two_processes_that_write_at_once_keep_what_both_know(work, rae):
    """The second meets a row that the first has made since it asked."""
    pks = [chapter_of(work, number).pk for number in (1, 2)]
    step = Step(rae.pk, work.pk, pks[1], time(), 1, "", THE_END)
    known, places = remembering.Known({work.pk}), remembering.places_of([step])
    note_step(Step(rae.pk, work.pk, pks[0], time() + 5, 2, "", THE_END))
    write_places()
    remembering.settle([step], known, places)
    reading = Reading.objects.get()
    assert (reading.chapter_id, set(reading.chapters_read)) == (pks[0], set(pks))


# --- Going on --------------------------------------------------------------------------------------------------------


def test_she_goes_on_at_the_same_paragraph_after_two_were_added_above(work, rae):
    client = browser(rae)
    stop(client, work, 3, 2)
    third = chapter_of(work, 3)
    Chapter.objects.filter(pk=third.pk).update(body=html_of(["One more.", "And another.", *PARAGRAPHS]))
    assert goes_on(client, work) == at(work, 3, 4)


def test_of_an_older_page_the_letters_say_what_is_meant(work, rae):
    """She reads on in a page that she opened before the author added two paragraphs."""
    third = chapter_of(work, 3)
    Chapter.objects.filter(pk=third.pk).update(body=html_of(["One more.", "And another.", *PARAGRAPHS]))
    client = browser(rae)
    stop(client, work, 3, 2)
    assert goes_on(client, work) == at(work, 3, 4)


def test_a_paragraph_that_is_gone_leads_to_the_nearest(work, rae):
    client = browser(rae)
    stop(client, work, 3, 2)
    Chapter.objects.filter(pk=chapter_of(work, 3).pk).update(body=html_of(["New.", *PARAGRAPHS[:2], *PARAGRAPHS[3:]]))
    assert goes_on(client, work) == at(work, 3, 3)


def test_from_the_end_of_a_chapter_she_goes_on_to_the_next(work, rae):
    client = browser(rae)
    stop(client, work, 3, 4, permille=THE_END)
    assert goes_on(client, work) == at(work, 4)


@pytest.mark.parametrize("way", ["trashed", "a draft again", "erased"])
def test_a_chapter_that_is_not_there_any_more_leads_to_the_first_unread(work, rae, way):
    client = browser(rae)
    stop(client, work, 1, 4, permille=THE_END)
    stop(client, work, 3, 2)
    third = chapter_of(work, 3)
    if way == "trashed":
        trash_chapter(third)
    elif way == "erased":
        trash_chapter(third)
        erase_chapter(Chapter.with_trash.get(pk=third.pk))
        assert Reading.objects.get().place is None
    else:
        Chapter.objects.filter(pk=third.pk).update(posted_at=None)
    assert goes_on(client, work) == at(work, 2)
    assert "gulls" not in client.get(work.get_absolute_url()).content.decode().split("<article")[0]


def test_who_was_never_there_begins(work, rae):
    assert goes_on(browser(rae), work) == work.get_absolute_url()


def test_the_beginning_of_a_story_says_where_she_stopped(work, rae):
    client = browser(rae)
    assert line(client, work) is None
    stop(client, work, 3, 2)
    said = "You stopped at “When she came down again the gulls were asleep and …”, in chapter 3."
    assert line(client, work) == said
    assert page_of(client, work.get_absolute_url()).css_first(".stopped a").attributes["href"] == reverse(
        "continue", args=[work.pk]
    )
    assert page_of(client, chapter_of(work, 2).get_absolute_url()).css(".stopped") == []
    assert line(browser(cast.person("Vex")), work) is None
    more(work, 3)
    assert line(client, work) == f"{said} Three new chapters since you were here."


def test_words_of_a_story_are_printed_as_words(ana, rae):
    work = cast.posted(ana, "<b>Lamp</b>", chapters=2)
    Chapter.objects.filter(work=work).update(body="<p>&lt;script&gt;alert(1)&lt;/script&gt; she said.</p><p>No.</p>")
    client = browser(rae)
    stop(client, work, 2, 0, opening="<script>alert(1)</script> she said.")
    assert line(client, work) == "You stopped at “<script>alert(1)</script> she said. …”, in chapter 2."


def more(work, number):
    """So many chapters come."""
    last = work.chapters.order_by("position").last()
    for n in range(number):
        work.chapters.create(
            position=last.position + 1 + n, body=html_of(PARAGRAPHS), posted_at=timezone.now(), words=9
        )
    Work.objects.filter(pk=work.pk).update(chapter_count=work.chapters.count())
    work.refresh_from_db()


# --- On every list ---------------------------------------------------------------------------------------------------


def test_a_card_says_how_she_stands_with_it(ana, rae):
    client = browser(rae)
    work = story(ana)
    assert facts(client) == []
    stop(client, work, 3, 2)
    assert facts(client) == ["You are in chapter 3 of 8"]
    more(work, 1)
    assert facts(client) == ["One new chapter since you were here"]
    marking.mark(rae, work, state="abandoned")
    assert facts(client) == ["Given up"]
    marking.mark(rae, work, state="read")
    assert facts(client) == ["Read"]
    more(work, 2)
    assert facts(client) == ["Two new chapters since you were here"]
    assert (facts(browser()), facts(browser(ana)), facts(browser(cast.person("Vex")))) == ([], [], [])


def test_reading_to_the_end_makes_it_read(ana, rae):
    client = browser(rae)
    short = story(ana, number=1)
    opened(client, short)
    assert facts(client) == ["You are reading it"]
    stop(client, short, 1, 4, permille=THE_END)
    assert facts(client) == ["Read"]
    assert line(client, short) == "You have read this story."


def test_a_story_in_progress_is_read_so_far(ana, rae):
    work = story(ana, number=2, status="in-progress")
    marking.mark(rae, work, state="read")
    client = browser(rae)
    assert facts(client) == ["Read so far"]
    more(work, 1)
    opened(client, chapter_of(work, 3))
    assert facts(client) == ["You are in chapter 3"]


def test_cards_cost_one_question_however_many(ana, rae):
    def cost(client):
        forget_everything()
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("home"))
        asked = [query["sql"] for query in captured if 'FROM "reading_reading"' in query["sql"]]
        return len([sql for sql in asked if "LIMIT" not in sql])  # those for what she may go on with have one

    client = browser(rae)
    for n in range(4):
        stop(client, story(ana, f"Night {n}"), 2, 1)
        assert cost(client) == 1
    assert cost(browser()) == 0


def test_the_home_page_offers_five_to_go_on_with(ana, rae):
    client = browser(rae)
    works = [story(ana, f"Night {n}", number=3) for n in range(7)]
    for work in works:
        stop(client, work, 2, 1)
    more(works[0], 2)
    marking.mark(rae, works[5], state="abandoned")
    marking.mark(rae, works[1], state="read")
    offered = page_of(client, reverse("home")).css(".going-on li")
    assert [words_of(each) for each in offered] == [
        "Night 0 by Ana Chapter 2 of 5 · two new chapters",
        *(f"Night {n} by Ana Chapter 2 of 3" for n in (6, 4, 3, 2)),
    ]
    for other in (browser(), browser(ana), browser(cast.person("Vex"))):
        assert page_of(other, reverse("home")).css(".going-on") == []
    assert page_of(client, f"{reverse('home')}?behind={2**62}").css(".going-on") == []


def test_what_she_may_not_see_is_not_offered(ana, rae):
    client = browser(rae)
    work = story(ana)
    stop(client, work, 2, 1)
    block(ana, rae)
    page = client.get(reverse("home")).content.decode()
    assert "The Lamp" not in page
    assert page_of(client, reverse("home")).css(".going-on") == []


# --- Marking ---------------------------------------------------------------------------------------------------------


def mark(client, work, **said):
    response = client.post(reverse("reading-mark", args=[work.pk]), said)
    return response.status_code


def index(client, work):
    page = page_of(client, reverse("navigate", args=[work.pk]))
    return [words_of(each).split(":")[0] for each in page.css(".chapter-mark")]


def test_the_index_says_which_chapters_she_has_read_and_lets_her_say_so(ana, rae):
    work, client = story(ana, number=3), browser(rae)
    assert index(client, work) == ["I have read it"] * 3
    stop(client, work, 1, 2)
    opened(client, chapter_of(work, 2))
    assert index(client, work) == ["Read Not read", "You are here I have read it", "I have read it"]
    assert mark(client, work, read=chapter_of(work, 3).pk) == 302
    assert mark(client, work, unread=chapter_of(work, 1).pk) == 302
    assert index(client, work) == ["I have read it", "You are here I have read it", "Read Not read"]
    for pk in (chapter_of(work, 1).pk, chapter_of(work, 2).pk):
        mark(client, work, read=pk)
    assert Reading.objects.get().state == "read"
    mark(client, work, unread=chapter_of(work, 2).pk)
    assert Reading.objects.get().state == "reading"
    for other in (browser(), browser(ana)):
        assert index(other, work) == []


def test_the_whole_is_marked_as_read_given_up_and_forgotten(ana, rae):
    work, client = story(ana, number=3), browser(rae)
    for wish, state, read in (("read", "read", 3), ("abandoned", "abandoned", 3), ("reading", "read", 3)):
        assert mark(client, work, wish=wish) == 302
        reading = Reading.objects.get()
        assert (reading.state, len(reading.chapters_read)) == (state, read)
    assert mark(client, work, wish="forget") == 302
    assert Reading.objects.count() == 0


def test_given_up_stays_so_while_she_looks_in(ana, rae):
    work, client = story(ana), browser(rae)
    stop(client, work, 3, 2)
    mark(client, work, wish="abandoned")
    opened(client, work, chapter_of(work, 4))
    assert Reading.objects.get().state == "abandoned"
    assert line(client, work) == "You gave this story up. You stopped in chapter 4."
    mark(client, work, wish="reading")
    assert line(client, work) == "You stopped in chapter 4."


@pytest.mark.parametrize("said", [{}, {"wish": "burn"}, {"read": "x"}, {"wish": "read", "read": "5"}, {"read": "-1"}])
def test_a_form_that_is_not_whole_marks_nothing(work, rae, said):
    assert mark(browser(rae), work, **said) == 400
    assert Reading.objects.count() == 0


def test_a_chapter_of_another_work_is_not_hers_to_mark_here(work, ana, rae):
    other = story(ana, "Another")
    mark(browser(rae), work, read=chapter_of(other, 1).pk)
    assert Reading.objects.get().chapters_read == []


def test_a_mark_leads_back_only_into_the_archive(work, rae):
    client = browser(rae)
    for back, lands in (("//evil.example/", reverse("navigate", args=[work.pk])), ("/works", "/works")):
        response = client.post(reverse("reading-mark", args=[work.pk]), {"wish": "read", "next": back})
        assert response.headers["Location"] == lands


def test_switched_off_marks_nothing(work, rae):
    marking.switch(rae, keeps=False)
    response = browser(rae).post(reverse("reading-mark", args=[work.pk]), {"wish": "read"})
    assert (response.headers["Location"], Reading.objects.count()) == (reverse("history"), 0)


def test_a_guest_is_asked_to_sign_in_to_mark(work):
    response = browser().post(reverse("reading-mark", args=[work.pk]), {"wish": "read"})
    assert response.headers["Location"].startswith(reverse("account_login"))


# --- Whatever is edited ----------------------------------------------------------------------------------------------


def check_that_she_goes_on_at_the_same_words(chapter, position, random, new, gone):
    """After all edits her place is on her paragraph; if that is gone, on the nearest one left of those whose words no
    other has, if there is one. A mark in the margin goes with its paragraph as well."""
    edited = Edited(chapter, random)
    number = edited.paragraphs[position % len(chapter)].number
    before = list(edited.paragraphs)
    here = edited.where(number)
    kept, remark = stop_at(edited.html(), here, str(before[here])[:80]), place_at(edited.html(), here)
    for words in new:
        at = random.choice([0, here, len(edited.paragraphs)])
        edited.paragraphs.insert(at, edited.new(words))
    left = [each for each in edited.paragraphs if each.number not in {before[n % len(before)].number for n in gone}]
    edited.paragraphs = left or edited.paragraphs
    words = [str(each) for each in edited.paragraphs]
    landed = found(kept, edited.html())
    assert 0 <= landed < len(words)
    if edited.where(number) is not None:
        same = str(before[here])
        assert words[landed] == same
        [moved] = all_moved([remark], edited.html())
        assert moved is None or moved.words == remark.words
        if [str(each) for each in before].count(same) == words.count(same) == 1:
            assert landed == edited.where(number)
    elif str(before[here]) not in words:
        check_that_it_is_the_nearest(before, here, words, landed)


def check_that_it_is_the_nearest(before, here, words, landed):
    texts = [str(each) for each in before]
    known = [at for at, text in enumerate(texts) if texts.count(text) == words.count(text) == 1]
    ways = {at: abs(at - here) for at in known}
    if words[landed] not in texts and likely_the_same(texts[here], words[landed]):
        return  # what somebody wrote there instead is so like it that it is taken for it
    if ways and words[landed] in texts:
        assert ways.get(texts.index(words[landed])) == min(ways.values()) or likely_the_same(texts[here], words[landed])


def likely_the_same(some, others):
    return len(set(some.split()) & set(others.split())) * 2 >= min(len(set(some.split())), len(set(others.split())))


EDITS = (
    chapters,
    st.integers(0, 100),
    random,
    st.lists(sentences | refrains, max_size=8),
    st.lists(st.integers(0, 30)),
)


@settings(max_examples=100, deadline=None)
@given(*EDITS)
def test_a_place_stays_on_its_words_whatever_is_edited(chapter, position, random, new, gone):
    check_that_she_goes_on_at_the_same_words(chapter, position, random, new, gone)


@pytest.mark.prove
@settings(max_examples=2_000, deadline=None)
@given(*EDITS)
def test_two_thousand_places_stay_on_their_words(chapter, position, random, new, gone):
    check_that_she_goes_on_at_the_same_words(chapter, position, random, new, gone)


@pytest.mark.parametrize("text", ["", "<hr>", "<p></p><hr>"])
def test_a_text_without_words_has_no_place(text):
    assert stop_at(text, 0, "") is None
    kept = stop_at(html_of(PARAGRAPHS), 2, PARAGRAPHS[2])
    assert found(kept, text) is None


def test_a_scene_break_at_the_top_of_the_window_is_the_paragraph_after_it():
    text = html_of(PARAGRAPHS[:2]) + "<hr>" + html_of(PARAGRAPHS[2:])
    assert stop_at(text, 2, "")["words"] == PARAGRAPHS[2]
    assert stop_at(f"{text}<hr>", 6, "")["words"] == PARAGRAPHS[-1]
    assert stop_at(text, 700, "")["words"] == PARAGRAPHS[-1]

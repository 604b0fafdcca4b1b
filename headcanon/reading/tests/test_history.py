"""What somebody has read: hers to search, thin, take along, switch off and erase, and nobody else's to see."""

import csv
import io
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.blocking import block
from headcanon.core import editions
from headcanon.core.viewing import Viewer
from headcanon.reading import marking
from headcanon.reading.history import ON_A_PAGE, history_of, key_from, page_of_history
from headcanon.reading.models import Habits, Reading
from headcanon.works.models import Authorship, Work, WorkFandom
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
GONE = "A story that is not there any more"
SECRET = "nobody ever saw the otter"


@pytest.fixture
def rae(db, monkeypatch):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request
    editions.the_archive()  # its row is made when it is first asked for
    return cast.person("Rae")


def browser(user):
    client = Client()
    if user:
        client.force_login(user)
    return client


def was_in(person, work, *, days=0, **fields):
    """She was there so many days ago."""
    at = timezone.now() - timedelta(days=days)
    said = {"chapter": work.chapters.first(), "chapters_then": work.chapter_count, "begun_at": at, "last_at": at}
    return Reading.objects.create(person=person, work=work, **{**said, **fields})


def page_of(client, **asked):
    response = client.get(reverse("history"), asked)
    assert (response.status_code, "no-cache" in response["Cache-Control"]) == (200, True)
    return LexborHTMLParser(response.content)


def titles(client, **asked):
    return [
        " ".join(each.text().split()) for each in page_of(client, **asked).css(".history > li > div > p:first-child")
    ]


def change(client, **said):
    response = client.post(reverse("history"), said)
    assert response["Location"] == reverse("history")


def thin(client, **said):
    response = client.post(reverse("history-thin"), said)
    return response.status_code


# --- Seen by her alone -----------------------------------------------------------------------------------------------


def test_it_lists_what_she_was_in_the_latest_first(ana, rae):
    for days, title in enumerate(("The Lamp", "The Torch", "The Sea")):
        was_in(rae, cast.posted(ana, title), days=days)
    was_in(cast.person("Vex"), cast.posted(ana, "Read by Vex"))
    assert titles(browser(rae)) == ["The Lamp by Ana", "The Torch by Ana", "The Sea by Ana"]
    assert titles(browser(ana)) == []


@pytest.mark.parametrize("name", ["history", "history-thin", "history-table"])
def test_a_guest_is_asked_to_sign_in(db, name):
    assert browser(None).get(reverse(name))["Location"].startswith(reverse("account_login"))


def test_it_says_where_she_is_and_what_is_new(ana, rae):
    was_in(rae, cast.posted(ana, "Serial", chapters=3), chapters_then=2)
    was_in(rae, cast.posted(ana, "One-shot"), days=1)
    was_in(rae, cast.posted(ana, "Finished"), days=2, state="read")
    facts = [" ".join(each.text().split()) for each in page_of(browser(rae)).css(".history .help")]
    assert facts == [
        "Greek myth · In chapter 1 of 3 · one new chapter", "Greek myth · Reading", "Greek myth · Read",
    ]  # fmt: skip


# --- What she may not see --------------------------------------------------------------------------------------------


def kept_from_her(ana, rae):
    """Works of every kind that she was in before, and may not see now."""
    made = {}
    for make in (cast.draft, cast.hidden, cast.for_herself, cast.by_link, cast.trashed):
        made[make.__name__] = make(ana, f"{SECRET} {make.__name__}", fandoms=[SECRET])
    wren = cast.person("Wren")
    made["blocked"] = cast.posted(wren, f"{SECRET} by one who blocked her", fandoms=[SECRET])
    block(wren, rae)
    for work in made.values():
        reading = was_in(rae, work)
        reading.place = {"words": SECRET, "before": "", "after": "", "position": 1}
        reading.save()
    return made


def test_what_she_may_not_see_is_a_line_without_words_that_she_can_remove(ana, rae):
    hidden = kept_from_her(ana, rae)
    client = browser(rae)
    assert titles(client) == [GONE] * len(hidden)
    for name in ("history", "history-table"):
        answer = client.get(reverse(name))
        said = b"".join(answer) if answer.streaming else answer.content
        assert (b"otter" in said, b"Ana" in said, b"Wren" in said) == (False, False, False)
        assert not [work for work in hidden.values() if str(work.pk).encode() in said]
    change(client, reading=list(Reading.objects.values_list("pk", flat=True)))
    assert Reading.objects.count() == 0


@pytest.mark.parametrize("words", ["otter", "nobody", "ana", "wren"])
def test_no_search_finds_what_she_may_not_see(ana, rae, words):
    kept_from_her(ana, rae)
    was_in(rae, cast.posted(cast.person("Susana"), f"The Lamp, or {words}"))
    assert titles(browser(rae), q=words) == [f"The Lamp, or {words} by Susana"]


def test_what_comes_back_has_its_words_again(ana, rae):
    work = cast.hidden(ana, "The Lamp")
    was_in(rae, work)
    assert titles(browser(rae)) == [GONE]
    Work.objects.filter(pk=work.pk).update(is_hidden=False)
    assert titles(browser(rae)) == ["The Lamp by Ana"]


# --- Found again -----------------------------------------------------------------------------------------------------


def test_it_is_searched_by_title_author_and_fandom_and_by_how_it_stands(ana, rae):
    was_in(rae, cast.posted(ana, "The Lamp", fandoms=["Greek myth"]))
    was_in(rae, cast.posted(cast.person("Bea"), "The Torch", fandoms=["Norse myth"]), days=1, state="read")
    client = browser(rae)
    lamp, torch = ["The Lamp by Ana"], ["The Torch by Bea"]
    for asked, found in (
        ({"q": "lamp"}, lamp), ({"q": "bea"}, torch), ({"q": "norse"}, torch), ({"q": "myth"}, lamp + torch),
        ({"q": "torch bea norse"}, torch), ({"q": "torch ana"}, []), ({"state": "read"}, torch),
        ({"q": "lamp", "state": "read"}, []), ({"q": "  "}, lamp + torch), ({"state": "burnt"}, lamp + torch),
        ({"q": "%"}, []), ({"q": "_"}, []), ({"q": "a\0b"}, []),
    ):  # fmt: skip
        assert titles(client, **asked) == found, asked
    assert "Nothing here is called so" in page_of(client, q="torch ana").text()


def test_what_is_searched_for_is_printed_as_words(rae):
    page = page_of(browser(rae), q='"><script>alert(1)</script>')
    assert page.css_first("#q").attributes["value"] == '"><script>alert(1)</script>'
    assert [each for each in page.css("script") if "alert" in each.text()] == []


# --- Paged -----------------------------------------------------------------------------------------------------------


def walked(viewer, **asked):
    """Every page forwards, then every page back: two lists of ids."""
    there, back, key = [], [], None
    while True:
        page = page_of_history(history_of(viewer, **asked), behind=key, size=3)
        there += [each.pk for each in page]
        if page.older is None:
            break
        key = key_from(page.older)
    while page.newer is not None:
        page = page_of_history(history_of(viewer, **asked), before=key_from(page.newer), size=3)
        back = [each.pk for each in page] + back
    return there, back


def test_pages_meet_without_a_gap_also_where_moments_are_the_same(ana, rae):
    works = [cast.posted(ana, f"Night {n}") for n in range(11)]
    same = datetime(2031, 3, 3, tzinfo=UTC)
    rows = [was_in(rae, work, last_at=same if n < 8 else same + timedelta(days=n)) for n, work in enumerate(works)]
    there, back = walked(Viewer(rae))
    assert there == [each.pk for each in sorted(rows, key=lambda each: (each.last_at, each.pk), reverse=True)]
    assert back == there[:-2]


def test_nonsense_in_its_address_is_nothing(ana, rae):
    was_in(rae, cast.posted(ana))
    client = browser(rae)
    for key in ("x", "1", "-", "1-", "9" * 17 + "-1", "0-0", "1-1-1"):
        for name in ("behind", "before"):
            assert client.get(reverse("history"), {name: key}).status_code == 200


def test_a_page_costs_the_same_with_one_row_or_forty(ana, rae):
    def cost():
        forget_everything()
        with CaptureQueriesContext(connection) as captured:
            page_of(client)
        return len(captured)

    client = browser(rae)
    was_in(rae, cast.posted(ana, chapters=2))
    one = cost()
    for n in range(ON_A_PAGE):
        was_in(rae, cast.posted(ana, f"Night {n}", chapters=2))
    assert (cost(), one) == (one, 8)


def fill(rae, ana, number):
    like = cast.posted(ana)
    works = [
        Work(pk=pk, title=f"Night {n}", state="posted", posted_at=timezone.now(), chapter_count=3, rating=like.rating)
        for n, pk in enumerate(Work.free_ids(number))
    ]
    Work.objects.bulk_create(works)
    pseud, fandom = ana.default_pseud, like.fandom_names[0]
    Authorship.objects.bulk_create(Authorship(work=work, pseud=pseud) for work in works)
    WorkFandom.objects.bulk_create(WorkFandom(work=work, fandom=fandom, typed="Greek myth") for work in works)
    now = timezone.now()
    Reading.objects.bulk_create(
        Reading(person=rae, work=work, state="read", last_at=now - timedelta(hours=n), chapters_then=3)
        for n, work in enumerate(works)
    )


@pytest.mark.prove
def test_twenty_thousand_rows_are_as_quick_as_a_few(ana, rae):
    fill(rae, ana, 20_000)
    client = browser(rae)
    deep = page_of_history(history_of(Viewer(rae)), behind=(timezone.now() - timedelta(hours=19_000), 1)).older
    took = {}
    for asked in ({}, {"behind": deep}, {"state": "read"}, {"q": "night 19999"}, {"q": "zzzz"}, {"q": "ana myth"}):
        client.get(reverse("history"), asked)
        begun = perf_counter()
        client.get(reverse("history"), asked)
        took[str(asked)] = round(perf_counter() - begun, 3)
    begun = perf_counter()
    client.get(reverse("home"))
    took["home"] = round(perf_counter() - begun, 3)
    begun = perf_counter()
    lines = sum(part.count(b"\n") for part in client.get(reverse("history-table")))
    took["table"] = round(perf_counter() - begun, 3)
    print(took)
    assert lines == 20_001
    assert max(time for name, time in took.items() if name != "table") < 1


# --- Less of it ------------------------------------------------------------------------------------------------------


def test_one_and_several_are_removed_and_nobody_elses(ana, rae):
    works = [cast.posted(ana, f"Night {n}") for n in range(4)]
    mine = [was_in(rae, work) for work in works]
    vexs = [was_in(cast.person("Vex"), work) for work in works[:1]]
    client = browser(rae)
    change(client, reading=[mine[0].pk])
    change(client, reading=[mine[1].pk, vexs[0].pk, "x", "-1", "9" * 40])
    change(client)
    assert set(Reading.objects.values_list("pk", flat=True)) == {mine[2].pk, mine[3].pk, vexs[0].pk}


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ({"older_than": "2031-03-03"}, {"new read", "new reading"}),
        ({"state": "read"}, {"old reading", "new reading"}),
        ({"older_than": "2031-03-03", "state": "read"}, {"old reading", "new read", "new reading"}),
        ({}, set()),
    ],
)
def test_it_is_thinned_after_she_was_told_how_much_goes(ana, rae, said, left):
    for age, day in (("old", 2), ("new", 3)):
        for state in ("read", "reading"):
            was_in(rae, cast.posted(ana, f"{age} {state}"), state=state, last_at=datetime(2031, 3, day, 1, tzinfo=UTC))
    vexs = was_in(cast.person("Vex"), cast.posted(ana, "Read by Vex"), state="read", days=10_000)
    client = browser(rae)
    told = client.post(reverse("history-thin"), said)
    assert f"{4 - len(left)} stor" in told.content.decode()
    assert Reading.objects.count() == 5
    assert thin(client, **said, sure="1") == 302
    mine = Reading.objects.filter(person=rae)
    assert set(mine.values_list("work__title", flat=True)) == left
    assert Reading.objects.filter(pk=vexs.pk).exists()


@pytest.mark.parametrize("said", [{"older_than": "yesterday"}, {"state": "burnt"}])
def test_nonsense_thins_nothing(ana, rae, said):
    was_in(rae, cast.posted(ana))
    assert thin(browser(rae), **said, sure="1") == 200
    assert Reading.objects.count() == 1


def test_it_is_switched_off_and_on(ana, rae):
    was_in(rae, cast.posted(ana))
    client = browser(rae)
    change(client, wish="off")
    assert not marking.keeps_history(rae)
    assert "switched off" in page_of(client).css_first(".lead").text()
    assert titles(client) == ["The Lamp by Ana"]
    change(client, wish="on")
    assert marking.keeps_history(rae)
    assert Habits.objects.count() == 1


# --- Taken along -----------------------------------------------------------------------------------------------------


def test_the_table_has_what_she_read_and_starts_no_sums(ana, rae):
    work = cast.posted(ana, '=HYPERLINK("https://evil.example")', chapters=2)
    was_in(rae, work, state="read", chapters_read=[1, 2], last_at=datetime(2031, 3, 3, tzinfo=UTC),
           begun_at=datetime(2031, 3, 1, tzinfo=UTC))  # fmt: skip
    was_in(rae, cast.hidden(ana, SECRET), last_at=datetime(2031, 3, 2, tzinfo=UTC),
           begun_at=datetime(2031, 3, 2, tzinfo=UTC))  # fmt: skip
    was_in(cast.person("Vex"), work)
    answer = browser(rae).get(reverse("history-table"))
    assert (answer["Content-Type"], "no-cache" in answer["Cache-Control"]) == ("text/csv; charset=utf-8", True)
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert rows[1:] == [
        ["'=HYPERLINK(\"https://evil.example\")", "Ana", "Greek myth", work.get_absolute_url(), "read", "2", "1",
         "2031-03-01", "2031-03-03"],
        ["", "", "", "", "reading", "0", "", "2031-03-02", "2031-03-02"],
    ]  # fmt: skip


def test_a_long_table_is_whole(ana, rae, monkeypatch):
    monkeypatch.setattr("headcanon.reading.history.IN_A_PART", 2)
    for n in range(5):
        was_in(rae, cast.posted(ana, f"Night {n}"), days=n)
    rows = list(csv.reader(io.StringIO(b"".join(browser(rae).get(reverse("history-table"))).decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["title", *(f"Night {n}" for n in range(5))]

"""How often a work was read: once a day by each reader, and nobody can be found out from it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from headcanon.core import editions
from headcanon.core.standing import pages_changed_for
from headcanon.reading import reads
from headcanon.reading.models import Footprint, Salt, WorkDay
from headcanon.reading.reads import count_reads, days_of, sweep
from headcanon.works.erasing import erase
from headcanon.works.models import Work
from tests import cast
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36"
MONDAY = date(2031, 3, 3)
TUESDAY = date(2031, 3, 4)


@pytest.fixture(autouse=True)
def nothing_opened(monkeypatch):
    monkeypatch.setattr(reads, "_opened", set())
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)


@pytest.fixture
def clock(monkeypatch):
    """What day and time it is for those who count; set clock["now"]."""
    clock = {"now": datetime(2031, 3, 3, 12, tzinfo=UTC)}

    monkeypatch.setattr(reads, "time", lambda: clock["now"].timestamp())
    monkeypatch.setattr(reads.timezone, "now", lambda: clock["now"])
    return clock


@pytest.fixture
def lamp(ana):
    return cast.posted(ana, chapters=2)


def browser(user=None, *, agent=FIREFOX, address="192.0.2.7", **headers):
    client = Visitor(REMOTE_ADDR=address, headers={"user-agent": agent, **headers})
    if user:
        client.force_login(user)
    return client


def read(work, client=None):
    """Opens it, and leaves no doubt that it was there."""
    assert (client or browser()).get(work.get_absolute_url()).status_code == 200


def counted(work):
    """What its authors are told, day by day, and what everybody is told."""
    count_reads()
    days = dict(WorkDay.objects.filter(work=work).values_list("day", "reads"))
    return days, Work.objects.get(pk=work.pk).read_count


# --- One a day -----------------------------------------------------------------------------------------------------


def test_who_opens_a_work_again_on_the_same_day_is_counted_once(lamp, clock):
    rae = browser(cast.person("Rae"))
    for _ in range(3):  # made, kept, and kept again
        read(lamp, rae)
    assert counted(lamp) == ({MONDAY: 1}, 1)
    read(lamp, rae)
    assert counted(lamp) == ({MONDAY: 1}, 1)


def test_the_next_day_is_another_read(lamp, clock):
    rae, guest = browser(cast.person("Rae")), browser()
    for reader in (rae, guest):
        read(lamp, reader)
    clock["now"] += timedelta(days=1)
    for reader in (rae, guest):
        read(lamp, reader)
    assert counted(lamp) == ({MONDAY: 2, TUESDAY: 2}, 4)


def test_its_chapters_and_the_whole_of_it_are_one_work(lamp, clock):
    guest = browser()
    read(lamp, guest)
    for chapter in lamp.chapters.all():
        read(chapter, guest)
    assert guest.get(f"{lamp.get_absolute_url()}?view_full_work=true").status_code == 200
    assert counted(lamp) == ({MONDAY: 1}, 1)


def test_each_of_her_works_is_counted_for_itself(lamp, ana, clock):
    torch = cast.posted(ana, "The Torch")
    for work in (lamp, torch):
        read(work)
    assert (counted(lamp), counted(torch)) == (({MONDAY: 1}, 1),) * 2


# --- Who a reader is -----------------------------------------------------------------------------------------------


def test_a_member_is_one_reader_on_all_her_devices(lamp, clock):
    rae = cast.person("Rae")
    read(lamp, browser(rae))
    read(lamp, browser(rae, agent=PHONE, address="198.51.100.9"))
    assert counted(lamp)[1] == 1


def test_who_is_not_signed_in_there_is_another_reader(lamp, clock):
    read(lamp, browser(cast.person("Rae")))
    read(lamp, browser(agent=PHONE))
    assert counted(lamp)[1] == 2


def test_two_guests_at_one_address_are_told_apart_by_their_browsers(lamp, clock):
    for agent in (FIREFOX, PHONE, FIREFOX):
        read(lamp, browser(agent=agent))
    assert counted(lamp)[1] == 2


def test_two_members_at_one_address_are_two(lamp, clock):
    for name in ("Rae", "Vex"):
        read(lamp, browser(cast.person(name)))
    assert counted(lamp)[1] == 2


@pytest.mark.parametrize(("proxies", "readers"), [(0, 1), (1, 2)])
def test_behind_a_proxy_of_ours_a_reader_is_who_it_names(lamp, clock, settings, proxies, readers):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for forwarded in (
        "203.0.113.1",
        "198.51.100.2",
        "192.0.2.99, 198.51.100.2",
    ):  # what a reader says herself is not believed
        read(lamp, browser(address="10.0.0.1", **{"x-forwarded-for": forwarded}))
    assert counted(lamp)[1] == readers


def test_an_address_that_makes_no_sense_harms_nobody(lamp, clock, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    read(lamp, browser(**{"x-forwarded-for": "203.0.113.1"}))
    read(lamp, browser(address="nowhere", agent=PHONE))
    assert counted(lamp)[1] == 2


# --- Who is none ---------------------------------------------------------------------------------------------------


def test_her_own_looks_are_no_reads(lamp, ana, clock):
    bea = cast.person("Bea")
    both = cast.posted(ana, "Ours", others=[bea])
    for author in (ana, bea):
        for _ in range(2):
            read(both, browser(author))
    read(lamp, browser(ana))
    read(lamp, browser(bea))
    assert (counted(both), counted(lamp)[1]) == (({}, 0), 1)


BOTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; Bytespider)",
    "facebookexternalhit/1.1",
    "curl/8.5.0",
    "python-requests/2.32",
    "FFF/4.X",
    "",
]


@pytest.mark.parametrize("agent", BOTS)
def test_a_program_is_no_reader(lamp, clock, agent):
    read(lamp, browser(agent=agent))
    assert counted(lamp) == ({}, 0)


def test_a_telephone_with_an_unlucky_name_is_one(lamp, clock):
    read(lamp, browser(agent="Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36"))
    assert counted(lamp)[1] == 1


@pytest.mark.parametrize("said", [{"sec-purpose": "prefetch;prerender"}, {"purpose": "prefetch"}])
def test_a_page_fetched_ahead_of_time_was_read_by_nobody(lamp, clock, said):
    read(lamp, browser(**said))
    assert counted(lamp) == ({}, 0)
    read(lamp)
    assert counted(lamp)[1] == 1


@pytest.mark.parametrize(
    "unseen", [cast.draft, cast.hidden, cast.restricted, cast.trashed, cast.by_link, cast.for_herself]
)
def test_who_was_not_shown_a_work_has_not_read_it(ana, clock, unseen):
    work = unseen(ana)
    guest = browser()
    assert guest.get(work.get_absolute_url()).status_code in (302, 404)
    assert guest.get(work.chapters.get().get_absolute_url()).status_code in (302, 404)
    assert counted(work) == ({}, 0)


def test_who_was_asked_whether_she_would_has_not_read_it_yet(ana, clock):
    work = cast.posted(ana, rating="Explicit")
    for _ in range(2):
        read(work)
    assert counted(work) == ({}, 0)
    assert browser().get(f"{work.get_absolute_url()}?view_adult=true").status_code == 200
    assert counted(work)[1] == 1


def test_only_reading_it_is_a_read(lamp, ana, clock):
    guest, her = browser(), browser(ana)
    chapter = lamp.chapters.first()
    guest.get(reverse("navigate", args=[lamp.pk]))
    guest.get(reverse("download", args=[lamp.pk, "x", "txt"]))
    for _ in range(2):
        guest.head(lamp.get_absolute_url())
    her.get(reverse("chapter-preview", args=[lamp.pk, chapter.pk]))
    assert counted(lamp) == ({}, 0)


def test_who_is_no_author_any_more_is_a_reader(ana, clock):
    bea = cast.person("Bea")
    ours = cast.posted(ana, "Ours", others=[bea])
    hers = browser(bea)
    read(ours, hers)
    ours.authorships.filter(pseud__user=bea).delete()
    pages_changed_for(bea)
    read(ours, hers)
    assert counted(ours)[1] == 1


# --- What is kept of it --------------------------------------------------------------------------------------------


def everything_stored():
    """Every value in the database, as its own dump would write it."""
    if connection.vendor != "sqlite":
        pytest.skip("the dump is SQLite's")
    return "\n".join(connection.connection.iterdump())


def test_nothing_in_the_database_tells_who_has_read(lamp, clock):
    read(lamp, browser(address="203.0.113.77"))
    read(lamp, browser(address="2001:db8::77", agent=PHONE))
    assert counted(lamp)[1] == 2
    stored = everything_stored()
    assert str(lamp.pk) in stored  # so we would have found the others
    assert [said for said in ("203.0.113.77", "2001:db8::77", FIREFOX, PHONE, "Android") if said in stored] == []
    assert {len(mark) for mark in Footprint.objects.values_list("mark", flat=True)} == {32}


def test_the_next_day_even_footprints_are_gone(lamp, clock):
    read(lamp)
    before = counted(lamp)
    sweep()
    assert (Footprint.objects.count(), Salt.objects.count()) == (1, 1)
    clock["now"] += timedelta(days=1)
    sweep()
    assert (Footprint.objects.count(), Salt.objects.count(), counted(lamp)) == (0, 0, before)


def test_two_days_leave_footprints_that_have_nothing_in_common(lamp, clock):
    read(lamp)
    count_reads()
    clock["now"] += timedelta(days=1)
    read(lamp)
    count_reads()
    assert len(set(Footprint.objects.values_list("mark", flat=True))) == 2
    assert len(set(Salt.objects.values_list("secret", flat=True))) == 2


def test_what_was_read_just_before_midnight_is_counted_once_just_after_it(lamp, clock):
    clock["now"] = datetime(2031, 3, 3, 23, 59, 50, tzinfo=UTC)
    read(lamp)
    count_reads()
    read(lamp)
    clock["now"] += timedelta(seconds=15)
    sweep()
    assert counted(lamp) == ({MONDAY: 1}, 1)


# --- What goes wrong -----------------------------------------------------------------------------------------------


def test_what_was_not_counted_in_a_killed_process_is_forgotten_and_nothing_else(lamp, clock):
    read(lamp)
    count_reads()
    read(lamp, browser(agent=PHONE))
    reads._opened.clear()  # as memory is, after a kill
    assert counted(lamp)[1] == 1
    for agent in (FIREFOX, PHONE):
        read(lamp, browser(agent=agent))
    assert counted(lamp)[1] == 2


def test_what_could_not_be_written_is_counted_the_next_time(lamp, clock, monkeypatch):
    read(lamp)
    with monkeypatch.context() as broken, pytest.raises(RuntimeError):
        broken.setattr(reads, "add", lambda day, more: (_ for _ in ()).throw(RuntimeError))
        count_reads()
    assert Footprint.objects.count() == 0
    assert counted(lamp)[1] == 1


def test_two_processes_that_count_the_same_reader_count_her_once(lamp, clock):
    read(lamp)
    opened = set(reads._opened)
    count_reads()
    reads._opened.update(opened)  # she came to the other one as well
    assert counted(lamp) == ({MONDAY: 1}, 1)


def test_a_work_that_was_erased_meanwhile_keeps_nobody_elses_from_being_counted(lamp, ana, clock):
    torch = cast.posted(ana, "The Torch")
    for work in (lamp, torch):
        read(work)
    erase(torch)
    assert counted(lamp)[1] == 1


def test_more_than_can_be_noted_is_not(lamp, clock, monkeypatch):
    monkeypatch.setattr(reads, "MOST_NOTED", 3)
    for n in range(5):
        read(lamp, browser(address=f"192.0.2.{n}"))
    assert counted(lamp)[1] == 3
    read(lamp, browser(address="192.0.2.4"))
    assert counted(lamp)[1] == 4


# --- Looking back --------------------------------------------------------------------------------------------------


def test_each_day_of_each_work_comes_in_one_query(lamp, ana, clock, django_assert_num_queries):
    torch = cast.posted(ana, "The Torch")
    for day, work in ((MONDAY, lamp), (TUESDAY, lamp), (date(2031, 3, 1), torch), (date(2031, 2, 1), torch)):
        WorkDay.objects.create(work=work, day=day, reads=day.day)
    clock["now"] = datetime(2031, 3, 4, 0, 0, tzinfo=UTC)
    with django_assert_num_queries(1):
        days = days_of([lamp, torch], date(2031, 3, 1))
    assert {pk: [(day.day, number) for day, number in row] for pk, row in days.items()} == {
        lamp.pk: [(1, 0), (2, 0), (3, 3), (4, 4)],
        torch.pk: [(1, 1), (2, 0), (3, 0), (4, 0)],
    }

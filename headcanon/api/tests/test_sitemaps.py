"""What search engines are told of: only what a guest may see and its author lets machines list."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headcanon.accounts.models import User
from headcanon.api import sitemaps
from headcanon.canon.models import Tag
from headcanon.core.outbox import drain
from headcanon.headcanons.models import Headcanon
from headcanon.headcanons.tests.having import had
from headcanon.works.models import Work
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
NAMES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places_in(address):
    """The addresses that one file names, without the archive's own; and its root's name."""
    forget_everything()
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    root = ElementTree.fromstring(answer.content)
    places = [each.text for each in root.iter(f"{NAMES}loc")]
    assert all(place.startswith("http://testserver/") for place in places)
    return root.tag.removeprefix(NAMES), [urlsplit(place).path for place in places]


def everything():
    root, files = places_in("/sitemap.xml")
    assert root == "sitemapindex"
    return [place for file in files for place in places_in(file)[1]]


def test_everything_that_may_be_listed_is_in_one_file_and_nothing_else(ana):
    bea, vex = cast.person("Bea"), cast.person("Vex")
    work = cast.posted(bea, "Open & <free>", series=[("Nights", 1)])
    for make in (cast.restricted, cast.hidden, cast.by_link, cast.for_herself, cast.trashed, cast.draft):
        make(ana, "Not for them", fandoms=["Secret"], characters=["Secret"], series=[("Secret", 1)])
    adult = cast.posted(vex, "Adult", rating="Explicit", fandoms=["Greek myth"], characters=["Hero"])
    unlisted = cast.posted(vex, "Unlisted", fandoms=["Greek myth"], characters=["Hero"])
    Work.objects.filter(pk=unlisted.pk).update(may_index=False)
    headcanon, hidden = had(bea), had(bea, "Hidden.")
    Headcanon.objects.filter(pk=hidden.pk).update(is_hidden=True)
    Tag.objects.filter(name__in=["Hero", "Lighthouses"]).update(standing=Tag.Standing.CANONICAL)
    Tag.objects.filter(name="Lighthouses").update(is_spoiler=True)
    drain()
    found = everything()
    own = ["/", "/fandoms", "/headcanons", "/about", "/rules", "/privacy"]
    assert sorted(found) == sorted([
        *own, work.get_absolute_url(), bea.default_pseud.get_absolute_url(), work.series.get().get_absolute_url(),
        "/fandoms/greek-myth", "/tags/hero/works", headcanon.get_absolute_url(),
    ])  # fmt: skip
    assert adult.get_absolute_url() not in found


def test_each_of_many_is_in_one_file_however_many_there_are(ana, monkeypatch):
    monkeypatch.setattr(sitemaps, "IN_A_FILE", 2)
    works = [cast.posted(ana, f"{number}", fandoms=[f"Fandom {number}"]) for number in range(5)]
    drain()
    _root, files = places_in("/sitemap.xml")
    assert [file for file in files if "works" in file] == [f"/sitemaps/works-{n}-of-3.xml" for n in (1, 2, 3)]
    found = everything()
    assert len(found) == len(set(found))
    assert {work.get_absolute_url() for work in works} < set(found)
    assert {f"/fandoms/fandom-{number}" for number in range(5)} < set(found)
    later = [place for n in range(1, 8) for place in places_in(f"/sitemaps/works-{n}-of-7.xml")[1]]
    assert sorted(later) == sorted(work.get_absolute_url() for work in works)


def test_nonsense_is_not_there(db):
    for address in ("works-0-of-1", "works-2-of-1", "works-1-of-0", "drafts-1-of-1", f"works-1-of-{10**30}"):
        assert Client().get(f"/sitemaps/{address}.xml").status_code == 404


def test_a_file_costs_the_same_however_many_are_in_it(ana):
    costs = []
    for _ in range(2):
        cast.posted(ana)
        had(ana, f"{_}")
        drain()
        forget_everything()
        with CaptureQueriesContext(connection) as asked:
            for kind in sitemaps.KINDS:
                Client().get(f"/sitemaps/{kind}-1-of-1.xml")
        costs.append(len(asked))
    assert costs[0] == costs[1]
    assert [query["sql"] for query in asked if "summary" in query["sql"].split("FROM")[0]] == []


def copied(row, number, **others):
    """So many more rows like it, cheaply, their ids evenly apart; of what `others` names, each has its own."""
    model = type(row)
    said = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
    own = [{name: make(n) for name, make in others.items()} for n in range(1, number + 1)]
    made = [model(**(said | {"pk": said["id"] + 1_000 * n} | each)) for n, each in enumerate(own, 1)]
    return model.objects.bulk_create(made, batch_size=200)


def grow(ana, number):
    """So many stories, each by another author, and in another series."""
    work = Work.objects.get(pk=cast.posted(ana, series=[("Nights", 1)]).pk)
    works = copied(work, number, newest_key=lambda n: work.newest_key + n)
    people = copied(User.objects.get(pk=ana.pk), number, username="ana{}".format, email="ana{}@example.org".format)
    pseud, series = ana.default_pseud, work.series.get()
    of = {"user_id": lambda n: people[n - 1].pk, "key": "ana{}".format, "skeleton": "ana{}".format}
    pseuds = copied(pseud, number, **of)
    all_series = copied(series, number, title="Nights {}".format)
    its_work = {"work_id": lambda n: works[n - 1].pk}
    copied(work.authorships.get(), number, **its_work, pseud_id=lambda n: pseuds[n - 1].pk)
    copied(work.series_parts.get(), number, **its_work, series_id=lambda n: all_series[n - 1].pk)


def steps_of(do):
    """How many scores of steps SQLite takes for it."""
    taken = []
    connection.connection.set_progress_handler(lambda: taken.append(1), 20)
    do()
    connection.connection.set_progress_handler(None, 0)
    return len(taken)


def test_a_file_of_a_large_archive_is_read_without_walking_the_rest(ana):
    """Once SQLite knows how large its tables are."""
    steps = {"works": [], "pen-names": [], "series": []}
    for number in (60, 240):
        with transaction.atomic():
            grow(ana, number)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            of = number // 10
            for kind, taken in steps.items():
                assert 9 <= len(sitemaps.things_in(kind, of - 1, of)) <= 11
                taken.append(steps_of(lambda kind=kind, of=of: list(sitemaps.things_in(kind, of - 1, of))))
            transaction.set_rollback(True)
    assert {kind: taken for kind, taken in steps.items() if taken[1] > taken[0] * 1.5} == {}


def test_whoever_asks_again_is_told_nothing_new(ana):
    cast.posted(ana)
    etag = Client().get("/sitemaps/works-1-of-1.xml")["ETag"]
    again = Client().get("/sitemaps/works-1-of-1.xml", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert "Sitemap: http://testserver/sitemap.xml" in Client().get("/robots.txt").content.decode()

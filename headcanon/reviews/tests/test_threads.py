"""Lists of threads and threads: sorted, in pages, with a permalink for each review, and as quick when there are many."""

from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headcanon.core import editions
from headcanon.core.threads import FIRST_REPLIES, REPLIES_A_PAGE
from headcanon.core.viewing import GUEST, Viewer
from headcanon.reviews.models import Review
from headcanon.reviews.tests.saying import first_of, list_at, said_by, shown, texts
from headcanon.reviews.threads import threads_page
from tests.cast import person, posted, signed_in
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
NUMBERS = count()


@pytest.fixture
def rae(db):
    return person("Rae")


@pytest.fixture
def work(ana):
    return posted(ana, chapters=2)


def many(work, number, *, by, chapter=None, thread=None):
    """So many at once, as in an archive that has been read for years."""
    chapter, pseud = chapter or first_of(work), by.default_pseud
    return Review.objects.bulk_create(
        Review(
            work=work, chapter=chapter, thread=thread, answers=thread, pseud=pseud,
            text=f"<p>Review {n}.</p>", sent_with=f"{next(NUMBERS)}",
        )
        for n in range(number)
    )  # fmt: skip


def queries(client, address):
    forget_everything()
    client.get("/about")  # the archive's own row
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_five_thousand_reviews_and_a_thread_of_two_hundred_cost_as_many_queries_as_one_of_each(work, rae, monkeypatch):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request
    [thread] = many(work, 1, by=rae)
    many(work, 1, by=rae, thread=thread)
    addresses = [list_at(work), reverse("work-reviews", args=[work.pk]), thread.get_absolute_url()]
    clients = Client(), signed_in(person("Bea"))
    few = [[queries(client, address) for address in addresses] for client in clients]
    many(work, 5_000, by=rae)
    many(work, 200, by=rae, thread=thread)
    assert [[queries(client, address) for address in addresses] for client in clients] == few


def test_twenty_threads_a_page_newest_first_or_oldest(work, rae):
    many(work, 45, by=rae)
    newest = [f"Review {n}." for n in reversed(range(45))]
    address = list_at(work)
    assert texts(address) == newest[:20]
    seen = []
    while address:
        page = shown(address)
        seen += [node.text() for node in page.css(".review-text")]
        onward = page.css_first(".pager [rel=next]")
        address = onward and onward.attributes["href"]
    assert seen == newest
    assert texts(f"{list_at(work)}?order=oldest") == list(reversed(newest))[:20]
    assert texts(f"{list_at(work)}?order=nonsense&behind=x&before=99999999999999999999") == newest[:20]


def test_a_whole_works_reviews_stand_by_chapter_and_each_says_which(work, rae):
    first, second = work.chapters.order_by("position")
    many(work, 12, by=rae, chapter=second)
    many(work, 13, by=rae, chapter=first)
    address = reverse("work-reviews", args=[work.pk])
    page = shown(address)
    of = [node.text().split(",")[0].split()[-1] for node in page.css(".review-facts")]
    assert of == ["1"] * 13 + ["2"] * 7
    rest = shown(page.css_first(".pager [rel=next]").attributes["href"])
    assert [node.text().split(",")[0].split()[-1] for node in rest.css(".review-facts")] == ["2"] * 5
    back = shown(rest.css_first(".pager [rel=prev]").attributes["href"])
    assert [node.text() for node in back.css(".review-text")] == [node.text() for node in page.css(".review-text")]
    assert texts(f"{address}?order=newest")[0] == "Review 12."


def test_a_list_shows_the_first_replies_and_leads_to_the_others(work, rae):
    [thread] = many(work, 1, by=rae)
    many(work, FIRST_REPLIES, by=rae, thread=thread)
    assert shown(list_at(work)).css(".more-replies") == []
    many(work, 180, by=rae, thread=thread)
    page = shown(list_at(work))
    assert len(page.css(".replies .review")) == FIRST_REPLIES
    more = page.css_first(".more-replies a")
    assert (more.text(), more.attributes["href"]) == ("and 180 more replies", thread.get_absolute_url())


def test_each_reply_has_an_address_that_opens_its_thread_where_it_stands(work, rae):
    [thread] = many(work, 1, by=rae)
    replies = many(work, 2 * REPLIES_A_PAGE + 10, by=rae, thread=thread)
    for reply in (replies[0], replies[REPLIES_A_PAGE - 1], replies[REPLIES_A_PAGE], replies[-1]):
        response = Client().get(reply.get_absolute_url())
        address, anchor = response.url.split("#")
        page = shown(address)
        assert anchor == f"review-{reply.pk}"
        assert len(page.css(f"#{anchor}")) == 1
        assert len(page.css(".replies .review")) == (10 if reply is replies[-1] else REPLIES_A_PAGE)
    assert shown(thread.get_absolute_url()).css_first(".pager [rel=next]") is not None


def test_no_element_is_called_like_a_chapter(work, rae):
    said_by(rae, work)
    for address in (list_at(work), reverse("work-reviews", args=[work.pk])):
        assert shown(address).css("[id^='chapter-']") == []


def test_of_a_thread_whose_beginning_waits_nothing_is_seen(work, ana, rae):
    thread, *_ = many(work, 1, by=rae)
    [reply] = many(work, 1, by=ana, thread=thread)
    Review.objects.filter(pk=thread.pk).update(state="waiting", waits_because="all")
    for each in (thread, reply):
        assert Client().get(each.get_absolute_url()).status_code == 404
        assert signed_in(rae).get(each.get_absolute_url(), follow=True).status_code == 200


def test_a_list_walks_the_index_made_for_it(work, rae):
    """Else a page of a chapter that five thousand have reviewed would read them all, or the whole archive."""
    many(work, 3, by=rae)
    for reviews, index in (
        (first_of(work).reviews, "threads_of_a_chapter"),
        (work.reviews, "threads_of_a_work"),
    ):
        for viewer in (GUEST, Viewer(rae)):
            with CaptureQueriesContext(connection) as captured:
                threads_page(reviews.all(), viewer, order="newest")
            [listing] = [query["sql"] for query in captured if "LIMIT 21" in query["sql"]]
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {listing}")
                plan = " ".join(str(row) for row in cursor.fetchall())
            assert index in plan, plan
            assert "USE TEMP B-TREE FOR ORDER BY" not in plan, plan

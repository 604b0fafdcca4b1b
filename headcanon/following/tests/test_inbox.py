"""The inbox, as she meets it: by day and story, what is new, and on to what it is about."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block
from headcanon.core.outbox import drain
from headcanon.following.follows import follow
from headcanon.following.models import Notice
from headcanon.following.tests.telling import unseen
from headcanon.following.views import inbox as pages
from headcanon.works.trash import trash
from tests.cast import posted, signed_in
from tests.memory import forget_everything
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
INBOX = "/inbox"


def page_of(person, address=INBOX):
    drain()
    return signed_in(person).get(address).content.decode()


def test_a_guest_is_asked_to_sign_in(client):
    assert client.get(INBOX).url == f"{reverse('account_login')}?next={INBOX}"


def test_it_is_grouped_by_day_and_story_and_says_what_is_new(ana, rae):
    follow(rae, "author", ana)
    for title in ("One", "Two", "Three"):
        posted(ana, title)
    drain()
    Notice.objects.filter(news__work__title="One").update(told_at=timezone.now() - timedelta(days=3))
    page = page_of(rae)
    assert page.count('<h2 class="section-title" id="day-') == 2
    assert page.index("“Three”") < page.index("“Two”") < page.index("“One”")
    assert page.count('class="is-new"') == 3
    assert "Inbox, 3 new" in page


def test_following_a_notice_leads_on_and_it_is_not_new_any_more(ana, rae, vex):
    follow(rae, "author", ana)
    work = posted(ana)
    assert unseen(rae) == 1
    link = Notice.objects.get().get_absolute_url()
    assert signed_in(vex).get(link).status_code == 404
    assert unseen(rae) == 1
    assert signed_in(rae).get(link).url == work.get_absolute_url()
    assert unseen(rae) == 0
    page = page_of(rae)
    assert ("Ana posted a new story" in page, 'class="is-new"' in page) == (True, False)


def test_all_that_she_was_shown_is_marked_as_read_and_what_came_meanwhile_is_not(ana, rae):
    follow(rae, "author", ana)
    posted(ana, "One")
    drain()
    shown = Notice.objects.get().pk
    posted(ana, "Two")
    drain()
    signed_in(rae).post(reverse("inbox-read"), {"up_to": shown})
    assert unseen(rae) == 1
    signed_in(rae).post(reverse("inbox-read"), {"up_to": "nonsense"})
    assert unseen(rae) == 1


def test_what_she_may_not_see_now_is_neither_there_nor_led_to(ana, rae):
    follow(rae, "author", ana)
    work = posted(ana, "The Lamp")
    assert unseen(rae) == 1
    link = Notice.objects.get().get_absolute_url()
    trash(work)
    assert "The Lamp" not in page_of(rae)
    assert signed_in(rae).get(link).status_code == 404
    assert unseen(rae) == 0


def test_page_500_costs_what_page_1_does(ana, rae, monkeypatch):
    monkeypatch.setattr(pages, "ON_A_PAGE", 4)
    follow(rae, "author", ana)
    titles = [f"Night {number}" for number in range(10)]
    for title in titles:
        posted(ana, title)
    drain()
    client, address, found, costs = signed_in(rae), INBOX, [], []
    while address:
        forget_everything()
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        costs.append(len(captured))
        found += [told.says for day in answer.context["days"] for group in day["groups"] for told in group["told"]]
        older = answer.context["page"].older
        address = older and f"{INBOX}?behind={older}"
    assert found == [f"Ana posted a new story: “{title}”" for title in reversed(titles)]
    assert (len(costs), len(set(costs[1:]))) == (3, 1)


def test_the_number_on_kept_pages_is_right_at_once_and_costs_no_question(ana, rae, monkeypatch):
    """A member's page is kept under her very cookies; her own row says that it is out of date."""
    client = Visitor()
    client.force_login(rae)
    client.get("/")
    follow(rae, "author", ana)
    posted(ana)
    drain()
    from headcanon.core.editions import look_again

    look_again()
    assert "Inbox, 1 new" in client.get("/").content.decode()
    block(rae, ana)
    drain()
    look_again()
    assert "Inbox, " not in client.get("/").content.decode()


def test_names_from_right_to_left_turn_nothing_around_them(ana, rae):
    follow(rae, "author", ana)
    posted(ana, "المصباح")
    assert "“\u2068المصباح\u2069”" in page_of(rae)

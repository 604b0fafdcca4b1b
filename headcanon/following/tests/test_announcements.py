"""What an author says once: to whom, how often, and where it stands."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block
from headcanon.accounts.joining import take_pen_name
from headcanon.following.announcing import hide, take_down
from headcanon.following.follows import follow
from headcanon.following.models import Announcement
from headcanon.following.tests.telling import told
from headcanon.works.models import Work
from tests.cast import draft, posted, signed_in

pytestmark = pytest.mark.django_db
NEW = "/announcements/new"


def said(author, text="I have moved to the sea.", *, work=None, token="one", pseud=None):
    form = {"sent_with": token, "pseud": (pseud or author.default_pseud).pk, "text": text}
    return signed_in(author).post(NEW, {**form, "work": work.pk if work else ""})


def test_it_reaches_followers_and_stands_on_her_page(ana, rae, client):
    follow(rae, "author", ana)
    answer = said(ana, "I have moved <script>x</script>to the *sea*.\n\nCome along.")
    only = Announcement.objects.get()
    assert answer.url == only.get_absolute_url()
    assert told(rae) == ["A word from Ana"]
    page = client.get(only.get_absolute_url()).content.decode()
    assert "Come along." in page
    assert "<script>x" not in page
    assert "Come along." in client.get(ana.default_pseud.get_absolute_url()).content.decode()


def test_to_those_who_follow_a_story_it_is_named_on_its_page_for_two_weeks(ana, rae, client):
    work = posted(ana)
    follow(rae, "work", work)
    address = said(ana, work=work).url
    assert told(rae) == ["A word from Ana about “The Lamp”"]
    assert f'href="{address}"' in client.get(work.get_absolute_url()).content.decode()
    take_down()
    assert Work.objects.get().announcement is not None
    Announcement.objects.update(made_at=timezone.now() - timedelta(days=15))
    take_down()
    assert f'href="{address}"' not in client.get(work.get_absolute_url()).content.decode()
    assert client.get(address).status_code == 200


def test_sent_twice_it_is_said_once(ana, rae):
    follow(rae, "author", ana)
    assert said(ana).url == said(ana).url
    assert (Announcement.objects.count(), len(told(rae))) == (1, 1)


def test_nobody_uses_up_another_authors_form(ana, rae):
    said(ana, token="one")
    answer = said(rae, "Mine.", token="one")
    assert answer.status_code == 302
    assert Announcement.objects.count() == 2


def test_after_three_in_a_week_she_is_told_why_and_when_and_keeps_her_words(ana):
    for number in range(3):
        assert said(ana, token=f"{number}").status_code == 302
    answer = said(ana, "One more word.", token="four")
    page = answer.content.decode()
    assert (answer.status_code, Announcement.objects.count()) == (200, 3)
    assert "So that people go on listening" in page
    assert "One more word." in page
    Announcement.objects.order_by("pk").update(made_at=timezone.now() - timedelta(days=8))
    assert said(ana, token="four").status_code == 302


def test_somebody_suspended_says_nothing_and_keeps_her_words(ana, rae):
    follow(rae, "author", ana)
    ana.suspended_until = timezone.now() + timedelta(days=1)
    ana.save(update_fields=["suspended_until"])
    answer = said(ana, "Not now.")
    assert (answer.status_code, Announcement.objects.count(), told(rae)) == (200, 0, [])
    assert "Not now." in answer.content.decode()


def test_she_speaks_as_herself_and_of_her_own_posted_stories_alone(ana, rae):
    hers, unposted = posted(rae), draft(ana)
    assert said(ana, pseud=rae.default_pseud).status_code == 200
    assert said(ana, work=hers).status_code == 200
    assert said(ana, work=unposted).status_code == 200
    assert said(ana, "   ").status_code == 200
    assert not Announcement.objects.exists()


def test_as_another_pen_name_she_reaches_those_who_follow_that(ana, rae, vex):
    wren = take_pen_name(ana, "Wren")
    follow(rae, "pseud", wren)
    follow(vex, "pseud", ana.default_pseud)
    said(ana, pseud=wren)
    assert (told(rae), told(vex)) == (["A word from Wren"], [])


def test_what_a_moderator_has_hidden_only_she_and_its_author_see(ana, rae, mo, client):
    work = posted(ana)
    follow(rae, "work", work)
    address = said(ana, work=work).url
    hide(Announcement.objects.get())
    seen = {person.username: signed_in(person).get(address).status_code for person in (ana, rae, mo)}
    assert seen == {"Ana": 200, "Rae": 404, "Mo": 200}
    assert client.get(address).status_code == 404
    assert told(rae) == []
    assert address not in client.get(work.get_absolute_url()).content.decode()
    hide(Announcement.objects.get(), is_hidden=False)
    assert address in client.get(work.get_absolute_url()).content.decode()


def test_whom_she_keeps_away_and_who_may_not_see_the_story_does_not_find_it(ana, vex, client):
    work = posted(ana)
    addresses = [said(ana, token="one").url, said(ana, work=work, token="two").url]
    block(ana, vex)
    assert [signed_in(vex).get(address).status_code for address in addresses] == [404, 404]
    Work.objects.update(audience="members")
    assert [client.get(address).status_code for address in addresses] == [200, 404]


def test_the_desk_is_offered_a_text_box(ana, rae):
    from django.template import Context, Engine

    from headcanon.core.viewing import Viewer

    template = Engine.get_default().from_string('{% slot "desk.side" %}')
    shown = template.render(Context({"viewer": Viewer(ana)}))
    assert f'action="{reverse("announce")}"' in shown
    assert f'name="pseud" value="{ana.default_pseud.pk}"' in shown

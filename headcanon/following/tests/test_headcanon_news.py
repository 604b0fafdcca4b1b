"""News of headcanons: who is told that one was asked for, answered, talked about, and grew into a story."""

import pytest

from headcanon.accounts.blocking import block, mute
from headcanon.core.outbox import drain
from headcanon.following.follows import follow
from headcanon.following.models import News
from headcanon.following.tests.telling import told, unseen
from headcanon.headcanons.asking import accept, decline
from headcanon.headcanons.models import Headcanon
from headcanon.headcanons.posting import take_back
from headcanon.headcanons.tests.having import CLAIM, asked, had, remarked
from headcanon.works.models import Growth, Work
from headcanon.works.signals import work_grew
from tests.cast import posted, restricted, signed_in

pytestmark = pytest.mark.django_db


def grown(headcanon, work):
    growth = Growth.objects.create(work=work, headcanon=headcanon)
    work_grew.send(Growth, growth=growth)
    return work


def test_whom_somebody_asks_is_told_and_whoever_asked_of_the_answer(ana, rae):
    accepted, declined = asked(rae, ana), asked(rae, ana, "Another lamp")
    assert told(ana) == ["Rae asks you for a story"] * 2
    accept(accepted)
    decline(declined, "No time, alas.")
    assert told(rae) == [
        "Ana has thought of what you asked for, and would rather not write it",
        "Ana accepted what you asked for: everybody can read it now",
    ]
    page = signed_in(rae).get("/inbox").content.decode()
    assert "No time, alas." in page
    assert CLAIM in page
    assert unseen(rae) == 2


def test_without_a_name_nobody_is_named(ana, rae):
    headcanon = asked(rae, ana, is_anonymous=True)
    assert told(ana) == ["Somebody asks you for a story"]
    assert News.objects.get().actor is None
    accept(headcanon)
    remark = remarked(headcanon, ana, "Why?")
    remarked(headcanon, rae, "For the light.", answers=remark)
    assert told(ana)[0] == "Whoever had it answered what you said of a headcanon"
    assert told(rae)[0] == "Ana said something of your headcanon"


def test_whoever_had_it_and_who_began_a_thread_hear_of_a_remark_and_nobody_of_her_own(ana, rae, vex):
    headcanon = had(ana)
    first = remarked(headcanon, rae, "Is it so?")
    remarked(headcanon, vex, "It is.", answers=first)
    remarked(headcanon, ana, "It is indeed.", answers=first)
    assert told(ana) == ["Vex said something of your headcanon", "Rae said something of your headcanon"]
    assert told(rae) == [
        "Ana answered what you said of a headcanon",
        "Vex answered what you said of a headcanon",
    ]
    assert told(vex) == []


def test_a_story_that_grew_is_told_to_whoever_had_it_and_to_followers(ana, rae, vex, mo):
    headcanon = had(rae)
    follow(vex, "headcanon", headcanon)
    follow(ana, "headcanon", headcanon)
    grown(headcanon, posted(ana))
    assert told(rae) == ["“The Lamp” by Ana grew from your headcanon"]
    assert told(vex) == ["“The Lamp” by Ana grew from a headcanon that you follow"]
    assert told(ana) == [], "it is her own doing"
    assert (unseen(rae), unseen(vex)) == (1, 1)


@pytest.mark.parametrize("keep_away", [block, mute])
def test_of_people_she_keeps_away_she_hears_nothing(ana, rae, vex, keep_away):
    headcanon = had(rae)
    keep_away(rae, ana)
    keep_away(rae, vex)
    grown(headcanon, posted(ana))
    if keep_away is mute:
        remarked(headcanon, vex)
    assert (told(rae), unseen(rae)) == ([], 0)


def test_of_a_story_that_members_may_not_read_nobody_hears_and_of_theirs_members_do(ana, rae, vex):
    headcanon = had(rae)
    follow(vex, "headcanon", headcanon)
    work = posted(ana, "For me")
    Work.objects.filter(pk=work.pk).update(audience="me")
    grown(headcanon, work)
    assert (told(rae), told(vex)) == ([], [])
    grown(headcanon, restricted(ana))
    assert len(told(rae)) == len(told(vex)) == 1


def test_hidden_or_taken_back_it_is_no_news_any_more(ana, rae, vex):
    headcanon = had(rae)
    follow(vex, "headcanon", headcanon)
    grown(headcanon, posted(ana))
    drain()
    Headcanon.objects.update(is_hidden=True)
    assert told(vex) == []
    assert len(told(rae)) == 1
    take_back(headcanon)
    assert told(rae) == []


def test_what_is_covered_is_covered_in_inbox_and_feed_too(ana, rae, vex):
    headcanon = had(rae, "She drowns too.", is_spoiler=True)
    follow(vex, "headcanon", headcanon)
    remarked(headcanon, vex, "She drowns?")
    remarked(headcanon, ana, "Drowns, yes.", answers=headcanon.remarks.get())
    grown(headcanon, posted(ana))
    assert len(told(vex)) == 2
    page = signed_in(vex).get("/inbox").content.decode()
    assert "drowns" not in page.casefold()
    assert "drowns" not in signed_in(vex).get("/follows").content.decode()
    assert "drowns" in signed_in(rae).get("/inbox").content.decode().casefold()


def test_her_own_is_not_hers_to_follow_nor_an_ask_anybodys(ana, rae, vex):
    waiting, hers = asked(rae, ana), had(rae)
    for person, headcanon, status in ((rae, hers, 302), (vex, hers, 302), (ana, waiting, 404), (vex, waiting, 404)):
        assert signed_in(person).post(f"/headcanons/{headcanon.pk}/follow").status_code == status
    assert rae.follows.count() == 0
    assert vex.follows.get().headcanon == hers

"""Who is told of what: once, of what she may see, and nobody is forgotten."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block, mute, unblock
from headcanon.accounts.models import User
from headcanon.core import outbox
from headcanon.core.models import OutboxRow
from headcanon.following import news
from headcanon.following.announcing import announce, hide
from headcanon.following.counting import look_at_works
from headcanon.following.follows import follow
from headcanon.following.models import News, Notice
from headcanon.following.tests.telling import told, unseen
from headcanon.reviews.answering import approve
from headcanon.reviews.margins import find_again
from headcanon.reviews.models import Kudos, Review, TypoNote
from headcanon.reviews.signals import (
    kudos_given,
    review_posted,
    review_waits,
    typo_note_put_right,
    typo_note_sent,
)
from headcanon.works.about import say
from headcanon.works.coauthors import ask
from headcanon.works.gifts import give
from headcanon.works.models import Chapter, Work
from headcanon.works.publishing import publish, publish_chapters
from headcanon.works.relations import relate
from headcanon.works.trash import trash, untrash
from tests import cast
from tests.cast import draft, posted, signed_in, viewer

pytestmark = pytest.mark.django_db


def serial(author, title="The Lamp", **fields):
    """A posted work of which the second chapter is not posted yet."""
    work = posted(author, title, chapters=2, **fields)
    Chapter.objects.filter(work=work, position=2).update(posted_at=None)
    outbox.drain()
    return work


def post_second(work, **how):
    publish_chapters(work, [work.chapters.get(position=2).pk], **how)


def review(work, *, by=None, name="", answers=None, state="posted", text="<p>What a lamp.</p>"):
    made = Review.objects.create(
        work=work, chapter=work.chapters.first(), pseud=by and by.default_pseud, guest_name=name, text=text,
        state=state, thread=answers and (answers.thread or answers), answers=answers,
        sent_with=f"{Review.objects.count()}",
    )  # fmt: skip
    (review_waits if state == "waiting" else review_posted).send(Review, review=made)
    return made


# --- Followers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["author", "pseud", "fandom", "tag"])
def test_followers_hear_of_a_new_story(ana, rae, name):
    first = posted(ana, "The First")
    things = {
        "author": ana,
        "pseud": ana.default_pseud,
        "fandom": first.fandom_names[0],
        "tag": first.tags_of("relationship")[0],
    }
    follow(rae, name, things[name])
    posted(ana, "The Lamp")
    assert told(rae) == ["Ana posted a new story: “The Lamp”"]
    assert (unseen(rae), unseen(ana)) == (1, 0)


def test_followers_of_story_author_pen_name_and_series_hear_of_a_chapter_and_those_of_the_canon_do_not(ana, rae, vex):
    work = serial(ana, series=[("Nights", 1)])
    for name, thing in {"work": work, "author": ana, "pseud": ana.default_pseud, "series": work.series.get()}.items():
        follow(rae, name, thing)
    follow(vex, "fandom", work.fandom_names[0])
    post_second(work)
    assert told(rae) == ["Ana posted a new chapter of “The Lamp”: Night 2"], "once, however often she follows"
    assert told(vex) == []
    assert unseen(rae) == 1


def test_what_is_posted_silently_is_no_news(ana, rae):
    work, unposted = serial(ana), draft(ana, "Unheard")
    follow(rae, "author", ana)
    post_second(work, silently=True)
    publish_chapters(unposted, [unposted.chapters.get().pk], silently=True)
    assert told(rae) == []
    assert not News.objects.exists()


def test_followers_hear_that_a_story_is_complete_or_rests(ana, rae):
    work = posted(ana, status="in-progress")
    follow(rae, "work", work)
    for status in ("hiatus", "complete"):
        say(Work.objects.get(pk=work.pk), {"status": status}, person=ana)
        outbox.drain()
    assert told(rae) == ["“The Lamp” by Ana is complete", "“The Lamp” by Ana rests for now"]


def test_saying_the_same_again_or_of_a_draft_is_no_news(ana, rae):
    work, unposted = posted(ana, status="in-progress"), draft(ana, "Draft", status="in-progress")
    follow(rae, "author", ana)
    outbox.drain()
    say(work, {"status": "in-progress", "title": "The Lamps"}, person=ana)
    say(unposted, {"status": "complete"}, person=ana)
    assert told(rae) == []


def test_nobody_is_told_of_her_own_doing(ana, rae):
    follow(rae, "author", ana)
    posted(ana, "Together", others=[rae])
    assert (told(rae), told(ana)) == ([], [])


@pytest.mark.parametrize("keep_away", [block, lambda rae, ana: block(ana, rae), mute])
def test_a_block_either_way_and_a_mute_keep_news_away_before_and_after(ana, rae, vex, keep_away):
    for person in (rae, vex):
        follow(person, "author", ana)
    posted(ana, "Before")
    assert (told(rae), unseen(rae)) == (["Ana posted a new story: “Before”"], 1)
    keep_away(rae, ana)
    posted(ana, "After")
    assert (told(rae), unseen(rae)) == ([], 0)
    assert len(told(vex)) == 2
    assert Notice.objects.filter(person=rae).count() == 1, "of the second she was not told at all"


def test_when_a_block_ends_what_was_told_before_is_there_again(ana, rae):
    follow(rae, "author", ana)
    posted(ana)
    outbox.drain()
    block(rae, ana)
    assert (told(rae), unseen(rae)) == ([], 0)
    unblock(rae, ana)
    assert (len(told(rae)), unseen(rae)) == (1, 1)


@pytest.mark.parametrize("audience", ["link", "me"])
def test_what_is_not_for_members_is_told_to_nobody(ana, rae, audience):
    follow(rae, "author", ana)
    work = draft(ana)
    Work.objects.filter(pk=work.pk).update(audience=audience, link_token="x" * 24)
    publish(work)
    assert (told(rae), unseen(rae)) == ([], 0)


def test_what_is_hidden_or_thrown_away_later_is_not_shown_and_not_counted(ana, rae):
    follow(rae, "author", ana)
    work = posted(ana)
    assert unseen(rae) == 1
    trash(work)
    assert (told(rae), unseen(rae)) == ([], 0)
    untrash(work)
    assert (len(told(rae)), unseen(rae)) == (1, 1)
    say(Work.objects.get(pk=work.pk), {"audience": "me"}, person=ana)
    assert (told(rae), unseen(rae)) == ([], 0)


def test_who_cannot_sign_in_any_more_is_told_nothing(ana, rae):
    follow(rae, "author", ana)
    User.objects.filter(pk=rae.pk).update(is_active=False)
    posted(ana)
    outbox.drain()
    assert not Notice.objects.exists()


# --- Many ----------------------------------------------------------------------------------------------------------


def crowd(number):
    """Many who follow, made in two statements."""
    start = User.objects.count()
    people = User.objects.bulk_create(User(username=f"reader{start + n}") for n in range(number))
    return people


def follow_all(people, author):
    from headcanon.following.models import Follow

    Follow.objects.bulk_create(Follow(person=person, author=author) for person in people)


def test_publishing_asks_no_more_of_the_database_for_three_hundred_followers_than_for_three(ana):
    posted(ana, "The first asks for what every other finds in memory")
    outbox.drain()
    counted = []
    for number in (3, 300):
        follow_all(crowd(number), ana)
        work = draft(ana, f"For {number}")
        with CaptureQueriesContext(connection) as captured:
            publish(work)
        counted.append(len(captured))
        outbox.drain()
    assert counted[0] == counted[1]
    assert Notice.objects.count() == 3 + 303


def test_a_piece_that_is_undone_is_told_again_from_where_it_stood(ana, monkeypatch):
    """As when the process is killed: its transaction is gone, and those before it stay."""
    monkeypatch.setattr(news, "A_PIECE", 10)
    follow_all(crowd(35), ana)
    posted(ana)
    give_notices, calls = news.give_notices, []

    def die_in_the_third(*said):
        give_notices(*said)
        calls.append(said)
        if len(calls) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(news, "give_notices", die_in_the_third)
    with pytest.raises(KeyboardInterrupt):
        outbox.drain()
    assert Notice.objects.count() == 20
    monkeypatch.setattr(news, "give_notices", give_notices)
    outbox.drain()
    assert Notice.objects.count() == 35
    assert set(User.objects.filter(follows__author=ana).values_list("notices_unseen", flat=True)) == {1}
    assert not OutboxRow.objects.filter(queue=news.QUEUE).exists()


def test_a_piece_that_has_held_the_database_for_a_moment_leaves_the_rest_to_the_next(ana, rae, monkeypatch):
    monkeypatch.setattr(news, "HELD", 0)
    follow(rae, "author", ana)
    for number in range(3):
        posted(ana, f"Night {number}")
    pieces = []
    monkeypatch.setitem(outbox._handlers, news.QUEUE, lambda ids: (pieces.append(len(ids)), news.tell(ids)))
    outbox.drain()
    assert pieces == [3, 2, 1]
    assert Notice.objects.filter(person=rae).count() == 3


def test_what_follows_from_many_stories_at_once_asks_no_more_than_from_one(ana):
    """A folder of files that is taken in and posted."""
    asked = []
    for number in (1, 8):
        works = [posted(ana, f"{number} nights, {n}").pk for n in range(number)]
        with CaptureQueriesContext(connection) as captured:
            look_at_works(set(works))
            find_again(set(works))
        asked.append(len(captured))
    assert asked[0] == asked[1]


def test_the_same_fact_handed_over_twice_is_told_once(ana, rae):
    follow(rae, "author", ana)
    posted(ana)
    outbox.drain()
    outbox.post(news.QUEUE, News.objects.get().pk)
    assert (len(told(rae)), unseen(rae)) == (1, 1)


def test_news_that_nobody_heard_are_not_kept(ana):
    posted(ana)
    outbox.drain()
    assert not News.objects.exists()


# --- Reviews -------------------------------------------------------------------------------------------------------


def test_an_author_hears_of_a_review_and_its_writer_of_the_answer(ana, rae, vex):
    work = posted(ana)
    said = review(work, by=rae)
    assert (told(ana), told(rae)) == (["Rae reviewed “The Lamp”"], [])
    review(work, by=ana, answers=said)
    assert (told(rae), len(told(ana))) == (["Ana answered your review of “The Lamp”"], 1)
    review(work, by=vex, answers=said)
    assert told(rae)[0] == "Vex answered your review of “The Lamp”"
    assert told(ana)[0] == "Vex answered a review of “The Lamp”"


def test_a_guest_is_called_as_she_calls_herself(ana):
    review(posted(ana), name="Bell & <Candle>")
    assert told(ana) == ["Bell & <Candle> reviewed “The Lamp”"]
    page = signed_in(ana).get(reverse("inbox")).content.decode()
    assert "Bell &amp; &lt;Candle&gt; reviewed" in page


@pytest.mark.parametrize("is_drained_between", [True, False])
def test_what_was_said_waited_again_and_was_let_in_again_is_told_of_once(ana, rae, is_drained_between):
    """Changed words wait anew; neither whom it answers nor the author hears of it a second time."""
    bea = cast.person("Bea")
    work = posted(ana)
    thread = review(work, by=bea)
    drain_if = outbox.drain if is_drained_between else (lambda: None)
    outbox.drain()
    Notice.objects.all().delete()
    User.objects.update(notices_unseen=0)
    reply = review(work, by=rae, answers=thread)
    for _ in range(2):
        drain_if()
        Review.objects.filter(pk=reply.pk).update(state="waiting", waits_because="all")
        review_waits.send(Review, review=Review.objects.get(pk=reply.pk))
        drain_if()
        approve(reply)
    assert told(bea) == ["Rae answered your review of “The Lamp”"]
    assert told(ana) == ["Rae answered a review of “The Lamp”"]
    assert (unseen(bea), unseen(ana)) == (1, 1)


def test_a_review_that_waits_is_told_of_once_whatever_the_answer(ana, rae):
    said = review(posted(ana), by=rae, state="waiting")
    assert told(ana) == ["A review of “The Lamp” by Rae waits for your yes"]
    Review.objects.filter(pk=said.pk).update(state="posted")
    review_posted.send(Review, review=Review.objects.get(pk=said.pk))
    assert told(ana) == ["Rae reviewed “The Lamp”"]
    Review.objects.filter(pk=said.pk).update(state="gone")
    assert told(ana) == []


def test_reviews_by_somebody_blocked_or_muted_are_not_told_of(ana, rae, vex):
    work = posted(ana)
    review(work, by=rae)
    outbox.drain()
    block(ana, rae)
    mute(ana, vex)
    review(work, by=vex)
    assert (told(ana), unseen(ana)) == ([], 0)


def test_kudos_are_told_of_when_the_day_is_over_in_one_notice(ana, rae, vex, mo):
    lamp, sea = posted(ana), posted(ana, "The Sea")
    outbox.drain()
    yesterday = timezone.now() - timedelta(days=1)
    given = [(lamp, rae), (lamp, vex), (lamp, mo), (sea, rae)]
    for work, person in given:
        kudos = Kudos.objects.create(work=work, person=person, given_at=yesterday)
        kudos_given.send(Kudos, kudos=kudos)
    not_over = timezone.now() + timedelta(days=1)  # even if midnight strikes meanwhile
    lately = Kudos.objects.create(work=sea, device="somebody", given_at=not_over)
    kudos_given.send(Kudos, kudos=lately)
    assert told(ana) == []
    news.tell_of_days_that_are_over()
    news.tell_of_days_that_are_over()
    assert told(ana) == ["4 kudos for “The Lamp” (3), “The Sea” (1)"]
    block(vex, ana)
    mute(ana, mo)
    assert told(ana) == ["2 kudos for “The Lamp” (1), “The Sea” (1)"]
    block(ana, rae)
    assert (told(ana), unseen(ana)) == ([], 0)


def test_typo_notes_are_told_to_the_author_and_thanks_to_their_sender(ana, rae, vex):
    work = posted(ana)
    note = TypoNote.objects.create(
        work=work,
        chapter=work.chapters.get(),
        pseud=rae.default_pseud,
        slip={},
        words="stroy",
        instead="story",
        state="put-right",
    )
    typo_note_sent.send(TypoNote, note=note)
    assert (told(ana), told(rae)) == (["Rae sent you a typo note on “The Lamp”"], [])
    typo_note_put_right.send(TypoNote, note=note)
    assert told(rae) == ["Your typo note on “The Lamp” was put right. Thank you!"]
    assert told(vex) == []


# --- Requests ------------------------------------------------------------------------------------------------------


def test_a_gift_is_told_of_when_it_can_be_read(ana, rae):
    work = draft(ana)
    give(work, ["Rae"])
    assert told(rae) == []
    publish(work)
    assert told(rae) == ["Ana wrote “The Lamp” for you"]
    give(posted(ana, "Another"), ["Rae"])
    assert told(rae)[0] == "Ana wrote “Another” for you"


def test_who_is_asked_to_write_along_hears_of_it_until_it_is_answered(ana, rae):
    ask(draft(ana, "Together"), "Rae", person=ana)
    assert told(rae) == ["Ana asks whether you may be named as an author of “Together”"]
    rae.pseuds.get().coauthor_requests.update(declined_at=timezone.now())
    assert told(rae) == []


def test_an_author_hears_of_a_story_that_names_hers(ana, rae):
    work, other = posted(ana), draft(rae, "After the Lamp")
    relate(other, "sequel", viewer=viewer(rae), parent=work)
    assert told(ana) == []
    publish(other)
    assert told(ana) == ["“After the Lamp” by Rae names your story “The Lamp”. Shall its page show that?"]


def test_who_keeps_away_from_somebody_is_not_asked_by_her(ana, rae):
    block(rae, ana)
    ask(draft(ana), "Rae", person=ana)
    assert (told(rae), unseen(rae)) == ([], 0)


# --- Announcements -------------------------------------------------------------------------------------------------


def test_an_announcement_reaches_those_who_follow_the_work_or_her(ana, rae, vex):
    work = posted(ana)
    follow(rae, "work", work)
    follow(vex, "author", ana)
    outbox.drain()
    announce(ana.default_pseud, "<p>The lamp rests.</p>", work=work, sent_with="one")
    assert (told(rae), told(vex)) == (["A word from Ana about “The Lamp”"], [])
    said = announce(ana.default_pseud, "<p>I have moved.</p>", sent_with="two")
    assert (len(told(rae)), told(vex)) == (1, ["A word from Ana"])
    hide(said)
    assert told(vex) == []


def test_news_go_when_what_they_are_about_is_erased_and_the_number_is_set_right(ana, rae):
    from headcanon.following.counting import set_right
    from headcanon.works.erasing import erase

    follow(rae, "author", ana)
    work = posted(ana)
    assert unseen(rae) == 1
    erase(Work.objects.get(pk=work.pk))
    set_right()
    assert (told(rae), unseen(rae), News.objects.count()) == ([], 0, 0)

"""An author's desk: what waits for her, answering it from there, and how her stories fare."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.blocking import block, mute
from headcanon.accounts.joining import take_pen_name
from headcanon.core import editions
from headcanon.core.viewing import Viewer
from headcanon.following import days
from headcanon.following.days import as_rows, days_of_all, days_of_each
from headcanon.following.desk import in_words
from headcanon.following.follows import follow
from headcanon.following.models import Desk, Follow
from headcanon.following.views import desk as pages
from headcanon.reading.models import WorkDay
from headcanon.reviews.applauding import applaud
from headcanon.reviews.models import AuthorWishes, Kudos, Review, TypoNote
from headcanon.reviews.reviewing import Voice
from headcanon.reviews.tests.saying import guest_says, said_by
from headcanon.reviews.typo_notes import send
from headcanon.works.trash import trash
from tests.cast import draft, person, posted, signed_in

pytestmark = pytest.mark.django_db
DESK = "/desk"
ALL = "/desk/reviews"
A_DAY = timedelta(days=1)


@pytest.fixture
def work(ana):
    return posted(ana)


def marked_by(reader, work, words="begins", instead="begun", **fields):
    voice = Voice(Viewer(reader), pseud=reader.default_pseud)
    return send(work.chapters.get(), words, instead, voice=voice, **fields)


def at(address, who):
    return LexborHTMLParser(signed_in(who).get(address).content.decode())


def text_of(node):
    return " ".join(node.text().split())


def reviews_at(address, who):
    return [text_of(node) for node in at(address, who).css(".review-text")]


def head(who):
    return text_of(at(DESK, who).css_first(".desk-since"))


def left_for(person, ago):
    """She was there, and went so long ago."""
    Desk.objects.update_or_create(person=person, defaults={"looked_at": timezone.now() - ago})


def act(who, review, name, **fields):
    return signed_in(who).post(reverse("review-answer", args=[review.pk]), {"act": name, "next": DESK, **fields})


# --- Since she was there -------------------------------------------------------------------------------------------


def test_a_guest_is_asked_to_sign_in(client):
    for address in (DESK, ALL, "/desk/stories", "/desk/stories/1"):
        assert client.get(address).url == f"{reverse('account_login')}?next={address}"


def test_the_first_visit_says_what_the_desk_is_for(ana):
    assert head(ana).startswith("What readers say of your stories waits for you here")


def test_it_says_what_came_since_she_went_and_goes_on_saying_so_while_she_is_there(ana, rae, vex, work):
    said_by(rae, work, "Long ago.")
    Review.objects.update(made_at=timezone.now() - 9 * A_DAY)
    left_for(ana, 3 * A_DAY)
    said_by(rae, work, "The sea.")
    said_by(vex, work, "The lamp.")
    marked_by(rae, work)
    weekday = in_words(timezone.now() - 3 * A_DAY)
    assert head(ana) == f"Since {weekday}: two reviews, one typo note."
    act(ana, Review.objects.last(), "put-aside")
    assert head(ana) == f"Since {weekday}: two reviews, one typo note."
    left_for(ana, A_DAY)
    Review.objects.update(made_at=timezone.now() - 9 * A_DAY)
    TypoNote.objects.update(made_at=timezone.now() - 9 * A_DAY)
    assert head(ana) == "Nothing new since yesterday."


def test_since_when_is_said_as_people_say_it(monkeypatch):
    moment = datetime(2031, 3, 6, 12, tzinfo=UTC)  # a Thursday
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    ago = {2 / 24: "10:00", 1: "yesterday", 2: "Tuesday", 6: "Friday", 7: "27 February", 400: "30 January 2030"}
    assert [in_words(moment - timedelta(days=number)) for number in ago] == list(ago.values())


# --- Reviews -------------------------------------------------------------------------------------------------------


def test_what_waits_for_her_yes_comes_first_then_the_newest_and_the_rest_is_a_page_away(ana, rae, work, monkeypatch):
    monkeypatch.setattr(pages, "REVIEWS", 3)
    AuthorWishes.objects.create(person=ana, all_wait=True)
    said_by(rae, work, "Waits.")
    AuthorWishes.objects.update(all_wait=False)
    for number in range(4):
        said_by(rae, work, f"Night {number}.")
    assert reviews_at(DESK, ana) == ["Waits.", "Night 3.", "Night 2."]
    assert text_of(at(DESK, ana).css_first(f'.desk-more a[href="{ALL}"]')) == "Two more reviews"
    assert reviews_at(ALL, ana) == ["Night 3.", "Night 2.", "Night 1.", "Night 0.", "Waits."]


def test_what_she_has_answered_or_said_herself_or_readers_say_to_each_other_does_not_wait(ana, rae, vex, work):
    answered, open_one = said_by(rae, work, "Answered."), said_by(rae, work, "Open.")
    said_by(ana, work, "Thank you!", answers=answered)
    said_by(ana, work, "A word of mine.")
    said_by(vex, work, "I think so too, Rae.", answers=open_one)
    assert reviews_at(DESK, ana) == ["Open."]
    hers = Review.objects.get(text__contains="Thank you!")
    said_by(rae, work, "You are welcome.", answers=hers)
    assert reviews_at(DESK, ana) == reviews_at(ALL, ana) == ["You are welcome.", "Open."]


def test_she_says_yes_or_no_right_there(ana, rae, work):
    AuthorWishes.objects.create(person=ana, all_wait=True)
    first, second = said_by(rae, work, "One."), said_by(rae, work, "Two.")
    assert act(ana, first, "approve").url == act(ana, second, "refuse").url == DESK
    states = dict(Review.objects.values_list("text", "state"))
    assert states == {"<p>One.</p>": "posted", "<p>Two.</p>": "hidden"}
    assert reviews_at(DESK, ana) == ["One."]


def test_she_replies_there_as_the_name_on_the_story_and_comes_back(ana, rae, work):
    wren = take_pen_name(ana, "Wren")
    review = said_by(rae, work, "The sea.")
    form = at(DESK, ana).css_first(".desk-reply form")
    sent = {field.attributes["name"]: field.attributes.get("value") for field in form.css("input")}
    del sent["csrfmiddlewaretoken"]
    assert (sent["next"], sent["pseud"]) == (DESK, str(ana.default_pseud.pk))
    assert wren.pk != ana.default_pseud.pk
    answer = signed_in(ana).post(form.attributes["action"], {**sent, "text": "It was loud."})
    assert answer.url == DESK
    reply = Review.objects.get(answers=review)
    assert (reply.text, reply.pseud) == ("<p>It was loud.</p>", ana.default_pseud)
    assert reviews_at(DESK, ana) == []


def test_a_reply_that_cannot_be_posted_comes_back_with_her_words_and_the_way_back(ana, rae, work):
    review = said_by(rae, work)
    reply = reverse("review-reply", args=[review.pk])
    page = signed_in(ana).post(reply, {"text": "x" * 20_001, "sent_with": "t", "next": DESK}).content.decode()
    assert "x" * 20_001 in page
    assert f'<input type="hidden" name="next" value="{DESK}">' in page


def test_no_form_leads_out_of_the_archive(ana, rae, work):
    review = said_by(rae, work)
    away = "https://elsewhere.example/"
    answers = [
        act(ana, review, "put-aside", next=away),
        signed_in(ana).post(reverse("review-reply", args=[review.pk]), {"text": "Thanks", "next": away}),
        signed_in(ana).post(reverse("slips"), {"leave": marked_by(rae, work).pk, "next": away}),
    ]
    assert [answer.url for answer in answers] == [
        reverse("work-reviews", args=[work.pk]), Review.objects.latest("pk").get_absolute_url(), reverse("slips")
    ]  # fmt: skip


def test_thanking_is_two_words_said_once(ana, rae, work):
    review = said_by(rae, work)
    page = (
        signed_in(ana)
        .post(reverse("review-answer", args=[review.pk]), {"act": "thank", "next": DESK}, follow=True)
        .content.decode()
    )
    assert "You have thanked Rae." in page
    act(ana, review, "thank")
    [reply] = Review.objects.filter(answers=review)
    assert (reply.text, reply.pseud) == ("<p>Thank you.</p>", ana.default_pseud)
    assert reviews_at(DESK, ana) == []


def test_two_who_are_thanked_in_one_thread_both_wait_no_more(ana, rae, vex, work):
    thread = said_by(ana, work, "Ask me.")
    for reader in (rae, vex):
        act(ana, said_by(reader, work, "Why the sea?", answers=thread), "thank")
    assert reviews_at(DESK, ana) == []


def test_somebody_suspended_thanks_nobody_and_is_told_why(ana, rae, work):
    review = said_by(rae, work)
    ana.suspended_until = timezone.now() + A_DAY
    ana.save(update_fields=["suspended_until"])
    page = (
        signed_in(ana)
        .post(reverse("review-answer", args=[review.pk]), {"act": "thank", "next": DESK}, follow=True)
        .content.decode()
    )
    assert "A moderator has asked you to be silent until" in page
    assert Review.objects.count() == 1
    assert reviews_at(DESK, ana) == ["I could hear the sea in every line."]


def test_nobody_but_the_author_says_thank_you(ana, rae, vex, work):
    review = said_by(rae, work)
    assert act(vex, review, "thank").status_code == act(rae, review, "thank").status_code == 404
    assert Review.objects.count() == 1


def test_of_whom_she_blocked_or_muted_and_of_what_is_not_there_nothing_stands(ana, rae, vex, work):
    left_for(ana, A_DAY)
    AuthorWishes.objects.create(person=ana, all_wait=True)
    away = posted(ana, "Put away")
    for reader in (rae, vex):
        said_by(reader, work, f"By {reader}.")
        marked_by(reader, work, instead=f"is by {reader}")
        applaud(work, viewer=Viewer(reader))
        follow(reader, "work", work)
    said_by(person("Gia"), away, "In the trash.")
    trash(away)
    assert len(reviews_at(DESK, ana)) == 2
    block(ana, rae)
    mute(ana, vex)
    page = at(DESK, ana)
    assert (page.css(".review-text"), page.css(".slip")) == ([], [])
    assert text_of(page.css_first(".desk-since")) == "Nothing new since yesterday."
    assert [text_of(each) for each in page.css(".plot figcaption")] == ["None"] * 4


def test_a_guests_review_waits_there_under_the_name_she_gave(ana, work, client):
    guest_says(client, work, "As a guest.", name="Tam & co")
    assert text_of(at(DESK, ana).css_first(".review .desk-facts")) == "Tam & co (guest) on The Lamp, today"


def test_nobody_has_anothers_reviews_on_her_desk(ana, rae, vex, work):
    said_by(rae, work)
    assert reviews_at(DESK, vex) == reviews_at(ALL, rae) == []


# --- Slips ---------------------------------------------------------------------------------------------------------


def test_a_slip_is_put_right_or_left_from_there(ana, rae, work):
    right = marked_by(rae, work, "begins", "begun")
    left = marked_by(rae, work, "dark", "bark")
    page = at(DESK, ana)
    assert [text_of(each) for each in page.css(".slip-words del")] == ["begins", "dark"]
    assert page.css_first("form:has(.slip)").attributes["action"] == reverse("slips")
    client = signed_in(ana)
    for wish, note in (("right", right), ("leave", left)):
        assert client.post(reverse("slips"), {wish: note.pk, "next": DESK}).url == DESK
    assert dict(TypoNote.objects.values_list("words", "state")) == {"begins": "put-right", "dark": "dismissed"}
    assert at(DESK, ana).css(".slip") == []


def test_of_many_slips_the_first_stand_there_and_the_way_to_the_rest(ana, rae, work, monkeypatch):
    monkeypatch.setattr(pages, "SLIPS", 2)
    for number in range(3):
        marked_by(rae, work, instead=f"{number}")
    page = at(DESK, ana)
    assert len(page.css(".slip")) == 2
    assert text_of(page.css_first(f'.desk-more a[href="{reverse("slips")}"]')) == "One more typo note"


# --- The side ------------------------------------------------------------------------------------------------------


def test_it_names_her_newest_drafts_and_her_stories_and_lets_her_speak(ana, rae):
    draft(ana, "Ariadne, counting")
    draft(rae, "Not hers")
    work = posted(ana, "Six ways")
    type(work).objects.filter(pk=work.pk).update(read_count=5310, kudos_count=702, review_count=88)
    page = at(DESK, ana)
    assert [text_of(each) for each in page.css(".desk-drafts .desk-title")] == ["Ariadne, counting"]
    assert [text_of(each) for each in page.css(".desk-table tbody tr > *")] == ["Six ways", "5,310", "702", "88"]
    assert page.css_first(f'form[action="{reverse("announce")}"]') is not None


def test_requests_are_a_line_that_leads_to_them(ana):
    type(ana).objects.filter(pk=ana.pk).update(requests_waiting=2)
    page = at(DESK, ana)
    assert text_of(page.css_first('.desk-line a[href="/requests"]')) == "Two requests wait for your answer"


def test_an_empty_desk_says_how_to_begin(ana):
    page = at(DESK, ana)
    assert page.css_first(".desk-table") is None
    assert text_of(page.css_first('h2#drafts a[href="/works/new"]')) == "Begin a story"


# --- Day by day ----------------------------------------------------------------------------------------------------


@pytest.fixture
def today(monkeypatch):
    moment = datetime(2031, 3, 4, 12, tzinfo=UTC)
    monkeypatch.setattr(days.timezone, "now", lambda: moment)
    return moment


def test_each_kind_is_counted_by_the_day_in_utc(ana, rae, vex, work, today):
    gia = person("Gia")
    late, early = datetime(2031, 3, 2, 23, 59, tzinfo=UTC), datetime(2031, 3, 3, 0, 1, tzinfo=UTC)
    WorkDay.objects.create(work=work, day=date(2031, 3, 3), reads=7)
    WorkDay.objects.create(work=work, day=date(2031, 1, 1), reads=9)
    for reader, moment in ((rae, late), (vex, early), (gia, early)):
        Kudos.objects.create(work=work, person=reader, given_at=moment)
        Follow.objects.create(work=work, person=reader, made_at=moment)
        said = said_by(reader, work, f"By {reader}.")
        Review.objects.filter(pk=said.pk).update(made_at=moment)
    other = posted(ana, "Another")
    Follow.objects.create(author=ana, person=rae, made_at=early)
    mute(ana, gia)
    since = date(2031, 3, 2)
    told = days_of_each([work, other], Viewer(ana), since)
    assert {label: [number for _, number in counted] for label, counted in told[work.pk]} == {
        "Reads": [0, 7, 0], "Kudos": [1, 1, 0], "Reviews": [1, 1, 0], "Follows": [1, 1, 0],
    }  # fmt: skip
    assert as_rows(told[work.pk]) == [(date(2031, 3, 3), [7, 1, 1, 1]), (since, [0, 1, 1, 1])]
    assert as_rows(told[other.pk]) == []
    together = days_of_all([work, other], Viewer(ana), since)
    assert as_rows(together) == [(date(2031, 3, 3), [7, 1, 1, 2]), (since, [0, 1, 1, 1])]


def test_any_number_of_stories_costs_the_same(ana):
    costs = []
    for number in (1, 3):
        works = [posted(ana, f"Night {n}") for n in range(number)]
        with CaptureQueriesContext(connection) as captured:
            days_of_each(works, Viewer(ana), date(2031, 3, 2))
        costs.append(len(captured))
    assert costs == [4, 4]


def test_a_story_day_by_day_is_hers_alone(ana, rae, mo, work):
    WorkDay.objects.create(work=work, day=timezone.now().date(), reads=7)
    address = reverse("desk-story", args=[work.pk])
    page = at(address, ana)
    assert [text_of(each) for each in page.css(".desk-table tbody td")] == ["7", "0", "0", "0"]
    assert len(page.css(".desk-plot .plot")) == 4
    assert [signed_in(who).get(address).status_code for who in (rae, mo)] == [404, 404]


def test_all_her_stories_are_listed_with_their_plots_a_page_at_a_time(ana, rae, monkeypatch):
    for number in range(3):
        posted(ana, f"Night {number}", at=timezone.now() + timedelta(minutes=number))
    posted(rae, "Not hers")
    assert [text_of(each) for each in at("/desk/stories", ana).css(".desk-title")] == ["Night 2", "Night 1", "Night 0"]
    assert len(at("/desk/stories", ana).css(".plot")) == 12
    monkeypatch.setattr(pages, "ON_A_PAGE", 2)
    older = at("/desk/stories", ana).css_first(".pager [rel=next]").attributes["href"]
    assert [text_of(each) for each in at(f"/desk/stories{older}", ana).css(".desk-title")] == ["Night 0"]


def test_page_50_of_what_waits_costs_what_page_2_does(ana, rae, work, monkeypatch):
    monkeypatch.setattr(pages, "ON_A_PAGE", 2)
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request
    for number in range(7):
        said_by(rae, work, f"Night {number}.")
    client, address, found, costs = signed_in(ana), ALL, [], []
    while address:
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address).context["page"]
        costs.append(len(captured))
        found += [review.text for review in page]
        address = page.older and f"{ALL}?behind={page.older}"
    assert found == [f"<p>Night {number}.</p>" for number in reversed(range(7))]
    assert (len(costs), len(set(costs[1:]))) == (4, 1)


def test_members_find_the_way_there_on_every_page(ana, client):
    assert f'href="{DESK}"' in signed_in(ana).get("/about").content.decode()
    assert f'href="{DESK}"' in signed_in(ana).get("/inbox").content.decode().split('id="main"')[1]
    assert f'href="{DESK}"' not in client.get("/about").content.decode()

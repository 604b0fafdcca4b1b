"""Typo notes: only the author reads them, and what she accepts changes the phrase and nothing else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block
from headcanon.accounts.models import User
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.manuscript.changes import compare, count_changes
from headcanon.reviews import typo_notes
from headcanon.reviews.models import AuthorWishes, TypoNote
from headcanon.reviews.reviewing import Refused, Voice
from headcanon.reviews.tests.saying import first_of, list_at, shown, words_of
from headcanon.reviews.typo_notes import put_right, send
from headcanon.works.chapters import join, split
from headcanon.works.drafting import keep, now
from headcanon.works.models import Chapter, Revision
from headcanon.works.publishing import publish_changes
from headcanon.works.trash import trash, trash_chapter, untrash_chapter
from tests.cast import draft, person, posted, signed_in

pytestmark = pytest.mark.django_db

BODY = "<p>She tied the knot <em>adn let</em> the cloth beleive it was leaving.</p><hr><p>It was teh end, teh very end.</p>"


@pytest.fixture
def rae(db):
    return person("Rae")


@pytest.fixture
def work(ana):
    return put(posted(ana), BODY)


def put(work, body):
    Chapter.objects.filter(work=work).update(body=body)
    return work


def body_of(work):
    return str(first_of(work).body)


def form_at(work):
    return reverse("slip-new", args=[work.pk, first_of(work).pk])


def fill_in(client, work, words="beleive", instead="believe", **fields):
    return client.post(form_at(work), {"words": words, "instead": instead, **fields})


def note_by(person, work, words="beleive", instead="believe", **said):
    voice = Voice(Viewer(person), pseud=person.default_pseud)
    return send(first_of(work), words, instead, voice=voice, **said)


def press(user, address, **fields):
    return signed_in(user).post(address, fields, follow=True)


def slips_of(work):
    return reverse("work-slips", args=[work.pk])


def on_the_page(user, address):
    return [" ".join(node.text().split()) for node in shown(address, signed_in(user)).css(".slip-words")]


# --- Sending -------------------------------------------------------------------------------------------------------


def test_a_reader_marks_a_word_and_only_the_author_reads_of_it(work, ana, rae):
    response = fill_in(signed_in(rae), work, paragraph="0", before="adn let the cloth ", remark="Lovely!")
    assert response.url == f"{form_at(work)}?sent"
    assert "Thank you. Nobody sees what you sent but whoever wrote the story." in words_of(
        signed_in(rae).get(response.url)
    )
    [note] = TypoNote.objects.all()
    assert (note.words, note.instead, note.remark, note.pseud) == ("beleive", "believe", "Lovely!", rae.default_pseud)
    said = ["She tied the knot adn let the cloth beleive believe it was leaving."]
    assert on_the_page(ana, slips_of(work)) == on_the_page(ana, reverse("slips")) == said
    for reader in (rae, person("Vex"), person("Mo", is_archivist=True)):
        assert signed_in(reader).get(slips_of(work)).status_code == 404
        assert on_the_page(reader, reverse("slips")) == []
    assert b"beleive believe" not in Client().get(list_at(work)).content


def test_of_two_alike_the_one_is_meant_before_which_she_marked(work, rae):
    note_by(rae, work, "teh", "the", paragraph=2, before="the end, ".replace("the", "teh"))
    assert TypoNote.objects.get().slip["offset"] == len("It was teh end, ")


def test_words_that_stand_there_twice_are_asked_for_with_their_neighbours(work, rae):
    client = signed_in(rae)
    refused = fill_in(client, work, "teh", "the", remark="Sorry!")
    assert "These words stand in this chapter more than once." in words_of(refused)
    for typed in ("teh", "the", "Sorry!"):
        assert f'value="{typed}"' in refused.content.decode()
    assert fill_in(client, work, "teh very", "the very").status_code == 302


@pytest.mark.parametrize(
    ("words", "instead", "sentence"),
    [
        ("otter", "adder", "These words do not stand in this chapter"),
        ("beleive", "beleive", "That is what stands there already."),
        ("leaving. It was", "x", "These words do not stand in this chapter"),
        ("", "x", "This field is required."),
        ("b" * 301, "x", "at most 300 characters"),
        ("beleive", "b" * 301, "at most 300 characters"),
        ("   ", "x", "These words do not stand in this chapter"),
    ],
)
def test_what_cannot_be_marked_comes_back_with_the_reason(work, rae, words, instead, sentence):
    response = fill_in(signed_in(rae), work, words, instead)
    assert response.status_code == 200
    assert sentence in words_of(response)
    assert TypoNote.objects.count() == 0


@pytest.mark.parametrize("paragraph", ["99", "1", "0"])
def test_a_page_older_than_the_text_is_understood(work, rae, paragraph):
    fill_in(signed_in(rae), work, paragraph=paragraph, before="the cloth ")
    assert TypoNote.objects.get().slip["place"]["position"] == 0


@pytest.mark.parametrize("paragraph", ["-1", "x", "9" * 30])
def test_nonsense_for_a_paragraph_loses_no_word(work, rae, paragraph):
    response = fill_in(signed_in(rae), work, paragraph=paragraph)
    assert response.status_code == 200
    assert 'value="believe"' in response.content.decode()


def test_the_same_note_twice_is_one(work, rae):
    for _ in range(2):
        fill_in(signed_in(rae), work)
    guest = Client()
    for _ in range(2):
        fill_in(guest, work)
    fill_in(Client(), work)
    assert [note.pseud for note in TypoNote.objects.order_by("id")] == [rae.default_pseud, None, None]


MARKUP = "<script>alert(1)</script>"


def test_markup_does_nothing_in_any_field(work, ana):
    response = fill_in(Client(), work, "beleive", MARKUP, remark=MARKUP, before="the cloth ", paragraph="0")
    assert response.status_code == 302
    page = signed_in(ana).get(slips_of(work)).content
    assert b"<script>alert" not in page
    press(ana, slips_of(work), right=str(TypoNote.objects.get().pk))
    assert "<script" not in body_of(work)
    refused = fill_in(Client(), work, MARKUP, MARKUP * 3, remark=MARKUP, before=MARKUP)
    assert b"<script>alert" not in refused.content
    given = f"{form_at(work)}?paragraph=0&words={MARKUP}&before={MARKUP}"
    assert b"<script>alert" not in Client().get(given).content


# --- Who cannot ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wishes", "guest", "member"),
    [
        ({"typo_notes": False}, False, False),
        ({"reviewers": "members"}, False, True),
        ({"reviewers": "nobody"}, False, False),
        ({"welcome": "none"}, False, False),
        ({}, True, True),
    ],
)
def test_a_note_is_sent_only_where_its_author_wishes_for_any(work, ana, rae, wishes, guest, member):
    AuthorWishes.objects.create(person=ana, **wishes)
    for client, may in ((Client(), guest), (signed_in(rae), member)):
        response = fill_in(client, work)
        assert (response.status_code == 302) is may
        ways = shown(reverse("work-margin", args=[work.pk]), client).css("[data-way=slip]")
        assert bool(ways) is may
        assert bool(shown(form_at(work), client).css("form [name=instead]")) is may
    assert TypoNote.objects.count() == guest + member


def test_an_author_and_somebody_suspended_and_somebody_blocked_send_none(work, ana, rae):
    assert "This is your own story" in words_of(fill_in(signed_in(ana), work))
    User.objects.filter(pk=rae.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    assert "A moderator has asked you to be silent" in words_of(fill_in(signed_in(rae), work))
    vex = person("Vex")
    block(ana, vex)
    assert fill_in(signed_in(vex), work).status_code == 404
    assert Client().get(form_at(draft(ana, "Unfinished"))).status_code == 404
    assert TypoNote.objects.count() == 0


def test_of_somebody_she_blocked_an_author_reads_nothing_any_more(work, ana, rae):
    note = note_by(rae, work)
    block(ana, rae)
    assert on_the_page(ana, slips_of(work)) == []
    press(ana, slips_of(work), right=str(note.pk))
    assert body_of(work) == BODY


def test_a_guest_who_floods_is_asked_to_wait_and_keeps_her_words(work):
    put(work, "<p>one two three four five six seven</p>")
    for word in ("one", "two", "three"):
        assert fill_in(Client(), work, word, word.upper()).status_code == 302
    response = fill_in(Client(), work, "four", "FOUR")
    assert "That was quick." in words_of(response)
    assert 'value="FOUR"' in response.content.decode()


def test_nobody_sends_notes_without_end(work, rae, monkeypatch):
    monkeypatch.setattr(typo_notes, "MOST_OPEN", 2)
    note_by(rae, work)
    note_by(rae, work, "adn", "and")
    with pytest.raises(Refused):
        note_by(rae, work, "teh very", "the very")


# --- Putting it right ----------------------------------------------------------------------------------------------

TEN = ["stroy", "fingure", "beleive", "teh", "recieve", "wich", "adn", "freind", "untill", "thier"]
MEANT = ["story", "finger", "believe", "the", "receive", "which", "and", "friend", "until", "their"]


def test_ten_notes_accepted_in_one_pass_are_one_revision_and_change_ten_phrases_and_nothing_else(ana, rae):
    paragraphs = [f"<p>Line {n}: a <em>{word}</em> of “ours”, said &amp; done.</p>" for n, word in enumerate(TEN)]
    work = put(posted(ana), "".join(paragraphs))
    before = body_of(work)
    for word, meant in zip(TEN, MEANT, strict=True):
        note_by(rae, work, word, meant)
    revisions = Revision.objects.count()
    everyone = [str(key) for key in TypoNote.objects.values_list("pk", flat=True)]
    response = press(ana, slips_of(work), note=everyone, right="ticked")
    assert "10 slips are put right." in words_of(response)
    wanted = before
    for word, meant in zip(TEN, MEANT, strict=True):
        wanted = wanted.replace(word, meant)
    assert body_of(work) == wanted
    assert count_changes(list(compare(before, body_of(work)))) == {"gone": 10, "new": 10}
    assert Revision.objects.count() == revisions + 1
    assert set(TypoNote.objects.values_list("state", flat=True)) == {"put-right"}


def test_one_note_is_put_right_and_another_left_as_it_is(work, ana, rae):
    first, second = note_by(rae, work), note_by(rae, work, "adn", "and")
    press(ana, slips_of(work), right=str(first.pk))
    press(ana, slips_of(work), leave=str(second.pk))
    assert body_of(work) == BODY.replace("beleive", "believe")
    assert [note.state for note in TypoNote.objects.order_by("id")] == ["put-right", "dismissed"]
    assert "Nothing waits here." in words_of(signed_in(ana).get(slips_of(work)))


def test_an_author_who_is_suspended_puts_nothing_right_that_others_read(work, ana, rae):
    note = note_by(rae, work)
    ana.suspended_until = timezone.now() + timedelta(days=1)
    ana.save(update_fields=["suspended_until"])
    assert press(ana, reverse("slips"), right=note.pk).status_code == 403
    assert "beleive" in body_of(work)
    ana.suspended_until = None
    ana.save(update_fields=["suspended_until"])
    press(ana, reverse("slips"), right=note.pk)
    assert "believe" in body_of(work)


def test_without_a_tick_nothing_happens(work, ana, rae):
    note_by(rae, work)
    for button in ("right", "leave"):
        assert "Tick the notes you mean." in words_of(press(ana, slips_of(work), **{button: "ticked"}))
    assert TypoNote.objects.get().state == "open"


def typed(work, body, *, device="laptop", seen=None):
    chapter = first_of(work)
    fields = {"title": "", "notes_before": "", "notes_after": "", "body": body}
    author = work.authors[0].user
    return keep(chapter, person=author, device=device, seen=chapter.version if seen is None else seen, fields=fields)


def test_what_is_typed_and_not_published_is_changed_alike_and_stays_unpublished(work, ana, rae):
    note = note_by(rae, work)
    typed(work, f"{BODY}<p>Nobody knows this yet.</p>")
    put_right([note], person=ana)
    assert body_of(work) == BODY.replace("beleive", "believe")
    assert now(first_of(work))["body"] == BODY.replace("beleive", "believe") + "<p>Nobody knows this yet.</p>"
    publish_changes(work, [first_of(work).pk], person=ana)
    assert body_of(work) == BODY.replace("beleive", "believe") + "<p>Nobody knows this yet.</p>"


@pytest.mark.parametrize("had_typed", [True, False])
def test_an_editor_that_was_open_meanwhile_does_not_bring_the_slip_back_unseen(work, ana, rae, had_typed):
    note = note_by(rae, work)
    seen = typed(work, BODY + "<p>Mine.</p>").version if had_typed else first_of(work).version
    put_right([note], person=ana)
    kept = typed(work, BODY + "<p>Mine, and more.</p>", seen=seen)
    assert kept.stands_apart
    assert "believe" in now(first_of(work))["body"]


def test_what_an_author_has_put_right_herself_is_shown_as_gone_and_waits_until_she_says_so(work, ana, rae):
    note = note_by(rae, work)
    put(work, BODY.replace("beleive", "think"))
    page = shown(slips_of(work), signed_in(ana))
    assert [node.text() for node in page.css(".review-state")] == [
        "The text has moved on: these words are not there any more."
    ]
    assert page.css(f"button[name=right][value='{note.pk}']") == []
    response = press(ana, slips_of(work), right=str(note.pk))
    assert "Of 1 the text has moved on" in words_of(response)
    note.refresh_from_db()
    assert (note.state, body_of(work)) == ("open", BODY.replace("beleive", "think"))


def test_two_readers_who_mark_the_same_are_both_right(work, ana, rae):
    notes = [note_by(reader, work) for reader in (rae, person("Bea"))]
    assert len(put_right(notes, person=ana)) == 2
    assert body_of(work) == BODY.replace("beleive", "believe")


def test_a_second_tab_that_still_shows_a_note_changes_nothing_more(work, ana, rae):
    """Those that press at one very moment are in ops/tests/test_mending_at_once.py."""
    note = note_by(rae, work, "adn", "and and")
    revisions = Revision.objects.count()
    for act in ("right", "right", "leave"):
        press(ana, slips_of(work), **{act: str(note.pk)})
    note.refresh_from_db()
    assert (note.state, body_of(work)) == ("put-right", BODY.replace("adn", "and and"))
    assert Revision.objects.count() == revisions + 1


def test_nobody_answers_notes_on_somebody_elses_story(work, ana, rae):
    bea = person("Bea")
    other = put(posted(bea, "Other"), BODY)
    note = note_by(rae, other)
    for user in (ana, rae, person("Vex")):
        for address in (reverse("slips"), slips_of(work), slips_of(other)):
            press(user, address, right=str(note.pk), thank="on")
            press(user, address, leave="ticked", note=[str(note.pk), "x", "9" * 40, "-1"])
    note.refresh_from_db()
    assert (note.state, body_of(other)) == ("open", BODY)
    assert "/users/login" in Client().post(slips_of(other), {"right": note.pk}).url


# --- Thanks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lets", "thanks", "named"), [(True, True, True), (True, False, False), (False, True, False)])
def test_a_reader_is_thanked_by_name_if_both_wish(work, ana, rae, lets, thanks, named):
    note = note_by(rae, work, may_thank=lets)
    press(ana, slips_of(work), right=str(note.pk), **({"thank": "on"} if thanks else {}))
    said = [" ".join(node.text().split()) for node in shown(list_at(work)).css(".sharp-eyes")]
    assert said == (["With thanks for sharp eyes to Rae"] if named else [])
    vex = person("Vex")
    block(rae, vex)
    assert shown(list_at(work), signed_in(vex)).css(".sharp-eyes") == []


# --- Where chapters do not stay as they were -----------------------------------------------------------------------


def test_a_note_goes_with_its_words_when_a_chapter_is_split_and_back_when_it_is_joined(work, ana, rae):
    note = note_by(rae, work, "teh very", "the very")
    chapter = first_of(work)
    split(chapter, 2, seen=chapter.version, person=ana)
    drain()
    note.refresh_from_db()
    assert note.chapter.position == 2
    join(first_of(work), person=ana, with_break=True)
    drain()
    [note] = TypoNote.objects.all()
    assert len(put_right([note], person=ana)) == 1
    assert body_of(work) == BODY.replace("teh very", "the very")


def test_notes_lie_in_the_trash_with_their_chapter_or_work_and_are_erased_with_it(ana, rae):
    work = put(posted(ana, chapters=2), BODY)
    note = note_by(rae, work)
    trash_chapter(first_of(work))
    assert on_the_page(ana, slips_of(work)) == []
    assert put_right([note], person=ana) == []
    away = Chapter.with_trash.exclude(trashed_at=None).get()
    untrash_chapter(away)
    assert len(on_the_page(ana, slips_of(work))) == 1
    trash(work)
    assert signed_in(ana).get(slips_of(work)).status_code == 404
    assert on_the_page(ana, reverse("slips")) == []
    press(ana, reverse("slips"), right=str(note.pk))
    assert Chapter.objects.get(pk=away.pk).body == BODY


def test_more_notes_than_a_page_holds_are_walked_to_their_end(ana, rae, work, monkeypatch):
    monkeypatch.setattr(typo_notes.open_notes, "__kwdefaults__", {"most": 2})
    for words in ("adn let", "beleive", "teh end"):
        note_by(rae, work, words, words.upper())
    client = signed_in(ana)
    first = shown(slips_of(work), client)
    onward = slips_of(work) + first.css_first(".pager a[rel=next]").attributes["href"]
    rest = shown(onward, client)
    assert [len(page.css(".slips > li")) for page in (first, rest)] == [2, 1]
    assert rest.css_first(".pager a[rel=prev]") is not None
    done = client.post(onward, {"right": [str(TypoNote.objects.latest("pk").pk)]}, follow=True)
    assert "Nothing waits on this page any more." in words_of(done)
    assert "TEH END" in body_of(work)
    assert len(shown(slips_of(work), client).css(".slips > li")) == 2

"""A person brings a file: it becomes her draft, or is only read for the editor, or she is told why not."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from headcanon.accounts.joining import take_pen_name
from headcanon.accounts.models import Preferences
from headcanon.intake.uploads import MOST_BYTES, MOST_STORIES
from headcanon.intake.views.reading import doubts_said
from headcanon.manuscript.model import Concern
from headcanon.works.models import Original, Provenance, Work
from headcanon.works.originals import read_original
from headcanon.works.trash import trash
from tests import cast

pytestmark = pytest.mark.django_db

STORY = b"""Title: The Lamp
Summary: A keeper trims her lamp.

A/N: Mind the step.

The lamp went out at nine. Nobody in the harbour saw it but the keeper,
who had let it.

* * *

She counted to a hundred, and lit it again.
"""


@pytest.fixture
def client(ana):
    return cast.signed_in(ana)


def bring(client, content, name="lamp.txt", accept="text/html", follow=False, **more):
    upload = SimpleUploadedFile(name, content)
    return client.post(reverse("intake-file"), {"file": upload, **more}, headers={"accept": accept}, follow=follow)


def only_read(client, content, name="lamp.txt"):
    return bring(client, content, name, accept="application/json")


def zipped(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.txt", content)
    return packed.getvalue()


def said(response):
    return response.content.decode()


# --- As a draft ----------------------------------------------------------------------------------------------------


def test_a_file_becomes_her_draft_and_is_kept_byte_for_byte(client, ana):
    answer = bring(client, STORY)
    work = Work.objects.get()
    assert answer.url == reverse("chapter-edit", args=[work.pk, work.chapters.get().pk])
    assert (work.title, work.is_draft, work.authors) == ("The Lamp", True, [ana.default_pseud])
    assert work.chapters.get().body.count("<hr>") == 1
    assert (read_original(Original.objects.get()), Provenance.objects.get().file_name) == (STORY, "lamp.txt")


def test_it_stands_under_the_pen_name_she_chooses_and_under_nobody_elses(client, ana):
    wren = take_pen_name(ana, "Wren")
    bring(client, STORY, pseud=wren.pk)
    assert Work.objects.get().authors == [wren]
    assert bring(client, b"Other words.", pseud=cast.person("Vex").default_pseud.pk).status_code == 404
    assert Work.objects.count() == 1


def test_a_story_whose_language_nobody_can_tell_is_in_the_one_she_prefers(client, ana):
    Preferences.objects.create(person=ana, language="pt-br")
    bring(client, b"Zzz. Zzz.", "unclear.txt")
    bring(client, STORY)
    assert dict(Work.objects.values_list("title", "language")) == {"unclear": "pt-br", "The Lamp": "en"}


def test_several_stories_in_a_zip_are_several_drafts(client):
    answer = bring(client, zipped(lamp=STORY, salt=b"Salt on the sill, and no one to sweep it."), "mine.zip")
    assert answer.url == reverse("works-mine")
    assert set(Work.objects.values_list("title", flat=True)) == {"The Lamp", "salt"}


def test_what_cannot_be_read_in_a_zip_is_named_and_the_rest_taken_in(client):
    answer = bring(client, zipped(lamp=STORY, picture=b"\x89PNG\r\n\x1a\n"), "mine.zip")
    assert Work.objects.get().title == "The Lamp"
    told = [str(message) for message in answer.wsgi_request._messages]
    assert any("picture.txt is a picture" in message for message in told)


DOUBTFUL = b"He looked about him for a long while, and then,\n\nNothing more was seen.\n\nShe waited at the shore.\n"


def test_where_the_reader_was_not_sure_she_is_told(client):
    answer = bring(client, DOUBTFUL)
    concerns = Provenance.objects.get().concerns
    told = [str(message) for message in answer.wsgi_request._messages]
    assert concerns
    assert any(concerns[0]["near"] in message and concerns[0]["message"] in message for message in told)


def test_a_double_click_makes_one_draft(client):
    first, second = bring(client, STORY), bring(client, STORY)
    assert (first.url == second.url, Work.objects.count()) == (True, 1)
    told = [str(message) for message in second.wsgi_request._messages]
    assert "“The Lamp” came from this very file before. It was left as it is." in told


def test_what_lies_in_the_trash_is_not_taken_in_again_unseen(client):
    bring(client, STORY)
    trash(Work.objects.get())
    assert bring(client, STORY).url == reverse("trash")


# --- Only reading --------------------------------------------------------------------------------------------------


def test_for_the_editor_it_is_only_read(client):
    answer = only_read(client, STORY)
    story = answer.json()
    assert (answer.status_code, story["title"], story["summary"]) == (200, "The Lamp", "A keeper trims her lamp.")
    assert (story["notes_before"], story["notes_after"]) == ("<p>Mind the step.</p>", "")
    assert story["html"] == story["chapters"][0]["html"]
    assert story["html"].endswith("<hr><p>She counted to a hundred, and lit it again.</p>")
    assert (story["concerns"], story["doubts"]) == ([], [])
    assert (Work.objects.count(), Original.objects.count()) == (0, 0)


def test_the_editor_is_told_of_doubts_in_the_words_of_the_report(client):
    doubts = only_read(client, DOUBTFUL).json()["doubts"]
    told = [str(message) for message in bring(client, DOUBTFUL).wsgi_request._messages]
    assert [each.replace("“lamp.txt”", "“lamp”") for each in doubts] == told[1:]


def test_of_many_doubts_the_first_are_told_and_the_others_counted():
    said = list(doubts_said([("The Lamp", Concern("odd-gap", f"word {number}", "Look.")) for number in range(8)]))
    assert said == [f"Please look at “The Lamp”, near “word {number}”: Look." for number in range(5)] + [
        "There are 3 more such places."
    ]


def test_chapters_are_joined_under_their_headings(client):
    story = only_read(client, b"Chapter 1: Dusk\n\nIt was dark.\n\nChapter 2: Dawn\n\nIt was light.\n").json()
    titles = [chapter["title"] for chapter in story["chapters"]]
    assert len(titles) == 2
    assert story["html"] == "".join(f"<h2>{chapter['title']}</h2>{chapter['html']}" for chapter in story["chapters"])


def test_of_several_stories_none_is_put_into_one_text(client):
    answer = only_read(client, zipped(lamp=STORY, salt=b"Salt on the sill."), "mine.zip")
    assert (answer.status_code, "There are 2 stories" in answer.json()["error"]) == (400, True)


# --- Who -----------------------------------------------------------------------------------------------------------


def test_a_guest_is_asked_to_sign_in_and_nothing_is_read():
    guest = Client()
    assert bring(guest, STORY).url.startswith(reverse("account_login"))
    assert only_read(guest, STORY).status_code == 403
    assert not Work.objects.exists()


# --- Hostile files -------------------------------------------------------------------------------------------------


def bomb():
    return zipped(**{f"part{n}": bytes(40 * 1024 * 1024) for n in range(2)})


def name_of(number):
    """Without a number, which would make them chapters of one story."""
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:02}") + "x" * number


HOSTILE = {
    "empty": (b"", "lamp.txt"),
    "a picture called a text": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 999, "lamp.txt"),
    "a document": (b"PK\x03\x04 nonsense", "lamp.docx"),
    "a bomb": (bomb(), "mine.zip"),
    "a zip in a zip": (zipped(inner=zipped(lamp=STORY)), "mine.zip"),
    "too many files": (zipped(**{name_of(n): b"Words %d." % n for n in range(MOST_STORIES + 1)}), "mine.zip"),
    "too much when unpacked": (zipped(**{f"n{n}": b"Words. " * 400_000 + b"%d" % n for n in range(6)}), "mine.zip"),
    "thirty megabytes": (b"a word " * (30 * 1024 * 1024 // 7), "long.txt"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence_and_leaves_nothing(client, name):
    content, file_name = HOSTILE[name]
    as_form = bring(client, content, file_name)
    assert (as_form.status_code, "Nothing was taken in." in said(as_form)) == (422, True)
    assert as_form.context["complaints"][0]
    as_json = only_read(client, content, file_name)
    assert (as_json.status_code, bool(as_json.json()["error"])) == (400, True)
    assert (Work.objects.count(), Original.objects.count()) == (0, 0)


def test_no_file_at_all_is_asked_for(client):
    assert "Choose a file first." in said(client.post(reverse("intake-file"), {}))
    assert client.post(reverse("intake-file"), headers={"accept": "application/json"}).status_code == 400


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 20, "Łódź — ‘żółć’".encode("cp1250"), b"\xff\xfe\x00", b"\x1b[31m" * 50]
)
def test_odd_bytes_make_a_text_or_a_sentence_never_a_crash(client, content):
    answer = only_read(client, content)
    assert answer.status_code in (200, 400)
    assert answer.json()


def test_a_name_made_to_do_harm_does_none(client):
    answer = bring(client, b"\x89PNG\r\n\x1a\n", '<script>alert("1")</script>.txt')
    assert "<script>alert" not in said(answer)
    bring(client, b"Words.", "../../etc/passwd")
    assert Work.objects.get().title == "passwd"


def test_the_form_says_how_much_can_be_brought(client):
    assert f"{MOST_BYTES // 1024 // 1024} MB in all" in said(client.get(reverse("intake-file")))

"""Five hundred files: brought, read beside the serving, looked at by what there is to look at, taken in together."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from headcanon.intake import bringing, taking
from headcanon.intake.models import Brought, Keeping
from headcanon.intake.tests.brought import LOOM, SALT, bring, brought, said
from headcanon.works.models import Original, Work
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def mo(db):
    return cast.person("Mo", is_archivist=True)


@pytest.fixture
def client(mo):
    return cast.signed_in(mo)


def a_story(word, author="Xanthe of the Quay"):
    return f"Title: {word}\nAuthor: {author}\n\nThe {word} was there, and the tide went out.\n\nNobody saw.\n".encode()


def bring_many(client, files, **more):
    uploads = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return client.post(reverse("intake"), {"file": uploads, "batch": "one", **more}, follow=True)


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def listed(client, show=""):
    page = HTMLParser(client.get(reverse("intake"), {"show": show}).content)
    return [each.text().strip() for each in page.css(".intake-list h3 > a, .intake-list h3 > span[dir]")]


def test_files_of_all_kinds_come_at_once_and_one_that_cannot_be_read_spoils_no_other(client):
    answer = bring_many(
        client, {"salt.txt": SALT, "loom.txt": LOOM, "cover.txt": b"\x89PNG\r\n\x1a\n" + bytes(40), "no.txt": b""}
    )
    assert listed(client) == ["Salt", "The Loom", "cover.txt"]
    assert "no.txt is empty." in said(answer)
    assert "cover.txt is a picture" in Brought.objects.get(state="unreadable").complaint


def test_they_are_found_by_what_there_is_to_look_at(client):
    bring_many(client, {"salt.txt": SALT, "loom.txt": LOOM, "cover.txt": b"\x89PNG\r\n\x1a\n" + bytes(40)})
    page = HTMLParser(client.get(reverse("intake")).content)
    shown = {each.attributes["href"].partition("=")[2]: int(each.css_first(".number").text())
             for each in page.css(".intake-filters a")}  # fmt: skip
    assert (shown[""], shown["doubts"], shown["lost-line"], shown["sure"], shown["unreadable"]) == (3, 1, 1, 1, 1)
    assert {show: listed(client, show) for show in ("lost-line", "doubts", "sure", "unreadable", "encoding")} == {
        "lost-line": ["The Loom"], "doubts": ["The Loom"], "sure": ["Salt"], "unreadable": ["cover.txt"], "encoding": [],
    }  # fmt: skip


def test_a_zip_becomes_its_stories_and_is_kept_no_longer(client):
    bring(client, zipped({"lamp.txt": a_story("Lamp"), "oar.txt": a_story("Oar")}), "all.zip")
    assert sorted(listed(client)) == ["Lamp", "Oar"]
    assert Original.objects.count() == 2


def test_of_a_zip_in_which_something_cannot_be_read_that_is_said(client):
    bring(client, zipped({"lamp.txt": a_story("Lamp"), "cover.txt": b"\x89PNG\r\n\x1a\n" + bytes(40)}), "all.zip")
    assert sorted(listed(client)) == ["Lamp", "all.zip"]
    assert "cover.txt is a picture" in Brought.objects.get(state="unreadable").complaint


def test_chapters_that_come_as_files_are_one_story_also_in_two_sendings(client):
    chapters = {
        f"The Quay {number:02}.txt": f"It was night {number}, and the tide went out.\n".encode()
        for number in range(1, 5)
    }
    names = sorted(chapters)
    bring_many(client, {name: chapters[name] for name in names[:2]}, more="yes")
    assert set(Brought.objects.values_list("state", flat=True)) == {"arriving"}
    bring_many(client, {name: chapters[name] for name in names[2:]})
    row = Brought.objects.get()
    taking.take(row, row.person.default_pseud)
    assert [work.chapters.count() for work in Work.objects.all()] == [4]


def test_what_is_not_read_yet_is_read_beside_the_serving_and_survives_a_restart(client, mo, monkeypatch):
    monkeypatch.setattr(bringing, "read_for", lambda person: None)
    answer = bring_many(client, {"salt.txt": SALT, "loom.txt": LOOM})
    assert "2 files are still being read." in said(answer)
    assert b"still being read" in client.get(reverse("intake-progress")).content
    bringing.read_what_waits(Brought.objects.all())
    assert listed(client, "waiting") == []
    assert client.get(reverse("intake-progress")).content.strip() == b""


def test_what_ends_the_process_that_reads_it_is_given_up_after_the_second_try(client, monkeypatch):
    class PowerCut(BaseException):
        pass

    def die(*what):
        raise PowerCut

    monkeypatch.setattr(bringing, "stories_of", die)
    monkeypatch.setattr(bringing, "read_for", lambda person: None)
    bring(client, SALT, "salt.txt")
    for _ in range(2):
        with pytest.raises(PowerCut):
            bringing.read_what_waits(Brought.objects.all())
    bringing.read_what_waits(Brought.objects.all())
    assert "never ended" in Brought.objects.get().complaint


def test_one_that_fails_in_its_reader_is_named_and_the_rest_read(client, monkeypatch):
    read = bringing.stories_of

    def fails_at_salt(entries, *more):
        if "salt" in entries[0].path:
            raise RuntimeError("a mistake of ours")
        return read(entries, *more)

    monkeypatch.setattr(bringing, "stories_of", fails_at_salt)
    bring_many(client, {"salt.txt": SALT, "loom.txt": LOOM})
    assert (listed(client, "unreadable"), listed(client, "doubts")) == (["salt.txt"], ["The Loom"])


def many(client, **said):
    return client.post(reverse("intake-many"), said, follow=True)


def test_the_chosen_ones_are_taken_in_as_drafts_and_the_rest_waits(client, mo):
    bring_many(client, {"lamp.txt": a_story("Lamp"), "oar.txt": a_story("Oar"), "loom.txt": LOOM})
    chosen = list(Brought.objects.filter(title__in=["Lamp", "Oar"]).values_list("pk", flat=True))
    answer = many(client, how="take", chosen=chosen)
    assert "2 stories are taken in." in said(answer)
    assert sorted(Work.objects.values_list("title", "state")) == [("Lamp", "draft"), ("Oar", "draft")]
    assert listed(client) == ["The Loom"]


def test_all_that_a_filter_shows_are_posted_as_whose_they_are(client, mo):
    bring_many(client, {"lamp.txt": a_story("Lamp"), "oar.txt": a_story("Oar", "Nobody Known"), "loom.txt": LOOM})
    many(client, how="take", show="sure", all="yes", whose="another")
    assert sorted((str(work), work.authors[0].name, work.state) for work in Work.objects.all()) == [
        ("Lamp", "Xanthe of the Quay", "posted"),
        ("Oar", "Nobody Known", "posted"),
    ]
    assert {each.archived_by for each in Keeping.objects.all()} == {mo.default_pseud}
    answer = many(client, how="take", all="yes", whose="another")
    assert "It does not say who wrote it." in said(answer)
    assert Brought.objects.get().take_as is None


def test_nobody_but_the_archivist_posts_as_somebody_else(ana):
    hers = cast.signed_in(ana)
    bring_many(hers, {"lamp.txt": a_story("Lamp")})
    assert hers.post(reverse("intake-many"), {"how": "take", "all": "yes", "whose": "another"}).status_code == 404
    assert (Work.objects.count(), Brought.objects.get().take_as) == (0, None)


def test_what_is_wanted_and_not_done_yet_is_done_after_a_restart(client, mo):
    bring_many(client, {"lamp.txt": a_story("Lamp"), "oar.txt": a_story("Oar")})
    taking.want(Brought.objects.all(), mo.default_pseud, is_of_another=False)
    assert "2 stories are still being taken in." in said(client.get(reverse("intake")))
    taking.take_wanted(Brought.objects.all())
    assert (Work.objects.count(), Brought.objects.count()) == (2, 0)


def test_a_kill_while_it_is_taken_in_leaves_it_waiting(client, mo, monkeypatch):
    row = brought(client, SALT, "salt.txt")

    def die(*what, **more):
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(Keeping.objects, "create", die)
        with pytest.raises(RuntimeError):
            taking.take_for(row, "Xanthe of the Quay", archived_by=mo.default_pseud)
    assert (Work.objects.count(), Brought.objects.get()) == (0, row)
    taking.take_for(row, "Xanthe of the Quay", archived_by=mo.default_pseud)
    assert (Work.objects.count(), Brought.objects.count()) == (1, 0)


def test_she_brings_no_more_than_fits_and_the_archivist_more(ana, mo, monkeypatch):
    monkeypatch.setattr(bringing, "MOST_WAITING", 1)
    monkeypatch.setattr(bringing, "MOST_BYTES", 400)
    for who, expected in ((ana, ["Lamp"]), (mo, ["Lamp", "Oar", "Salt"])):
        client = cast.signed_in(who)
        for word in ("Lamp", "Oar"):
            bring(client, a_story(word), f"{word}.txt")
        answer = bring(client, SALT + b"Again. " * 60, "salt.txt", follow=True)
        assert listed(client) == expected
    assert "salt.txt is" not in said(answer)


def test_a_pasted_page_waits_like_a_file(client):
    client.post(reverse("intake"), {"source": "<html><body><p>Salt on the sill.</p></body></html>"})
    row = Brought.objects.get()
    assert row.file_name == "pasted page.html"
    assert b"<p>Salt on the sill.</p>" in client.get(reverse("intake-original", args=[row.pk])).content


def test_no_file_at_all_is_asked_for(client):
    assert "Choose a file first" in said(client.post(reverse("intake"), {}, follow=True))

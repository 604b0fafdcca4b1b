"""Files are brought, looked at beside what was understood, corrected, and taken in or thrown away."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from headcanon.accounts.joining import take_pen_name
from headcanon.intake import bringing, taking
from headcanon.intake.models import Brought, Keeping
from headcanon.intake.tests.brought import LOOM, SALT, bring, brought, said
from headcanon.works.models import Original, Provenance, Work
from headcanon.works.originals import original_path, read_original
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ana):
    return cast.signed_in(ana)


@pytest.fixture
def mo(db):
    return cast.person("Mo", is_archivist=True)


def page_of(client, row):
    return HTMLParser(client.get(reverse("intake-beside", args=[row.pk])).content)


def text_of(node):
    return " ".join(node.text().split())


def answer(client, row, number, **said):
    address = reverse("intake-concern", args=[row.pk, number])
    return client.post(address, {"version": row.version, "page": 1, **said}, follow=True)


def fields_of(client, row, **changed):
    """What the form for correcting sends as it stands, but for what was changed."""
    form = HTMLParser(client.get(reverse("intake-correct", args=[row.pk])).content).css_first("main form")
    said = {}
    for field in form.css("input[name], textarea[name], select[name]"):
        name = field.attributes["name"]
        chosen = field.css_first("option[selected]")
        said[name] = (
            (chosen.attributes.get("value") or "" if chosen else "")
            if field.tag == "select"
            else field.text().removeprefix("\n") if field.tag == "textarea" else field.attributes.get("value") or ""
        )  # fmt: skip
    return said | changed


# --- Looking -------------------------------------------------------------------------------------------------------


def test_a_file_waits_beside_what_was_understood_of_it(client, ana):
    address = bring(client).url
    row = Brought.objects.get()
    assert (address, row.person, row.state, row.title) == (
        reverse("intake-beside", args=[row.pk]), ana, "read", "The Loom",
    )  # fmt: skip
    assert (read_original(row.original), Work.objects.count()) == (LOOM, 0)
    page = page_of(client, row)
    rows = page.css(".parallel-row")
    assert text_of(rows[0].css_first(".file-lines")) == "Title: The Loom"
    assert text_of(rows[0].css_first("s")) == "Title:"
    assert text_of(rows[0].css_first(".parallel-title")) == "The Loom"
    assert page.css(".parallel-story hr") and page.css(".parallel-story .note")


def test_a_doubt_has_the_same_number_in_the_file_in_the_story_and_beside_what_is_said_of_it(client):
    row = brought(client)
    page = page_of(client, row)
    number = next(at for at, each in enumerate(row.concerns, start=1) if each["kind"] == "lost-line")
    [in_file] = [each for each in page.css(".file-lines a.concern-number") if each.text() == str(number)]
    [in_story] = [each for each in page.css(".story a.concern-number") if each.text() == str(number)]
    assert in_file.prev.text() == in_story.prev.text()
    assert in_story.prev.text().endswith("She thought,")
    assert row.concerns[number - 1]["message"] in text_of(page.css_first(f"#concern-{number}"))
    assert page.css(".file-lines .gap")


def test_it_was_like_this_ends_a_doubt_and_changes_no_word(client):
    row = brought(client)
    doubts = row.open_count
    answer(client, row, 0, how="so")
    row.refresh_from_db()
    assert (row.open_count, row.concerns[0]["answer"]) == (doubts - 1, "so")
    shown = [text_of(each) for each in page_of(client, row).css(".doubt-says")]
    assert (len(shown), row.concerns[0]["message"] in shown) == (doubts - 1, False)


def test_a_lost_line_is_written_in_and_is_in_the_draft(client):
    row = brought(client)
    number = next(at for at, each in enumerate(row.concerns) if each["kind"] == "lost-line")
    form = page_of(client, row).css_first(f"#concern-{number + 1} form")
    said = {each.attributes["name"]: each.attributes["value"] for each in form.css("input[type=hidden]")}
    typed = form.css_first("textarea").text().strip()
    assert typed.endswith("She thought,")
    answer(client, row, number, **said, how="write", text=f"{typed}\n\n*Let it burn.*")
    client.post(reverse("intake-take", args=[row.pk]))
    work = Work.objects.get()
    assert "She thought,</p><p><em>Let it burn.</em></p>" in work.chapters.get().body
    assert "lost-line" not in [each["kind"] for each in work.provenance.concerns]


def test_every_field_is_corrected_and_what_is_not_changed_stays(client):
    row = brought(client)
    before = fields_of(client, row)
    address = reverse("intake-correct", args=[row.pk])
    changed = {
        "title": "The Unpicked Web",
        "fandoms": "Greek myth, Weaving & such",
        "language": "en",
        "date": "2009-02-01",
    }
    assert client.post(address, before | changed).url == reverse("intake-beside", args=[row.pk])
    row.refresh_from_db()
    after = fields_of(client, row)
    assert {name: after[name] for name in changed} == changed
    kept = ("summary", "notes_before", "notes_after", "origin_text", "status", "authors")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert (row.title, after["notes_before"].startswith("This is based")) == ("The Unpicked Web", True)


def test_a_chapters_text_is_corrected_and_a_form_that_says_the_same_changes_nothing(client):
    row = brought(client)
    address = reverse("intake-chapter", args=[row.pk, 1])
    form = HTMLParser(client.get(address).content).css_first("main form")
    typed = form.css_first("[name=text]").text().removeprefix("\n")
    said = {"title": "", "notes_before": "", "notes_after": "", "text": typed, "version": row.version}
    words = row.words
    client.post(address, said)
    row.refresh_from_db()
    assert (row.words, page_of(client, row).css_first(".story hr") is not None) == (words, True)
    client.post(address, said | {"text": "Other words.", "title": "Night", "version": row.version})
    row.refresh_from_db()
    assert (row.words, text_of(page_of(client, row).css_first(".parallel-chapter"))) == (2, "Night")
    assert client.get(reverse("intake-chapter", args=[row.pk, 2])).status_code == 404


def test_of_two_windows_the_second_is_told_and_loses_no_word(client):
    row = brought(client)
    address, first = reverse("intake-correct", args=[row.pk]), fields_of(client, row, title="First")
    second = first | {"title": "Second", "summary": "Kept & typed."}
    client.post(address, first)
    told = client.post(address, second)
    assert (told.status_code, "changed elsewhere" in said(told), "Kept &amp; typed." in said(told)) == (422, True, True)
    row.refresh_from_db()
    assert row.title == "First"
    again = {name: field.value() for name, field in ((each.name, each) for each in told.context["form"])}
    client.post(address, {**{k: "" if v is None else v for k, v in again.items()}, "version": row.version})
    row.refresh_from_db()
    assert row.title == "Second"
    assert "stays as it is there" in said(answer(client, Brought(pk=row.pk, version=1), 0, how="so"))


# --- Taking in -----------------------------------------------------------------------------------------------------


def test_taken_in_it_is_her_draft_with_its_original_and_waits_no_more(client, ana):
    row = brought(client)
    wren = take_pen_name(ana, "Wren")
    answered = client.post(reverse("intake-take", args=[row.pk]), {"pseud": wren.pk})
    work = Work.objects.get()
    assert answered.url == reverse("chapter-edit", args=[work.pk, work.chapters.get().pk])
    assert (work.title, work.is_draft, work.authors, work.origin_kind) == ("The Loom", True, [wren], "headcanon")
    assert (Brought.objects.count(), read_original(work.provenance.original)) == (0, LOOM)
    assert "<strong>" not in work.notes_before


def test_taken_in_twice_at_one_moment_it_is_one_draft(client):
    row = brought(client)
    client.post(reverse("intake-take", args=[row.pk]))
    assert client.post(reverse("intake-take", args=[row.pk])).status_code == 404
    with pytest.raises(taking.NotTaken):
        taking.take(row, row.person.default_pseud)
    assert Work.objects.count() == 1


def test_under_nobody_elses_name(client):
    row = brought(client)
    theirs = cast.person("Vex").default_pseud.pk
    assert client.post(reverse("intake-take", args=[row.pk]), {"pseud": theirs}).status_code == 404
    assert (Work.objects.count(), Brought.objects.count()) == (0, 1)


def test_the_same_file_brought_again_waits_once_and_taken_in_again_makes_no_second_work(client):
    row = brought(client)
    assert "waits here already" in said(bring(client, follow=True))
    assert Brought.objects.get() == row
    client.post(reverse("intake-take", args=[row.pk]))
    again = brought(client)
    told = client.post(reverse("intake-take", args=[again.pk]), follow=True)
    assert ("It was left as it is." in said(told), Work.objects.count(), Brought.objects.count()) == (True, 1, 0)


def test_the_archivist_takes_it_in_as_somebody_elses_and_nobody_else_can(client, mo):
    hers = brought(client, SALT, "salt.txt")
    refused = client.post(reverse("intake-take", args=[hers.pk]), {"whose": "another", "author": "Xanthe of the Quay"})
    assert (refused.status_code, Work.objects.count()) == (404, 0)
    keeper = cast.signed_in(mo)
    row = brought(keeper, SALT, "salt.txt")
    keeper.post(reverse("intake-take", args=[row.pk]), {"whose": "another", "author": "Xanthe of the Quay"})
    work = Work.objects.get()
    assert (work.state, [each.name for each in work.authors]) == ("posted", ["Xanthe of the Quay"])
    assert (work.posted_at.date().isoformat(), work.keeping.archived_by) == ("2009-02-01", mo.default_pseud)
    assert "[archived by Mo]" in text_of(
        HTMLParser(Client().get(work.get_absolute_url()).content).css_first("h3.byline")
    )
    assert not work.authors[0].user.has_usable_password()


def test_nothing_is_posted_under_the_name_of_somebody_who_writes_here_herself(mo, ana):
    keeper = cast.signed_in(mo)
    row = brought(keeper, SALT, "salt.txt")
    for name, why in [("ana", "writes here herself"), ("", "who wrote it"), ("x" * 90, "too long")]:
        told = keeper.post(reverse("intake-take", args=[row.pk]), {"whose": "another", "author": name}, follow=True)
        assert why in said(told)
    assert (Work.objects.count(), Brought.objects.get().complaint) == (0, "")


def test_two_stories_of_one_absent_author_stand_under_one_name(mo):
    for number in (1, 2):
        row = brought(cast.signed_in(mo), SALT + b"Again. " * number, f"salt {number}.txt")
        taking.take_for(row, "Xanthe of the Quay", archived_by=mo.default_pseud)
    assert len({work.authors[0] for work in Work.objects.all()}) == 1
    assert Keeping.objects.count() == 2


# --- Throwing away -------------------------------------------------------------------------------------------------


def test_what_is_thrown_away_is_taken_back_or_erased_after_thirty_days(client):
    row = brought(client)
    many = reverse("intake-many")
    client.post(many, {"how": "throw", "chosen": row.pk})
    assert client.get(reverse("intake-correct", args=[row.pk])).status_code == 404
    client.post(many, {"how": "back", "chosen": row.pk})
    assert client.get(reverse("intake-correct", args=[row.pk])).status_code == 200
    client.post(many, {"how": "throw", "chosen": row.pk})
    path = original_path(row.original_id)
    taking.empty()
    assert (Brought.objects.count(), path.is_file()) == (1, True)
    Brought.objects.update(thrown_away_at=timezone.now() - timedelta(days=31))
    taking.empty()
    bringing.finish()
    assert (Brought.objects.count(), Original.objects.count(), path.is_file()) == (0, 0, False)


def test_what_somebody_elses_work_came_from_stays(client, mo):
    row = brought(client)
    theirs = brought(cast.signed_in(mo))
    taking.take(theirs, mo.default_pseud)
    taking.forget(Brought.objects.filter(pk=row.pk))
    assert read_original(Provenance.objects.get().original) == LOOM


# --- Whose ---------------------------------------------------------------------------------------------------------

ADDRESSES = [
    ("intake-beside", ()), ("intake-original", ()), ("intake-correct", ()), ("intake-chapter", (1,)),
    ("intake-concern", (0,)), ("intake-take", ()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "more"), ADDRESSES)
def test_what_she_brought_is_there_for_nobody_else(client, mo, name, more):
    row = brought(client)
    address = reverse(name, args=[row.pk, *more])
    before = Brought.objects.values().get()
    for visitor in (cast.signed_in(mo), cast.signed_in(cast.person("Vex"))):
        said = {"how": "so", "title": "Mine", "text": "Mine"}
        assert {visitor.get(address).status_code, visitor.post(address, said).status_code} <= {404, 405}
    guest = Client().post(address)
    assert guest.url.startswith(reverse("account_login"))
    assert Brought.objects.values().get() == before


def test_many_at_once_are_hers_alone(client, mo):
    row = brought(client)
    for how in ("take", "throw", "back"):
        cast.signed_in(mo).post(reverse("intake-many"), {"how": how, "chosen": row.pk, "all": ""})
        cast.signed_in(mo).post(reverse("intake-many"), {"how": how, "all": "yes"})
    row.refresh_from_db()
    assert (row.thrown_away_at, row.take_as, Work.objects.count()) == (None, None, 0)
    assert row.title not in said(cast.signed_in(mo).get(reverse("intake")))


def test_the_file_is_given_back_and_never_shown_as_a_page(client):
    row = brought(client, b"<html><body><script>alert(1)</script></body></html>" * 3, 'a"b\r\nx.txt')
    answered = client.get(reverse("intake-original", args=[row.pk]))
    assert answered["Content-Type"] == "application/octet-stream"
    assert answered["Content-Disposition"].startswith("attachment; filename=")
    assert "\n" not in answered["Content-Disposition"]


MARKUP = b"""Title: <script>alert("t")</script>
Author: <img src=x onerror=alert(1)>
Summary: <b onclick=x>Bold</b>

She looked back <script>alert("s")</script> once, and then,



<i onmouseover=x>The house</i> was empty by noon, and (the oar was gone.
"""


def test_markup_in_every_field_acts_nowhere(client):
    row = brought(client, MARKUP, "<script>alert('n')</script>.txt")
    for address in (reverse("intake"), *(reverse(name, args=[row.pk, *more]) for name, more in ADDRESSES[:4:2])):
        page = HTMLParser(client.get(address).content)
        assert [script for script in page.css("script") if not script.attributes.get("src")] == []
        assert page.css("main [onclick], main [onerror], main [onmouseover], main img") == []
    assert "alert" in said(client.get(reverse("intake")))

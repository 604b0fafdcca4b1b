"""No word is lost: kept in the browser and in the archive, offered again, never overwritten unseen."""

import pytest

from headcanon.works.drafting import current, keep
from headcanon.works.models import Chapter, WorkingCopy
from headcanon.works.tests.editing import Desk, a_chapter

OFFERED = "This device has words of"


@pytest.fixture
def chapter(ana):
    return a_chapter(ana)


def unreachable(desk):
    """The archive answers nobody; what is sent to it fails."""
    desk.context.route("**/keep", lambda route: route.abort())


def reachable(desk):
    desk.context.unroute("**/keep")


def cut_off(desk):
    """The same until the page is opened again, for its last words as well, which no route holds up."""
    desk.page.evaluate("() => void (window.fetch = () => Promise.reject(new TypeError('cut off')))")


def body_in_the_archive(chapter):
    return current(Chapter.objects.get(pk=chapter.pk))["body"]


def test_what_is_typed_is_kept_here_and_in_the_archive_and_the_page_says_so(desk, chapter):
    desk.open(chapter).at_the_end().write(" It burned.").wait_until_kept()
    assert desk.page.locator(".kept-long").inner_text().startswith("Your draft is saved, here and in the archive, ")
    assert body_in_the_archive(chapter) == "<p>The lamp was lit. It burned.</p>"
    desk.page.get_by_label("Title of the chapter").fill("Low water")
    with desk.page.expect_response("**/keep") as answer:
        pass
    assert answer.value.json()["version"] == 3
    assert current(Chapter.objects.get(pk=chapter.pk))["title"] == "Low water"
    assert Chapter.objects.get(pk=chapter.pk).body == "<p>The lamp was lit.</p>"


@pytest.mark.prove
def test_a_text_kept_in_the_archive_is_there_when_the_page_is_opened_again(desk, chapter):
    desk.open(chapter).at_the_end().write(" It burned.").wait_until_kept()
    desk.page.reload()
    desk.ready()
    assert desk.html() == "<p>The lamp was lit. It burned.</p>"
    assert desk.notice().count() == 0


@pytest.mark.prove
def test_while_the_archive_cannot_be_reached_words_stay_on_the_device_and_go_when_they_can(desk, chapter):
    desk.open(chapter).at_the_end()
    unreachable(desk)
    desk.write(" It burned.").wait_until_kept("here")
    assert desk.page.locator(".kept-long").inner_text().startswith("Kept on this device since ")
    assert body_in_the_archive(chapter) == "<p>The lamp was lit.</p>"
    reachable(desk)
    desk.wait_until_kept()
    assert body_in_the_archive(chapter) == "<p>The lamp was lit. It burned.</p>"


@pytest.mark.prove
def test_words_typed_just_before_the_page_is_lost_are_offered_again_and_used(desk, chapter):
    desk.open(chapter).at_the_end()
    cut_off(desk)
    desk.write(" It burned.")
    desk.page.reload()
    desk.ready()
    assert desk.html() == "<p>The lamp was lit.</p>"
    desk.notice().get_by_text(OFFERED).wait_for()
    desk.page.get_by_role("button", name="See both").click()
    assert desk.page.locator(".both-device").inner_text() == "The lamp was lit. It burned."
    desk.page.get_by_role("button", name="Close").click()
    desk.page.get_by_role("button", name="Use them").click()
    desk.notice().wait_for(state="detached")
    assert body_in_the_archive(chapter) == desk.html() == "<p>The lamp was lit. It burned.</p>"
    desk.page.reload()
    assert desk.ready().notice().count() == 0


@pytest.mark.prove
def test_words_that_are_thrown_away_are_not_offered_again(desk, chapter):
    desk.open(chapter).at_the_end()
    cut_off(desk)
    desk.write(" It burned.")
    desk.page.reload()
    desk.ready().page.get_by_role("button", name="Throw them away").click()
    desk.notice().wait_for(state="detached")
    desk.page.reload()
    assert desk.ready().notice().count() == 0
    assert desk.html() == "<p>The lamp was lit.</p>"


@pytest.mark.prove
def test_words_on_offer_outlast_what_is_written_instead(desk, chapter):
    desk.open(chapter).at_the_end()
    cut_off(desk)
    desk.write(" It burned.")
    desk.page.reload()
    desk.ready().notice().wait_for()
    desk.at_the_end().write(" It went out.").wait_until_kept()
    desk.page.reload()
    desk.ready().notice().wait_for()
    desk.page.get_by_role("button", name="Use them").click()
    desk.notice().wait_for(state="detached")
    assert desk.html() == "<p>The lamp was lit. It burned.</p>"


@pytest.mark.prove
def test_what_is_typed_while_the_archive_still_reads_markdown_stays(desk, ana):
    waiting = []
    desk.context.route("**/works/paste", lambda route: waiting.append(route))
    chapter = a_chapter(ana)
    typed = {"title": "", "body": "The *lamp* was lit.", "notes_before": "", "notes_after": ""}
    keep(chapter, person=ana, device="another", seen=chapter.version, fields=typed)
    desk.open(chapter).at_the_end().write(" It burned.")
    assert len(waiting) == 1
    with desk.page.expect_response("**/works/paste"):
        waiting[0].continue_()
    desk.wait_until_kept()
    assert desk.html() == "<p>The *lamp* was lit. It burned.</p>"


@pytest.mark.prove
def test_of_two_tabs_neither_overwrites_the_other(desk, live_server, ana, chapter):
    desk.open(chapter)
    other = Desk(desk.context, live_server, ana).open(chapter)
    desk.at_the_end().write(" It burned.").wait_until_kept()
    other.at_the_end().write(" It went out.").wait_until_kept("apart")
    assert body_in_the_archive(chapter) == "<p>The lamp was lit. It burned.</p>"
    link = other.notice().get_by_role("link", name="See both")
    assert link.get_attribute("href").endswith("/compare")
    assert body_in_the_archive(chapter) == "<p>The lamp was lit. It burned.</p>"
    assert set(WorkingCopy.objects.values_list("stands_apart", flat=True)) == {False, True}


@pytest.mark.prove
def test_a_text_that_stands_apart_goes_on_standing_apart(desk, live_server, ana, chapter):
    desk.open(chapter)
    other = Desk(desk.context, live_server, ana).open(chapter)
    desk.at_the_end().write(" It burned.").wait_until_kept()
    other.at_the_end().write(" It went out.").wait_until_kept("apart").write(" For ever.")
    with other.page.expect_response("**/keep") as answer:
        pass
    assert answer.value.status == 409
    assert body_in_the_archive(chapter) == "<p>The lamp was lit. It burned.</p>"


@pytest.mark.prove
def test_a_tab_made_by_duplicating_another_is_another_device(desk, chapter):
    desk.open(chapter)
    device = desk.page.evaluate("sessionStorage.getItem('headcanon.device')")
    with desk.context.expect_page() as opened:
        desk.page.evaluate("window.open(location.href)")  # the new tab begins with this one's session storage
    opened.value.locator(".editor-page[data-ready]").wait_for()
    assert opened.value.evaluate("sessionStorage.getItem('headcanon.device')") != device
    assert desk.page.evaluate("sessionStorage.getItem('headcanon.device')") == device


@pytest.mark.prove
def test_when_the_sign_in_has_ended_the_words_wait_and_are_there_after_signing_in(desk, chapter, ana):
    desk.open(chapter).at_the_end()
    desk.context.clear_cookies(name="sessionid")
    desk.write(" It burned.").wait_until_kept("here")
    assert "Your words are kept on this device" in desk.notice().inner_text()
    link = desk.notice().get_by_role("link", name="Sign in")
    assert link.get_attribute("href").endswith(f"?next=/works/{chapter.work_id}/chapters/{chapter.pk}/edit")
    link.click()
    desk.page.get_by_label("Password", exact=False).first.wait_for()
    desk.sign_in(ana)
    desk.open(chapter).page.get_by_role("button", name="Use them").click()
    desk.notice().wait_for(state="detached")
    assert desk.html() == "<p>The lamp was lit. It burned.</p>"


@pytest.mark.prove
def test_who_signed_in_again_in_another_tab_goes_on_writing(desk, chapter, ana):
    desk.open(chapter).at_the_end()
    desk.context.clear_cookies()
    desk.sign_in(ana)
    desk.write(" It burned.").wait_until_kept()
    assert body_in_the_archive(chapter) == "<p>The lamp was lit. It burned.</p>"


@pytest.mark.prove
def test_saving_puts_the_text_in_its_place_and_leaves_nothing_to_offer(desk, chapter):
    desk.open(chapter).at_the_end().write(" It burned.")
    desk.page.locator("#chapter button[value=save]").click()
    desk.page.locator(".messages").wait_for()
    desk.ready()
    assert Chapter.objects.get(pk=chapter.pk).body == "<p>The lamp was lit. It burned.</p>"
    assert desk.notice().count() == 0


@pytest.mark.prove
def test_saving_waits_where_it_is_while_the_archive_cannot_be_reached(desk, chapter):
    desk.open(chapter).at_the_end()
    unreachable(desk)
    desk.write(" It burned.")
    desk.page.locator("#chapter button[value=save]").click()
    desk.wait_until_kept("here")
    assert desk.html() == "<p>The lamp was lit. It burned.</p>"
    reachable(desk)
    desk.wait_until_kept().page.locator("#chapter button[value=save]").click()
    desk.page.locator(".messages").wait_for()


@pytest.mark.prove
def test_a_long_chapter_can_be_written_in(desk, ana):
    paragraph = f"<p>{'She counted the sails and got to <em>none</em>. ' * 8}</p>".replace(" </p>", "</p>")
    chapter = a_chapter(ana, paragraph * 5_400)
    assert len(chapter.body) > 2_000_000
    desk.open(chapter).at_the_end().write(" At the end of all.").wait_until_kept()
    assert body_in_the_archive(chapter).endswith("<em>none</em>. At the end of all.</p>")

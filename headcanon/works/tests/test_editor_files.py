"""A file that is read into the editor, and where the archive was not sure how to read it."""

import pytest

from headcanon.works.tests.editing import a_chapter

pytestmark = pytest.mark.prove

STORY = "Title: <i>The Tide</i>\n\nHe looked about him for a long while, and then,\n\nNothing more was seen.\n"


def give(desk, text):
    file = {"name": "tide.txt", "mimeType": "text/plain", "buffer": text.encode()}
    desk.page.locator("#file-to-read").set_input_files(file)


def test_doubts_stay_in_sight_until_she_has_looked(desk, ana):
    desk.open(a_chapter(ana, ""))
    give(desk, STORY)
    doubts = desk.page.locator("#doubts li")
    doubts.first.wait_for()
    [said] = doubts.all_inner_texts()
    assert said.startswith("Please look at “")
    assert "near “" in said and "and then,”: " in said
    desk.page.get_by_role("button", name="I have looked").click()
    doubts.first.wait_for(state="detached")
    assert "Nothing more was seen." in desk.html()
    desk.wait_until_kept()


def test_a_file_without_doubts_takes_those_of_the_last_one_away(desk, ana):
    desk.open(a_chapter(ana, ""))
    give(desk, STORY)
    desk.page.locator("#doubts").wait_for()
    give(desk, "The tide came back.\n")
    desk.page.locator("#doubts").wait_for(state="detached")
    desk.wait_until_kept()

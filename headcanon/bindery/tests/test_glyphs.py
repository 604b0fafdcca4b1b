"""Characters that no font has."""

import pytest

from headcanon.bindery.tests.manuscripts import full
from headcanon.bindery.writers import write
from headcanon.bindery.writers.glyphs import name_missing_glyphs
from headcanon.manuscript.model import Chapter, Manuscript, Notes


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\ue000", "[U+E000]"),
        ("\U0010fffd", "[U+10FFFD]"),
        ("\ufdd0", "[U+FDD0]"),
        ("\U0002fffe", "[U+2FFFE]"),
        ("\u0378", "[U+0378]"),
        ("\x07", "[U+0007]"),
        ("\x92", "[U+0092]"),
        ("\udc80", "[U+DC80]"),
    ],
)
def test_a_character_without_a_glyph_is_named(character, shown):
    assert name_missing_glyphs(f"a{character}b") == f"a{shown}b"


@pytest.mark.parametrize(
    "text", ["é", "e\u0301", "漢", "𠮷", "ع", "👩‍👩‍👧", "\U0001fae8", "\u3000", "\xa0", "\u200b", "\ufffd", "a\tb\nc"]
)
def test_what_a_font_may_show_is_left_alone(text):
    assert name_missing_glyphs(text) == text


def test_every_part_of_a_work_is_looked_at():
    box = "\ue000"
    manuscript = Manuscript(
        title=box,
        authors=[box],
        series=[(box, 1)],
        chapters=[Chapter(f"<p>{box}</p>", box, Notes(f"<p>{box}</p>"))],
        notes=Notes(after=f"<p>{box}</p>"),
    )
    assert name_missing_glyphs(manuscript) == Manuscript(
        title="[U+E000]",
        authors=["[U+E000]"],
        series=[("[U+E000]", 1)],
        chapters=[Chapter("<p>[U+E000]</p>", "[U+E000]", Notes("<p>[U+E000]</p>"))],
        notes=Notes(after="<p>[U+E000]</p>"),
    )


def test_the_manuscript_itself_stays_as_it_is():
    manuscript = Manuscript(title="\ue000", chapters=[Chapter("<p>\ue000</p>")])
    assert "[U+E000]" in write(manuscript, "txt").decode()
    assert manuscript == Manuscript(title="\ue000", chapters=[Chapter("<p>\ue000</p>")])
    assert name_missing_glyphs(full()) == full()

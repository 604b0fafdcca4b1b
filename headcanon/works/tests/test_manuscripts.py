"""A manuscript becomes a draft and a manuscript again, and nothing it said is lost on the way."""

from dataclasses import replace

import pytest

from headcanon.manuscript.model import Chapter, Manuscript, Notes, Origin
from headcanon.works.manuscripts import TITLE_LENGTH, draft_from, manuscript_of
from headcanon.works.models import Revision, Work
from headcanon.works.revisions import unpacked
from tests.cast import manuscript, person


@pytest.fixture
def ana(db):
    return person("Ana")


def there_and_back(pages, *people, **options):
    made = draft_from(pages, pseuds=[each.default_pseud for each in people], **options)
    return manuscript_of(Work.objects.with_card().get(pk=made.pk))


def test_everything_a_manuscript_says_comes_back(ana):
    bea = person("Bea")
    pages = Manuscript(
        title="The Lamp",
        authors=["Ana", "Bea"],
        summary="<p>A keeper <em>trims</em> her lamp.</p>",
        fandoms=["Greek myth", "The Aeneid"],
        characters=["Hero", "Leander"],
        relationships=["Hero/Leander"],
        rating="Mature",
        warnings=["Major character death"],
        tags=["Lighthouses", "Salt"],
        series=[("Tides", 2)],
        language="es",
        status="in-progress",
        planned_chapters=7,
        origin=Origin("headcanon", "based on a headcanon that she could swim"),
        disclaimer="<p>The sea is nobody's.</p>",
        notes=Notes("<p>Before.</p>", "<p>After.</p>"),
        chapters=[
            Chapter("<p>One.</p><hr><p>Two.</p>", "Dusk", Notes("<p>Above.</p>", "<p>Below.</p>")),
            Chapter('<p class="center">Three.</p>'),
        ],
    )
    found = there_and_back(pages, ana, bea)
    assert found.identifier.startswith("urn:headcanon:")
    assert found == replace(pages, date=found.date, identifier=found.identifier)


def test_a_second_journey_changes_nothing_more(ana):
    once = there_and_back(manuscript(chapters=3), ana)
    again = there_and_back(once, ana)
    assert again == replace(once, date=again.date, identifier=again.identifier)


def test_what_a_manuscript_does_not_say_is_filled_in_carefully(ana):
    found = there_and_back(Manuscript(chapters=[Chapter("<p>One.</p>")]), ana, fallback_title="from-the-attic")
    assert (found.title, found.rating, found.warnings, found.language, found.status) == (
        "from-the-attic",
        "Not rated",
        ["Author chose not to warn"],
        "en",
        "one-shot",
    )


def test_a_title_too_long_for_a_line_ends_in_dots(ana):
    found = there_and_back(manuscript("x" * 400), ana)
    assert found.title == "x" * (TITLE_LENGTH - 1) + "…"


def test_a_manuscript_cannot_bring_script_along(ana):
    found = there_and_back(manuscript(summary="<p>Fine<script>alert(1)</script></p>"), ana)
    assert found.summary == "<p>Fine</p>"


def test_taking_in_keeps_a_revision_of_every_part(ana):
    work = draft_from(manuscript(chapters=2), pseuds=[ana.default_pseud])
    kept = [unpacked(each) for each in work.revisions.filter(cause=Revision.Cause.IMPORT)]
    assert sorted(each["title"] for each in kept) == ["Night 1", "Night 2", "The Lamp"]


def test_the_same_name_typed_twice_is_one_tag(ana):
    found = there_and_back(manuscript(characters=["Hero", "hero ", "HERO"]), ana)
    assert found.characters == ["Hero"]

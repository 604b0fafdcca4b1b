"""A manuscript becomes a draft and a manuscript again, and nothing it said is lost on the way."""

import secrets
from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext

from headcanon.core import editions
from headcanon.manuscript.model import Chapter, Manuscript, Notes, Origin
from headcanon.works.manuscripts import TITLE_LENGTH, draft_from, drafts_from, manuscript_of
from headcanon.works.models import Revision, Series, Work
from headcanon.works.revisions import unpacked
from tests.cast import manuscript, person


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


def test_a_part_of_two_series_and_twice_of_one_is_told_once_of_each(ana):
    found = there_and_back(manuscript(series=[("Tides", 2), ("Salt", 1), ("Tides", 3)]), ana)
    assert sorted(found.series) == [("Salt", 1), ("Tides", 3)]
    there_and_back(manuscript(series=[("Tides", 4)]), ana)
    assert sorted(Series.objects.values_list("title", flat=True)) == ["Salt", "Tides"]


def test_an_id_that_is_taken_is_not_given_to_another(ana, monkeypatch):
    """Each number is drawn again and again, as chance will have it in an archive that has grown large."""
    drawn = iter([number // 3 for number in range(1000)])
    monkeypatch.setattr(secrets, "randbelow", lambda limit: next(drawn))
    for title in ("Tides", "Salt"):
        draft_from(manuscript(series=[(title, 1)], chapters=4), pseuds=[ana.default_pseud])
    assert [Work.objects.count(), Series.objects.count()] == [2, 2]
    assert [work.chapters.count() for work in Work.objects.all()] == [4, 4]


def test_what_a_draft_asks_of_the_database_does_not_grow_with_the_story(ana):
    draft_from(manuscript(), pseuds=[ana.default_pseud])
    small = manuscript(series=[("Salt", 1)], tags=["Salt"])
    large = manuscript(
        series=[(f"Salt {n}", 1) for n in range(20)],
        fandoms=[f"Salt {n}" for n in range(20)],
        tags=[f"Salts {n}" for n in range(20)],
        characters=[f"Salty {n}" for n in range(20)],
        chapters=20,
    )
    small.fandoms = ["Salts"]
    assert statements(ana, small) == statements(ana, large)


def test_many_drafts_cost_what_one_does(ana, monkeypatch):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice
    draft_from(manuscript(), pseuds=[ana.default_pseud])
    assert statements(ana, manuscript()) == statements(ana, *[manuscript(f"Night {n}") for n in range(20)])


def statements(ana, *manuscripts):
    with CaptureQueriesContext(connection) as asked:
        drafts_from([(each, "") for each in manuscripts], pseuds=[ana.default_pseud])
    return len(asked)

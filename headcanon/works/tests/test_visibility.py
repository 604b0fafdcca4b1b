"""Who may see a work, and everything that belongs to one."""

import pytest

from headcanon.core.viewing import GUEST
from headcanon.works.models import Chapter, Series, Work
from tests.cast import draft, hidden, person, posted, restricted, viewer


@pytest.fixture
def people(db):
    return {name: person(name, is_archivist=name == "Mo") for name in ("Ana", "Bea", "Rae", "Mo")}


@pytest.fixture
def works(people):
    """One of each state, by Ana; the draft is Bea's as well."""
    ana, bea = people["Ana"], people["Bea"]
    return {
        "draft": draft(ana, "Draft", others=[bea], series=[("Tides", 1)]),
        "posted": posted(ana, "Posted"),
        "restricted": restricted(ana, "Restricted"),
        "hidden": hidden(ana, "Hidden"),
    }


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        (None, {"Posted"}),
        ("Rae", {"Posted", "Restricted"}),
        ("Bea", {"Posted", "Restricted", "Draft"}),
        ("Ana", {"Posted", "Restricted", "Draft", "Hidden"}),
        ("Mo", {"Posted", "Restricted", "Hidden"}),
    ],
)
def test_each_sees_what_is_hers_to_see(people, works, name, seen):
    who = viewer(people.get(name))
    assert set(Work.objects.visible_to(who).values_list("title", flat=True)) == seen
    assert set(Chapter.objects.visible_to(who).values_list("work__title", flat=True)) == seen


def test_a_work_of_two_authors_is_seen_once(people, works):
    assert list(Work.objects.visible_to(viewer(people["Bea"])).filter(title="Draft")) == [works["draft"]]


def test_a_series_is_seen_by_who_sees_a_work_of_it(people, works):
    assert list(Series.objects.visible_to(viewer(people["Ana"]))) == list(works["draft"].series.all())
    assert list(Series.objects.visible_to(GUEST)) == []
    posted(people["Ana"], "Another", series=[("Tides", 2)])
    assert [series.title for series in Series.objects.visible_to(GUEST)] == ["Tides"]


def test_a_card_costs_four_queries_and_no_more(people, works, django_assert_num_queries):
    with django_assert_num_queries(5):
        for work in Work.objects.with_card():
            assert str(work.authors[0].user) == "Ana"
            assert [fandom.name for fandom in work.fandom_names] == ["Greek myth"]
            assert [tag.name for tag in work.tags_of("character")] == ["Hero"]
            assert [part.series.title for part in work.series_parts.all()] in ([], ["Tides"])

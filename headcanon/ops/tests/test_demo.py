import pytest
from django.db import transaction
from django.db.models import F
from django.test import override_settings

from headcanon.accounts.models import Pseud, User
from headcanon.bindery.binding import book_of
from headcanon.canon.models import Canon, Event
from headcanon.core.models import Archive
from headcanon.core.outbox import drain
from headcanon.core.viewing import GUEST
from headcanon.headcanons.models import Headcanon
from headcanon.intake.readers import read_file
from headcanon.ops.checking import check
from headcanon.ops.demo.loading import HERE, load_demo
from headcanon.works.lineage import what_came_of
from headcanon.works.models import Placement, Series, Work
from tests.cast import draft, person
from tests.memory import forget_everything
from tests.programs import refused_by_epubcheck

WORKS = sorted((HERE / "works").glob("*.txt"))


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Once for all that only look at it: it takes its seconds. What a test does to it is undone."""
    settings = override_settings(DATA=tmp_path_factory.mktemp("demo"))
    with django_db_blocker.unblock(), settings, transaction.atomic():
        load_demo()
        drain()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    forget_everything()


@pytest.mark.parametrize("path", WORKS, ids=lambda path: path.stem)
def test_a_sample_work_reads_without_a_concern(path):
    [manuscript] = read_file(path)
    assert [(each.kind, each.near) for each in manuscript.concerns] == []


@pytest.mark.parametrize("name", ["what-amy-read", "on-her-knees"])
def test_a_drabble_has_exactly_a_hundred_words(name):
    [manuscript] = read_file(HERE / "works" / f"{name}.txt")
    assert manuscript.words == 100


def test_an_archive_with_works_of_its_own_is_left_alone(db):
    draft(person("Ana"))
    load_demo()
    assert Work.objects.count() == 1


@pytest.mark.usefixtures("demo")
class TestTheSampleArchive:
    def test_has_posted_works_of_many_kinds(self):
        works = Work.objects.posted()
        kinds = {(work.language, work.status) for work in works}
        assert works.count() == len(WORKS) == 19
        assert kinds == {
            *(("en", status) for status in ("one-shot", "complete", "in-progress")),
            *((language, "one-shot") for language in ("es", "ja")),
            ("es", "in-progress"),
        }
        assert {str(work.posted_at.date()) for work in works} == {read_file(path)[0].date for path in WORKS}
        assert [str(series) for series in Series.objects.all()] == ["Dry Land"]

    def test_has_authors_nobody_can_sign_in_as(self):
        assert list(User.objects.order_by("username").values_list("username", "pseuds__name")) == [
            ("gata_de_almagro", "La gata de Almagro"),
            ("margery_dawe", "Margery Dawe"),
            ("maud_fennimore", "Maud Fennimore"),
            ("nereid_complaints", "Nereid Complaints Dept."),
            ("oatcake", "oatcake"),
            ("pilcrow", "pilcrow"),
            ("sal_ostler", "Sal Ostler"),
            ("sasabune", "笹舟"),
            ("secondbest_bed", "second-best bed"),
        ]
        assert not any(user.has_usable_password() or user.is_superuser for user in User.objects.all())
        assert [str(pseud) for pseud in Work.objects.get(title="The Third Storey").authors] == [
            "oatcake",
            "Maud Fennimore",
        ]

    def test_says_what_it_is(self):
        archive = Archive.objects.get()
        assert archive.name == "The Lamplight Archive"
        assert [text.startswith("<p>") for text in (archive.about, archive.rules, archive.privacy)] == [True] * 3

    def test_says_no_header_twice(self):
        assert not Work.objects.filter(notes_before__regex="<p>(Date|Language|Chapters|Status|Series):").exists()

    def test_has_canons_with_lines_and_works_that_stand_and_leave_there(self):
        lines = {canon.fandom.name: canon.events.count() for canon in Canon.objects.select_related("fandom")}
        assert lines == {"Sherlock Holmes": 22, "Pride and Prejudice": 19, "The Odyssey": 16}
        for canon in Canon.objects.all():
            places = list(canon.events.order_by("position").values_list("position", flat=True))
            assert places == list(range(1, len(places) + 1))
        assert {place.relation for place in Placement.objects.all()} == {"after", "during", "between", "diverges"}
        leaving = Event.objects.exclude(departure_count=0).order_by("title")
        assert [event.title for event in leaving] == [
            "Calypso offers him everything",
            "Mr Collins proposes to Elizabeth",
        ]

    def test_has_headcanons_and_a_lineage_of_three_generations(self):
        assert Headcanon.objects.posted().count() == 32
        assert {each.state for each in Headcanon.objects.all()} == {"posted", "asked", "declined"}
        assert not Headcanon.objects.filter(is_anonymous=True, remarks__pseud=F("pseud"), remarks__is_anonymous=False)
        goose = Headcanon.objects.get(claim__startswith="Mrs Oakshott")
        assert (goose.belief_count, goose.work_count, goose.remark_count) == (5, 1, 3)
        [first] = what_came_of(goose, GUEST).root.children
        [second] = first.children
        [third] = second.children
        assert [str(each.work) for each in (first, second, third)] == ["Jem’s Bird", "Seven and Six", "Siete y seis"]

    def test_every_check_finds_it_in_order(self, capsys):
        assert check(repair=False) == (0, 0), capsys.readouterr().out

    def test_is_loaded_once(self):
        load_demo()
        assert (Work.objects.count(), Pseud.objects.count()) == (19, 9)


@pytest.mark.prove
def test_epubcheck_has_neither_an_error_nor_a_warning_for_any_book_of_the_archive(demo, tmp_path):
    (tmp_path / "broken.epub").write_bytes(b"PK")
    books = [book_of(work, "epub") for work in Work.objects.all()]
    assert len(books) == len(WORKS)
    assert list(refused_by_epubcheck([*books, tmp_path / "broken.epub"], tmp_path)) == [str(tmp_path / "broken.epub")]

import pytest

from headcanon.accounts.models import Pseud, User
from headcanon.core.models import Archive
from headcanon.intake.readers import read_file
from headcanon.ops.demo.loading import HERE, load_demo
from headcanon.works.models import Series, Work
from tests.cast import draft, person

WORKS = sorted((HERE / "works").glob("*.txt"))


@pytest.fixture
def demo(db, settings, tmp_path):
    settings.DATA = tmp_path
    load_demo()


@pytest.mark.parametrize("path", WORKS, ids=lambda path: path.stem)
def test_a_sample_work_reads_without_a_concern(path):
    [manuscript] = read_file(path)
    assert [(each.kind, each.near) for each in manuscript.concerns] == []


def test_the_drabble_has_exactly_a_hundred_words():
    [manuscript] = read_file(HERE / "works" / "what-amy-read.txt")
    assert manuscript.words == 100


@pytest.mark.usefixtures("demo")
class TestTheSampleArchive:
    def test_has_posted_works_of_many_kinds(self):
        works = Work.objects.posted()
        kinds = {(work.language, work.status) for work in works}
        assert works.count() == len(WORKS) == 12
        assert kinds == {
            *(("en", status) for status in ("one-shot", "complete", "in-progress")),
            *((language, "one-shot") for language in ("es", "ja")),
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

    def test_is_loaded_once(self):
        load_demo()
        assert (Work.objects.count(), Pseud.objects.count()) == (12, 9)


def test_an_archive_with_works_of_its_own_is_left_alone(db):
    draft(person("Ana"))
    load_demo()
    assert Work.objects.count() == 1

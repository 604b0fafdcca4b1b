"""What the documents say is so."""

import re
from pathlib import Path

import pytest

from headcanon import __version__
from headcanon.manuscript.clean import TAGS
from headcanon.ops.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] + [
    f"docs/{name}.md" for name in ("architecture", "formats", "api", "readers", "operating", "scaling", "decisions")
]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
SETTING = re.compile(r"HEADCANON_[A-Z_]*[A-Z]")
ELSEWHERE = re.compile(r"https?:|mailto:|#")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def links_in(name):
    return [target for target in LINK.findall(read(name)) if not ELSEWHERE.match(target)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_is_here_and_begins_with_its_heading(name):
    assert re.match(r"# \S", read(name))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_to_a_file_leads_to_one(name):
    leading_nowhere = [
        target for target in links_in(name) if not (ROOT / name).parent.joinpath(target.partition("#")[0]).exists()
    ]
    assert leading_nowhere == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_that_a_document_names_is_here(name):
    named = set(re.findall(r"`((?:headcanon|tests|docs|requirements)/[\w./-]+\.\w+)`", read(name)))
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_every_setting_is_explained_to_the_archivist():
    settings = set(SETTING.findall(read("headcanon/config/settings.py")))
    assert sorted(settings - set(SETTING.findall(read("docs/operating.md")))) == []


def test_no_document_explains_a_setting_that_is_not_there():
    known = {setting for path in (ROOT / "headcanon").rglob("*.py") for setting in SETTING.findall(path.read_text())}
    known |= set(SETTING.findall(read("tests/prove.py"))) | {"HEADCANON_PROVE_SECONDS", "HEADCANON_PROVE_KILLS"}
    explained = {setting for name in DOCUMENTS for setting in SETTING.findall(read(name))}
    assert sorted(explained - known) == []


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_is_in_the_documents(command):
    assert any(f"headcanon {command}" in read(name) for name in DOCUMENTS)


def test_no_document_shows_a_command_that_is_not_there():
    shown = {word for name in DOCUMENTS for word in re.findall(r"(?:^|`)headcanon ([a-z]+)", read(name), re.MULTILINE)}
    assert sorted(shown - {command.name for command in COMMANDS}) == []


def test_the_newest_change_is_this_version():
    assert re.search(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)[1] == __version__


def test_story_html_is_documented_tag_by_tag():
    section = read("docs/formats.md").partition("## Story-HTML")[2].partition("\n### ")[0]
    first_cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    documented = {tag for cell in first_cells for piece in re.findall(r"`([^`]+)`", cell) for tag in tags_in(piece)}
    assert documented == TAGS


def tags_in(piece):
    """The tags that `<rp>(</rp><rt>…` or `a href rel` speaks of."""
    return set(re.findall(r"<(\w+)", piece)) or {piece.split()[0]}

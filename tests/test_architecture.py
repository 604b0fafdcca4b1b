"""Rules of the house that no single app can promise: what may stand where, and what may not stand anywhere."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "headcanon"

# Where markup is made that templates print as it is, and why it may be.
MAY_MAKE_MARKUP = {
    "headcanon/core/fields.py",  # what ProseField holds came through `clean`
    "headcanon/core/templatetags/pieces.py",  # joins what templates have rendered
}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "services", "service", "common", "misc", "tools"}
UNESCAPED = re.compile(r"\b(?:mark_safe|SafeString|SafeText|SafeData)\b|\|\s*safe(?:seq)?\b|autoescape\s+off")
ONE_MACHINE = re.compile(r"(?<![\w.])/(?:root|work|home)/[\w.]")
REGISTRIES = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|crates\.io", re.IGNORECASE)


def files(*endings):
    """Every file that is, or is about to be, in the repository, by its path in it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    return [name for name in listed if name and (ROOT / name).is_file() and name.endswith(endings or "")]


def said_in(names, pattern):
    """The places, as "file: what stands there", where `pattern` is found."""
    return [
        f"{name}: {match[0]}"
        for name in names
        for match in pattern.finditer((ROOT / name).read_text(encoding="utf-8", errors="ignore"))
    ]


def test_the_layers_and_the_other_import_rules_are_kept():
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_modules_are_named_for_what_people_do_there():
    named = [name for name in files(".py") if NAMES_THAT_SAY_NOTHING & set(Path(name).with_suffix("").parts)]
    assert named == []


def test_every_app_says_what_it_owns():
    silent = [
        package.parent.name
        for package in sorted(PACKAGE.glob("*/__init__.py"))
        if not ast.get_docstring(ast.parse(package.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_only_the_one_door_imports_the_sanitiser():
    importing = re.compile(r"^[ \t]*(?:import|from) nh3\b", re.MULTILINE)
    assert said_in(files(".py"), importing) == ["headcanon/manuscript/clean.py: import nh3"]


def test_only_the_one_door_says_that_something_came_through_it():
    making = re.compile(r"\bCleaned\(")
    ours = set(files(".py")) - {"tests/test_architecture.py"}
    assert set(said_in(ours, making)) == {"headcanon/manuscript/clean.py: Cleaned("}


def test_text_is_printed_unescaped_nowhere_but_where_it_was_cleaned():
    """Mails are plain text, in which nothing is markup; so their templates (.txt) escape nothing."""
    ours = [name for name in files(".py", ".html") if name.startswith("headcanon/") and "/tests/" not in name]
    assert said_in(set(ours) - MAY_MAKE_MARKUP, UNESCAPED) == []


@pytest.mark.parametrize("name", sorted(MAY_MAKE_MARKUP))
def test_each_exception_to_that_is_still_needed(name):
    assert said_in([name], UNESCAPED) != []


@pytest.mark.django_db
def test_no_migration_is_missing(settings):
    settings.MIGRATION_MODULES = {}  # which these tests do without
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_file_names_a_folder_of_one_machine():
    assert said_in(files(), ONE_MACHINE) == []


def test_no_file_names_a_package_registry():
    assert said_in(files(), REGISTRIES) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (ONE_MACHINE, "DATA = '/" + "root/archive'"),
        (ONE_MACHINE, "see /" + "work/shared"),
        (REGISTRIES, "https://files.python" + "hosted.org/x"),
        (UNESCAPED, "{{ work.title|" + "safe }}"),
        (UNESCAPED, "return mark_" + "safe(title)"),
    ],
)
def test_these_rules_would_notice(pattern, text):
    assert pattern.search(text)


def test_the_licence_is_here():
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.lstrip().startswith("Apache License\n")
    assert project()["license"] == "Apache-2.0"


@pytest.mark.parametrize("name", ["requirements/run.txt", "requirements/test.txt"])
def test_every_requirement_is_pinned_and_has_its_hashes(name):
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())
    loose = [entry for entry in entries if not re.match(r"[\w.-]+==\S+.*\\\n\s+--hash=sha256:", entry)]
    assert loose == []


def test_every_dependency_carries_its_reason():
    """On its line in pyproject.toml, or, in a list of one, behind the list."""
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    for dependency in dependencies():
        reason = re.compile(re.escape(f'"{dependency}"') + r".*# +\S+ \S+")
        assert any(reason.search(line) for line in lines), f"{dependency} does not say why it is here"


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def dependencies():
    return [
        *project()["dependencies"],
        *(one for extra in project()["optional-dependencies"].values() for one in extra),
    ]

"""A forked command says what one says that began anew, and knows nothing of the one before it."""

import os
import subprocess

import pytest

from headcanon.ops.tests import forking
from headcanon.ops.tests.archives import CHECKOUT, environment, headcanon, make_archive, python, tell

# What is another in another archive, and what other surroundings make of it.
ASK = """
import sys
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.db import connection
from headcanon.accounts.models import User
print(settings.DATA, settings.SECRET_KEY, settings.ADDRESS, settings.SESSION_COOKIE_SECURE, settings.DEBUG)
print(connection.settings_dict["NAME"], default_storage.path("x"), get_connection().__class__.__module__)
print(sorted(User.objects.values_list("username", flat=True)), sys.argv, sys.stdout.isatty())
print("a word aside", file=sys.stderr)
"""
ELSEWHERE = {
    "HEADCANON_HOSTS": "lamps.example",
    "HEADCANON_HTTPS": "1",
    "HEADCANON_DEBUG": "1",
    "HEADCANON_MAIL": "smtp://lamps.example",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return make_archive(tmp_path_factory.mktemp("archive") / "data")


def said(done):
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("command", "code"), [(["takeout", "Nobody", "-o", "x.zip"], 1), (["publihs"], 2)])
def test_a_command_says_what_it_says_in_a_process_that_began_anew(archive, command, code):
    anew = python("-m", "headcanon", *command, data=archive)
    assert said(headcanon(*command, data=archive)) == said(anew)
    assert anew.returncode == code


def test_a_story_finds_the_settings_it_finds_in_a_process_that_began_anew(archive):
    begin = "import django; django.setup()\n"
    settings = {"DJANGO_SETTINGS_MODULE": "headcanon.config.settings"}
    anew = python("-c", begin + ASK, data=archive, **settings, **ELSEWHERE)
    assert tell(ASK, data=archive, **ELSEWHERE) == anew.stdout.strip()
    assert (anew.returncode, anew.stderr) == (0, "a word aside\n")


def test_of_the_archive_before_it_a_command_knows_nothing(archive, tmp_path):
    other = make_archive(tmp_path / "other", works=False)
    for data, people, address in ((archive, "['Ana', 'Bea']", "http://a.example"), (other, "[]", "http://b.example")):
        told = tell(ASK, data=data, HEADCANON_ADDRESS=address).splitlines()
        assert told[0].startswith(f"{data} a key for tests {address} False False")
        assert told[1].startswith(f"{data}/headcanon.sqlite3 {data}/files/x ")
        assert told[2].startswith(people)


def test_before_an_archive_is_opened_there_are_no_settings(archive):
    too_early = "from django.conf import settings; settings.DATA"
    done = forking.run(story=too_early, environment=environment(archive), folder=CHECKOUT, timeout=60)
    assert (done.returncode, "settings are not configured" in done.stderr) == (1, True)


def test_what_ends_badly_and_what_never_ends(archive):
    with pytest.raises(AssertionError, match="ZeroDivisionError: division by zero"):
        tell("1 / 0", data=archive)
    with pytest.raises(subprocess.TimeoutExpired):
        tell("import time; time.sleep(60)", data=archive, timeout=0.5)
    assert tell("print('as before')", data=archive) == "as before"


def test_everything_is_imported_once_by_a_process_that_is_not_ours(archive):
    said = [tell("import os; print(os.getpid(), os.getppid())", data=archive).split() for _ in range(2)]
    (one, its_parent), (other, the_others) = said
    assert (one != other, its_parent == the_others != str(os.getpid())) == (True, True)

"""Nobody changes what is on the trail: the database refuses, and a check would notice."""

# ruff: noqa: F401, F811 (fixtures are imported by name)

import os
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from headcanon.moderation.guarding import guard, missing_guards, take_down
from headcanon.moderation.models import Act, Telling, Trail
from headcanon.moderation.tests.things import acts, done, moderator, nim, rae, reported
from headcanon.moderation.trail import breaks_in
from tests import cast
from tests.postgres import postgres

pytestmark = pytest.mark.django_db


def breaks():
    return list(breaks_in(Act.objects.order_by("number").prefetch_related("tellings")))


def refused(change):
    with transaction.atomic(), pytest.raises(DatabaseError, match="stays on the trail"):
        change()
    return True


@pytest.fixture
def unguarded():
    """Whoever owns the file can do anything to it."""
    take_down(connection)
    yield
    guard(connection)


def test_a_whole_trail_has_no_breaks(acts):
    assert breaks() == []
    assert [act.previous for act in acts] == ["", acts[0].sha256, acts[1].sha256]


def test_the_database_refuses_to_change_or_delete_an_act(acts):
    assert refused(lambda: Act.objects.update(kind="dismiss"))
    assert refused(lambda: Act.objects.filter(number=2).delete())
    assert refused(lambda: Telling.objects.update(words="Never said."))
    assert refused(lambda: Telling.objects.update(whom=None))
    assert breaks() == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda: Act.objects.filter(number=2).update(kind="warn"), "Act 2 of the trail is not what it was."),
        (lambda: Act.objects.filter(number=2).update(by_number=99), "Act 2 of the trail is not what it was."),
        (
            lambda: Act.objects.filter(number=3).update(until="2030-01-01T00:00Z"),
            "Act 3 of the trail is not what it was.",
        ),
        (
            lambda: Telling.objects.filter(act=1).update(words="Never said."),
            "The words of act 1 are not what they were.",
        ),
        (lambda: Telling.objects.filter(act=1).delete(), "The words of act 1 are gone, and nobody has left with them."),
        (lambda: Trail.objects.update(length=4), "The trail ends with act 3, and had 4."),
    ],
)
def test_a_check_notices_what_was_changed_without_the_guards(acts, unguarded, change, says):
    change()
    assert breaks() == [says]


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (1, ["Act 1 is not on the trail any more."]),
        (2, ["Act 2 is not on the trail any more."]),
        (3, ["The trail ends with act 2, and had 3."]),
    ],
)
def test_a_check_notices_what_is_missing(acts, unguarded, number, says):
    Act.objects.filter(number=number).delete()
    assert breaks() == says


def test_an_act_put_in_afterwards_does_not_fit(acts, unguarded):
    second = Act.objects.get(number=2)
    Act.objects.filter(number=2).delete()
    second.kind = "warn"
    second.sha256 = "0" * 64
    second.save(force_insert=True)
    assert breaks() == [
        "Act 2 of the trail is not what it was.",
        "The words of act 2 are gone, and nobody has left with them.",
        "Act 3 of the trail does not follow the one before it.",
    ]


def test_the_trail_names_who_did_what_and_why(acts, nim):
    page = cast.signed_in(nim).get(reverse("moderation-trail")).content.decode()
    assert page.index("no. 3") < page.index("no. 1")
    assert "Why to restore." in page
    assert "Rae" not in page


def test_a_moderator_does_not_read_there_that_she_was_reported(nim, rae):
    mo = cast.person("Mo", is_archivist=True)
    done(reported("pen-name", nim.default_pseud, by=rae), "dismiss", by=mo, words="Rae reports everything.")
    pages = [cast.signed_in(who).get(reverse("moderation-trail")).content.decode() for who in (nim, mo)]
    assert ["Rae reports everything." in page for page in pages] == [False, True]


def test_the_trail_is_paged(ana, nim, rae):
    case = reported("work", cast.posted(ana), by=rae)
    for number in range(22):
        done(case, "hide" if number % 2 == 0 else "restore", by=nim)
    client = cast.signed_in(nim)
    first = client.get(reverse("moderation-trail")).content.decode()
    assert "no. 22 ·" in first
    assert "no. 2 ·" not in first
    assert "no. 2 ·" in client.get(f"{reverse('moderation-trail')}?behind=3").content.decode()


@pytest.mark.django_db(transaction=True)
def test_emptying_the_whole_database_empties_the_trail_and_guards_the_next(ana):
    nim = moderator()
    done(reported("work", cast.posted(ana)), "hide", by=nim)
    call_command("flush", interactive=False, verbosity=0)
    assert (Act.objects.count(), missing_guards(connection)) == (0, [])


PROGRAM = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection, transaction, DatabaseError
call_command("migrate", verbosity=0)
from headcanon.moderation.guarding import missing_guards, take_down, guard
from headcanon.moderation.models import Act, Telling
from headcanon.moderation.tests.things import acts, done, moderator, nim, rae, reported
from headcanon.moderation.trail import breaks_in
from tests import cast
ana, nim = cast.person("Ana"), moderator()
case = reported("work", cast.posted(ana))
for wish in ("hide", f"suspend {ana.pk}"):
    done(case, wish, by=nim, days=3)
for change in (lambda: Act.objects.update(kind="warn"), lambda: Act.objects.all().delete(),
               lambda: Telling.objects.update(words="x")):
    try:
        with transaction.atomic():
            change()
        print("changed")
    except DatabaseError as error:
        print("refused" if "stays on the trail" in str(error) else error)
nim.delete()
print(Telling.objects.filter(by=None).count(), list(breaks_in(Act.objects.order_by("number"))), missing_guards(connection))
take_down(connection)
print(missing_guards(connection))
guard(connection)
print(missing_guards(connection))
call_command("flush", interactive=False, verbosity=0)
print(Act.objects.count(), missing_guards(connection))
"""


@pytest.mark.prove
def test_postgresql_refuses_as_well(postgres, tmp_path):
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "HEADCANON_DATABASE": postgres.new_database(),
        "HEADCANON_DATA": str(tmp_path),
    }
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=surroundings, capture_output=True, text=True, timeout=300
    )
    assert said.stdout.splitlines() == [
        *["refused"] * 3,
        "2 [] []",
        "['no_act_is_changed', 'no_act_is_deleted', 'no_telling_is_changed']",
        "[]",
        "0 []",
    ], said.stderr

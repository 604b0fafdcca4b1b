"""Four wranglers who put one line in order at the same moment, and one who is killed in the middle.

On an archive of its own in a folder, as in test_writing_at_once.py.
"""

import pytest

from headcanon.ops.tests.archives import AT_ONCE, make_archive, tell
from tests.postgres import postgres  # noqa: F401

pytestmark = pytest.mark.prove

BEGIN = """
import random
from headcanon.canon import line_history, lines
from headcanon.canon.models import Canon, Event, OrderingAct
from headcanon.canon.tests.on_lines import begun, wrangler
"""
CHECK = """
places = [event.position for event in lines.line_of(Canon.objects.get())]
assert places == list(range(1, len(places) + 1)), places
"""


PUT_IN_ORDER = """
from headcanon.accounts.models import User
def put_in_order(number):
    wyn, chance = User.objects.get(username=f"Wyn{number}"), random.Random(number)
    for n in range(12):
        event = chance.choice(list(Event.objects.all()))
        lines.move_event(event, chance.randint(1, 9), by=wyn)
        lines.take_off(event, by=wyn) if n % 3 == 0 else lines.put_back(event, by=wyn)
        if n % 4 == 0:
            lines.make_event(event.canon, by=wyn, title=f"{number} {n}")
        if n % 5 == 0:
            try:
                line_history.undo(OrderingAct.objects.filter(undone_at=None, event__isnull=False).latest("pk"), by=wyn)
            except lines.Refused:
                pass
at_once(put_in_order)
assert wrong == [], wrong
"""


def archive_with_a_line(folder, **database):
    make_archive(folder, works=False, **database)
    tell(BEGIN + "begun(wrangler()); [wrangler(f'Wyn{n}') for n in range(4)]", data=folder, **database)
    return folder


@pytest.fixture
def data(tmp_path):
    return archive_with_a_line(tmp_path / "archive")


def test_whatever_four_do_at_once_places_stay_without_gaps_and_nothing_is_lost(data):
    tell(BEGIN + AT_ONCE + PUT_IN_ORDER + CHECK, data=data)


def test_and_so_it_is_on_postgresql(tmp_path, postgres):  # noqa: F811
    database = {"HEADCANON_DATABASE": postgres.new_database()}
    archive = archive_with_a_line(tmp_path / "archive", **database)
    tell(BEGIN + AT_ONCE + PUT_IN_ORDER + CHECK, data=archive, **database)


def test_of_four_who_begin_one_canon_or_accept_one_suggestion_one_does(data):
    story = """
from headcanon.accounts.models import User
canon = Canon.objects.get()
waiting = lines.suggest(canon, by=person("Rae"), title="F")
def both(number):
    wyn = User.objects.get(username=f"Wyn{number}")
    lines.accept(waiting, by=wyn)
    try:
        lines.make_canon(canon.fandom, by=wyn, name="The film", kind="film")
    except lines.Refused:
        pass
at_once(both)
assert wrong == [], wrong
assert OrderingAct.objects.filter(kind="event-accepted").count() == 1
assert Canon.objects.filter(name="The film").count() == 1
"""
    tell(BEGIN + AT_ONCE + story, data=data)


@pytest.mark.parametrize("at", [1, 3, 6])
def test_killed_in_the_middle_of_an_act_nothing_of_it_has_happened(data, at):
    """Before the `at`th row that a file would write."""
    killed = """
import os
from django.db import connection
from headcanon.accounts.models import User
from headcanon.canon import line_files
writes = 0
def counting(execute, sql, params, many, context):
    global writes
    writes += sql.startswith(("INSERT", "UPDATE"))
    if writes == %d:
        os._exit(9)
    return execute(sql, params, many, context)
rows = line_files.read(b"canon,instalment,title\\nThe books,Book Three,X\\nThe books,,E\\nThe books,,A\\n")
fandom, wyn = Canon.objects.get().fandom, User.objects.get(username="Wyn")
seen = line_files.digest(line_files.plan(rows, fandom, ()))
with connection.execute_wrapper(counting):
    line_files.carry_out(rows, fandom, (), by=wyn, seen=seen)
"""
    left = "print([event.title for event in lines.line_of(Canon.objects.get())], OrderingAct.objects.count())"
    stood = tell(BEGIN + left, data=data)
    with pytest.raises(AssertionError):
        tell(BEGIN + killed % at, data=data)
    assert tell(BEGIN + left + CHECK, data=data) == stood

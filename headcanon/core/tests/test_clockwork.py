"""What falls due by the clock is done when it is due, and not more often."""

import pytest

from headcanon.core import clockwork
from headcanon.core.clockwork import do_what_is_due, every


@pytest.fixture
def clock(monkeypatch):
    now = {"now": 1000.0}
    monkeypatch.setattr(clockwork.time, "monotonic", lambda: now["now"])
    monkeypatch.setattr(clockwork, "_duties", [])
    return now


def test_a_duty_is_done_at_once_and_then_when_its_time_has_passed(clock):
    done = []
    every(60)(lambda: done.append(clock["now"]))
    for clock["now"] in (1000.0, 1001.0, 1059.9, 1060.0, 1061.0, 5000.0):
        do_what_is_due()
    assert done == [1000.0, 1060.0, 5000.0]


def test_a_duty_that_fails_does_not_keep_the_others_from_their_turn(clock):
    done = []

    @every(60)
    def failing():
        raise RuntimeError

    every(60)(lambda: done.append("other"))
    with pytest.raises(RuntimeError):
        do_what_is_due()
    do_what_is_due()
    assert done == ["other"]


def test_what_is_to_be_done_at_the_end_is_done_then_too(clock):
    done = []
    every(60, at_the_end=True)(lambda: done.append("counted"))
    every(60)(lambda: done.append("swept"))
    clockwork.do_at_the_end()
    assert done == ["counted"]

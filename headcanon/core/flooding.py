"""Slowing down whoever posts very quickly, then stopping her for the rest of the hour.

What is counted, and where from, is kept in memory, hashed with a secret that ends with the process, and stored
nowhere.
"""

import hashlib
import math
import secrets
import time
from dataclasses import dataclass

from django.core.cache import caches
from django.utils.translation import ngettext

SALT = secrets.token_bytes(16)
A_MINUTE, AN_HOUR = 60, 3600  # seconds


@dataclass(frozen=True)
class Pace:
    """How many in a minute before somebody is asked to wait, how many tries in an hour before nothing is taken."""

    a_minute: int
    an_hour: int


GUEST, MEMBER = Pace(3, 20), Pace(12, 200)


class TooQuick(Exception):
    """What was said is not posted; the message says how long to wait, and whoever asked keeps the words."""


def source(kind, value):
    """A place that posts come from, which nobody can tell by it."""
    return f"{kind}-{hashlib.sha256(SALT + value.encode()).hexdigest()}"


def keep_pace(sources, pace):
    """Count a try from each of these sources. Raises TooQuick if one of them is too quick."""
    wait = max((seconds_to_wait(each, pace) for each in sources), default=0)
    if wait:
        raise TooQuick(in_words(wait))


def seconds_to_wait(source, pace):
    now = time.time()
    in_this_hour = count(source, now, AN_HOUR)
    if in_this_hour > pace.an_hour:
        return AN_HOUR - now % AN_HOUR
    return A_MINUTE - now % A_MINUTE if count(source, now, A_MINUTE) > pace.a_minute else 0


def count(source, now, span):
    key = f"{source}-{span}-{int(now // span)}"
    caches["posting"].add(key, 0, timeout=2 * span)
    return caches["posting"].incr(key)


def in_words(seconds):
    if seconds <= A_MINUTE:
        return ngettext(
            "That was quick. Please wait %(count)d second and post again; what you wrote is still here.",
            "That was quick. Please wait %(count)d seconds and post again; what you wrote is still here.",
            math.ceil(seconds),
        ) % {"count": math.ceil(seconds)}
    minutes = math.ceil(seconds / A_MINUTE)
    return ngettext(
        "Too much has come from here in a short time. You can post again in %(count)d minute; what you wrote is "
        "still here.",
        "Too much has come from here in a short time. You can post again in %(count)d minutes; what you wrote is "
        "still here.",
        minutes,
    ) % {"count": minutes}

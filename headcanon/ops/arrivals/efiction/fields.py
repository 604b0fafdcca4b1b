"""What stands in eFiction's columns: lists with commas, dates of two kinds, flags, names with HTML in them."""

import html
import re
from datetime import UTC, datetime

from headcanon.manuscript.words import plain_text
from headcanon.ops.arrivals.efiction.texts import story_html_of

NOBODYS = {"", "0", "-1"}
FIRST_YEAR = 1990
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")


def listed(text):
    """What stands between commas, each once; nothing for eFiction's signs for nothing."""
    return list(dict.fromkeys(each for part in str(text).split(",") if (each := part.strip()) not in NOBODYS))


def numbers(text):
    return [int(each) for each in listed(text) if each.isdecimal() and len(each) < 12]


def moment_of(text):
    """A DATETIME (to 3.5.5), or seconds since 1970; None where it says nothing, or a day still to come."""
    text = str(text).strip()
    try:
        if text.isdecimal() and len(text) < 12:
            moment = datetime.fromtimestamp(int(text), UTC)
        else:
            moment = datetime.fromisoformat(text[:19]).replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if FIRST_YEAR <= moment.year and moment <= datetime.now(UTC) else None


def name_of(text, most):
    """(a title or a name in plain letters, whether it was longer than there is room for)"""
    plain = html.unescape(text)
    if "<" in plain:
        plain = plain_text(story_html_of(text)[0])
    plain = " ".join(UNSEEN.sub("", plain.replace("\\'", "'").replace('\\"', '"')).split())
    return (plain, False) if len(plain) <= most else (plain[: most - 1] + "…", True)

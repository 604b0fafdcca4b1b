"""The reading page: how near it comes to the least that Django can do, and what it asks of the database."""

import subprocess
import sys
from dataclasses import dataclass
from statistics import median

from headcanon.ops.bench.figures import Figure, Table
from headcanon.ops.bench.servers import HOST, bare_server
from headcanon.ops.bench.text import story_of

WORDS = 2_500
PASSWORD = "of somebody who is here"  # without one, a page also says that its author has never been


@dataclass
class Page:
    address: str
    cookie: str  # of somebody who is signed in


def make_page():
    """A work of one chapter, written by one person and read by another."""
    from django.conf import settings
    from django.test import Client

    from headcanon.accounts.joining import join
    from headcanon.manuscript.clean import paragraphs
    from headcanon.manuscript.model import Chapter, Manuscript
    from headcanon.works.manuscripts import draft_from
    from headcanon.works.publishing import publish

    story = Manuscript(title="The Lamp", chapters=[Chapter(paragraphs(story_of(WORDS)))], fandoms=["Greek myth"])
    work = publish(draft_from(story, pseuds=[join("Ana", password=PASSWORD).default_pseud]))
    client = Client()
    client.force_login(join("Rae", password=PASSWORD), backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return Page(work.get_absolute_url(), f"{settings.SESSION_COOKIE_NAME}={session}")


def against_a_bare_view(server, page, folder, scale):
    kept = folder / "page.html"
    kept.write_bytes(server.get(page.address))
    with bare_server(kept) as bare:
        sides = {
            "bare": (bare, page.address, ""),
            "guest": (server, page.address, ""),
            "member": (server, page.address, page.cookie),
            "anew": (server, f"{page.address}?anew=*", page.cookie),
        }
        # In turn, so that whatever else this machine does meets all alike.
        rounds = [
            {name: requests_per_second(*side, scale) for name, side in sides.items()} for _ in range(scale.rounds)
        ]
    speed = {name: median(each[name] for each in rounds) for name in sides}
    ratio = {name: median(each[name] / each["bare"] for each in rounds) for name in sides}
    return Table(
        f"A reading page of {WORDS:,} words, against a bare Django view of the same {kept.stat().st_size:,} bytes",
        [
            Figure("bare view", speed["bare"], f"{speed['bare']:,.0f}/s"),
            against("a guest's page, warm", speed["guest"], ratio["guest"], at_least=0.80),
            against("a member's page, warm", speed["member"], ratio["member"], at_least=0.25),
            Figure("a member's page, made anew", ratio["anew"], shown(speed["anew"], ratio["anew"])),
        ],
        note=f"Requests a second over 8 connections, on this machine; median of {scale.rounds} rounds.",
    )


def requests_per_second(server, address, cookie, scale):
    command = [sys.executable, "-m", "headcanon.ops.bench.load", HOST, str(server.port), address]
    return float(subprocess.check_output([*command, str(scale.seconds), cookie]))


def against(what, speed, ratio, *, at_least):
    return Figure(what, ratio, shown(speed, ratio), at_least=at_least, goal=f"≥ {at_least:.0%} of bare")


def shown(speed, ratio):
    return f"{speed:,.0f}/s = {ratio:.0%}"


def queries(page):
    guest_cold, guest_warm = two_visits(page.address, cookie="")
    member_cold, member_warm = two_visits(page.address, page.cookie)
    return Table(
        "What a reading page asks of the database",
        [
            count("a guest's page, cold", guest_cold, at_most=6),
            count("a guest's page, warm", guest_warm, at_most=1),
            count("a member's page, cold", member_cold, at_most=8),
            count("a member's page, warm", member_warm, at_most=3),
        ],
        note="Counted at the door that the server knocks at.",
    )


def two_visits(address, cookie):
    """How many queries the first visit takes, with nothing in memory yet, and the second."""
    from django.core.cache import caches
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from headcanon.canon import vocabulary
    from headcanon.core.editions import look_again

    for cache in caches.all():
        cache.clear()
    vocabulary.forget()
    look_again()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            visit(address, cookie)
        counts.append(len(captured))
    return counts


def visit(address, cookie):
    from django.conf import settings
    from django.test import RequestFactory
    from django.utils.module_loading import import_string

    answer = import_string(settings.WSGI_APPLICATION)
    statuses = []
    parts = answer(
        RequestFactory().get(address, headers={"cookie": cookie}).environ, lambda *said: statuses.append(said[0])
    )
    assert b"".join(parts) and statuses == ["200 OK"]


def count(what, number, *, at_most):
    return Figure(what, number, str(number), at_most=at_most, goal=f"≤ {at_most}")

"""What Rae reads is hers: before and after it every page, feed, book and export is the same for everybody else, byte for
byte, and costs the same questions."""

import io
import re
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headcanon.accounts.models import User
from headcanon.core import editions
from headcanon.core.outbox import drain
from headcanon.following.follows import follow
from headcanon.following.hearing import renew_feed
from headcanon.following.models import Hearing
from headcanon.ops.taking_out import write_takeout
from headcanon.reading import reads, remembering
from headcanon.reading.models import Reading
from headcanon.reading.remembering import write_places
from tests import cast
from tests.memory import forget_everything
from tests.test_doors import DOORS, FOR_AUTHORS, TO_FOLLOW
from tests.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]
# What is new each time a page is made: the tokens of forms, and what makes a form count once.
NEW_EACH_TIME = re.compile(
    rb'(name="(?:csrfmiddlewaretoken|sent_with)" value=|data-token=)"[^"]*"|<updated>[^<]*</updated>'
    rb'|"(?:date_modified|now)": [^,]*,'
)
OTHERS = {
    name: lambda work, name=name: reverse(name)
    for name in (
        "inbox", "follows", "desk", "desk-reviews", "desk-stories", "works-mine", "requests", "moderation",
        "moderation-trail", "moderators", "newcomers", "history", "history-thin", "history-table", "shelves", "quiet",
        "settings", "privacy", "offline-contents", "archive-settings",
    )
}  # fmt: skip
OF_RAE = {
    "Rae’s page": lambda work: reverse("person", args=["Rae"]),
    "continue": lambda work: reverse("continue", args=[work.pk]),
    **{f"feed {name}": lambda work, name=name: reverse(name, args=[feed_token()]) for name in ("feed", "feed-json")},
}
LOOKED_AT = {**DOORS, **FOR_AUTHORS, **TO_FOLLOW, **OTHERS, **OF_RAE}


def feed_token():
    return Hearing.objects.exclude(feed_token=None).order_by("pk").values_list("feed_token", flat=True)[0]


@pytest.fixture
def everybody(ana, monkeypatch):
    """All but Rae, by their names."""
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request
    monkeypatch.setattr(remembering, "_steps", {})
    monkeypatch.setattr(reads, "_opened", set())  # the number of reads is for everybody to see, and is not counted here
    people = {"guest": None, "Ana": ana, "Bea": cast.person("Bea"), "Vex": cast.person("Vex")}
    people["Gia"] = cast.person("Gia")
    User.objects.filter(username="Gia").update(is_moderator=True)
    people["Mo"] = cast.person("Mo", is_archivist=True)
    return people


def seen_by(person, work, pages):
    """{page: what it answers, and how many questions it asked}."""
    client = Client()
    if person:
        client.force_login(person)
    seen = {}
    for name in pages:
        where = LOOKED_AT[name](work)
        forget_everything()
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(where)
        said = b"".join(answer) if answer.streaming else answer.content
        asked = len([query for query in captured if "SAVEPOINT" not in query["sql"]])
        seen[name] = (answer.status_code, answer.get("Location"), NEW_EACH_TIME.sub(b"", said), asked)
    return seen


def taken_out(person, path):
    path.unlink(missing_ok=True)
    write_takeout(person, path)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as file:
        return {name: file.read(name) for name in file.namelist() if name != "manifest.json"}


FOR_A_LOOK = ("home", "work", "navigate", "author", "desk-story", "moderation", "history", "continue")


def test_nobody_learns_what_rae_reads(everybody):
    some = {name: everybody[name] for name in ("guest", "Ana", "Gia")}
    check_that_nobody_learns_it(some, FOR_A_LOOK)


@pytest.mark.prove
def test_nobody_at_all_learns_from_any_page_what_rae_reads(everybody, tmp_path):
    check_that_nobody_learns_it(everybody, LOOKED_AT, tmp_path)


def check_that_nobody_learns_it(people, looked_at, folder=None):
    rae, ana, vex = cast.person("Rae"), *(User.objects.get(username=name) for name in ("Ana", "Vex"))
    work = cast.posted(ana, chapters=3, others=[User.objects.get(username="Bea")], series=[("Nights", 1)])
    other = cast.posted(ana, "The Torch")
    for person in (rae, vex):
        follow(person, "work", work)
    renew_feed(vex)
    drain()

    def what_others_see():
        pages = {name: seen_by(person, work, looked_at) for name, person in people.items()}
        with_takeout = people if folder else {}
        return pages, {name: taken_out(person, folder / name) for name, person in with_takeout.items() if person}

    what_others_see()  # rows that are made when somebody first comes are there from now on
    before = what_others_see()
    reads_all_of_it(rae, work, other)
    pages, takeouts = what_others_see()
    for name in people:
        for page in looked_at:
            assert pages[name][page] == before[0][name][page], (name, page)
    assert takeouts == before[1]


def reads_all_of_it(rae, work, other):
    """As a person does: every chapter, to a paragraph, marked, given up, gone on with, looked back at."""
    client = Visitor()
    client.force_login(rae)
    token = client.cookies["csrftoken"] = "t" * 32
    for chapter in work.chapters.all():
        assert client.get(chapter.get_absolute_url()).status_code == 200
        said = {"paragraph": 2, "opening": "It ends", "permille": 1000, "csrfmiddlewaretoken": token}
        assert client.post(reverse("place", args=[work.pk, chapter.pk]), said).status_code == 204
    write_places()
    marked = client.post(reverse("reading-mark", args=[other.pk]), {"wish": "abandoned", "csrfmiddlewaretoken": token})
    assert marked.status_code == 302
    for name in ("home", "history", "history-table"):
        assert b"Torch" in client.get(reverse(name)).content
    assert client.get(reverse("continue", args=[work.pk])).status_code == 302
    states = dict(Reading.objects.filter(person=rae).values_list("work", "state"))
    assert states == {work.pk: "read", other.pk: "abandoned"}

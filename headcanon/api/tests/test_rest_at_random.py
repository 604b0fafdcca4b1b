"""The API is asked everything that its description allows, and what it does not: it never breaks, and always answers as
described.

Half of the questions are about things that are there.
"""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from headcanon.api.rest import asking
from headcanon.api.tests.asking import API
from headcanon.api.tokens import make_token
from headcanon.canon.tests.lines import canon_of, event_in
from headcanon.core.flooding import Pace
from headcanon.core.outbox import drain
from headcanon.discovery.index.keeping import Keeper
from headcanon.headcanons.tests.having import had
from headcanon.reading.models import Shelf, Shelved
from headcanon.reviews.models import Review
from headcanon.works.tests.growing import grow
from tests import cast

pytestmark = pytest.mark.django_db
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
NO_END = Pace(10**9, 10**9)


@pytest.fixture
def application():
    """As the server asks it, but for the database, which is the test's."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(ana, data_folder, monkeypatch):
    """What the parameters of paths can be called by, where somebody has read everything."""
    monkeypatch.setattr(asking, "GUEST", NO_END)
    monkeypatch.setattr(asking, "MEMBER", NO_END)
    rae = cast.person("Rae")
    work = cast.posted(ana, chapters=2, series=[("Nights", 1)])
    event = event_in(canon_of("Greek myth", "The books", ["One"]), "One", "Leander swims")
    headcanon = had(rae, event=event)
    grow(work, headcanon)
    chapter = work.chapters.first()
    review = Review.objects.create(work=work, chapter=chapter, pseud=rae.default_pseud, text="<p>!</p>", sent_with="1")
    shelf = Shelf.objects.create(person=rae, name="Sea", position=1)
    Shelved.objects.create(shelf=shelf, work=work, position=1)
    drain()
    keeper = Keeper()
    keeper.keep()
    yield {
        "work_id": work.pk, "chapter_id": chapter.pk, "review_id": review.pk, "shelf_id": shelf.pk,
        "series_id": work.series.get().pk, "event_id": event.pk, "headcanon_id": headcanon.pk, "username": "ana",
        "slug": "greek-myth", "canon": event.canon_id, "token": make_token(rae, name="x", scopes=["shelves", "follows"]),
    }  # fmt: skip
    keeper.put_down()


@pytest.mark.parametrize(
    ("ways", "examples"),
    [
        pytest.param(["/works", "/works/{work_id}/chapters/{chapter_id}", "/shelves"], 4, id="some"),
        pytest.param(None, 60, id="all", marks=pytest.mark.prove),
    ],
)
def test_every_answer_is_as_described(known, application, ways, examples):
    schema = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", application)
    for found in schema.get_all_operations():
        operation = found.ok()
        if not ways or operation.path.removeprefix(API) in ways:
            ask(operation, known, examples)


def ask(operation, known, examples):
    allowed, not_allowed = (
        operation.as_strategy(generation_mode=mode) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    )
    about_things = allowed.map(lambda case: about(case, known))

    @settings(max_examples=examples, deadline=None, suppress_health_check=SLOW, phases=[Phase.generate], database=None)
    @given(case=st.one_of(allowed, not_allowed, about_things), signed_in=st.booleans())
    def answers(case, signed_in):
        headers = {"Authorization": f"Bearer {known['token']}"} if signed_in else {}
        case.call_and_validate(headers=headers)

    answers()


def about(case, known):
    case.path_parameters = {name: known[name] for name in case.path_parameters or {}}
    if "canon" in case.query:
        case.query["canon"] = known["canon"]
    return case

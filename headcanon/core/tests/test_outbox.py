"""Facts that are acted on after they are true."""

import pytest
from django.db import transaction

from headcanon.core import outbox
from headcanon.core.models import Archive, OutboxRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed(monkeypatch):
    """What the handler of "lamps", the only one there is, was given so far."""
    batches = []
    monkeypatch.setattr(outbox, "_handlers", {"lamps": batches.append})
    return batches


def waiting():
    return list(OutboxRow.objects.order_by("id").values_list("queue", "subject"))


def test_each_fact_is_handed_over_once(handed):
    outbox.post("lamps", 7)
    outbox.post("lamps", 8)
    outbox.post("lamps", 7)
    assert (outbox.drain(), outbox.drain()) == (3, 0)
    assert handed == [{7, 8}]
    assert waiting() == []


def test_a_fact_of_a_change_that_failed_is_no_fact(handed):
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.post("lamps", 7)
        raise RuntimeError
    assert (outbox.drain(), handed) == (0, [])


def test_a_queue_nobody_handles_waits(handed):
    outbox.post("bells", 1)
    outbox.post("lamps", 2)
    assert outbox.drain() == 1
    assert waiting() == [("bells", 1)]


def test_many_facts_come_in_batches_the_oldest_first(handed, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 2)
    for subject in (5, 4, 3):
        outbox.post("lamps", subject)
    assert outbox.drain() == 3
    assert handed == [{5, 4}, {3}]


def test_a_handler_that_fails_keeps_its_facts_and_undoes_what_it_did(monkeypatch):
    def light_and_fall(subjects):
        Archive.objects.create(name="Half Lit")
        raise RuntimeError

    monkeypatch.setattr(outbox, "_handlers", {"lamps": light_and_fall})
    outbox.post("lamps", 7)
    with pytest.raises(RuntimeError):
        outbox.drain()
    assert waiting() == [("lamps", 7)]
    assert not Archive.objects.exists()


def test_an_idle_queue_costs_one_question(handed, django_assert_num_queries):
    with django_assert_num_queries(1):
        outbox.drain()


def test_the_worker_goes_on_after_a_failure(monkeypatch, caplog):
    asked = iter([False, False, True])
    drained = []

    def drain(rest):
        drained.append(len(drained))
        if len(drained) == 1:
            raise RuntimeError("no light")

    monkeypatch.setattr(outbox, "drain", drain)
    monkeypatch.setattr(outbox, "close_old_connections", lambda: None)

    class Stop:
        def wait(self, seconds):
            return next(asked)

    outbox.drain_for_ever(Stop())
    assert drained == [0, 1]
    assert [record.message for record in caplog.records] == [
        "Something that waited could not be done; it is tried again."
    ]


def test_after_each_batch_it_rests_so_that_others_can_write(handed, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 2)
    outbox.post("lamps", *range(5))
    rested = []
    assert outbox.drain(rest=rested.append) == 5
    assert len(rested) == len(handed) == 3
    assert all(seconds > 0 for seconds in rested)

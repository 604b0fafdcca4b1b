"""Everybody who follows has her letter, once, whenever the serving process is killed while it tells and sends.

A letter may come twice only if it was on its way when a process died: so at most once for each kill, and then under
one Message-ID. The letters go to a mail server that takes them all and remembers. HEADCANON_PROVE_KILLS says how often
`make prove` kills (here at most 10).
"""

import os
import random
import threading

import pytest

from headcanon.ops.tests.archives import make_archive, tell, wait_until
from headcanon.ops.tests.mail_sink import listening
from headcanon.ops.tests.test_kills import serving

FOLLOWERS = 10_000
KILLS = min(10, int(os.environ.get("HEADCANON_PROVE_KILLS", "6")))

CROWD = """
from allauth.account.models import EmailAddress
from headcanon.accounts.models import User
from headcanon.core.models import Archive
from headcanon.following.models import Follow
Archive.objects.update_or_create(pk=1, defaults={{"letters_a_minute": 1_000_000}})
ana = person("Ana")
made = User.objects.bulk_create(
    User(username=f"reader{{n}}", email=f"reader{{n}}@example.org") for n in range({number})
)
EmailAddress.objects.bulk_create(EmailAddress(user=each, email=each.email, verified=True, primary=True) for each in made)
Follow.objects.bulk_create(Follow(person=each, author=ana) for each in made)
posted(ana, "The Lamp")
"""


def serve_until(data, sink, number, **more):
    """A serving process that is killed with -9, with all its children, the moment `number` letters have been taken."""
    reached = threading.Event()
    sink.on_taken = lambda taken: taken >= number and reached.set()
    if len(sink.taken) >= number:
        reached.set()
    with serving(data, HEADCANON_MAIL=sink.address, **more):
        assert reached.wait(900), f"{len(sink.taken)} letters were taken"


@pytest.mark.prove
def test_every_follower_has_her_letter_and_at_most_one_a_kill_came_twice(tmp_path):
    seed = random.randrange(10**6)
    print("seed", seed)
    moments = sorted(random.Random(seed).sample(range(1, FOLLOWERS), KILLS))
    data = make_archive(tmp_path / "data", works=False)
    tell(CROWD.format(number=FOLLOWERS), data=data)
    expected = {f"reader{number}@example.org" for number in range(FOLLOWERS)}
    with listening(pause=0.001) as sink:
        for moment in moments:
            serve_until(data, sink, moment)
        with serving(data, HEADCANON_MAIL=sink.address):
            wait_until(lambda: set(sink.recipients()) == expected)
            wait_until(lambda: tell(LEFT, data=data) == "0 0 0")
    ids = sink.message_ids()
    twice = [to for to in ids if len(ids[to]) > 1]
    print(f"{FOLLOWERS} followers, killed after {moments}: {len(sink.taken)} letters taken, {len(twice)} came twice")
    assert set(ids) == expected
    assert len(sink.taken) <= FOLLOWERS + KILLS
    assert [to for to in ids if len(set(ids[to])) > 1] == []
    assert tell(UNSEEN, data=data) == f"{FOLLOWERS} {FOLLOWERS}"


# Facts, notices and letters that wait still.
LEFT = """
from headcanon.core.models import OutboxRow
from headcanon.following.models import Letter, Notice
waiting = Notice.objects.filter(waits_for_mail=True).count()
print(OutboxRow.objects.count(), waiting, Letter.objects.filter(sent_at=None).count())
"""
UNSEEN = """
from headcanon.accounts.models import User
from headcanon.following.models import Notice
print(Notice.objects.count(), User.objects.filter(notices_unseen=1).count())
"""

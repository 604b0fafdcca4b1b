"""Made-up reviews of made-up works, stored in batches.

A few chapters have thousands and most have none (Zipf's law); a quarter of all reviews answer another. On the first
chapter of all there is one long talk: DEEP replies, each in answer to the one before.
"""

import itertools
import random
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from headcanon.accounts.models import Pseud
from headcanon.core.fields import StoryHTML
from headcanon.ops.fill.invention import Zipf, author_name
from headcanon.ops.fill.storing import MARK, made_up_works
from headcanon.reviews.models import Review
from headcanon.works.models import Chapter

BATCH = 5_000
DEEP = 200
A_YEAR = 365 * 24 * 3600  # seconds
SENT_WITH = "made-up-"
SAID = (
    "I read this on the night train and missed my stop.",
    "The lantern in the second scene! I went back to look at it again.",
    "You made me like him, and I did not want to.",
    "I had to put it down at the letter, and make tea, and pick it up again.",
    "My favourite line is the one about the stairs.",
    "The ending is the only one it could have had, and I did not see it coming.",
    "Thank you for this. It was a long week.",
    "Nobody writes her as tired as she must have been. You do.",
)


@dataclass(frozen=True)
class Ground:
    """Where made-up reviews can stand, (work, chapter, when it was posted), and the pen names they are by."""

    places: list[tuple]
    ranks: Zipf
    pseuds: list[int]


def survey():
    works = made_up_works().filter(state="posted").values("pk")
    places = Chapter.objects.filter(work__in=works, posted_at__isnull=False).order_by("pk")
    places = list(places.values_list("work_id", "pk", "posted_at"))
    pseuds = Pseud.objects.filter(user__email__endswith=MARK).order_by("pk").values_list("pk", flat=True)
    return Ground(places, Zipf(len(places), exponent=0.7), list(pseuds))


def reviewed_already():
    return Review.objects.filter(sent_with__startswith=SENT_WITH).count()


@transaction.atomic
def store_reviews(numbers, seed, ground):
    """Those with these numbers, all or none."""
    heads, replies = [], []
    for number in numbers:
        chance = random.Random(f"review {number} {seed}")
        is_reply = 0 < number <= DEEP or chance.random() < 0.25
        rank = 0 if number <= DEEP else ground.ranks.draw(chance)
        (replies if is_reply else heads).append(invent_review(number, ground.places[rank], ground, chance))
    Review.objects.bulk_create(heads)
    threads = {}
    for head in heads:
        threads.setdefault(head.chapter_id, head)
    for reply in replies:
        # Nobody has spoken yet where it would stand: then it begins to speak itself.
        reply.thread = reply.answers = threads.get(reply.chapter_id)
    Review.objects.bulk_create(replies)
    let_talk([reply for reply in replies if 0 < number_of(reply) <= DEEP])


def invent_review(number, place, ground, chance):
    work, chapter, posted_at = place
    by_guest = chance.random() < 0.3
    return Review(
        work_id=work,
        chapter_id=chapter,
        pseud_id=None if by_guest else chance.choice(ground.pseuds),
        guest_name=author_name(chance.randrange(10_000)) if by_guest else "",
        text=StoryHTML(f"<p>{chance.choice(SAID)} {chance.choice(SAID)}</p>"),
        made_at=posted_at + timedelta(seconds=chance.randrange(A_YEAR)),
        sent_with=f"{SENT_WITH}{number}",
    )


def number_of(review):
    return int(review.sent_with.removeprefix(SENT_WITH))


def let_talk(replies):
    """Each of these answers the one before it."""
    for before, after in itertools.pairwise(replies):
        after.answers = before
    Review.objects.bulk_update(replies, ["answers"], batch_size=200)

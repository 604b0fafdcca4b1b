"""A mailbox to manuscripts: the stories that were posted, each with its parts in order; what else was said beside."""

import hashlib

from headcanon.intake.readers.mail.posts import posts_in_mailbox
from headcanon.intake.readers.mail.stories import stories_among
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.manuscript.model import Source

MOST_POSTS = 10_000


def read(data, name):
    """The stories in the bytes of a mailbox, or of a file that is one post; raises Unreadable."""
    source = Source("mbox", "", hashlib.sha256(data).hexdigest())
    posts = posts_in_mailbox(data)
    if len(posts) > MOST_POSTS:
        raise Unreadable(
            f"{name} holds {len(posts):,} posts; at most {MOST_POSTS:,} are read at once. Bring it in parts."
        )
    if stories := stories_among(posts, source, name):
        return stories
    raise Unreadable(f"{name} is a mailbox without a word in it.")

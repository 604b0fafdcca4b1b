"""How the sample works were received: what reviews.toml says of wishes, reviews and kudos, through the doors of readers."""

import tomllib
from pathlib import Path

from headcanon.accounts.models import Pseud, fold
from headcanon.core.viewing import GUEST, Viewer
from headcanon.reviews import reviewing
from headcanon.reviews.applauding import applaud
from headcanon.reviews.models import AuthorWishes
from headcanon.reviews.wishing import wish_always
from headcanon.works.models import Work

SAID = Path(__file__).parent / "reviews.toml"


def receive_works():
    said = tomllib.loads(SAID.read_text("utf-8"))
    for name, wishes in said["wishes"].items():
        wish_always(AuthorWishes(person=named(name).user, **wishes))
    for title, names in said["kudos"].items():
        for name in names:
            applaud(work_called(title), viewer=Viewer(named(name).user))
    for number, review in enumerate(said["reviews"]):
        post_review(review, f"sample-{number}")


def post_review(review, sent_with):
    work = work_called(review["work"])
    chapter = work.chapters.get(position=review.get("chapter", 1))
    first = last = say(work, review, sent_with, chapter=chapter)
    for number, reply in enumerate(review.get("replies", ())):
        last = say(work, reply, f"{sent_with}-{number}", answers=last or first)


def say(work, words, sent_with, **where):
    return reviewing.post(work, words["text"], voice=voice_of(words["by"]), sent_with=sent_with, **where)


def voice_of(name):
    pseud = named(name)
    if pseud is None:
        return reviewing.Voice(GUEST, name=name, device=name)
    return reviewing.Voice(Viewer(pseud.user), pseud=pseud)


def named(name):
    """The pen name of a sample author; None for somebody who only reads."""
    return Pseud.objects.filter(key=fold(name)).select_related("user").first()


def work_called(title):
    return Work.objects.get(title=title)

"""Headcanons, asks and remarks as tests need them: said the way people say them."""

from itertools import count

from headcanon.canon.models import Canon, Event, Instalment
from headcanon.canon.naming import fandoms_named
from headcanon.core.viewing import Viewer
from headcanon.headcanons import asking, posting, talking

CLAIM = "Hero kept a second lamp, and never lit it."
_forms = count(1)


def said(claim=CLAIM, **more):
    return {
        "claim": claim,
        "fandoms": ["Greek myth"],
        "relationships": ["Hero/Leander"],
        "characters": ["Hero"],
        **more,
    }


def had(person, claim=CLAIM, *, is_anonymous=False, pseud=None, **more):
    """A posted headcanon."""
    return posting.post(
        said(claim, **more), pseud=pseud or person.default_pseud, sent_with=f"form {next(_forms)}",
        is_anonymous=is_anonymous,
    )  # fmt: skip


def asked(person, author, claim=CLAIM, *, is_anonymous=False, **more):
    """One that waits for `author`."""
    return asking.ask(
        author, said(claim, **more), viewer=Viewer(person), pseud=person.default_pseud,
        sent_with=f"form {next(_forms)}", is_anonymous=is_anonymous,
    )  # fmt: skip


def remarked(headcanon, person, typed="So she hoped to be found without it.", *, answers=None):
    return talking.say(
        headcanon, typed, pseud=person.default_pseud, sent_with=f"form {next(_forms)}", answers=answers
    )  # fmt: skip


def on_the_line(title="Leander swims", *, fandom="Greek myth", position=0, **more):
    """An event, on a line of books."""
    canon, _ = Canon.objects.get_or_create(fandom=fandoms_named([fandom])[0], name="The books", slug="the-books")
    instalment = Instalment.objects.get_or_create(canon=canon, name=f"Book {position + 1}", position=position)[0]
    return Event.objects.create(
        canon=canon, title=title, position=position, instalment=instalment, state=Event.State.ON_THE_LINE, **more
    )

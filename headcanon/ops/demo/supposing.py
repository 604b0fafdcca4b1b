"""What the people of the sample archive suppose: the headcanons of headcanons.toml, what they were asked and said about
them, what grew from them and what came of that, through the doors of readers and authors.
"""

import tomllib
from datetime import UTC, datetime, time
from pathlib import Path

from headcanon.core.viewing import Viewer
from headcanon.headcanons import asking, believing, posting, talking, writing
from headcanon.headcanons.models import Headcanon
from headcanon.ops.demo.drawing_lines import event_called
from headcanon.ops.demo.receiving import named, work_called
from headcanon.works.about import say
from headcanon.works.relations import answer_relation, relate

SAID = Path(__file__).parent / "headcanons.toml"


def suppose():
    said = tomllib.loads(SAID.read_text("utf-8"))
    for each in said["asks"]:
        ask(each)
    for each in said["headcanons"]:
        post(each)
    for each in said["grown"]:
        grow(work_called(each["work"]), claim_of(each["from"]))
    for each in said["related"]:
        come_of(each)
    for number, each in enumerate(said["remarks"]):
        remark(each, f"sample-{number}")


def post(said):
    pseud = named(said["by"])
    headcanon = posting.post(
        as_posted(said), pseud=pseud, sent_with=said["claim"], is_anonymous=said.get("anonymous", False)
    )
    date_back(headcanon, said["date"])
    for name in said.get("believed", ()):
        believing.believe(headcanon, named(name).user)
    for name in said.get("writing", ()):
        writing.begin(headcanon, named(name).user)
    for title in said.get("works", ()):
        grow(work_called(title), headcanon)


def ask(said):
    pseud, author = named(said["by"]), named(said["of"]).user
    headcanon = asking.ask(
        author, as_posted(said), viewer=Viewer(pseud.user), pseud=pseud, sent_with=said["claim"],
        is_anonymous=said.get("anonymous", False),
    )  # fmt: skip
    if said.get("answer") == "accepted":
        headcanon = asking.accept(headcanon)
    elif said.get("answer") == "declined":
        headcanon = asking.decline(headcanon, said["words"])
    date_back(headcanon, said["date"])


def as_posted(said):
    return {
        "claim": said["claim"],
        "fandoms": [said["fandom"]],
        "characters": said.get("about", []),
        "event": event_called(said["event"]) if "event" in said else None,
        "is_spoiler": said.get("is_spoiler", False),
    }


def date_back(headcanon, date):
    """As if it had been said then."""
    headcanon.made_at = datetime.combine(date, time(18), UTC)
    headcanon.save(update_fields=["made_at"])
    posting.put_in_order(headcanon, headcanon.made_at)


def grow(work, headcanon):
    said = [*work.growths.values_list("headcanon", flat=True), headcanon.pk]
    say(work, {"headcanons": said}, person=work.authors[0].user)


def come_of(said):
    """Its author says so, and the other's agrees."""
    work, parent = work_called(said["work"]), work_called(said["parent"])
    relate(work, said["kind"], viewer=Viewer(work.authors[0].user), parent=parent)
    answer_relation(work.relations.get(parent=parent), accepts=True)


def remark(said, sent_with):
    headcanon = claim_of(said["of"])
    first = talking.say(headcanon, said["text"], pseud=named(said["by"]), sent_with=sent_with)
    for number, reply in enumerate(said.get("replies", ())):
        talking.say(
            headcanon, reply["text"], pseud=named(reply["by"]), sent_with=f"{sent_with}-{number}", answers=first
        )


def claim_of(claim):
    return Headcanon.objects.get(claim=claim)

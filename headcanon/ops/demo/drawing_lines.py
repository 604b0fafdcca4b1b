"""The lines of the sample archive's canons, and where its works stand on them: what lines.toml says, through the doors
of wranglers and authors.
"""

import tomllib
from pathlib import Path

from headcanon.canon import lines
from headcanon.canon.models import Event, Fandom
from headcanon.ops.demo.receiving import named, work_called
from headcanon.works.placing import place

SAID = Path(__file__).parent / "lines.toml"
WRANGLER = "pilcrow"


def draw_lines():
    said = tomllib.loads(SAID.read_text("utf-8"))
    wrangler = named(WRANGLER).user
    for canon in said["canons"]:
        draw_line(canon, wrangler)
    for stands in said["places"]:
        put_on_the_line(**stands)


def draw_line(said, wrangler):
    canon = lines.make_canon(Fandom.objects.get(name=said["fandom"]), by=wrangler, name=said["name"], kind="book")
    instalments = {name: lines.make_instalment(canon, name, by=wrangler) for name in said["instalments"]}
    for number, event in enumerate(said["events"], start=1):
        instalment, about = instalments[event.pop("in")], event.pop("about", "")
        # In the order in which things happen, which is not the one in which the books came out.
        lines.make_event(
            canon, by=wrangler, place=number, instalment_id=instalment.pk, about=about and f"<p>{about}</p>", **event
        )


def put_on_the_line(work, until=None, says="", **at):
    [relation] = at
    event, last = event_called(at[relation]), event_called(until) if until else None
    place(work_called(work), event.canon, relation, event=event, until=last, says=says)


def event_called(title):
    return Event.objects.select_related("canon").get(title=title)

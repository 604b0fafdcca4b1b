"""Timelines: one that stands open as far as its reader has come, one that is folded, one that is empty."""

from django.test import Client
from django.urls import reverse

from headcanon.canon.models import Event
from headcanon.core.outbox import drain
from headcanon.works.placing import place
from tests import cast
from tests.canon_lines import event_of, line, stand


def visits(ana, long):
    """Name → (who, address); `long` stands on the short line as well, so that its own page and card say so."""
    rivers = line(
        ["The <first> lamp", "The storm", "The drowning", "Morning"], fandom="Rivers & seas", name="The poem",
        slug="poem", instalments=["Book <one>", "Book two"],
    )  # fmt: skip
    Event.objects.filter(canon=rivers, title="The storm").update(where="At the tower, & after")
    stand(ana, rivers, "The storm", 7)
    stand(ana, rivers, "The <first> lamp", 3)
    for number, says in enumerate(["She <waits>", "He turns back", "It is calm", "Nobody lit it", "The tide is late"]):
        stand(ana, rivers, "The storm", 10 - number, relation="diverges", says=says)
    work = cast.posted(ana, "Between two lamps", fandoms=["Rivers & seas", "Greek myth"])
    place(work, rivers, "diverges", event=event_of(rivers, "The storm"), says="She <waits>")
    many = line([f"Night {n}" for n in range(60)], fandom="Rivers & seas", name="The film", slug="film",
                instalments=["Reel one", "Reel two", "Reel three"])  # fmt: skip
    drain()
    address = reverse("timeline", args=[rivers.fandom.slug])
    halfway = Client()
    halfway.cookies["canons"] = f"{rivers.pk}-{rivers.instalments.first().pk}"
    storm = event_of(rivers, "The storm").pk
    opened = event_of(many, "Night 25").pk
    return {
        "timeline": [
            (None, f"{address}?event={storm}"),
            (halfway, address),
            (None, f"{address}?canon=film&open={opened}"),
            (None, reverse("timeline", args=[long.fandom_names[0].slug])),
        ],
        "a story on a line": [(None, work.get_absolute_url()), (ana, reverse("work-edit", args=[work.pk]))],
        "stories on a line": [(None, rivers.fandom.get_absolute_url())],
    }

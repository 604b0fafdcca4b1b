"""A canon's line as it gets long and many works stand on it: nothing of it may be read whole to draw it."""

from headcanon.ops.bench.figures import Figure, Table, spread
from headcanon.ops.bench.listing import times, times_again
from headcanon.ops.bench.reading import two_visits
from headcanon.ops.bench.servers import seconds_for, wait_until_at_rest

GOAL = 0.100  # seconds, for 99 of 100
LARGEST = 200_000  # bytes of HTML
SHORT = 50  # events, which is enough to be folded
SO_MANY_FEWER = 2  # works stand on the short one, enough that as much is told of each event as of the long one


def at_full_length(server, scale):
    events, placed = scale.line
    works = scale.sizes[-1]
    lengthen(server, works, SHORT, placed // SO_MANY_FEWER)
    before = {what: two_visits(address, cookie="")[0] for what, address in addresses().items()}
    lengthen(server, works, events, placed)
    figures = []
    for what, address in addresses().items():
        figures.append(spread(what, times_again(server, address, scale.requests), GOAL))
        figures.append(spread(f"{what}, made anew", times(server, address, scale.requests)))
        figures.append(size(what, len(server.get(address))))
        figures.append(queries(what, before[what], two_visits(address, cookie="")[0]))
    return Table(
        f"A line of {events:,} events with {placed:,} works",
        figures,
        note="Median and 99th percentile of whole HTTP requests by a guest, warm, and none of them from the page cache.",
    )


def lengthen(server, works, events, placed):
    """A line is only ever longer than it was."""
    said = ["--works", works, "--events", events, "--placed", placed]
    seconds_for("fill", *said, "--data", server.data, "--anyway")
    wait_until_at_rest()


def addresses():
    from django.urls import reverse

    from headcanon.ops.fill.placing import made_up_line

    canon = made_up_line()
    line = reverse("timeline", args=[canon.fandom.slug])
    on_it = canon.events.filter(state="on-the-line")
    fullest, first = on_it.order_by("-set_count").first(), on_it.order_by("position").first()
    return {
        "folded": line,
        "with its first instalment open": f"{line}?open={first.pk}",
        "with its fullest event open": f"{line}?event={fullest.pk}",
    }


def size(what, taken):
    return Figure(f"{what}: HTML", taken, f"{taken / 1000:.0f} KB", at_most=LARGEST, goal=f"< {LARGEST // 1000} KB")


def queries(what, before, after):
    return Figure(
        f"{what}: queries, cold", after, f"{after} / {before}", at_most=before, goal="no more than of a short one"
    )

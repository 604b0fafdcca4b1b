"""Pages as the archive grows, each made afresh: an unknown word in the address passes the page cache by."""

import itertools
import time

from headcanon.core.paging import PAGE_SIZE
from headcanon.ops.bench.figures import Figure, Table, percentile, spread
from headcanon.ops.bench.load import Reader
from headcanon.ops.bench.servers import HOST, memory_of, seconds_for, wait_until_at_rest

GOAL = 0.050  # seconds, for 99 of 100
NO_SLOWER = 1.25  # a reading page in a large archive, than in the smallest
FAR = 500 * PAGE_SIZE  # works before page 500, in an archive that has as many
MEMORY_GOAL = 250_000_000  # bytes, up to MEMORY_WORKS
MEMORY_WORKS = 10_000

fresh = itertools.count()


def at_every_size(server, page, scale):
    figures, least = [], None
    for works in scale.sizes:
        seconds_for("fill", "--works", works, "--data", server.data, "--anyway")
        wait_until_at_rest()
        for what, address in addresses().items():
            figures.append(spread(f"{works:,} works: {what}", times(server, address, scale.requests), GOAL))
        middle = percentile(times(server, page.address, scale.requests), 0.5)
        figures.append(beside_the_first(f"{works:,} works: reading page", middle, least))
        least = least or middle
        figures.append(memory(server, works))
    return Table(
        "As the archive grows",
        figures,
        note="Median and 99th percentile (of a reading page, the median) of whole HTTP requests, one after the other, none "
        "from the page cache.",
    )


def addresses():
    """The lists that show most."""
    from headcanon.canon.models import Fandom, Tag
    from headcanon.works.models import Work

    keys = Work.objects.filter(state="posted").order_by("-newest_key").values_list("newest_key", flat=True)
    number = min(FAR, keys.count() - PAGE_SIZE)
    return {
        "home": "/",
        f"home, page {number // PAGE_SIZE}": f"/?behind={keys[number]}",
        "largest fandom": Fandom.objects.order_by("-work_count").first().get_absolute_url(),
        "commonest tag": Tag.objects.order_by("-work_count").first().get_absolute_url(),
    }


def times(server, address, requests):
    """Of as many requests for it, each made anew."""
    joint = "&" if "?" in address else "?"
    return taken_by(server, [f"{address}{joint}fresh={next(fresh)}" for _ in range(requests)])


def times_again(server, address, requests):
    """Of as many requests for it, when somebody has had it before."""
    server.get(address)
    return taken_by(server, [address] * requests)


def taken_by(server, addresses):
    reader, taken = Reader(HOST, server.port), []
    for address in addresses:
        start = time.perf_counter()
        reader.get(address)
        taken.append(time.perf_counter() - start)
    return taken


def beside_the_first(what, middle, least):
    """It shows one story, however many there are."""
    if least is None:
        return Figure(what, 1, f"{middle * 1000:.1f} ms")
    ratio = middle / least
    shown = f"{middle * 1000:.1f} ms; {ratio:.2f} of the first"
    return Figure(what, ratio, shown, at_most=NO_SLOWER, goal=f"≤ {NO_SLOWER}")


def memory(server, works):
    figure = Figure(
        f"{works:,} works: memory of the whole server", size := memory_of(server.process), f"{size / 1e6:.0f} MB"
    )
    if works <= MEMORY_WORKS:
        figure.at_most, figure.goal = MEMORY_GOAL, f"< {MEMORY_GOAL / 1e6:.0f} MB"
    return figure

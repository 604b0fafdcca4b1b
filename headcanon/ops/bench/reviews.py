"""A story and its reviews as an archive gets more and more of them: the most reviewed chapter, and the longest talk."""

from headcanon.ops.bench.figures import Figure, Table, percentile
from headcanon.ops.bench.listing import times
from headcanon.ops.bench.reading import two_visits
from headcanon.ops.bench.servers import seconds_for, wait_until_at_rest

GOAL = 1.5  # times as long as with few
PLAIN = "/rules"


def as_they_come_in(server, scale):
    """The same pages with few reviews and with many; each then shows as much as a page shows."""
    few, many = scale.reviews
    before, after = (measured(server, number, scale) for number in (few, many))
    return Table(
        f"From {few:,} reviews to {many:,}",
        [figure(what, before[what], after[what]) for what in before],
        note=(
            "Median of whole HTTP requests by a guest, none from the page cache, each as so many times a page that asks "
            "nothing, fetched in turn with it, so that whatever else the machine does meets both. Queries with nothing "
            "in memory."
        ),
    )


def measured(server, number, scale):
    """{page: (its time as a multiple of a plain page's, queries)}"""
    seconds_for("fill", "--works", 0, "--reviews", number, "--data", server.data, "--anyway")
    wait_until_at_rest()
    return {
        what: (beside_a_plain_page(server, address, scale.requests), two_visits(address, cookie="")[0])
        for what, address in addresses().items()
    }


def beside_a_plain_page(server, address, requests):
    plain, page = [], []
    for _ in range(requests):
        plain += times(server, PLAIN, 1)
        page += times(server, address, 1)
    return percentile(page, 0.5) / percentile(plain, 0.5)


def addresses():
    """The most reviewed chapter and the longest talk of those that a guest may read without being asked anything."""
    from django.db.models import Count
    from django.urls import reverse

    from headcanon.core.viewing import GUEST
    from headcanon.reviews.models import Review
    from headcanon.works.models import Work

    open_to_all = Work.objects.visible_to(GUEST).filter(rating_sign__asks_guests=False)
    reviews = Review.objects.filter(work__in=open_to_all)
    most = reviews.values("work", "chapter").annotate(number=Count("pk")).order_by("-number").first()
    talks = reviews.exclude(thread=None).values("thread").annotate(number=Count("pk")).order_by("-number")
    return {
        "the story": reverse("chapter", args=[most["work"], most["chapter"]]),
        "the reviews of its chapter": reverse("chapter-reviews", args=[most["work"], most["chapter"]]),
        "the reviews of all of it": reverse("work-reviews", args=[most["work"]]),
        "the longest talk": reverse("review", args=[talks.first()["thread"]]),
    }


def figure(what, before, after):
    (times_before, queries_before), (times_after, queries_after) = before, after
    ratio = times_after / times_before
    grown = max(0, queries_after - queries_before)
    return Figure(
        what,
        ratio + grown * GOAL,  # one more query misses it as well
        f"{times_after:.1f} / {times_before:.1f} = {ratio:.2f}; {queries_after} / {queries_before} queries",
        at_most=GOAL,
        goal=f"≤ {GOAL:g}, no query more",
    )

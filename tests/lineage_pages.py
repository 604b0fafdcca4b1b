"""The pages of what grew from what: a headcanon with a family, one of which nothing has come, a story's form with a note
that speaks of one, and with what it finds."""

from django.urls import reverse

from headcanon.core.outbox import drain
from headcanon.works.drafting import keep
from headcanon.works.models import RelatedWork, Work
from headcanon.works.tests.growing import came_of, grow, grown, headcanon
from tests import cast


def visits(ana, bea):
    """Name → (who, address)."""
    claim = headcanon(ana, "She trimmed it <herself>, & nobody asked.")
    bare = headcanon(bea, "Nobody trimmed it at all.")
    lamp = grown(ana, "The trimmed <lamp>", claim)
    oil = came_of(lamp, bea, "The oil, and what it cost her in the end")
    came_of(oil, ana, "Der Docht", "translation")
    came_of(lamp, ana, "The wick", "sequel")
    for number in range(9):
        grown(bea, f"Grown {number}", claim)
    RelatedWork.objects.create(
        work=oil, kind="inspired", title="Far <away>", author="Sam", address="https://example.org/"
    )
    grow(oil, bare)
    told = cast.draft(ana, "From a note")
    Work.objects.filter(pk=told.pk).update(origin_kind="headcanon", origin_text="Based on a headcanon that she <did>.")
    looking = cast.draft(ana, "Looking")
    typed = {"headcanon_words": "trimmed", "headcanons": [str(claim.pk)]}
    keep(looking, person=ana, device="laptop", seen=1, fields=typed)
    drain()
    form = reverse("work-edit", args=[told.pk]), reverse("work-edit", args=[looking.pk])
    return {
        "lineage": [(None, reverse("lineage", args=[oil.pk])), (ana, reverse("lineage", args=[told.pk]))],
        "headcanon-lineage": [(None, reverse("headcanon-lineage", args=[each.pk])) for each in (claim, bare)],
        "headcanon-works": [(None, reverse("headcanon-works", args=[claim.pk]))],
        "a headcanon with a family": [(None, claim.get_absolute_url())],
        "what a story grew from": [(ana, address) for address in form],
        "stories that came of others": [(None, work.get_absolute_url()) for work in (lamp, oil)],
    }


def family_of(ana, bea, work, number):
    """`work` grew from so many headcanons, as did so many others from each; and so many came of it, and of those."""
    claims = [headcanon(bea, f"The lamp is {n}.") for n in range(number)]
    grow(work, *claims)
    for n in range(number):
        grown(ana, f"Grown {n}", *claims)
        came_of(came_of(work, bea, f"Remix {n}"), ana, f"Remix of remix {n}")
    drain()

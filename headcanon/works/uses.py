"""Which tags are used where another one is: what wranglers are offered by use."""

from collections import defaultdict

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from headcanon.canon.models import Fandom, Tag
from headcanon.canon.suggesting import tells_of_use
from headcanon.works.counting import told_to_anybody
from headcanon.works.models import Tagging, WorkFandom

WORKS_OF_A_TAG = 30  # the newest are looked at
WORKS_OF_A_FANDOM = 100
FANDOMS = 12  # of a page of tags
MOST = 20


def newest(links, name, number):
    """Where the newest `number` works of one end."""
    walk = links.objects.filter(**{name: OuterRef("pk")}).order_by("-newest_key").values("newest_key")
    return Coalesce(Subquery(walk[number - 1 : number]), 0)


def fandoms_of_tags(tags):
    """{tag's id: the fandom that its newest works are mostly about}"""
    rows = (
        Tag.objects.order_by()
        .filter(pk__in=[tag.pk for tag in tags])
        .annotate(end=newest(Tagging, "tag", WORKS_OF_A_TAG))
        .filter(told_to_anybody("taggings__work__"), taggings__newest_key__gte=F("end"))
        .values("pk", fandom=F("taggings__work__work_fandoms__fandom"))
        .annotate(number=Count("pk"))
        .exclude(fandom=None)
    )
    found = {}
    for row in sorted(rows, key=lambda row: (row["number"], -row["fandom"])):
        found[row["pk"]] = row["fandom"]
    return found


@tells_of_use
def used_with(model, tags):
    """Tags of the same kind in the newest works of the same fandom."""
    if model is not Tag:
        return {}
    fandoms = fandoms_of_tags(tags)
    kinds = {tag.kind for tag in tags}
    rows = (
        Fandom.objects.order_by()
        .filter(pk__in=list(dict.fromkeys(fandoms.values()))[:FANDOMS])
        .annotate(end=newest(WorkFandom, "fandom", WORKS_OF_A_FANDOM))
        .filter(
            told_to_anybody("work_fandoms__work__"),
            work_fandoms__newest_key__gte=F("end"),
            work_fandoms__work__taggings__tag__kind__in=kinds,
        )
        .values("pk", tag=F("work_fandoms__work__taggings__tag"), kind=F("work_fandoms__work__taggings__tag__kind"))
        .annotate(number=Count("pk"))
    )
    used = defaultdict(list)
    for row in sorted(rows, key=lambda row: (-row["number"], row["tag"])):
        used[row["pk"], row["kind"]].append(row["tag"])
    return {
        tag.pk: [pk for pk in used[fandoms[tag.pk], tag.kind] if pk != tag.pk][:MOST]
        for tag in tags
        if tag.pk in fandoms
    }

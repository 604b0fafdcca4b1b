"""How many works a fandom and a tag have, counted after the fact and in batches. A canonical one has those of its whole
family, each once.
"""

import time

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q

from headcanon.canon.families import DESCENT, family_of, reached_by
from headcanon.canon.models import Fandom, OrderingAct, Tag
from headcanon.core.counting import put_right
from headcanon.core.editions import pages_changed
from headcanon.core.models import OutboxRow
from headcanon.core.outbox import handles, post
from headcanon.works.families import LINKS, about_any, links_of
from headcanon.works.models import Work
from headcanon.works.signals import works_counted
from headcanon.works.waiting import count_again, people_told_by

QUEUE = "count-works"
# What works are not about any more cannot be found by them.
LEFT = {Fandom: "count-fandoms", Tag: "count-tags"}
# What wranglers did.
ORDERED = "count-ordered"
HELD = 0.1  # seconds for which counting may hold the database, or one family if that takes longer


def told_to_anybody(prefix):
    """As a condition on what `prefix` leads to a work from: members' and hidden works would show through a number."""
    said = {"state": Work.State.POSTED, "audience": Work.Audience.EVERYONE, "is_hidden": False, "trashed_at": None}
    return Q(**{f"{prefix}{name}": value for name, value in said.items()})


COUNTED = told_to_anybody("works__")


def recount_later(*works):
    """Say that the numbers beside what these works are about may have changed."""
    post(QUEUE, *(work.pk for work in works))


def recount_subjects_later(model, ids):
    """Say the same of fandoms, or of tags, themselves."""
    post(LEFT[model], *ids)


@handles(LEFT[Fandom])
def recount_fandoms(ids):
    count_anew(Fandom.objects.filter(pk__in=ids))


@handles(LEFT[Tag])
def recount_tags(ids):
    count_anew(Tag.objects.filter(pk__in=ids))


@handles(QUEUE)
def recount(work_ids):
    """Count anew for everything these works are about, and for whom they name; a work erased meanwhile has no links
    left to follow."""
    for model in (Fandom, Tag):
        touched = model.objects.filter(works__in=work_ids)
        count_anew(model.objects.filter(pk__in=touched.values("pk")))
    count_again(people_told_by(work_ids))
    works_counted.send(Work, work_ids=work_ids)


@transaction.atomic
def count_anew(subjects):
    """Set the number right beside each of these fandoms or tags, and beside those in whose families they are."""
    model = subjects.model
    ids = list(reached_by(model, subjects.order_by().values("pk")))
    put_right(model, miscounted(model.objects.filter(pk__in=ids)), {"work_count": "public"})


@transaction.atomic
def count_all_anew(model):
    """The same for all there are: by one walk through the works, rather than through those of each."""
    links = LINKS[model].objects.order_by().filter(told_to_anybody("work__"))
    public = dict(links.values_list(model._meta.model_name).annotate(Count("work")))
    alone = list(model.objects.exclude(has_family(model)).only("work_count"))
    for subject in alone:
        subject.public = public.get(subject.pk, 0)
    wrong = [subject for subject in alone if subject.public != subject.work_count]
    put_right(model, [*wrong, *miscounted_families(model.objects.all())], {"work_count": "public"})


def miscounted(subjects):
    """Those of these fandoms or tags whose number is not `public`, the number of works anybody may see."""
    alone = subjects.exclude(has_family(subjects.model)).order_by("pk").annotate(public=Count("works", filter=COUNTED))
    yield from alone.exclude(work_count=F("public")).iterator(chunk_size=200)
    yield from miscounted_families(subjects)


def miscounted_families(subjects):
    model = subjects.model
    for subject in subjects.filter(has_family(model)).order_by("pk"):
        subject.public = public_works_of(model, [subject.pk])
        if subject.public != subject.work_count:
            yield subject


def has_family(model):
    below = DESCENT[model].objects.filter(ancestor=OuterRef("pk"))
    return Exists(model.objects.filter(canonical=OuterRef("pk"))) | Exists(below)


def public_works_of(model, ids):
    """How many works, each once, the families of these have together."""
    return about_any(Work.objects.filter(told_to_anybody("")), model, family_of(model, ids)).count()


def settled(model):
    """The fandoms or tags that do not wait to be counted, and no work waits for them."""
    waiting = OutboxRow.objects.filter(queue=QUEUE).values("subject")
    touched = model.objects.filter(works__in=waiting).order_by().values("pk")
    acts = acts_at_work().exclude(**{model._meta.model_name: None})
    wrangled = [pk for act in acts for pk, _size in act.after["counts"]]
    left = OutboxRow.objects.filter(queue=LEFT[model]).values("subject")
    found = model.objects.exclude(pk__in=reached_by(model, touched)).exclude(pk__in=reached_by(model, left))
    return found.exclude(pk__in=wrangled)


# --- What wranglers did --------------------------------------------------------------------------------------------


def recount_ordered_later(act, model, ids):
    """These have other families than before. What is left to be counted stands with the act, and how far that is."""
    act.after["counts"] = [[pk, links_of_family(model, pk)] for pk in sorted(ids)]
    act.works_to_do, act.works_done = sum(size for _pk, size in act.after["counts"]), 0
    act.save(update_fields=["after", "works_to_do", "works_done"])
    post(ORDERED, act.pk)


def links_of_family(model, pk):
    """What counting it has to look at; where that is nothing, it is still something to do."""
    return links_of(model, family_of(model, [pk])).count() or 1


def acts_at_work():
    return OrderingAct.objects.filter(works_done__lt=F("works_to_do"))


@handles(ORDERED)
def recount_ordered(act_ids):
    """A family after another, one at least and as many as can be done in a moment; what is left waits for the next."""
    until, is_over = time.monotonic() + HELD, False
    waiting = list(acts_at_work().filter(pk__in=act_ids).order_by("pk"))
    left = waiting
    while left and not is_over:
        count_first_of(left)
        left = [act for act in left if act.after["counts"]]
        is_over = time.monotonic() >= until
    OrderingAct.objects.bulk_update(waiting, ["after", "works_done"], batch_size=100)
    post(ORDERED, *(act.pk for act in left))


def count_first_of(acts):
    """What several acts changed is counted for all of them at once."""
    model, [pk, _size] = model_of(acts[0]), acts[0].after["counts"][0]
    set_right(model, pk)
    for act in acts:
        if model_of(act) is model:
            act.works_done += sum(size for each, size in act.after["counts"] if each == pk)
            act.after["counts"] = [pair for pair in act.after["counts"] if pair[0] != pk]


def model_of(act):
    return Tag if act.tag_id else Fandom


def set_right(model, pk):
    for subject in miscounted(model.objects.filter(pk=pk)):
        model.objects.filter(pk=pk).update(work_count=subject.public)
        pages_changed()

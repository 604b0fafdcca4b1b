"""Whatever wranglers do, in whatever order: what authors typed stays, lists are what an obvious implementation makes of
it, nothing ever goes in a circle or a chain, and undoing restores."""

import random

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from headcanon.canon import wrangling
from headcanon.canon.families import ids_of_family, reached_by
from headcanon.canon.models import OrderingAct, Tag, TagDescent
from headcanon.canon.naming import tags_named
from headcanon.canon.wrangling_record import undo
from headcanon.core.outbox import drain
from headcanon.works.counting import miscounted
from headcanon.works.models import Tagging, Work
from tests import cast

pytestmark = pytest.mark.django_db
NAMES = ["a", "b", "c", "d", "e", "f"]


def wrangle(chance, tags, by):
    """One act, whatever it be; many are refused."""
    one, other = chance.sample(tags, 2)
    act = chance.choice(["synonym"] * 3 + ["split"] * 2 + ["under"] * 4 + ["not-under", "aside", "canonical", "undo"])
    if act == "synonym":
        wrangling.make_synonym(one, other, by=by)
    elif act == "under":
        wrangling.put_under(one, other, by=by)
    elif act == "not-under":
        tie = TagDescent.objects.filter(is_direct=True).order_by("?").first()
        if tie:
            wrangling.take_from_under(tie.descendant, tie.ancestor, by=by)
    elif act == "split":
        wrangling.split_off(Tag.objects.filter(standing="synonym").first() or one, by=by)
    elif act == "undo":
        acts = list(OrderingAct.objects.filter(undone_at=None))
        if acts:
            undo(chance.choice(acts), by=by)
    else:
        {"aside": wrangling.leave_aside, "canonical": wrangling.make_canonical}[act](one, by=by)


def state():
    tags = list(Tag.objects.order_by("pk").values_list("pk", "standing", "canonical"))
    return tags, sorted(TagDescent.objects.values_list("ancestor", "descendant", "is_direct"))


def obvious_family(root):
    """From the synonyms and the direct ties alone."""
    found, waiting = set(), [root]
    while waiting:
        here = waiting.pop()
        found |= {here, *Tag.objects.filter(canonical=here).values_list("pk", flat=True)}
        below = TagDescent.objects.filter(ancestor=here, is_direct=True).values_list("descendant", flat=True)
        assert root not in below, "a circle"
        waiting += below
    return found


def check(typed):
    assert list(Tagging.objects.order_by("pk").values()) == typed
    families = {}
    for tag in Tag.objects.filter(kind="freeform").select_related("canonical"):
        if tag.standing == "synonym":
            assert tag.canonical.standing == "canonical"
            assert not tag.synonyms.exists()
        else:
            families[tag.pk] = obvious_family(tag.pk)
            assert set(ids_of_family(tag)) == families[tag.pk]
        if tag.standing != "canonical":
            assert not tag.synonyms.exists() and not tag.above.exists() and not tag.below.exists()
    for tag in Tag.objects.filter(kind="freeform").exclude(standing="synonym"):
        up = {pk for pk, family in families.items() if tag.pk in family}
        assert {pk for pk in reached_by(Tag, [tag.pk]) if pk in families} == up
    canonical = {pk: family & families.keys() for pk, family in families.items()}
    pairs = {(over, under) for over, all_under in canonical.items() for under in all_under if over != under}
    assert set(TagDescent.objects.values_list("ancestor", "descendant")) == pairs
    return families


def go(seed, steps, ana, wanda):
    chance = random.Random(seed)
    tags = tags_named("freeform", NAMES)
    typed = list(Tagging.objects.order_by("pk").values())
    before = state()
    for _ in range(steps):
        now = state()
        done = OrderingAct.objects.count()
        try:
            wrangle(chance, tags, wanda)
        except ValidationError:
            assert (state(), OrderingAct.objects.count()) == (now, done)
        else:
            if chance.random() < 0.3 and OrderingAct.objects.count() == done + 1:
                act = OrderingAct.objects.latest("pk")
                undo(act, by=wanda)
                assert state() == now
        families = check(typed)
    drain()
    assert list(miscounted(Tag.objects.all())) == []
    for pk, family in families.items():
        assert Tag.objects.get(pk=pk).work_count == Work.objects.filter(tags__in=family).distinct().count()
    for act in OrderingAct.objects.filter(undone_at=None).order_by("-pk"):
        try:
            undo(act, by=wanda)
        except ValidationError:
            break
    check(typed)
    if not OrderingAct.objects.filter(undone_at=None).exists():
        assert state() == before


@pytest.fixture
def tagged(ana):
    chance = random.Random(1)
    for number in range(4):
        cast.posted(ana, f"Work {number}", tags=chance.sample(NAMES, chance.randint(1, 3)))
    drain()


def test_random_wranglings(ana, tagged):
    wanda = cast.person("Wanda")
    for seed in range(3):
        with transaction.atomic():
            go(seed, 8, ana, wanda)
            transaction.set_rollback(True)


@pytest.mark.prove
def test_many_random_wranglings(ana, tagged, request):
    wanda = cast.person("Wanda")
    for seed in range(300):
        with transaction.atomic():
            print(f"seed {seed}")
            go(seed, 40, ana, wanda)
            transaction.set_rollback(True)


def test_the_database_itself_refuses_circles_and_chains(ana):
    one, other = tags_named("freeform", ["one", "other"])
    TagDescent.objects.create(ancestor=one, descendant=other)
    for nonsense in (
        lambda: TagDescent.objects.create(ancestor=other, descendant=one),
        lambda: TagDescent.objects.create(ancestor=one, descendant=one),
        lambda: Tag.objects.filter(pk=one.pk).update(standing="synonym", canonical=one),
        lambda: Tag.objects.filter(pk=one.pk).update(standing="synonym"),
        lambda: Tag.objects.filter(pk=one.pk).update(canonical=other),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            nonsense()

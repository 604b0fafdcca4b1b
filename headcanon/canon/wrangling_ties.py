"""What lies under what. Of every pair, direct or by others in between, there is a row; these keep the rows right.

Whoever calls them holds the order (wranglers.py).
"""

from collections import defaultdict

from django.db.models import Q

from headcanon.canon.families import DESCENT


class Circle(Exception):
    """It would lie under itself."""


def direct_ties(model, pk):
    """The pairs (ancestor, descendant) of this one and its neighbours."""
    found = DESCENT[model].objects.filter(Q(ancestor=pk) | Q(descendant=pk), is_direct=True)
    return set(found.values_list("ancestor_id", "descendant_id"))


def is_tied(model, pk):
    return DESCENT[model].objects.filter(Q(ancestor=pk) | Q(descendant=pk)).exists()


def tie(model, ancestor, descendant):
    """Put one directly under another; raises Circle."""
    rows = DESCENT[model].objects
    if ancestor == descendant or rows.filter(ancestor=descendant, descendant=ancestor).exists():
        raise Circle
    rows.update_or_create(ancestor_id=ancestor, descendant_id=descendant, defaults={"is_direct": True})
    over, under = [ancestor, *all_above(model, [ancestor])], [descendant, *all_below(model, [descendant])]
    add_derived(model, {(each, other) for each in over for other in under})


def untie(model, pairs):
    """Take these out from under those they lie directly under; what still leads from one to the other goes on doing so."""
    if not pairs:
        return
    rows = DESCENT[model].objects
    over = {pair[0] for pair in pairs}
    over |= all_above(model, over)
    under = {pair[1] for pair in pairs}
    under |= all_below(model, under)
    for ancestor, descendant in pairs:
        rows.filter(ancestor=ancestor, descendant=descendant).update(is_direct=False)
    steps = defaultdict(set)
    between = over | all_below(model, over)
    for ancestor, descendant in rows.filter(is_direct=True, ancestor__in=between).values_list(
        "ancestor_id", "descendant_id"
    ):
        steps[ancestor].add(descendant)
    rows.filter(is_direct=False, ancestor__in=over, descendant__in=under).delete()
    add_derived(model, {(each, other) for each in over for other in reach(steps, each) & under})


def add_derived(model, pairs):
    """A row for each of these pairs that has none."""
    rows = DESCENT[model].objects
    ancestors, descendants = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    known = set(
        rows.filter(ancestor__in=ancestors, descendant__in=descendants).values_list("ancestor_id", "descendant_id")
    )
    rows.bulk_create(
        (rows.model(ancestor_id=one, descendant_id=other, is_direct=False) for one, other in sorted(pairs - known)),
        batch_size=500,
    )


def reach(steps, start):
    """All that can be come to from here."""
    found, waiting = set(), list(steps.get(start, ()))
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(steps.get(here, ()))
    return found


def all_above(model, ids):
    return set(DESCENT[model].objects.filter(descendant__in=ids).values_list("ancestor_id", flat=True))


def all_below(model, ids):
    return set(DESCENT[model].objects.filter(ancestor__in=ids).values_list("descendant_id", flat=True))

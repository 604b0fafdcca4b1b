"""Over which headcanons a veil lies for a reader: their claim is covered, and in no page's source."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from headcanon.canon.veil import (
    EVENT,
    NOT_FAR,
    PAST,
    SAID,
    TAG,
    beyond,
    first_that_holds,
    giving_away,
    reached_by,
    veil_over,
)
from headcanon.headcanons.models import Headcanon, HeadcanonTag


def veiled_among(headcanons, viewer):
    """{id: Veil} of those of these headcanons that are covered for `viewer`, in one query for any number."""
    ids = [headcanon.pk for headcanon in headcanons]
    if not ids:
        return {}
    rows = Headcanon.objects.filter(pk__in=ids).annotate(because=why(viewer)).exclude(because="").order_by()
    reached = reached_by(viewer)
    return {
        pk: veil_over(_("The claim is covered"), because, name or "", reached.get(canon, NOT_FAR).name)
        for pk, because, canon, name in rows.values_list("pk", "because", "event__canon", "event__canon__name")
    }


def veiled(viewer):
    """The rule, as a condition on headcanons."""
    condition = Q()
    for each in reasons(viewer).values():
        condition |= each
    return condition & ~hers(viewer)


def why(viewer):
    """Because of what one is covered, as an expression; empty where it is not."""
    return first_that_holds({"": hers(viewer), **reasons(viewer)})


def hers(viewer):
    """Whose one is, and who was asked to write it, sees it always."""
    if viewer.is_guest:
        return Q(pk__in=())
    return Q(pseud__user=viewer.person) | Q(asked_of__isnull=False, asked_of=viewer.person)


def reasons(viewer):
    """One about an event is covered as the event is. One that is said to give something away is, until a reader has
    said that she has come to its event; where it has none, it is for everybody."""
    known = Q(event__canon__in=list(reached_by(viewer)))
    past = beyond(viewer, "event__")
    tagged = HeadcanonTag.objects.filter(giving_away(viewer, "tag__"), headcanon=OuterRef("pk"))
    return {
        PAST: known & past,
        EVENT: past,
        SAID: Q(is_spoiler=True) & (Q(event=None) | ~known),
        TAG: Q(Exists(tagged)),
    }

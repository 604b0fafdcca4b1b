"""What a reader never wishes to find: kept once, and part of every search of hers from then on. See
filters.always_left_out for how it is read."""

from headcanon.discovery.filters import Filters, Things, settled
from headcanon.discovery.models import AlwaysLeftOut

LONGEST = AlwaysLeftOut._meta.get_field("asks").max_length


class TooMuch(Exception):
    """More than every search of hers can carry."""


def leave_out_always(viewer, filters):
    """Keep what of `filters` leaves something out, in place of what she kept before. Names of which there is nothing
    for her are not kept; they are given back. Raises TooMuch."""
    wanted = filters.only_left_out()
    things = Things(wanted, viewer)
    unknown = [part for part in wanted.parts if part.is_without and things.get(part.name, part.value) is None]
    for part in unknown:
        wanted = wanted.drop(part)
    asks = settled(wanted, things).asks()
    if len(asks) > LONGEST:
        raise TooMuch
    if asks:
        AlwaysLeftOut.objects.update_or_create(person=viewer.person, defaults={"asks": asks})
    else:
        AlwaysLeftOut.objects.filter(person=viewer.person).delete()
    return [part.value for part in unknown]


def together(one, other):
    """What either of them leaves out."""
    return Filters.from_query("&".join((one.asks(), other.only_left_out().asks())))

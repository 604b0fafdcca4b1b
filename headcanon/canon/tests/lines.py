"""A canon with its line, as tests of veils and places need one."""

from headcanon.canon.models import Canon, Event, Instalment
from headcanon.canon.naming import fandoms_named


def canon_of(fandom="Greek myth", name="The books", instalments=("One", "Two", "Three")):
    """A canon of the fandom so called, with its instalments in this order."""
    [fandom] = fandoms_named([fandom]) if isinstance(fandom, str) else [fandom]
    canon = Canon.objects.create(fandom=fandom, name=name, slug=name.lower().replace(" ", "-"))
    Instalment.objects.bulk_create(
        Instalment(canon=canon, name=each, position=place) for place, each in enumerate(instalments)
    )
    return canon


def event_in(canon, instalment=None, title="Something happens", **fields):
    """An event on the line, in the instalment so called or in none."""
    found = canon.instalments.get(name=instalment) if instalment else None
    place = canon.events.count()
    said = {"state": Event.State.ON_THE_LINE, "position": place, **fields}
    return Event.objects.create(canon=canon, instalment=found, title=title, **said)


def as_said(places):
    """What a reader's cookie or column holds, of {canon: name of an instalment, or None where she has not begun}."""
    numbers = {
        canon.pk: canon.instalments.get(name=name).pk if name is not None else 0 for canon, name in places.items()
    }
    return ".".join(f"{canon}-{instalment}" for canon, instalment in numbers.items())

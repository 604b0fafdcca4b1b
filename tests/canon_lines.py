"""Lines of events for tests, made at once and without anybody's suggesting them; and works that stand on them."""

from django.utils import timezone

from headcanon.canon.models import Canon, Departure, Event, Instalment
from headcanon.canon.naming import fandoms_named
from headcanon.core.random_ids import newest_key
from headcanon.works.counting_places import recount_places_later
from headcanon.works.models import Authorship, Placement, Work, WorkFandom
from headcanon.works.placing import departure_key


def line(titles, *, fandom="Greek myth", name="The books", slug="the-books", instalments=(), **fields):
    """A canon whose line has events of these titles; `instalments` are names, among which the events are dealt out
    evenly and in order."""
    [found] = fandoms_named([fandom])
    canon = Canon.objects.create(fandom=found, name=name, slug=slug, position=found.canons.count() + 1)
    parts = [
        Instalment.objects.create(canon=canon, name=each, position=place) for place, each in enumerate(instalments, 1)
    ]
    Event.objects.bulk_create(
        Event(
            canon=canon,
            title=title,
            position=place + 1,
            state=Event.State.ON_THE_LINE,
            instalment=parts[place * len(parts) // len(titles)] if parts else None,
            **fields,
        )
        for place, title in enumerate(titles)
    )
    return canon


def event_of(canon, title):
    return canon.events.get(title=title)


def stand(author, canon, title, number, *, relation="after", says=""):
    """So many posted works of hers at this event, called after it and numbered, the newest with the highest number;
    they have no chapters."""
    event, now = event_of(canon, title), timezone.now()
    works = Work.objects.bulk_create(
        Work(pk=pk, title=f"{title} {n}", state="posted", posted_at=now, newest_key=newest_key(now, n), chapter_count=1)
        for n, pk in enumerate(Work.free_ids(number))
    )
    Authorship.objects.bulk_create(Authorship(work=work, pseud=author.default_pseud) for work in works)
    WorkFandom.objects.bulk_create(
        WorkFandom(work=work, fandom=canon.fandom, typed=canon.fandom.name) for work in works
    )
    way = (
        Departure.objects.get_or_create(event=event, key=departure_key(says), defaults={"says": says})[0]
        if says
        else None
    )
    said = {"canon": canon, "relation": relation, "event": event, "departure": way}
    Placement.objects.bulk_create(Placement(work=work, newest_key=work.newest_key, **said) for work in works)
    recount_places_later(event.pk)
    return works

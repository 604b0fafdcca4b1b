"""The pages of a canon's line: full and empty, for who puts it in order, who suggests, and who has come less far."""

from django.urls import reverse

from headcanon.accounts.models import fold
from headcanon.canon import lines
from headcanon.canon.models import Departure
from headcanon.canon.naming import fandoms_named
from headcanon.works.models import Placement
from tests import cast


def visits(ana, long):
    """Name → (who, address); `long` is a work by Ana that is set at one event, and another leaves canon there."""
    wyn = cast.person("Wyn")
    wyn.is_wrangler = True
    wyn.save()
    fandom, empty = long.fandom_names[0], fandoms_named(["Nothing <yet>"])[0]
    canon = lines.make_canon(fandom, by=wyn, name="The <books> & more", kind="book")
    film = lines.make_canon(fandom, by=wyn, name="The film", kind="film")
    one, two = (lines.make_instalment(canon, name, by=wyn) for name in ("Book <One>", "Book Two"))
    said = {"where": "chapter 3", "arc": "The <crossing>", "about": "<p>The lamp goes out.</p>"}
    event = lines.make_event(canon, by=wyn, title="The storm & the lamp", instalment_id=one.pk, **said)
    later = lines.make_event(canon, by=wyn, title="A <letter>", instalment_id=two.pk, is_spoiler=True)
    off = lines.make_event(canon, by=wyn, title="Nothing at all")
    lines.take_off(off, by=wyn)
    waiting = lines.suggest(canon, by=cast.person("Sid"), title="A <quarrel>", place=1, **said)
    lines.change_event(event, by=wyn, title="The storm", instalment_id=two.pk)
    way = Departure.objects.create(event=event, says="The lamp <stays> lit", key=fold("The lamp <stays> lit"))
    leaves = cast.posted(ana, "Calm <sea>")
    for work, more in ((long, {"relation": "after"}), (leaves, {"relation": "diverges", "departure": way})):
        Placement.objects.create(work=work, canon=canon, event=event, newest_key=work.newest_key, **more)
    Departure.objects.filter(pk=way.pk).update(work_count=1)
    eve = cast.person("Eve")
    eve.canons_read = f"{canon.pk}-{one.pk}.{film.pk}-0"
    eve.save()
    slug = fandom.slug

    def at(name, *args, slug=slug, asked=""):
        return reverse(name, args=[slug, *args]) + asked

    return {
        "line": [(wyn, at("line")), (wyn, at("line", slug=empty.slug)), (wyn, at("line", asked=f"?canon={film.slug}"))],
        "line-canon-new": [(wyn, at("line-canon-new"))],
        "line-canon": [(wyn, at("line-canon", canon.pk))],
        "line-instalment-new": [(wyn, at("line-instalment-new", canon.pk))],
        "line-instalment": [(wyn, at("line-instalment", one.pk))],
        "line-event-new": [(wyn, at("line-event-new", canon.pk))],
        "line-event": [(wyn, at("line-event", each.pk)) for each in (event, off, waiting)],
        "line-suggest": [(ana, at("line-suggest")), (waiting.suggested_by, at("line-suggest"))],
        "line-suggest-canon": [(ana, at("line-suggest-canon"))],
        "line-suggestions": [(wyn, at("line-suggestions")), (wyn, at("line-suggestions", slug=empty.slug))],
        "line-waiting": [(wyn, reverse("line-waiting"))],
        "line-history": [(wyn, at("line-history")), (wyn, at("line-history", slug=empty.slug))],
        "line-import": [(wyn, at("line-import"))],
        "progress": [(None, at("progress")), (eve, at("progress"))],
        "progress-settings": [(eve, reverse("progress-settings")), (None, reverse("progress-settings"))],
        "event": [
            (None, event.get_absolute_url()), (None, later.get_absolute_url()), (wyn, event.get_absolute_url()),
            (None, f"{event.get_absolute_url()}?show=set"), (None, f"{event.get_absolute_url()}?way={way.pk}"),
            (eve, event.get_absolute_url()), (eve, f"{event.get_absolute_url()}?lift=yes"),
        ],
    }  # fmt: skip


def grow(mo, works, number):
    """A line in the fandom of these works, with so many of everything, and the works set there or leaving canon."""
    fandom = works[0].fandom_names[0]
    for n in range(number):
        canon = lines.make_canon(fandom, by=mo, name=f"Told {n}", kind="book")
        one = lines.make_instalment(canon, f"Book {n}", by=mo)
        for m in range(number):
            event = lines.make_event(canon, by=mo, title=f"Event {m}", instalment_id=one.pk)
            lines.suggest(canon, by=mo, title=f"Another {n} {m}")
    for n, work in enumerate(works):
        way = Departure.objects.create(event=event, says=f"Otherwise {n}", key=f"otherwise {n}", work_count=1)
        more = {"relation": "diverges", "departure": way} if n % 2 else {"relation": "during"}
        Placement.objects.create(work=work, canon=canon, event=event, newest_key=work.newest_key, **more)
    return event

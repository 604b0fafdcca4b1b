"""The wranglers' pages: with something of everything to put in order, and with nothing."""

from django.urls import reverse

from headcanon.canon import wrangling
from headcanon.canon.models import Fandom, Tag
from headcanon.canon.wranglers import name_wrangler
from headcanon.core.outbox import drain
from tests import cast


def visits(mo, ana):
    """Name → (who, address)."""
    wren = cast.person("Wanda")
    name_wrangler(wren)
    wren.refresh_from_db()
    names = ["Sea", "Seas", "Ocean", "<b>Deep</b>", "The waves", "Salt", "Something else"]
    cast.posted(
        ana, "All the <seas>", tags=names, characters=["John", "John Smith", "John Brown"], fandoms=["Trek", "T"]
    )
    drain()
    tags = {tag.name: tag for tag in Tag.objects.filter(name__in=[*names, "John", "John Smith", "John Brown"])}
    trek, short = Fandom.objects.get(name="Trek"), Fandom.objects.get(name="T")
    wrangling.make_synonyms([tags["Ocean"], tags["<b>Deep</b>"]], tags["Sea"], by=wren)
    wrangling.put_under(tags["The waves"], tags["Sea"], by=wren)
    wrangling.put_under(tags["Sea"], wrangling.think_of(Tag, "Water", kind="freeform", by=wren), by=wren)
    wrangling.put_to(tags["Sea"], trek, by=wren)
    wrangling.make_synonym(short, trek, by=mo)
    wrangling.leave_aside(tags["Something else"], by=wren)
    wrangling.disambiguate(tags["John"], [tags["John Smith"], tags["John Brown"]], by=wren)
    wrangling.say_meaning(tags["Sea"], "<p>Salt & <em>water</em>.</p>", by=wren)
    wrangling.flag_spoiler(tags["Salt"], True, by=wren)
    queue, acts = reverse("wrangling"), reverse("wrangling-acts")
    return {
        "wrangling": [(wren, queue), (mo, f"{queue}?kind=fandom"), (wren, f"{queue}?standing=synonym&text=<b>")],
        "wrangling-acts": [(wren, acts)],
        "wrangling-tag": [
            (wren, reverse("wrangling-tag", args=[tags[name].slug])) for name in ("Sea", "Ocean", "Seas", "John")
        ],
        "wrangling-fandom": [(mo, reverse("wrangling-fandom", args=[trek.slug]))],
        "wranglers": [(mo, reverse("wranglers"))],
        "a tag with a family": [(None, tags["Sea"].get_absolute_url()), (wren, tags["John"].get_absolute_url())],
    }


def grow(mo, number):
    """So many other names, parts and canons of the tag of all stories, and so many that wait."""
    tag = Tag.objects.get(kind="freeform", name="Lighthouses")
    for n in range(number):
        wrangling.make_synonym(wrangling.think_of(Tag, f"Beacons {n}", kind="freeform", by=mo), tag, by=mo)
        wrangling.put_under(wrangling.think_of(Tag, f"Lamps {n}", kind="freeform", by=mo), tag, by=mo)
        wrangling.put_to(tag, wrangling.think_of(Fandom, f"The Sea {n}", by=mo), by=mo)
        wrangling.think_of(Tag, f"Ligthhouses {n}", kind="freeform", by=mo)
    Tag.objects.filter(kind="freeform").update(work_count=1)

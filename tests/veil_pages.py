"""Pages with a veil on them, and the same after it was lifted."""

from django.urls import reverse

from headcanon.accounts.models import Preferences, User
from headcanon.canon.models import Tag
from headcanon.canon.tests.lines import as_said, canon_of, event_in
from headcanon.works.models import Placement, Work
from tests import cast


def visits(ana):
    """Name → (who, address)."""
    play = canon_of("Greek <myth> on stage", "The <play>", ["Act <one>", "Act two"])
    said = {"fandoms": ["Greek <myth> on stage"], "warnings": ["Graphic violence"]}
    late = cast.posted(ana, "Too <late>", chapters=2, **said)
    event = event_in(play, "Act two", "She <drowns>")
    Placement.objects.create(work=late, canon=play, relation="after", event=event, newest_key=late.newest_key)
    grim = cast.posted(ana, "Grim <and> short", tags=["Everybody <dies>"], **said)
    Work.objects.filter(pk=grim.pk).update(is_spoiler=True, veils_warnings=True)
    plain = cast.posted(ana, "Only <grim>", **said)
    Work.objects.filter(pk=plain.pk).update(veils_warnings=True)
    Tag.objects.filter(name="Everybody <dies>").update(is_spoiler=True)
    vera = cast.person("Vera")
    Preferences.objects.create(person=vera, veils_warnings=True)
    User.objects.filter(pk=vera.pk).update(canons_read=as_said({play: "Act <one>"}))
    vera = User.objects.get(pk=vera.pk)
    cards = [reverse("work-card", args=[work.pk]) for work in (late, grim, plain)]
    return {
        "work-card": [
            (vera, cards[0]),
            *((None, card) for card in cards[1:]),
            *((vera, f"{c}?lift=yes") for c in cards),
        ],
        "a list with veils": [(vera, play.fandom.get_absolute_url()), (None, play.fandom.get_absolute_url())],
        "a story under a veil": [
            (who, f"{work.get_absolute_url()}{lift}")
            for who, work in ((vera, late), (None, grim), (None, plain))
            for lift in ("", "?lift=yes")
        ],
        "what to keep quiet under a veil": [(vera, reverse("quiet-work", args=[late.pk]))],
    }

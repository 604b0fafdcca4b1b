"""The pages of saved searches, and what readers who loved a story also loved: with something on them, and with nothing."""

from django.urls import reverse

from headcanon.discovery import saving
from headcanon.discovery.models import LovedTogether
from headcanon.following.follows import follow
from tests import cast


def visits(ana, bea, long):
    """Name → (who, address)."""
    ida = cast.person("Opal")
    first = saving.save(ida, name="Lamps & <lanterns>", asks="q=lamp&no-tag=grief")
    saving.save(ida, name="منارات", asks=f"fandom={long.fandom_names[0].slug}")
    follow(ida, "search", first)
    other = cast.posted(ana, "Beside <it>")
    LovedTogether.objects.create(work=long, other=other, place=0, readers=2, shared_tags=1)
    new = f"{reverse('saved-search-new')}?q=lamp&fandom={long.fandom_names[0].slug}"
    return {
        "saved-searches": [(ida, reverse("saved-searches")), (bea, reverse("saved-searches"))],
        "saved-search-new": [(ida, new), (bea, reverse("saved-search-new"))],
        "saved-search-edit": [(ida, reverse("saved-search-edit", args=[first.pk]))],
        "follow-search": [(ida, reverse("follow-search", args=[first.pk]))],
        "loved": [(None, reverse("loved", args=[long.pk])), (ida, reverse("loved", args=[other.pk]))],
    }

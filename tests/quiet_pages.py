"""The pages of what somebody does not want to meet: with some of everything, with nothing, and with typed nonsense."""

from django.urls import reverse

from headcanon.accounts.blocking import block, mute
from headcanon.reading.quiet import keep_quiet
from tests import cast


def visits(ana, bea, long):
    """Name → (who, address); `long` is a work by both."""
    una = cast.person("Una")
    unseen = cast.posted(bea, "Gone <away>")
    for kind, thing in {
        "fandom": long.fandom_names[0], "tag": long.tags_of("relationship")[0], "words": "<b>otter & swan</b>",
        "work": cast.posted(ana, "Too <loud>"),
    }.items():  # fmt: skip
        keep_quiet(una, kind, thing)
    keep_quiet(una, "work", unseen)
    type(unseen).objects.filter(pk=unseen.pk).update(is_hidden=True)
    mute(una, bea)
    block(una, cast.person("Zed"))
    address = reverse("quiet-work", args=[long.pk])
    return {
        "quiet": [(una, reverse("quiet")), (cast.person("Wim"), reverse("quiet")), (ana, reverse("quiet"))],
        "quiet-work": [(una, f"{address}?next=/"), (ana, address)],
        "a canon kept quiet": [(una, long.fandom_names[0].get_absolute_url())],
        "a list for a member": [(una, reverse("home"))],
    }

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from headcanon.core import pieces


class FollowingConfig(AppConfig):
    name = "headcanon.following"

    def ready(self):
        from headcanon.following import (  # noqa: F401  (they register duties)
            announcing,
            counting,
            finding,
            letters,
            receivers,
        )
        from headcanon.following.offline import works_followed
        from headcanon.following.showing import announce_form, announcements_of, follow_buttons, follow_link, stop_ways
        from headcanon.reading.offline import register_set

        pieces.register("site.nav", "following/pieces/desk.html", order=11)
        pieces.register("site.account", "following/pieces/inbox.html", order=-2)
        pieces.register("settings.sections", "following/pieces/sections.html")
        pieces.register("archive.privacy", "following/pieces/privacy.html")
        pieces.register("work.after", "following/pieces/work_announcement.html", order=-20)
        pieces.register("work.after", "following/pieces/follow_work.html", follow_link, order=-10)
        for slot, name in (
            ("pen-name.page", "pseud"), ("person.page", "author"), ("series.page", "series"), ("fandom.page", "fandom"),
            ("tag.page", "tag"),
        ):  # fmt: skip
            pieces.register(slot, "following/pieces/follow.html", follow_buttons(name))
        for slot, name in (("pen-name.page", "pseud"), ("person.page", "author")):
            pieces.register(slot, "following/pieces/announcements.html", announcements_of(name), order=10)
        pieces.register("headcanon.aside", "following/pieces/follow.html", follow_buttons("headcanon"))
        pieces.register("saved-search.ways", "following/pieces/follow.html", follow_buttons("search"))
        pieces.register("stop.ways", "following/pieces/stop.html", stop_ways)
        pieces.register("desk.side", "following/pieces/announce.html", announce_form, order=10)
        register_set("follows", _("What I follow"), works_followed)

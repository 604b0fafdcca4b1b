from django.apps import AppConfig

from headcanon.core import pieces


class HeadcanonsConfig(AppConfig):
    name = "headcanon.headcanons"

    def ready(self):
        from headcanon.headcanons import counting, receivers  # noqa: F401  (they register what follows)
        from headcanon.headcanons.showing import about_event, about_fandom, about_tag, ask_pseud, by_pseud

        pieces.register("site.nav", "headcanons/pieces/nav.html", order=5)
        pieces.register("settings.sections", "headcanons/pieces/sections.html", order=12)
        pieces.register("archive.privacy", "headcanons/pieces/privacy.html", order=20)
        pieces.register("pen-name.page", "headcanons/pieces/ask.html", ask_pseud, order=20)
        for slot, load in (
            ("fandom.page", about_fandom), ("tag.page", about_tag), ("event.page", about_event),
            ("pen-name.page", by_pseud),
        ):  # fmt: skip
            pieces.register(slot, "headcanons/pieces/few.html", load, order=30)

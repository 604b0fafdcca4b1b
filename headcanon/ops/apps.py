from django.apps import AppConfig

from headcanon.core import pieces


class OpsConfig(AppConfig):
    name = "headcanon.ops"

    def ready(self):
        from headcanon.ops import (  # noqa: F401  (they register what is done by the clock)
            kept_backups,
            receivers,
            sizes,
            takeouts,
        )
        from headcanon.ops.arrivals import takeout_waiting  # noqa: F401  (likewise)

        pieces.register("settings.sections", "ops/pieces/sections.html", order=90)
        pieces.register("settings.archive", "ops/pieces/archive_sections.html", order=90)
        pieces.register("archive.privacy", "ops/pieces/privacy.html", order=90)

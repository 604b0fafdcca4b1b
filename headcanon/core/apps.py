from django.apps import AppConfig

from headcanon.core import pieces


class CoreConfig(AppConfig):
    name = "headcanon.core"

    def ready(self):
        pieces.register("settings.archive", "core/pieces/archive_sections.html")

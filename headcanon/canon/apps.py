from django.apps import AppConfig

from headcanon.core import pieces


class CanonConfig(AppConfig):
    name = "headcanon.canon"

    def ready(self):
        from headcanon.canon import receivers  # noqa: F401  (it makes the vocabulary where there is none)

        pieces.register("settings.archive", "canon/pieces/sections.html")

from django.apps import AppConfig

from headcanon.core import pieces


class DiscoveryConfig(AppConfig):
    name = "headcanon.discovery"

    def ready(self):
        pieces.register("site.nav", "discovery/pieces/nav.html")

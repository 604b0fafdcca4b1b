from django.apps import AppConfig

from headcanon.core import pieces


class DiscoveryConfig(AppConfig):
    name = "headcanon.discovery"

    def ready(self):
        from headcanon.discovery.lines import lines_among

        pieces.register("site.nav", "discovery/pieces/nav.html")
        pieces.register("fandom.page", "discovery/pieces/line_ways.html", lines_among, order=-10)

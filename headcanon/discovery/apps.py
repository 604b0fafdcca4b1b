from django.apps import AppConfig

from headcanon.core import pieces


class DiscoveryConfig(AppConfig):
    name = "headcanon.discovery"

    def ready(self):
        from headcanon.discovery import completing, receivers  # noqa: F401  (they register what they hear and do)
        from headcanon.discovery.index.showing import how_far
        from headcanon.discovery.lines import lines_among
        from headcanon.discovery.loving import has_readers

        pieces.register("site.nav", "discovery/pieces/nav.html")
        pieces.register("wrangling.acts", "discovery/pieces/index_progress.html", how_far)
        pieces.register("site.search", "discovery/pieces/search.html")
        pieces.register("site.seek", "discovery/pieces/seek.html")
        pieces.register("settings.sections", "discovery/pieces/sections.html", order=6)
        pieces.register("fandom.page", "discovery/pieces/line_ways.html", lines_among, order=-10)
        pieces.register("settings.sections", "discovery/pieces/saved_section.html", order=3)
        pieces.register("names.typed", "discovery/pieces/completing.html")
        pieces.register("work.after", "discovery/pieces/loved.html", has_readers, order=70)

from django.apps import AppConfig

from headcanon.core import pieces


class CanonConfig(AppConfig):
    name = "headcanon.canon"

    def ready(self):
        from headcanon.canon import receivers  # noqa: F401  (it makes the vocabulary where there is none)
        from headcanon.canon.wrangling_offering import for_a_wrangler, where_it_is_put_in_order

        pieces.register("settings.archive", "canon/pieces/sections.html")
        pieces.register("settings.archive", "canon/pieces/wranglers_section.html", order=51)
        pieces.register("site.account", "canon/pieces/wrangling.html", for_a_wrangler, order=-2)
        for slot in ("tag.page", "fandom.page"):
            pieces.register(slot, "canon/pieces/put_in_order.html", where_it_is_put_in_order, order=90)
        pieces.register("site.head", "canon/veil_head.html", order=-10)
        pieces.register("settings.sections", "canon/pieces/progress_section.html", order=6)
        pieces.register("archive.privacy", "canon/pieces/progress_privacy.html", order=6)

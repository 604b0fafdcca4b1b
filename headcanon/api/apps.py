from django.apps import AppConfig

from headcanon.core import pieces


class ApiConfig(AppConfig):
    name = "headcanon.api"

    def ready(self):
        from headcanon.api.feeds.showing import HEADS, of_saved_searches

        pieces.register("settings.sections", "api/pieces/sections.html", order=20)
        pieces.register("reading.head", "api/pieces/work_preview.html")
        pieces.register("work.after", "api/pieces/work_data.html", order=100)
        for slot in ("pen-name", "person"):
            pieces.register(f"{slot}.head", "api/pieces/author_preview.html")
            pieces.register(f"{slot}.page", "api/pieces/author_data.html", order=100)
        pieces.register("headcanon.head", "api/pieces/headcanon_preview.html")
        pieces.register("headcanon.after", "api/pieces/headcanon_data.html", order=100)
        for slot, feeds in HEADS.items():
            template = "home" if slot == "home.head" else "alternate"
            pieces.register(slot, f"api/feeds/{template}.html", feeds)
        pieces.register("search.head", "api/feeds/search.html")
        pieces.register("saved-search.feed", "api/feeds/addresses.html", of_saved_searches)

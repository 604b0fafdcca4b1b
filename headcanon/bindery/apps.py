from django.apps import AppConfig

from headcanon.core import pieces


class BinderyConfig(AppConfig):
    name = "headcanon.bindery"

    def ready(self):
        from headcanon.bindery import receivers  # noqa: F401  (hears of erased works)

        pieces.register("series.page", "bindery/pieces/of_series.html", order=50)
        pieces.register("person.page", "bindery/pieces/of_person.html", order=50)
        pieces.register("pen-name.page", "bindery/pieces/of_pen_name.html", order=50)

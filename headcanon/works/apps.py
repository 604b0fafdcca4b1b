from django.apps import AppConfig

from headcanon.core import pieces


class WorksConfig(AppConfig):
    name = "headcanon.works"

    def ready(self):
        from headcanon.works import counting, receivers, schedule, trash, uses, veiling  # noqa: F401  (they register what is done later)
        from headcanon.works.bylines import stories_under
        from headcanon.works.growing import roots_of
        from headcanon.works.lineage import grown_from
        from headcanon.works.places import pieces_of_line, places_of

        pieces.register("site.account", "works/pieces/requests.html", order=-1)
        pieces.register("site.nav", "works/pieces/nav.html", order=10)
        pieces.register("card.place", "works/placement/card.html", places_of)
        pieces.register("card.place", "works/pieces/grown.html", roots_of, order=1)
        pieces.register("headcanon.after", "works/lineage/grown.html", grown_from)
        pieces.register("work.place", "works/placement/line.html", pieces_of_line)
        pieces.register("pen-name.facts", "works/pieces/pen_name_facts.html", stories_under)

from django.apps import AppConfig

from headcanon.core import pieces


class WorksConfig(AppConfig):
    name = "headcanon.works"

    def ready(self):
        from headcanon.works import counting, receivers, schedule, trash  # noqa: F401  (they register what is done later)
        from headcanon.works.bylines import stories_under

        pieces.register("site.account", "works/pieces/requests.html", order=-1)
        pieces.register("site.nav", "works/pieces/nav.html", order=10)
        pieces.register("pen-name.facts", "works/pieces/pen_name_facts.html", stories_under)

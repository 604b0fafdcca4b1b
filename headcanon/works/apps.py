from django.apps import AppConfig


class WorksConfig(AppConfig):
    name = "headcanon.works"

    def ready(self):
        from headcanon.works import counting  # noqa: F401  (registers its queue)

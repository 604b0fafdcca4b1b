from django.apps import AppConfig


class BinderyConfig(AppConfig):
    name = "headcanon.bindery"

    def ready(self):
        from headcanon.bindery import receivers  # noqa: F401  (hears of erased works)

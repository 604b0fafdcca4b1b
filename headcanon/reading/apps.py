from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "headcanon.reading"

    def ready(self):
        from headcanon.reading import reads  # noqa: F401  (it registers what is done by the clock)

from django.apps import AppConfig

from headcanon.core import pieces


class IntakeConfig(AppConfig):
    name = "headcanon.intake"

    def ready(self):
        from headcanon.intake.uploads import what_can_be_brought

        pieces.register("works.new", "intake/pieces/bring.html", what_can_be_brought)

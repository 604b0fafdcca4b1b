from django.apps import AppConfig

from headcanon.core import pieces


class IntakeConfig(AppConfig):
    name = "headcanon.intake"

    def ready(self):
        from headcanon.intake import bringing, taking  # noqa: F401  (they register what is done by the clock)
        from headcanon.intake.claiming import claims_waiting, kept_for_others
        from headcanon.intake.uploads import what_can_be_brought

        pieces.register("works.new", "intake/pieces/bring.html", what_can_be_brought)
        pieces.register("work.byline", "intake/pieces/archived_by.html", kept_for_others)
        pieces.register("work.after", "intake/pieces/claim.html", kept_for_others, order=94)
        pieces.register("settings.sections", "intake/pieces/section.html", order=88)
        pieces.register("moderation.pages", "intake/pieces/claims.html", claims_waiting)
        pieces.register("archive.privacy", "intake/pieces/privacy.html", order=89)

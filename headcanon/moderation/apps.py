from django.apps import AppConfig

from headcanon.core import pieces


class ModerationConfig(AppConfig):
    name = "headcanon.moderation"

    def ready(self):
        from headcanon.moderation import receivers  # noqa: F401  (it guards the trail)
        from headcanon.moderation.offering import (
            announcements_of_others,
            headcanons_of_others,
            other_people,
            remarks_of_others,
            reviews_of_others,
            shelves_of_others,
            works_of_others,
        )
        from headcanon.moderation.queue import open_for

        pieces.register("site.account", "moderation/pieces/waiting.html", open_for, order=-2)
        pieces.register("settings.sections", "moderation/pieces/sections.html", order=80)
        pieces.register("settings.archive", "moderation/pieces/archive_sections.html", order=50)
        pieces.register("work.after", "moderation/pieces/report_work.html", works_of_others, order=95)
        pieces.register("review.actions", "moderation/pieces/report_review.html", reviews_of_others, order=95)
        pieces.register(
            "announcement.after", "moderation/pieces/report_announcement.html", announcements_of_others, order=95
        )
        pieces.register("author.after", "moderation/pieces/report_person.html", other_people, order=95)
        pieces.register("shelf.after", "moderation/pieces/report_person.html", other_people, order=95)
        pieces.register("shelf.report", "moderation/pieces/report_shelf.html", shelves_of_others, order=95)
        for slot in ("headcanon.aside", "ask.after"):
            pieces.register(slot, "moderation/pieces/report_headcanon.html", headcanons_of_others, order=95)
        pieces.register("remark.actions", "moderation/pieces/report_remark.html", remarks_of_others, order=95)
        pieces.register("archive.privacy", "moderation/pieces/privacy.html", order=50)

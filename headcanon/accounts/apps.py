from django.apps import AppConfig

from headcanon.core import pieces


class AccountsConfig(AppConfig):
    name = "headcanon.accounts"

    def ready(self):
        from headcanon.accounts import receivers  # noqa: F401  (it registers what follows from signing up and in)

        pieces.register("archive.privacy", "accounts/pieces/privacy.html")
        pieces.register("site.account", "accounts/pieces/account.html")
        pieces.register("settings.sections", "accounts/pieces/sections.html")
        pieces.register("settings.archive", "accounts/pieces/archive_sections.html")

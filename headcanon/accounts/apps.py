from django.apps import AppConfig

from headcanon.core import pieces


class AccountsConfig(AppConfig):
    name = "headcanon.accounts"

    def ready(self):
        pieces.register("site.account", "accounts/pieces/account.html")

"""What stands between a right password and being signed in, besides what the account library asks."""

from allauth.account.stages import LoginStage
from django.shortcuts import redirect

from headcanon.accounts.models import Newcomer


class WaitingStage(LoginStage):
    """Whoever waits for the archivist's yes is told so, and signed in when she has it."""

    key = "waiting"
    urlname = "account_waiting"

    def handle(self):
        waits = Newcomer.objects.filter(user=self.login.user, waits=True).exists()
        return (redirect("account_waiting"), False) if waits else (None, True)

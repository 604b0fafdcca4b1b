"""What this archive asks of the account library."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from qrcode import QRCode

from headcanon.accounts.arriving import is_somebody_elses
from headcanon.accounts.letters import deliver
from headcanon.core.editions import the_archive

WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use your passkey"),
}


class ArchiveAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "duplicate_email": _("This is your address already."),
        "enter_current_password": _("This is not your password now."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("That were too many tries. Wait five minutes, then try again."),
        "username_taken": _("Somebody has this name already; please choose another."),
    }

    def get_login_stages(self):
        stages = super().get_login_stages()
        confirming = stages.index("allauth.account.stages.EmailVerificationStage")
        return [*stages[: confirming + 1], "headcanon.accounts.stages.WaitingStage", *stages[confirming + 1 :]]

    def get_reauthentication_methods(self, user):
        return [{**method, "description": WAYS[method["id"]]} for method in super().get_reauthentication_methods(user)]

    def send_mail(self, template_prefix, email, context):
        deliver(
            lambda: super(ArchiveAdapter, self).send_mail(template_prefix, email, {**context, "archive": the_archive()})
        )

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        """To an address that has an account here already, word of that instead of a link."""
        address = emailconfirmation.email_address
        if is_somebody_elses(address):
            self.send_account_already_exists_mail(address.email)
        else:
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def confirm_email(self, request, email_address):
        """Refused if the address became somebody else's while the letter was on its way."""
        try:
            with transaction.atomic():
                return super().confirm_email(request, email_address)
        except IntegrityError:
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt")
            return False


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That was not right. A code is good for half a minute, and only once; try the next one."),
        "unverified_email": _("First confirm your new e-mail address, or drop the change; then come back here."),
    }

    def _get_site_name(self):
        return the_archive().name

    def _get_user_identifier(self, user):
        return user.username

    def generate_authenticator_name(self, user, type):
        return _("Passkey")

    def build_totp_svg(self, url):
        """The dark squares of the code as an SVG path, in a field of a hundred by a hundred."""
        code = QRCode()
        code.add_data(url)
        rows = code.get_matrix()
        side = 100 / len(rows)
        dark = [(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
        square = f"h{side:.3f}v{side:.3f}h-{side:.3f}z"
        return "".join(f"M{x * side:.3f} {y * side:.3f}{square}" for x, y in dark)

"""What this archive asks of the account library."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from qrcode import QRCode

from headcanon.accounts.arriving import is_somebody_elses
from headcanon.accounts.letters import deliver, send_letter
from headcanon.core.editions import the_archive

WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use your passkey"),
}

ADDRESS_CHANGED = "account/email/email_changed"
# What she is written about when it changes, by the library's name for it. Nothing else is news.
NEWS = {
    "account/email/password_changed": _("Your password is another one."),
    "account/email/password_set": _("Your account has a password."),
    "account/email/password_reset": _("Your password is another one; it was chosen by a link in a letter to you."),
    ADDRESS_CHANGED: _("Its letters go to another address from now on."),
    "mfa/email/totp_activated": _("Signing in asks for a code from an app."),
    "mfa/email/totp_deactivated": _("Signing in asks for no code from an app any more."),
    "mfa/email/recovery_codes_generated": _("There are new recovery codes, and the old ones are worth nothing."),
    "mfa/email/webauthn_added": _("A passkey was added."),
    "mfa/email/webauthn_removed": _("A passkey was removed."),
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

    def is_open_for_signup(self, request):
        return not the_archive().signups_closed

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

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Word of a change that somebody else should not have made, in a letter of ours; it says of nobody where she is.

        When she has taken another address, `email` is the one she had.
        """
        if template_prefix in NEWS:
            send_letter(
                "secured",
                email or user.email,
                person=user,
                news=NEWS[template_prefix],
                is_farewell=template_prefix == ADDRESS_CHANGED,
                address=self.request.build_absolute_uri(reverse("account_reset_password")),
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

"""Signing in and keeping an account safe are the account library's views, at our addresses and with our pages."""

from allauth.account import views as library
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions.views import list_usersessions
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from headcanon.accounts.views import (
    blocking,
    inviting,
    newcomers,
    pen_names,
    sessions,
    setting_up,
    settings,
    signing_in,
    signing_up,
)


def private(address, view, name):
    """A page that nobody keeps: it holds a secret, or is another after the next step."""
    return path(address, never_cache(view), name=name)


urlpatterns = [
    path("setup/<str:token>", setting_up.set_up, name="set-up"),
    path("users/login", signing_in.sign_in, name="account_login"),
    path("token_dispenser.json", signing_in.token_dispenser, name="token-dispenser"),
    private("users/login/second", second_factor.authenticate, "mfa_authenticate"),
    private("users/login/passkey", passkeys.login_webauthn, "mfa_login_webauthn"),
    path("users/logout", library.logout, name="account_logout"),
    path("users/inactive", library.account_inactive, name="account_inactive"),
    path("users/waiting", signing_in.waiting, name="account_waiting"),
    path("users/signup", signing_up.sign_up, name="account_signup"),
    path("users/signup/<str:token>", signing_up.sign_up, name="sign-up-invited"),
    private("users/email/sent", library.email_verification_sent, "account_email_verification_sent"),
    private("users/email/confirm/<str:key>", library.confirm_email, "account_confirm_email"),
    private("users/confirm", library.reauthenticate, "account_reauthenticate"),
    private("users/confirm/code", second_factor.reauthenticate, "mfa_reauthenticate"),
    private("users/confirm/passkey", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    path("users/password/reset", library.password_reset, name="account_reset_password"),
    path("users/password/reset/sent", library.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^users/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        library.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("users/password/changed", library.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    private("settings/security", second_factor.index, "mfa_index"),
    private("settings/security/password", library.password_change, "account_change_password"),
    private("settings/security/email", library.email, "account_email"),
    private("settings/security/passkeys", passkeys.list_webauthn, "mfa_list_webauthn"),
    private("settings/security/passkeys/add", passkeys.add_webauthn, "mfa_add_webauthn"),
    private("settings/security/passkeys/<int:pk>/rename", passkeys.edit_webauthn, "mfa_edit_webauthn"),
    private("settings/security/passkeys/<int:pk>/remove", passkeys.remove_webauthn, "mfa_remove_webauthn"),
    private("settings/security/app", app.activate_totp, "mfa_activate_totp"),
    private("settings/security/app/remove", app.deactivate_totp, "mfa_deactivate_totp"),
    private("settings/security/codes", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
    private("settings/security/codes/new", recovery_codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    private("settings/security/codes.txt", recovery_codes.download_recovery_codes, "mfa_download_recovery_codes"),
    private("settings/security/sessions", list_usersessions, "usersessions_list"),
    path("settings/security/sessions/<int:pk>/end", sessions.end_session, name="end-session"),
    path("settings", settings.hub, name="settings"),
    path("settings/preferences", settings.preferences, name="preferences"),
    path("settings/pen-names", pen_names.pen_names, name="pen-names"),
    path("settings/pen-names/<int:pk>", pen_names.pen_name, name="pen-name"),
    path("settings/pen-names/<int:pk>/usual", pen_names.usual_pen_name, name="usual-pen-name"),
    path("settings/pen-names/<int:pk>/remove", pen_names.remove_pen_name, name="remove-pen-name"),
    path("settings/blocked", blocking.blocked, name="blocked"),
    path("settings/blocked/<str:username>", blocking.keep_away, name="keep-away"),
    path("settings/invitations", inviting.invitations, name="invitations"),
    path("settings/invitations/<int:pk>/take-back", inviting.take_back_invitation, name="take-back-invitation"),
    path("settings/joining", newcomers.joining_settings, name="joining-settings"),
    path("settings/people", newcomers.newcomers, name="newcomers"),
    path("settings/people/<int:pk>", newcomers.answer_newcomer, name="answer-newcomer"),
]

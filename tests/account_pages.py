"""The pages of joining, signing in and security, each met by somebody in the middle of what it is for."""

import re

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import sha256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from headcanon.accounts.inviting import invite_one
from headcanon.core.editions import pages_changed
from headcanon.core.models import Archive
from tests import cast


def visits(mo, ana, bea):
    """Name → (who, address), where who is a person or the client she comes with."""
    Archive.objects.update_or_create(pk=Archive.ROW, defaults={"joining": "approved", "invitations_each": 2})
    pages_changed()
    nea = newcomer()
    confirm = re.search(r"http://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]
    rae = cast.person("Rae")
    key = second_factors_of(rae)
    safe, plain, moving = sure(rae), sure(ana), sure(bea)
    moving.post(reverse("account_email"), {"email": "bea@new.example", "action_add": ""})
    invitation = invite_one(ana)
    return {
        "account_signup": [(None, reverse("account_signup"))],
        "sign-up-invited": [
            (None, reverse("sign-up-invited", args=[invitation])),
            (None, reverse("sign-up-invited", args=["used"])),
        ],
        "account_email_verification_sent": [(nea, reverse("account_email_verification_sent"))],
        "account_confirm_email": [(None, confirm), (None, reverse("account_confirm_email", args=["old"]))],
        "account_waiting": [(None, reverse("account_waiting"))],
        "mfa_authenticate": [(halfway(rae), reverse("mfa_authenticate"))],
        "account_reauthenticate": [(rae, reverse("account_reauthenticate"))],
        "mfa_reauthenticate": [(rae, reverse("mfa_reauthenticate"))],
        "mfa_reauthenticate_webauthn": [(rae, reverse("mfa_reauthenticate_webauthn"))],
        "mfa_index": [(rae, reverse("mfa_index")), (ana, reverse("mfa_index"))],
        "account_change_password": [(ana, reverse("account_change_password"))],
        "account_email": [(ana, reverse("account_email")), (bea, reverse("account_email"))],
        "mfa_list_webauthn": [(rae, reverse("mfa_list_webauthn")), (ana, reverse("mfa_list_webauthn"))],
        "mfa_add_webauthn": [(safe, reverse("mfa_add_webauthn"))],
        "mfa_edit_webauthn": [(safe, reverse("mfa_edit_webauthn", args=[key.pk]))],
        "mfa_remove_webauthn": [(safe, reverse("mfa_remove_webauthn", args=[key.pk]))],
        "mfa_activate_totp": [(plain, reverse("mfa_activate_totp"))],
        "mfa_deactivate_totp": [(safe, reverse("mfa_deactivate_totp"))],
        "mfa_view_recovery_codes": [(safe, reverse("mfa_view_recovery_codes"))],
        "mfa_generate_recovery_codes": [(safe, reverse("mfa_generate_recovery_codes"))],
        "usersessions_list": [(plain, reverse("usersessions_list")), (rae, reverse("usersessions_list"))],
        "invitations": [(mo, reverse("invitations")), (ana, reverse("invitations"))],
        "joining-settings": [(mo, reverse("joining-settings"))],
        "newcomers": [(mo, reverse("newcomers"))],
    }


def newcomer():
    """Nea's client, who has asked to join and not confirmed her address."""
    client = Client()
    said = {
        "username": "Nea",
        "email": "nea@example.org",
        "password1": cast.PASSWORD,
        "words": "I read.",
        "agrees": "on",
    }
    client.post(reverse("account_signup"), said)
    return client


def sure(person):
    """Her client, after she has proved once more that it is she; she is signed in elsewhere too."""
    Client().post(reverse("account_login"), {"login": person.username, "password": cast.PASSWORD})
    client = Client()
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": cast.PASSWORD})
    return client


def halfway(person):
    client = Client()
    client.post(reverse("account_login"), {"login": person.username, "password": cast.PASSWORD})
    return client


def second_factors_of(person):
    """Codes from an app, recovery codes, and the passkey that is answered with."""
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    data = {"name": "My <phone>", "credential": dict(credential())}
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)


def credential():
    """What a browser sends when somebody adds a passkey, about a key that nobody has."""
    key = AttestedCredentialData.create(Aaguid.NONE, b"nobody's", ES256.from_cryptography_key(public_key()))
    told = AuthenticatorData.create(sha256(b"localhost"), AuthenticatorData.FLAG.AT, 0, bytes(key))
    client_data = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost")
    response = AuthenticatorAttestationResponse(
        client_data=client_data, attestation_object=AttestationObject.create("none", told, {})
    )
    return RegistrationResponse(raw_id=b"nobody's", response=response)


def public_key():
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1()).public_key()

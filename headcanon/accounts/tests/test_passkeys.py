"""Passkeys, in a browser with an authenticator of its own."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(browser):
    """A page on a device that knows its owner's finger; whatever the content policy stops fails the test."""
    context = browser.new_context()
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    page.device = devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})["authenticatorId"]
    page.devices = devices
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def visit(page, live_server):
    def go(name):
        page.goto(live_server.url + reverse(name))

    return go


def press(page, text):
    page.get_by_role("button", name=text, exact=True).click()


def heading(page, text):
    page.get_by_role("heading", name=text, level=1).wait_for(timeout=10_000)


def sign_in(page, visit):
    visit("account_login")
    page.get_by_label("User name or e-mail address").fill("Ana")
    page.get_by_label("Password").fill(cast.PASSWORD)
    press(page, "Sign in")


def sign_out(page, visit):
    visit("account_logout")
    press(page, "Sign out")
    page.get_by_role("link", name="Sign in").wait_for(timeout=10_000)


def add_passkey(page, visit):
    sign_in(page, visit)
    page.get_by_role("link", name="Sign out").wait_for(timeout=10_000)
    visit("mfa_list_webauthn")
    page.get_by_role("link", name="Add a passkey").click()
    heading(page, "Is it you?")
    page.get_by_label("Your password").fill(cast.PASSWORD)
    press(page, "Go on")
    heading(page, "Add a passkey")
    page.get_by_label("What you call it").fill("My phone")
    press(page, "Add the passkey")
    heading(page, "Recovery codes")


def sign_in_in_two_steps(page, visit):
    sign_in(page, visit)
    heading(page, "One more step")
    press(page, "Use your passkey")
    page.get_by_role("link", name="Sign out").wait_for(timeout=10_000)


def test_she_adds_one_and_signs_in_with_it_alone(page, visit):
    cast.person("Ana")
    add_passkey(page, visit)
    assert [str(key) for key in Authenticator.objects.filter(type="webauthn")] == ["My phone"]
    assert ["A passkey was added." in letter.body for letter in mail.outbox] == [True]
    sign_out(page, visit)
    visit("account_login")
    press(page, "Sign in with a passkey")
    page.get_by_role("link", name="Ana", exact=True).wait_for(timeout=10_000)
    page.get_by_role("link", name="Sign out").wait_for(timeout=10_000)


@pytest.mark.prove
def test_after_her_password_it_is_the_second_step(page, visit):
    cast.person("Ana")
    add_passkey(page, visit)
    sign_out(page, visit)
    sign_in_in_two_steps(page, visit)


@pytest.mark.prove
def test_it_says_that_it_is_she_renames_it_and_is_removed(page, visit):
    cast.person("Ana")
    add_passkey(page, visit)
    sign_out(page, visit)
    sign_in_in_two_steps(page, visit)
    visit("mfa_list_webauthn")
    page.get_by_role("link", name="My phone", exact=True).click()
    heading(page, "Is it you?")
    page.get_by_role("link", name="Use your passkey").click()
    page.get_by_role("button", name="Use your passkey").click()
    heading(page, "Rename a passkey")
    page.get_by_label("What you call it").fill("The old phone")
    press(page, "Save")
    page.get_by_role("link", name="Remove The old phone").click()
    heading(page, "Remove “The old phone”?")
    press(page, "Remove it")
    page.get_by_text("You have none yet.").wait_for(timeout=10_000)
    assert not Authenticator.objects.exists()


def test_one_that_fails_is_said_on_the_page_and_signs_nobody_in(page, visit):
    cast.person("Ana")
    page.devices.send("WebAuthn.setUserVerified", {"authenticatorId": page.device, "isUserVerified": False})
    visit("account_login")
    press(page, "Sign in with a passkey")
    page.get_by_text("That did not work, and nothing has changed.").wait_for(timeout=10_000)
    assert page.get_by_role("link", name="Sign out").count() == 0

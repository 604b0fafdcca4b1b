"""For whom a program asks that sends no cookies: whoever made its token, or whoever comes with the page's own session.

A token stands where the program has room for it: as the password of HTTP Basic (RFC 7617), beside any name; as the name,
where it asks for no password; or in the address of a feed, as `token=`.
"""

import base64
import binascii
from functools import wraps

from django.http import JsonResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from headcanon.api.models import Token
from headcanon.api.tokens import person_of
from headcanon.core.editions import the_archive
from headcanon.core.feeds import site_of
from headcanon.core.viewing import Viewer

BASIC = "basic "
SIGN_IN_TYPE = "application/opds-authentication+json"


class NotKnown(Exception):
    """It names somebody, and there is no such token, or it may not do this."""


def viewer_of(request, scope=Token.Scope.READ):
    """Raises NotKnown."""
    token = token_in(request)
    if token is None:
        return request.viewer
    person = person_of(token, scope)
    if person is None:
        raise NotKnown
    return Viewer(person)


def token_in(request):
    """What was given as a token; None if nothing was."""
    said = request.headers.get("Authorization", "")
    if said.lower().startswith(BASIC):
        return token_of_basic(said[len(BASIC) :])
    return request.GET.get("token")


def token_of_basic(credentials):
    try:
        name, _colon, password = base64.b64decode(credentials, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return password or name


# --- Views that ask for whom ---------------------------------------------------------------------------------------


def for_a_viewer(scope=None):
    """The view gets whom it answers, as `viewer`; with a `scope`, never a guest. Who names a token that is none is asked
    for another. What was made for one reader nobody between may keep, and what is everybody's is asked after each
    time; search engines list pages, and not this."""

    def decorate(view):
        @wraps(view)
        def answer(request, *where, **named):
            try:
                viewer = viewer_of(request, scope or Token.Scope.READ)
            except NotKnown:
                return asked_for_a_token(request)
            if scope and viewer.is_guest:
                return asked_for_a_token(request)
            response = view(request, *where, viewer=viewer, **named)
            is_for_one = not viewer.is_guest or viewer.link_keys
            response["Cache-Control"] = "private, no-cache" if is_for_one else "no-cache"
            patch_vary_headers(response, ["Cookie", "Authorization"] if is_for_one else ["Cookie"])
            response["X-Robots-Tag"] = "noindex"
            return response

        return answer

    return decorate


def asked_for_a_token(request):
    """401, and how to sign in, as Authentication for OPDS 1.0 wishes it said (2.4); other programs look at the header."""
    response = JsonResponse(how_to_sign_in(request), content_type=SIGN_IN_TYPE, status=401)
    response["WWW-Authenticate"] = 'Basic realm="Headcanon", charset="UTF-8"'
    response["Cache-Control"] = "private, no-store"
    return response


def how_to_sign_in(request):
    """The authentication document (Authentication for OPDS 1.0, 2.3)."""
    site = site_of(request)
    labels = {"login": str(_("Your name here")), "password": str(_("A token"))}
    return {
        "id": site + reverse("opds-sign-in"),
        "title": the_archive().name,
        "description": _("The password is a token. You make one in your settings, under “Programs”."),
        "links": [{"rel": "help", "href": site + reverse("tokens"), "type": "text/html"}],
        "authentication": [{"type": "http://opds-spec.org/auth/basic", "labels": labels}],
    }

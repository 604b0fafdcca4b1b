"""A guest's device, as far as it must be known again: a random cookie, set when she gives kudos or says something, and
of which only a hash is stored."""

import hashlib
import re
import secrets

COOKIE = "device"
A_YEAR = 60 * 60 * 24 * 365  # seconds
A_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def device_of(request):
    """Its hash; empty where it has said nothing yet."""
    token = request.COOKIES.get(COOKIE, "")
    return hashed(token) if A_TOKEN.fullmatch(token) else ""


def new_device():
    """(token for the cookie, its hash)"""
    token = secrets.token_urlsafe(24)
    return token, hashed(token)


def remember_device(request, response, token):
    response.set_cookie(COOKIE, token, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response


def hashed(token):
    return hashlib.sha256(f"device {token}".encode()).hexdigest()

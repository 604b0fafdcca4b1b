"""Asking before an adult story is shown, once."""

from django.shortcuts import render

from headcanon.core.viewing import CONSENT_COOKIE


def render_with_consent(request, work, template, context):
    """The page; or, to a reader who has not agreed to adult stories yet, the question whether she would."""
    if must_ask(request.viewer, work):
        return render(request, "reading/gate.html", {"work": work, "onwards": onwards(request)})
    return remember_consent(request, render(request, template, context))


def must_ask(viewer, work):
    return work.rating_sign.asks_guests and not viewer.adult and not work.is_by(viewer)


def onwards(request):
    """The same page, agreed to."""
    asked = request.GET.copy()
    asked["view_adult"] = "true"
    return f"{request.path}?{asked.urlencode()}"


def remember_consent(request, response):
    """Only where it is new: a page that sets a cookie cannot be kept for others."""
    if request.GET.get("view_adult") == "true" and request.COOKIES.get(CONSENT_COOKIE) != "1":
        response.set_cookie(CONSENT_COOKIE, "1", samesite="Lax", httponly=True, secure=request.is_secure())
    return response

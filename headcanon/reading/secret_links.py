"""Secret links: who comes by one can read on, here and on the other pages of that work, without bringing it again."""

from headcanon.core.viewing import LINK_COOKIE

KEPT_FOR = 60 * 60 * 24 * 365  # seconds


def remember_key(request, work, response):
    """The key stays in the address as well, where a bookmark keeps it. Only one that opens this work is remembered."""
    key = request.GET.get("key")
    if key and work.audience == work.Audience.LINK and key == work.link_token and not is_known(request, key):
        keys = ".".join(request.viewer.link_keys)
        response.set_cookie(
            LINK_COOKIE, keys, max_age=KEPT_FOR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return response


def is_known(request, key):
    return key in request.COOKIES.get(LINK_COOKIE, "").split(".")

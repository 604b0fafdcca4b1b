"""What holds for every question: who asks, how quickly, and that what she knows already is not told again.

A program says who it reads for with a token. Cookies say nothing here, and so a session can do no harm.
"""

import hashlib
import math
from functools import wraps
from inspect import signature

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotModified, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from ninja import Router

from headcanon.api.models import Token
from headcanon.api.tokens import person_of
from headcanon.core.flooding import Pace, seconds_to_wait, source
from headcanon.core.viewing import Viewer

GUEST, MEMBER = Pace(120, 3_000), Pace(240, 8_000)


class Refused(Exception):
    """There is no answer but this sentence."""

    def __init__(self, status, detail, **headers):
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers


class Known(Exception):
    """She who asks has the answer already, under this tag."""

    def __init__(self, etag):
        super().__init__(etag)
        self.etag = etag


class Questions(Router):
    """Some that belong together; with `scope` only a token that has it is answered. Each is asked by GET, or by HEAD,
    whose answer has no words."""

    def __init__(self, tag, scope=None):
        super().__init__(tags=[tag])
        self.add_decorator(asked_with(scope), mode="view")

    def get(self, path, *, parameters=(), **said):
        """`parameters` are those that the function itself does not name, as the OpenAPI document says them. One that
        nobody knows is refused: a filter with a slip in its name would find everything."""
        declare = self.api_operation(["GET", "HEAD"], path, openapi_extra={"parameters": list(parameters)}, **said)

        def register(view):
            known = {*signature(view).parameters, *(each["name"] for each in parameters)}

            @wraps(view)
            def answer(request, **asked):
                if unknown := sorted(set(request.GET) - known):
                    raise Refused(422, _("There is no parameter called “%s”.") % unknown[0][:40])
                return view(request, **asked)

            return declare(answer)

        return register


def asked_with(scope):
    def decorate(run):
        @wraps(run)
        def answer(request, **where):
            try:
                request.asker = asker_of(request, scope)
            except Refused as refused:
                return refusal(refused)
            return told(request, run(request, **where))

        return answer

    return decorate


def asker_of(request, scope):
    """The Viewer for whom this is read. Raises Refused."""
    agreed = request.GET.get("view_adult") == "true"
    text = token_in(request)
    if text is None:
        keep_pace(source("api", where_from(request)), GUEST)
        if scope:
            raise Refused(401, _("This is read with a token."), **{"WWW-Authenticate": "Bearer"})
        return Viewer(adult=agreed)
    person = person_of(text, Token.Scope.READ)
    if person is None:
        keep_pace(source("api", where_from(request)), GUEST)
        why = _("This token cannot be used: it was ended, or mistyped.")
        raise Refused(401, why, **{"WWW-Authenticate": 'Bearer error="invalid_token"'})
    keep_pace(source("api", f"person {person.pk}"), MEMBER)
    if scope and person_of(text, scope) is None:
        raise Refused(403, _("This token was not made for that."))
    return Viewer(person, adult=agreed)


def where_from(request):
    """Of those whose address nobody can tell all count as one."""
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return ""


def token_in(request):
    """What stands in its header behind "Bearer"; None where it says nothing of who asks."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    kind, _blank, text = header.partition(" ")
    return text.strip() if kind.lower() == "bearer" else ""


def keep_pace(whose, pace):
    if wait := seconds_to_wait(whose, pace):
        seconds = math.ceil(wait)
        why = _("That is more than one program may ask. Please wait %d seconds.") % seconds
        raise Refused(429, why, **{"Retry-After": str(seconds)})


def told(request, response):
    """With its tag; without its words where she has them."""
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Authorization"])
    if response.status_code == 200:
        if not response.has_header("ETag"):
            response["ETag"] = etag_of(response.content)
        return get_conditional_response(request, etag=response["ETag"], response=response)
    return response


def etag_of(said):
    return f'"{hashlib.sha256(said if isinstance(said, bytes) else repr(said).encode()).hexdigest()[:32]}"'


def unless_known(request, response, *versions):
    """Tags the answer with these, before its texts are asked for. Raises Known."""
    response["ETag"] = etag = etag_of(versions)
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        raise Known(etag)


def refusal(refused):
    response = JsonResponse({"detail": str(refused.detail)}, status=refused.status)
    for name, value in refused.headers.items():
        response[name] = value
    response["Cache-Control"] = "private, no-store"
    return response


def not_modified(known):
    response = HttpResponseNotModified()
    response["ETag"] = known.etag
    return response

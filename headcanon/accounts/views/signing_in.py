"""The account library's way in, also for the programs with which readers download stories."""

from allauth.account import views as library
from django.http import JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

OUR_NAMES = {
    "authenticity_token": "csrfmiddlewaretoken",
    "user[login]": "login",
    "user[password]": "password",
    "user[remember_me]": "remember",
}


# Exempt only until the token is where it is looked for: what is called below checks it.
@csrf_exempt
def sign_in(request):
    """A downloader's form says what ours says by other names (tests/test_fanficfare.py), and comes without a Referer;
    a browser names in Origin where it comes from, and that is looked at all the same."""
    if "authenticity_token" in request.POST:
        request.POST = by_our_names(request.POST)
        request.META["HTTP_REFERER"] = request.build_absolute_uri()
    return csrf_protect(library.login)(request)


def by_our_names(posted):
    said = QueryDict(mutable=True)
    said.update({ours: posted[theirs] for theirs, ours in OUR_NAMES.items() if theirs in posted})
    return said


@never_cache
def token_dispenser(request):
    """The token of the form that a downloader is about to send."""
    return JsonResponse({"token": get_token(request)})


@never_cache
def waiting(request):
    """Where somebody comes whose password is right, and whom the archivist has not let in yet."""
    return render(request, "accounts/waiting.html")

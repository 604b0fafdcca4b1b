"""The API put together. Its description is at /api/v1/openapi.json; a page that draws it would load other people's
scripts, so there is none: docs/api.md is for people."""

from functools import wraps

from django.http import Http404
from django.urls import re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import ValidationError

from headcanon.api.rest import headcanons, own, people, said, subjects, works
from headcanon.api.rest.asking import Known, Refused, not_modified, refusal
from headcanon.api.rest.describing import describe


class API(NinjaAPI):
    @property
    def urls(self):
        """With answers of the same shape for whoever comes to an address that is not there, or to change something."""
        ways, *where = super().urls
        for way in ways:
            way.callback = for_reading_alone(way.callback)
        *ways, root = ways  # which says nothing, but by its name the document knows where the API is
        return [*ways, re_path("", nowhere), root], *where

    def get_openapi_schema(self, **where):
        return describe(super().get_openapi_schema(**where))


def for_reading_alone(view):
    @wraps(view)
    def answer(request, **where):
        response = view(request, **where)
        if response.status_code == 405:
            words = _("Here one can only read: ask with GET or HEAD.")
            return refusal(Refused(405, words, Allow=response["Allow"]))
        return response

    return answer


@csrf_exempt
def nowhere(request):
    return missing(request, None)


api = API(
    title="Headcanon",
    version="1",
    description="Reads what a reader may read. Nothing is changed by it. See docs/api.md.",
    urls_namespace="api",
    docs_url=None,
)
for router in (
    works.router, said.router, people.router, subjects.router, headcanons.router, own.shelves_router,
    own.follows_router,
):  # fmt: skip
    api.add_router("", router)


@api.exception_handler(Http404)
def missing(request, problem):
    return refusal(Refused(404, _("There is nothing here that you may see.")))


@api.exception_handler(ValidationError)
def invalid(request, problem):
    wrong = "; ".join(f"{each['loc'][-1]}: {each['msg']}" for each in problem.errors)
    return refusal(Refused(422, wrong))


@api.exception_handler(Refused)
def refused(request, problem):
    return refusal(problem)


@api.exception_handler(Known)
def known(request, problem):
    return not_modified(problem)

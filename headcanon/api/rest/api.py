"""The API put together. Its description is at /api/v1/openapi.json; a page that draws it would load other people's
scripts, so there is none: docs/api.md is for people."""

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from headcanon.api.rest import headcanons, own, people, said, subjects, works
from headcanon.api.rest.asking import Known, Refused, not_modified, refusal
from headcanon.api.rest.describing import describe


class API(NinjaAPI):
    def get_openapi_schema(self, **where):
        return describe(super().get_openapi_schema(**where))


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

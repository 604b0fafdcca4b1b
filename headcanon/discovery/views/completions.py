"""What a field offers to somebody who has begun to type a name in it."""

from django.http import Http404, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from headcanon.discovery.completing import KINDS, complete


@require_safe
@never_cache
def completions(request, kind):
    if kind not in KINDS:
        raise Http404
    found = complete(request.viewer, kind, request.GET.get("q", ""))
    names = [{"name": each.name, "also": each.also, "stories": each.work_count} for each in found]
    return JsonResponse({"names": names})

"""How these pages fetch what they are about: only what this reader may see, and for her alone what is hers."""

from django.http import Http404

from headcanon.core.viewing import get_visible_or_404
from headcanon.headcanons.finding import with_veils
from headcanon.headcanons.models import Headcanon, Remark


def headcanon_or_404(request, pk):
    """With its card, and the veil over it unless she has lifted that."""
    found = get_visible_or_404(Headcanon.objects.with_card().select_related("asked_of"), request.viewer, pk=pk)
    return with_veils([found], request.viewer, lifted=request.GET.get("lift") == "yes")[0]


def posted_or_404(request, pk):
    headcanon = headcanon_or_404(request, pk)
    if not headcanon.is_posted:
        raise Http404
    return headcanon


def own_or_404(request, pk):
    headcanon = headcanon_or_404(request, pk)
    if not headcanon.is_by(request.viewer):
        raise Http404
    return headcanon


def remark_or_404(viewer, pk):
    remarks = Remark.objects.select_related("pseud__user", "thread__pseud")
    return get_visible_or_404(remarks, viewer, pk=pk)


def own_remark_or_404(viewer, pk):
    remark = remark_or_404(viewer, pk)
    if not remark.is_by(viewer):
        raise Http404
    return remark

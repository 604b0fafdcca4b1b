"""What readers who loved a story also loved."""

from django.shortcuts import render

from headcanon.core.viewing import get_visible_or_404
from headcanon.discovery.loving import loved_with
from headcanon.works.models import Work


def loved(request, work_id):
    work = get_visible_or_404(Work.objects.posted().with_card(), request.viewer, pk=work_id)
    return render(request, "discovery/loved.html", {"work": work, "loved": loved_with(work, request.viewer)})

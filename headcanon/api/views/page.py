"""What programs can ask here, for the people who write them."""

from django.shortcuts import render

from headcanon.api.rest.asking import GUEST, MEMBER


def api_page(request):
    return render(request, "api/page.html", {"guest": GUEST, "member": MEMBER})

"""The clock an author goes by when she names a moment. She chooses it where she does; it is kept with her session."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone

REGIONS = ("Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/",
           "Pacific/")  # fmt: skip
KEPT_AS = "zone"


@cache
def known_zones():
    """Found once: each look goes through the hundreds of files that the system keeps of them."""
    return available_timezones()


def zone_names():
    return ["UTC", *sorted(name for name in known_zones() if name.startswith(REGIONS))]


def zone_of(request):
    name = request.session.get(KEPT_AS, "UTC")
    return ZoneInfo(name if name in known_zones() else "UTC")


def keep_zone(request, name):
    if request.session.get(KEPT_AS, "UTC") != name:
        request.session[KEPT_AS] = name


def in_her_zone(request):
    return timezone.override(zone_of(request))

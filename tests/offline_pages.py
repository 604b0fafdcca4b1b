"""The page of what a device keeps, before anything is kept; what is on it then stands in reading/tests/test_offline."""

from django.urls import reverse


def visits(ana):
    """Name → (who, address)."""
    return {"offline": [(None, reverse("offline")), (ana, reverse("offline"))]}

"""Bringing a takeout: before, meanwhile, and what became of it."""

from django.urls import reverse
from django.utils import timezone

from headcanon.ops.models import Bringing
from tests import cast


def visits(ana):
    """Name → (who, address)."""
    meanwhile, afterwards, refused = (cast.person(name) for name in ("Pella", "Corin", "Umber"))
    Bringing.objects.create(person=meanwhile, file_name="<lamps> & more.zip", works=1200, works_done=310)
    told = ["3 works were taken in.", "“A & <B>” was written with Бея, who is not named here before she agrees."]
    Bringing.objects.create(person=afterwards, file_name="a.zip", ended_at=timezone.now(), report=told)
    Bringing.objects.create(
        person=refused, file_name="a.txt", ended_at=timezone.now(), complaint="a.txt is no takeout."
    )
    return {"bring-takeout": [(each, reverse("bring-takeout")) for each in (ana, meanwhile, afterwards, refused)]}

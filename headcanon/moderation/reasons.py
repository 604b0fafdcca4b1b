"""The reasons that a report can give."""

from django.db import transaction

from headcanon.moderation.models import Reason


@transaction.atomic
def put_reasons(names):
    """Exactly these, in this order. What was reported keeps the reason that it gave."""
    Reason.objects.exclude(name__in=names).delete()
    for position, name in enumerate(names):
        Reason.objects.update_or_create(name=name, defaults={"position": position})

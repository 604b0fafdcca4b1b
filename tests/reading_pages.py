"""The pages of what a reader keeps of her reading: with much of it, with nothing, and with what she may not see."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from headcanon.reading.models import Reading
from tests import cast


def visits(ana, long):
    """Name → (who, address); `long` is a work that Lin has been in, among others of every kind."""
    lin, nia = cast.person("Lin"), cast.person("Nia")
    now = timezone.now()
    works = [
        (long, {"chapter": long.chapters.last(), "permille": 400, "chapters_then": 1}),
        (cast.posted(ana, "Gone <cold>"), {"state": "abandoned"}),
        (cast.posted(ana, "Low Water", chapters=2, status="in-progress"), {"state": "read", "chapters_then": 2}),
        (cast.hidden(ana, "Not to be seen"), {}),
    ]
    for days, (work, fields) in enumerate(works):
        Reading.objects.create(person=lin, work=work, last_at=now - timedelta(days=days), **fields)
    return {
        "history": [
            (lin, reverse("history")), (lin, f"{reverse('history')}?q=nothing"), (nia, reverse("history")),
        ],
        "history-thin": [(lin, reverse("history-thin"))],
        "where she stopped": [
            (lin, reverse("home")), (lin, long.get_absolute_url()), (lin, reverse("navigate", args=[long.pk])),
            (nia, reverse("navigate", args=[long.pk])),
        ],
    }  # fmt: skip

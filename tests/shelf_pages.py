"""The pages of shelves: full, empty, shown to everyone, and with stories that are gone."""

from django.urls import reverse

from headcanon.reading.models import Shelf, Shelved
from tests import cast


def visits(ana, bea, long):
    """Name → (who, address); `long` is a work by both, which Ivy recommends."""
    ivy, new = cast.person("Ivy"), cast.person("Jed")
    sea = Shelf.objects.create(
        person=ivy, name="To <weep> over", note="By the sea.\nOr not.", sight="everyone", pseud=ivy.default_pseud
    )
    linked = Shelf.objects.create(person=ivy, name="For a friend", sight="link", position=1)
    empty = Shelf.objects.create(person=ivy, name="Empty", position=2)
    gone = cast.trashed(ana, "Gone from here")
    for number, work in enumerate((long, cast.posted(ana, "By the <shore>"), gone)):
        said = {"why": "It <breaks> you & mends you", "note": "Read on\nthe train", "tags": ["sad & good", "<b>"]}
        line = Shelved.objects.create(shelf=sea, work=work, position=number, **said)
    Shelved.objects.create(shelf=linked, work=long)
    page = reverse("shelf", args=[sea.pk])
    by_link = f"{reverse('shelf', args=[linked.pk])}?key={linked.link_token}"
    return {
        "shelves": [(ivy, reverse("shelves")), (new, reverse("shelves"))],
        "shelf-new": [(ivy, reverse("shelf-new"))],
        "shelf": [
            (ivy, page), (ivy, f"{page}?order=title&tag=sad+%26+good"), (None, page), (bea, page), (None, by_link),
            (ivy, reverse("shelf", args=[linked.pk])), (ivy, reverse("shelf", args=[empty.pk])),
        ],
        "shelf-edit": [(ivy, reverse("shelf-edit", args=[sea.pk]))],
        "shelf-remove": [(ivy, reverse("shelf-remove", args=[sea.pk]))],
        "shelf-line": [(ivy, reverse("shelf-line", args=[sea.pk, line.pk]))],
        "shelf-book": [(ivy, reverse("shelf-book", args=[each.pk])) for each in (sea, empty)],
        "shelves-import": [(ivy, reverse("shelves-import"))],
        "shelve": [(ivy, reverse("shelve", args=[long.pk])), (new, reverse("shelve", args=[long.pk]))],
        "read-later": [(ivy, reverse("read-later", args=[long.pk]))],
        "recommendations": [
            (None, reverse("recommendations", args=[long.pk])),
            (ivy, reverse("recommendations", args=[cast.posted(bea, "Unpraised").pk])),
        ],
        "recommended-by": [
            (None, reverse("recommended-by", args=["Ivy", "Ivy"])),
            (None, reverse("recommended-by", args=["Jed", "Jed"])),
        ],
    }  # fmt: skip

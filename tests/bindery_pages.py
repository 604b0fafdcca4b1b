"""The pages from which several works are taken along as books."""

from django.urls import reverse


def visits(ana, long):
    """Name → (who, address); `long` stands in a series."""
    series = long.series.get()
    return {
        "books-of-series": [(None, reverse("books-of-series", args=[series.pk]))],
        "books-of-person": [(None, reverse("books-of-person", args=["Ana"]))],
        "books-of-pen-name": [
            (None, reverse("books-of-pen-name", args=["Ana", "Ana"])),
            (ana, reverse("books-of-pen-name", args=["Ana", "Ana"])),
        ],
    }

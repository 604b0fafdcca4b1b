"""The vocabulary an archive begins with: that of the Archive of Our Own, which readers know.

The archivist changes the words; the keys stay, so that what a file says is understood whatever she calls it.
"""

from headcanon.accounts.models import fold
from headcanon.canon.models import NONE_APPLY, NOT_RATED, NOT_SAID
from headcanon.canon.naming import slugs_for

# key, name, letter, what it means, whether guests are asked
RATINGS = (
    (NOT_RATED, "Not rated", "", "The author has not said.", False),
    ("general", "General audiences", "G", "For everybody.", False),
    ("teen", "Teen and up", "T", "Not for children under thirteen.", False),
    ("mature", "Mature", "M", "Adult themes: sex, violence or the like, not in every detail.", True),
    ("explicit", "Explicit", "E", "Adult themes in every detail.", True),
)
# standard, name
WARNINGS = (
    (NONE_APPLY, "No warnings apply"),
    (NOT_SAID, "Author chose not to warn"),
    ("violence", "Graphic violence"),
    ("death", "Major character death"),
    ("non-con", "Rape or non-con"),
    ("underage", "Underage sex"),
)
CATEGORIES = (
    ("f-f", "F/F"), ("f-m", "F/M"), ("gen", "Gen"), ("m-m", "M/M"), ("multi", "Multi"), ("other", "Other"),
)  # fmt: skip


def put_in(rating_model, tag_model):
    """Make what is missing of it; models as they are, or as a migration knows them."""
    rating_model.objects.bulk_create(
        (
            rating_model(key=key, name=name, letter=letter, meaning=meaning, asks_guests=asks, position=position)
            for position, (key, name, letter, meaning, asks) in enumerate(RATINGS)
        ),
        ignore_conflicts=True,
    )
    for kind, words in (("warning", WARNINGS), ("category", CATEGORIES)):
        for position, (standard, name) in enumerate(words):
            offer(tag_model, kind, standard, name, position)


def offer(tag_model, kind, standard, name, position):
    """Works may have been given such a tag before it was offered; it is the same."""
    tag = tag_model.objects.filter(kind=kind, key=fold(name)).first()
    if tag is None:
        slug = next(slug for slug in slugs_for(name) if not tag_model.objects.filter(slug=slug).exists())
        tag = tag_model(kind=kind, key=fold(name), name=name, slug=slug)
    tag.standard, tag.offered = standard, position
    tag.save()

"""What pages of other apps show of reviews."""

from headcanon.reviews.wishes import wishes_of


def open_for_reviews(works, viewer):
    """{id: the work} of those that are posted; what follows is asked for when somebody comes that far."""
    return {work.pk: work for work in works if not work.is_draft}


def wished_in_two_words(works, viewer):
    """{id: what its author would like to hear}, where she has said so."""
    return {pk: wished.badge for pk, wished in wishes_of(works).items() if wished.badge}

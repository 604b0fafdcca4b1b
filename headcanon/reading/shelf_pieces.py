"""What pages of other apps show of shelves."""

from headcanon.reading.shelves import recommendations_by

MOST_NAMED = 8


def posted(works, viewer):
    """What can be put on a shelf from its page: what its readers see. No question is asked for it."""
    return {work.pk: True for work in works if not work.is_draft}


def listing_recommendations(works, viewer):
    """Those whose authors wish it; who recommends them is asked for when somebody comes that far."""
    return {work.pk: True for work in works if work.lists_recommendations and not work.is_draft}


def for_members(works, viewer):
    return {} if viewer.is_guest else {work.pk: True for work in works}


def recommended_by(name):
    """A slot's loader: the public shelves of a pen name ("pseud"), or of a person under any ("person")."""

    def load(items, viewer):
        found = {}
        for item in items:
            shelves = list(recommendations_by(viewer, **{name: item})[: MOST_NAMED + 1])
            # Under several names there are as many pages of all of them; each is a click away.
            more = name == "pseud" and len(shelves) > MOST_NAMED
            if shelves:
                found[item.pk] = {"shelves": shelves[:MOST_NAMED], "more": more, "pseud": item if more else None}
        return found

    return load

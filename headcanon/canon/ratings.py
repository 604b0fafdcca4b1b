"""From the words old files use to the archive's ratings and warnings."""

import re

from headcanon.accounts.models import fold
from headcanon.canon.defaults import WARNINGS
from headcanon.canon.models import NONE_APPLY, NOT_RATED, NOT_SAID, Tag
from headcanon.canon.vocabulary import the_vocabulary

# The scales of docs/formats.md: films, FictionRatings, FanFiction.net, and plain words; the first that fits counts.
SCALE = (
    ("explicit", r"nc-?1[78]|xxx|x|explicit|frao|18"),
    ("mature", r"mature|ma|m|r|frm|adult"),
    ("teen", r"pg-?1[35]|teen|t|frt|1[2-5]|k\+"),
    ("general", r"general|gen|g|pg|k|u|all ages|everyone|frc|all"),
)


def rating_from(words):
    """The key of the archive's rating for what a file says ("PG-13, for language"), which may be the archive's own
    word; not rated if it says nothing known."""
    said = (words or "").casefold().strip()
    vocabulary = the_vocabulary()
    if own := vocabulary.rating_named(said):
        return own
    for rating, pattern in SCALE:
        if rating in vocabulary.ratings and re.match(rf"(?:{pattern})(?![\w+])", said):
            return rating
    return NOT_RATED


def warnings_from(said):
    """The warnings a file names, standard ones in the archive's words.

    A file that says nothing has not said that nothing applies: its author chose not to warn.
    """
    ours = dict(WARNINGS) | the_vocabulary().standard(Tag.Kind.WARNING)
    found = [standard_warning(words, ours) for words in said if words.strip()]
    return list(dict.fromkeys(found)) or [ours[NOT_SAID]]


def standard_warning(words, ours):
    said = words.casefold().strip(" .!")
    if said in {"none", "n/a", "na", "no", "none apply", "no warnings", "nothing"}:
        return ours[NONE_APPLY]
    for standard, name in WARNINGS:
        if fold(said) in (fold(name), fold(ours[standard])):
            return ours[standard]
    if re.search(r"character death|\bmcd\b", said):
        return ours["death"]
    return words.strip()

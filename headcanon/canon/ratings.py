"""From the words old files use to the archive's ratings and warnings."""

import re

from headcanon.canon.models import Rating

NO_WARNINGS_APPLY = "No warnings apply"
CHOSE_NOT_TO_WARN = "Author chose not to warn"
STANDARD_WARNINGS = (
    NO_WARNINGS_APPLY,
    CHOSE_NOT_TO_WARN,
    "Graphic violence",
    "Major character death",
    "Rape or non-con",
    "Underage sex",
)

# The scales of docs/formats.md: films, FictionRatings, FanFiction.net, and plain words; the first that fits counts.
SCALE = (
    (Rating.EXPLICIT, r"nc-?1[78]|xxx|x|explicit|frao|18"),
    (Rating.MATURE, r"mature|ma|m|r|frm|adult"),
    (Rating.TEEN, r"pg-?1[35]|teen|t|frt|1[2-5]|k\+"),
    (Rating.GENERAL, r"general|gen|g|pg|k|u|all ages|everyone|frc|all"),
)


def rating_from(words):
    """The archive's rating for what a file says ("PG-13, for language"); not rated if it says nothing known."""
    said = (words or "").casefold().strip()
    for rating, pattern in SCALE:
        if re.match(rf"(?:{pattern})(?![\w+])", said):
            return rating
    return Rating.NOT_RATED


def warnings_from(said):
    """The warnings a file names, standard ones in the archive's words.

    A file that says nothing has not said that nothing applies: its author chose not to warn.
    """
    found = [standard_warning(words) for words in said if words.strip()]
    return list(dict.fromkeys(found)) or [CHOSE_NOT_TO_WARN]


def standard_warning(words):
    said = words.casefold().strip(" .!")
    if said in {"none", "n/a", "na", "no", "none apply", "no warnings", "nothing"}:
        return NO_WARNINGS_APPLY
    if re.search(r"character death|\bmcd\b", said):
        return "Major character death"
    for standard in STANDARD_WARNINGS:
        if said == standard.casefold():
            return standard
    return words.strip()

"""When two names look the same, whatever letters they are written with.

After Unicode's security mechanisms (UTS 39): each character is replaced by the plainest one that looks like it, what
is not seen is left out, and what then remains, the skeleton, is compared. Capitals and small letters count as alike.
"""

import re
from functools import cache
from unicodedata import name as unicode_name
from unicodedata import normalize

# Characters that fonts draw as nothing (Default_Ignorable_Code_Point), and the blank of braille.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
NOT_SEEN = re.compile(rf"[\s{UNSEEN}]+")
DIRECTION_MARK = "\u200e"  # stands around right-to-left characters in the table
SMALL_CAPITAL = re.compile(r"LATIN LETTER SMALL CAPITAL ([A-Z])")
# A dot on a letter that has one already, and a mark drawn over its like.
DRAWN_TWICE = re.compile(r"(?<=[ij])\u0307|([\u0300-\u036f])(?=\1)")


def skeleton(name):
    """Equal for names that look the same."""
    bare = NOT_SEEN.sub("", normalize("NFD", name))
    plain = replaced(normalize("NFKD", replaced(bare)).casefold())
    return DRAWN_TWICE.sub("", NOT_SEEN.sub("", normalize("NFD", plain)))


def replaced(text):
    table = prototypes()
    return "".join(table.get(character, character) for character in text)


@cache
def prototypes():
    """For each character that looks like a plainer one, or several, the plainer."""
    # Its tables take half a second to read, and only whoever chooses a name needs them.
    from confusable_homoglyphs.confusables import confusables_data

    table = {}
    for one, likenesses in confusables_data.items():
        character = one.strip(DIRECTION_MARK)
        if len(character) == 1 and (plain := plainer(one, likenesses, confusables_data)):
            table[character] = plain.strip(DIRECTION_MARK)
    return table | dict(small_capitals())


def plainer(one, likenesses, data):
    """The data names every pair both ways round; whatever several characters look like is the plainer one."""
    if len(likenesses) > 1:
        return None
    other = likenesses[0]["c"]
    if len(data[other]) > 1 or len(other.strip(DIRECTION_MARK)) > 1:
        return other
    return min(one, other)


def small_capitals():
    """They look like capitals, and the table, which is made for letters of one size, passes them over."""
    for character in map(chr, range(0x250, 0xAB00)):
        if found := SMALL_CAPITAL.fullmatch(unicode_name(character, "")):
            yield character, found[1].lower()

"""Glyphs nobody has are named, never silently boxes.

A private-use character means something only in one font on one machine, an unassigned one nothing in any; a
control character or half of a surrogate pair cannot stand in a book at all. Each is replaced by its number in
brackets, [U+E000], so that a reader sees that something stood there, and which character it was.
"""

import dataclasses
import unicodedata

NEVER_SHOWN = {"Cc", "Cs", "Co", "Cn"}
SHOWN_CONTROLS = "\t\n\r"
STILL_GROWING = (("\U0001f000", "\U0001fbff"), ("\U00020000", "\U0003ffff"))


def has_glyph(character):
    """Whether some font may show it.

    An unassigned number counts as one that may where each year's Unicode puts new emoji and Han characters: fonts
    learn those sooner than the Python that runs here.
    """
    category = unicodedata.category(character)
    if category == "Cn":
        return is_awaited(character)
    return category not in NEVER_SHOWN or character in SHOWN_CONTROLS


def is_awaited(character):
    is_noncharacter = ord(character) & 0xFFFE == 0xFFFE
    return not is_noncharacter and any(first <= character <= last for first, last in STILL_GROWING)


def name_missing_glyphs(value):
    """The same manuscript, chapter, list or string with every missing glyph named."""
    if isinstance(value, str):
        return value.translate({ord(each): f"[U+{ord(each):04X}]" for each in set(value) if not has_glyph(each)})
    if isinstance(value, (list, tuple)):
        return type(value)(name_missing_glyphs(each) for each in value)
    if dataclasses.is_dataclass(value):
        members = {each.name: name_missing_glyphs(getattr(value, each.name)) for each in dataclasses.fields(value)}
        return dataclasses.replace(value, **members)
    return value

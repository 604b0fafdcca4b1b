"""A language's code as a number, which engines can compare and count; the same one always and everywhere.

The first part of a code, of two or three letters, is a number of base 27; what follows, as in "pt-BR", is a checksum
beside it.
"""

from zlib import crc32

from django.conf.locale import LANG_INFO

LETTERS = " abcdefghijklmnopqrstuvwxyz"
LONGEST = 3


def language_number(code):
    first, _, rest = code.lower().replace("_", "-").partition("-")
    number = 0
    for letter in first[:LONGEST]:
        number = number * len(LETTERS) + max(LETTERS.find(letter), 0)
    return number << 16 | (crc32(rest.encode()) & 0xFFFF if rest else 0)


def language_code(number):
    """Of a code that nobody here has a name for, its first part."""
    return NAMED.get(number) or first_part(number >> 16)


def first_part(number):
    letters = ""
    while number:
        number, place = divmod(number, len(LETTERS))
        letters = LETTERS[place] + letters
    return letters.strip()


NAMED = {language_number(code): code for code in LANG_INFO}

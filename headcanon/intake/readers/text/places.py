"""How a place in a text is named to a person: by the words just before it."""

from headcanon.manuscript.words import LETTER

MOST = 6


def last_words(text):
    """The last six words, verbatim; of a script that sets no spaces between words, the last few characters."""
    return " ".join(trimmed(word, -MOST * 2) for word in text.split()[-MOST:])


def first_words(text):
    return " ".join(trimmed(word, MOST * 2) for word in text.split()[:MOST])


def trimmed(word, most):
    if len(word) <= abs(most) or not LETTER.search(word):
        return word
    return word[:most] if most > 0 else word[most:]

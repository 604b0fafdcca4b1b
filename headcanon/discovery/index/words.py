"""How a text becomes the words by which it is found, alike for what is kept and for what is asked.

Case, and accents on Latin and Greek letters, do not count. Scripts that put no space between words are taken letter by
letter. Words of the larger languages are kept by their stems, as Snowball's rules have them (snowballstem.org).
"""

import re
import unicodedata
from functools import cache, lru_cache

import tantivy

from headcanon.manuscript.words import UNSPACED

# By the first part of a language's code.
STEMMED = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish",
}  # fmt: skip
TONGUES = ("", *sorted(set(STEMMED.values())))
LONGEST = 60  # letters; what is longer counts as several words

# Marks without which a letter would be another one: those of Indic scripts and of Thai, Lao, Khmer and Burmese.
VOWELS = r"\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
VOWELS += r"\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1082-\u108d\u17b4-\u17d3\u3099\u309a"
UNSPACED_LETTER = re.compile(f"[{''.join(UNSPACED.values())}][{VOWELS}]*")
MARKED = re.compile(f"[{VOWELS}\u0300-\u036f]")
WORD, MARKED_WORD = re.compile(r"\w+"), re.compile(rf"(?:\w|[{VOWELS}\u0300-\u036f])+")
# Accents, and the vowels that Hebrew and Arabic write above and below where they wish.
SPARED = re.compile(r"(?<=[a-zα-ω])[\u0300-\u036f]+|[\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
ONE_LETTER = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
# Most texts have no other letters than these, and are done much sooner.
TYPOGRAPHIC = "’‘“”–—…«»\xa0"
PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


def words_of(text):
    """Its words in order, each in the form in which words are compared."""
    if not text.isascii():
        for sign in TYPOGRAPHIC:
            text = text.replace(sign, " ")
    words = text.translate(PLAIN).split() if text.isascii() else words_of_any(text)
    if words and max(map(len, words)) > LONGEST:
        return [word[at : at + LONGEST] for word in words for at in range(0, len(word), LONGEST)]
    return words


def words_of_any(text):
    text = unicodedata.normalize("NFKD", text).casefold().translate(ONE_LETTER)
    text = unicodedata.normalize("NFC", SPARED.sub("", text)).replace("_", " ")
    text = UNSPACED_LETTER.sub(r" \g<0> ", text)
    return (MARKED_WORD if MARKED.search(text) else WORD).findall(text)


def tongue_of(language):
    """By whose rules words of this language ("pt-BR") are brought to their stems; empty if by nobody's."""
    return STEMMED.get(language.lower().replace("_", "-").partition("-")[0], "")


@lru_cache(20_000)
def stem_of(word, tongue):
    stems = analyzer(tongue).analyze(word) if tongue else [word]
    return stems[0] if stems else word


@cache
def analyzer(tongue):
    """For text whose words stand between blanks."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return (builder.filter(tantivy.Filter.stemmer(tongue)) if tongue else builder).build()

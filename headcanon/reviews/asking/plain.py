"""A text as the tables read it: "PLEEEASE, Upd8 ❤️" is "please, update !", and each letter knows where it stood."""

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'’‘ʼ`´"
DECORATION = "*_~〜^\u00ad"
ACCENTS = re.compile(r"[\u0300-\u036f]")
SPACED_SCRIPTS = 0x0530  # Latin, Greek and Cyrillic; letters above this mean something when they are doubled
SQUEEZED = re.compile(r"([^\W\d_\u0530-\U0010ffff])\1+")

LONGEST_QUOTATION = 1000  # characters; a mark that nobody closes must not swallow the rest
QUOTED = rf"[^\n%s]{{1,{LONGEST_QUOTATION}}}"
QUOTATION = re.compile(
    r"^[ \t]*>[^\n]*|(?<!\w)['‘](?=\S)"
    + QUOTED % "'‘’"
    + r"['’](?!\w)|"
    + "|".join(
        f"{marks[0]}{QUOTED % marks}[{marks[1:]}]"
        for marks in ('""', "“”", "„“”", "«»", "»«", "「」", "『』", "《》", "‹›")
    ),
    re.MULTILINE,
)

UNDECOMPOSED = str.maketrans("łøđı", "lodi")
LEET = str.maketrans("013457", "oieast")
NO_PAUSE = (
    r",(?= (?:wie|das|ob|du|wann|bis|что|чтобы|как|когда|ze|co|jak|kiedy|please|pls|plz|bite|stp|svp|s'il te plait|por favor"
    r"|porfa|per favore|ti prego|пожалуйста|prosze)(?!\w))"
)
WORD = re.compile(rf"[a-z][a-z0-9]+|{NO_PAUSE}")
MEANT = {
    "update",
    "updated",
    "continue",
    "please",
    "chapter",
    "sequel",
    "actualiza",
    "continua",
    "atualiza",
    "aggiorna",
}
MISSPELT = {
    "please": "pls plz plss plx plox plis pliz plse pleas plese pelase plsplspls bidde ples pwease pwetty",
    "update": "upd8 upd8e updte updat updaet upadte updae uptade upate updt updaye",
    "continue": "cont contine contiue cotinue contunue",
    "chapter": "chpter chaper chaptr chpt chptr capter chappie chappy",
    "sequel": "sequal sequell seqel squel",
    "next": "nxt nex",
    "tomorrow": "2moro tmr",
}


@lru_cache(maxsize=4096)
def folded(letter):
    """One letter in its plainest form; nothing for what only decorates, "!" for a picture."""
    if letter in APOSTROPHES:
        return "'"
    if letter in DECORATION:
        return ""
    if letter.isspace():
        return "\n" if letter in "\n\r\u2028\u2029" else " "
    kind = unicodedata.category(letter)
    if kind in ("Mn", "Me", "Cf", "Cc", "Cs"):
        return ""
    if kind in ("So", "Sk", "Co"):
        return "!"
    plain = unicodedata.normalize("NFKC", letter).casefold()
    if ord(letter) < SPACED_SCRIPTS or 0x1E00 <= ord(letter) < 0x2000:
        plain = ACCENTS.sub("", unicodedata.normalize("NFKD", plain)).translate(UNDECOMPOSED)
    return plain


def plain_pattern(pattern):
    """A line of a table with its letters folded like the texts it will be searched in."""
    return SQUEEZED.sub(r"\1", "".join(folded(letter) if letter.isalpha() else letter for letter in pattern))


def plain(text):
    """The plain text, and for each of its characters, and the end, the offset in `text` where it came from."""
    letters, places, last = [], [], ""
    for place, letter in enumerate(QUOTATION.sub(lambda quoted: '"' * len(quoted[0]), text)):
        for each in folded(letter):
            if each != last or not _is_squeezed(each):
                letters.append(each)
                places.append(place)
            last = each
    return _spelt("".join(letters), [*places, len(text)])


def _is_squeezed(letter):
    return letter == '"' or (letter.isalpha() and ord(letter) < SPACED_SCRIPTS)


def _spelt(letters, places):
    """With misspelt words mended, and those said again and again said once."""
    words, spots, done, last = [], [], 0, ("", 0)
    for word in WORD.finditer(letters):
        meant, start = _meant(word[0]), word.start()
        if (meant, letters[last[1] : start]) == (last[0], " "):
            meant, start = "", last[1]
        else:
            last = meant, word.end()
        if meant != letters[start : word.end()]:
            words += [letters[done:start], meant]
            spots += places[done:start] + [places[word.start()]] * len(meant)
            done = word.end()
        last = last[0], word.end()
    return "".join([*words, letters[done:]]), spots + places[done:]


@lru_cache(maxsize=4096)
def _meant(word):
    if word == ",":
        return ""
    if word in SPELLINGS:
        return SPELLINGS[word]
    if not word.isalpha():
        return MIXED_UP.get(_muddle(word.translate(LEET)), word)
    return MIXED_UP.get(_muddle(word), word)


def _muddle(word):
    """The same for words that differ in the order of their inner letters."""
    return word[0], *sorted(word[1:])


SPELLINGS = {plain_pattern(wrong): plain_pattern(right) for right, all in MISSPELT.items() for wrong in all.split()}
MIXED_UP = {_muddle(plain_pattern(word)): plain_pattern(word) for word in MEANT}

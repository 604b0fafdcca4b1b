"""Bytes to text. Strict ways first, guesses last, and every guess or repair is said in a concern."""

import codecs
import re
from dataclasses import dataclass, field

from headcanon.intake.readers.text.places import first_words, last_words
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.manuscript.model import Concern

# The longer marks first: UTF-32's little-endian mark begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
FEW_CONTROLS = 4
INVALID_UTF8 = "invalid-utf8-as-cp1252"
MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")

# What UTF-8 looks like after it was read as Windows-1252 (“â€™” for “’”, “Ã©” for “é”) and saved again.
MOJIBAKE = re.compile("â€|â\x80|Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|Â[\x80-\xbf]|ï»¿|ðŸ")
CUT_QUOTE = re.compile(r"â€(?=[\s.,;:!?)\]*_]|$)")  # a “”” whose last byte got lost on the way
C1 = re.compile("[\x80-\x84\x86-\x9f]")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
STRAY_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]")

WESTERN_SIGNS = "‘’‚“”„…–—•·°«»¡¿£¥€¢§©®™½¼¾²³´¨¸¹º×÷±¬¶†‡‰‹›ˆ˜¦¤µ\xa0\xad"
WORD_WITH_HIGH_LETTERS = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")


@dataclass
class Decoded:
    text: str
    encoding: str
    concerns: list[Concern] = field(default_factory=list)


def decode(data, name):
    """The text of a file and the name Python has for its encoding; Unreadable for binary and for cut-off files."""
    for way in (by_its_mark, as_wide, as_utf8, as_mixed, as_cp1252, by_guess):
        if decoded := way(data, name):
            refuse_binary(len(STRAY_CONTROLS.findall(decoded.text)), decoded.text, name)
            return tidied(repaired(decoded))
    raise Unreadable(f"{name} is not text that can be read; it may be a picture, a program or a damaged file.")


def by_its_mark(data, name):
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return strictly(data, encoding, name) or damaged(data, encoding)
    return None


def as_wide(data, name):
    """UTF-16 and UTF-32 without a mark: every ASCII letter, space or line end leaves zero bytes on one side."""
    if b"\0" not in data:
        return None
    for encoding in WIDE:
        size = 4 if "32" in encoding else 2
        sample = data[: 4000 // size * size]
        fits = zeros_fit(sample, encoding, size) and not is_far_out(sample.decode(encoding, "ignore"))
        if fits and (decoded := strictly(data, encoding, name)):
            return decoded
    return None


def zeros_fit(sample, encoding, size):
    """Zeros stand where this encoding puts them, and hardly anywhere else."""
    places = [sample[at::size].count(0) for at in range(size)]
    low = places[0] if encoding.endswith("le") else places[-1]
    high = places[-1] if encoding.endswith("le") else places[0]
    return high > low * 4 and high * size * 20 >= len(sample)


def is_far_out(sample):
    """Mostly signs from the far end of Unicode, where no story is written."""
    return sum(sign > "\uffff" for sign in sample) * 2 > len(sample)


def strictly(data, encoding, name):
    """None if the bytes are not in this encoding; a file that stops inside a character is refused."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        at_the_end = error.end >= len(data) and error.reason in ("truncated data", "unexpected end of data")
        if at_the_end and (len(data) < 4 or "utf-8" not in encoding or MULTIBYTE.search(data, 3, error.start)):
            raise cut_off(name) from error
        return None


def cut_off(name):
    return Unreadable(f"{name} was cut short: it stops in the middle of a character. Look for a complete copy.")


def damaged(data, encoding):
    """Marked as Unicode and yet broken inside: what can be read is kept, what cannot is shown as �."""
    text = data.decode(encoding, "replace")
    message = "Some bytes of this file are damaged; each such place shows as �."
    return Decoded(text, encoding, [Concern("encoding", around(text, text.find("\ufffd")), message)])


def as_utf8(data, name):
    refuse_binary(len(data) - len(data.translate(None, CONTROLS)), data, name)
    return strictly(data, "utf-8", name)


def refuse_binary(controls, content, name):
    """A few stray control characters happen in old files; more than one in a hundred is no text."""
    if controls > max(FEW_CONTROLS, len(content) / 100):
        raise Unreadable(f"{name} is not text; it looks like a picture, a program or another binary file.")


def as_mixed(data, name):
    """Mostly UTF-8, with some Windows-1252 pasted in."""
    text = data.decode("utf-8", INVALID_UTF8)
    strange = sum(map(len, re.findall(rb"[\x80-\xff]", data))) - sum(map(len, MULTIBYTE.findall(data)))
    if len(MULTIBYTE.findall(data)) <= strange * 2:
        return None
    first = data.decode("utf-8", "replace").find("\ufffd")
    message = "Some characters of this file were in another encoding (Windows-1252) than the rest. Check them."
    return Decoded(text, "utf-8", [Concern("encoding", around(text, first), message)])


def byte_as_cp1252(error):
    """One invalid byte at a time, so that the text keeps its length in characters."""
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", "replace"), error.start + 1


codecs.register_error(INVALID_UTF8, byte_as_cp1252)


def as_cp1252(data, name):
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "cp1252") if is_plausible(text) else None


def is_plausible(text):
    """Accents sit inside words of plain letters; in a wrong guess whole words are accents, or capitals end them."""
    signs = sum(1 for sign in re.findall(r"[^\x00-\x7f\w]", text) if sign not in WESTERN_SIGNS)
    words = WORD_WITH_HIGH_LETTERS.findall(text)
    return signs + sum(1 for word in words if is_strange(word)) <= len(words) / 10


def is_strange(word):
    plain = sum(1 for letter in word if letter.isascii())
    mostly_accents = len(word) > 2 and plain * 2 < len(word)
    capital_inside = not word[1:].islower() and not word.isupper() and len(word) > 1
    return mostly_accents or capital_inside


def by_guess(data, name):
    from charset_normalizer import from_bytes  # slow to import, and hardly ever needed

    best = from_bytes(data[:200_000], threshold=0.3).best()
    if best is None:
        return None
    text = data.decode(best.encoding, "replace")
    message = f"This file does not say how it is encoded; {best.encoding} is a guess. Check the accents."
    return Decoded(text, best.encoding, [Concern("encoding", around(text, first_high(text)), message)])


def first_high(text):
    return next((at for at, letter in enumerate(text) if not letter.isascii()), 0)


def repaired(decoded):
    """Text that was decoded wrongly once, set right line by line; lines without the signs of it stay untouched."""
    if MOJIBAKE.search(decoded.text):
        message = "This text was once saved in the wrong encoding (“â€™” for “’”) and is repaired. Check it."
        change(decoded, without_mojibake(decoded.text), message)
    if C1.search(decoded.text):
        better = re.sub("[\x80-\x9f]", lambda sign: c1_as_cp1252(sign[0]), decoded.text)
        change(decoded, better, "Some punctuation of this file was damaged and is repaired. Check it.")
    return decoded


def c1_as_cp1252(sign):
    """Windows-1252 read as Latin-1 turns its quotes and dashes into these control characters."""
    return sign.encode("latin-1").decode("cp1252", "ignore")


def without_mojibake(text):
    from ftfy import fix_encoding  # slow to import, and hardly ever needed

    lines = CUT_QUOTE.sub("â€\x9d", text).splitlines(keepends=True)
    return "".join(fix_encoding(line) if MOJIBAKE.search(line) else line for line in lines)


def change(decoded, better, message):
    """Put a better text in the place of what was decoded, and say so at the first place that differs."""
    if better == decoded.text:
        return
    length = min(len(better), len(decoded.text))
    place = next((at for at in range(length) if better[at] != decoded.text[at]), length)
    decoded.concerns.append(Concern("encoding", around(better, place), message))
    decoded.text = better


def tidied(decoded):
    """Without the characters that nobody sees; none of them stands between two words."""
    decoded.text = decoded.text.rstrip("\x1a")  # how DOS ended a file
    message = "This file held stray control characters; they are left out."
    change(decoded, STRAY_CONTROLS.sub("", decoded.text), message)
    decoded.text = INVISIBLE.sub("", decoded.text)
    return decoded


def around(text, place):
    """The last words before a place, or the first ones after it where hardly any stand before."""
    before = last_words(text[max(0, place - 200) : place])
    return before if len(before.split()) >= 3 else first_words(text[place : place + 200])

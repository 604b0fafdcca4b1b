"""From the bytes of one value, or of one file of text, to what was meant.

eFiction's tables said latin1 and took whatever a browser sent: UTF-8, Windows-1252, both in one table, UTF-8 read as
Windows-1252 and stored once more, and the quotes of old Macs. So each value is looked at by itself.
"""

import re

from headcanon.intake.readers.text.decoding import (
    C1,
    INVALID_UTF8,
    MOJIBAKE,
    MULTIBYTE,
    STRAY_CONTROLS,
    c1_as_cp1252,
    without_mojibake,
)

HIGH = re.compile(rb"[\x80-\xff]+")
# A Mac's quotes and dashes, which Windows reads as capitals: one of them inside a word of small letters gives it away.
A_MACS_APOSTROPHE = re.compile(r"[a-z]Õ[a-z]|[a-z.,!?]Ó(?=\s|$)")
FROM_A_MAC = str.maketrans("ÉÐÑÒÓÔÕ", "…–—“”‘’")


def text_of(data):
    """The text, without characters that nobody sees."""
    text = decoded(data)
    if MOJIBAKE.search(text):
        text = without_mojibake(text)
    if C1.search(text):
        text = C1.sub(lambda sign: c1_as_cp1252(sign[0]), text)
    return STRAY_CONTROLS.sub("", text)


def decoded(data):
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        pass
    if is_mostly_utf8(data):
        return data.decode("utf-8", INVALID_UTF8)
    text = "".join(byte_by_byte(data))
    return text.translate(FROM_A_MAC) if A_MACS_APOSTROPHE.search(text) else text


def is_mostly_utf8(data):
    whole = MULTIBYTE.findall(data)
    strange = sum(map(len, HIGH.findall(data))) - sum(map(len, whole))
    return len(whole) > strange * 2


def byte_by_byte(data):
    """Windows-1252; the five bytes that it knows no sign for are those of Latin-1."""
    try:
        yield data.decode("cp1252")
    except UnicodeDecodeError:
        for byte in data:
            one = bytes([byte])
            yield one.decode("latin-1") if byte in b"\x81\x8d\x8f\x90\x9d" else one.decode("cp1252")

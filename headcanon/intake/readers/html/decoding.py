"""The text of a page's bytes: as its first bytes or its own words say, else as the reader of plain text finds out."""

import codecs
import re

from headcanon.intake.readers.text.decoding import MARKS, Decoded, decode, repaired, tidied

DECLARED = re.compile(rb"""<(?:meta[^<>]*?charset=|\?xml[^<>]*?encoding=)["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
HEAD = 4096
WESTERN = {"iso8859-1", "ascii"}  # pages that say so are read by every browser as Windows-1252


def decoded(data, name):
    """What a page declares counts where its bytes bear it out."""
    match = None if data.startswith(tuple(mark for mark, _ in MARKS)) else DECLARED.search(data[:HEAD])
    said = match and python_name(match[1].decode("ascii", "replace"))
    if not said or said.startswith(("utf-16", "utf-32")):
        return decode(data, name)
    try:
        return tidied(repaired(Decoded(data.decode(said), said)))
    except (UnicodeDecodeError, LookupError):
        return decode(data, name)


def python_name(said):
    try:
        found = codecs.lookup(said)
    except LookupError:
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None
    return "cp1252" if found.name in WESTERN else found.name

"""The stories of a text: one, several under each other, or the parts of one, each with a header of its own."""

import html
import re

from headcanon.intake.readers.text.decoding import Decoded
from headcanon.intake.readers.text.quoted import without_quote_marks
from headcanon.intake.readers.text.reading import read_decoded
from headcanon.intake.readers.text.several import pieces_of
from headcanon.intake.readers.together import Piece, bare_title, put_together, without_part

# What is left of a page that was saved as text.
ENTITY = re.compile(r"&(?:#\d{2,6}|#x[\da-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
FEWEST_ENTITIES = 2
CENTRED = re.compile(r"</?center>", re.IGNORECASE)


def stories_in(decoded, source, name):
    """The stories of a text; parts of one, each with a header of its own, are put together."""
    text = CENTRED.sub("", without_quote_marks(decoded.text))
    if len(ENTITY.findall(text)) >= FEWEST_ENTITIES:
        text = ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    pieces = pieces_of(text)
    if len(pieces) == 1:
        return [read_decoded(Decoded(text, decoded.encoding, decoded.concerns), source, name)]
    concerns, stories = decoded.concerns, {}
    for piece in pieces:
        manuscript = read_decoded(Decoded(piece.text, decoded.encoding, concerns), source, name)
        concerns = []
        key = bare_title(manuscript.title) if manuscript.title else len(stories)
        stories.setdefault(key, []).append(Piece(manuscript, piece.number))
    return [one_of(parts, source) for parts in stories.values()]


def one_of(parts, source):
    """One story; a copy of each part may be there twice, which then is in it twice."""
    if len(parts) == 1:
        return parts[0].manuscript
    if all(part.number is not None for part in parts):
        parts = sorted(parts, key=lambda part: part.number)
    return put_together(parts, without_part(parts[0].manuscript.title), source)

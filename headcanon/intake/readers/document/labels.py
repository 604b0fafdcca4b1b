"""Headings and bold lines that are labels of what stands below them: "Summary", "Author's Notes"."""

import re

from headcanon.intake.readers.text import labels

ALSO = {
    "chapter summary": labels.SUMMARY,
    "summary for the chapter": labels.SUMMARY,
    "notes for the chapter": labels.NOTES,
    "chapter end notes": labels.NOTES,
    "beginning notes": labels.NOTES,
    "from the author": labels.NOTES,
}
OURS = re.compile(r".{1,60}(?:['’]s?) note (?:before|after)(?: this chapter)?", re.IGNORECASE)
LONGEST = 80
ANNOUNCING = (labels.SUMMARY, labels.NOTES, labels.DISCLAIMER)


def announced_by(piece):
    """What a piece announces that holds nothing but a label: the label's record, or None."""
    text = piece.text.strip(" :*_~-–—")
    if len(piece.lines) != 1 or not text or len(text) > LONGEST:
        return None
    label = labels.normal(text)
    field = labels.FIELD_OF.get(label) or ALSO.get(label) or (labels.NOTES if OURS.fullmatch(text) else None)
    return labels.Record(field, label, "", piece.text) if field in ANNOUNCING else None


def is_label(piece, below=None):
    """It looks like the label it could be: a heading, a line by hand, or a line above a quotation."""
    if announced_by(piece) is None:
        return False
    return bool(piece.level or piece.stands_out or (below is not None and below.tag == "blockquote"))

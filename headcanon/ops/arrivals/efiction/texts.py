"""What eFiction's texts become: story-HTML; and where the texts lie that its tables do not hold.

It kept each chapter as `<uid of its author>/<chapid>.txt` below a folder usually called `stories`, and showed any text
so: without a `<br>` or `<p>` in it every line end is a line break, and the backslashes that PHP once put before quotes
are taken away (FORMATS.md 6.1, variants 6 and 7).
"""

import os
import re
from pathlib import Path

from headcanon.intake.readers import Unreadable, load
from headcanon.manuscript.pasting import paste
from headcanon.ops.arrivals.efiction.decoding import text_of

BREAKS = re.compile(r"<(?:br|p)\b", re.IGNORECASE)
SLASHED = re.compile(r"""(?<!\\)\\++(?=['"])""")
A_LINE_END = re.compile(r"\r\n?|\n")
A_NUMBER = re.compile(r"[0-9]{1,10}")
A_TEXT = re.compile(r"([0-9]{1,10})\.txt", re.IGNORECASE)
DEEPEST = 4  # folders below the one that was named


def as_html(text):
    """The HTML that eFiction would have shown."""
    text = SLASHED.sub("", text.strip())
    return text if BREAKS.search(text) else A_LINE_END.sub("<br>", text)


def story_html_of(text):
    """(story-HTML, what of it was changed on the way: pictures, comments, hidden words)"""
    if not text.strip():
        return "", {}
    pasted = paste(as_html(text))
    return pasted.html, pasted.changed


def plain(text):
    """A title or name, in which eFiction let HTML's signs stand."""
    from headcanon.manuscript.words import plain_text

    html, _changed = story_html_of(text)
    return " ".join(plain_text(html).split())


class Texts:
    """The chapters' files below a folder; `find` gives the text of one, or None where there is none."""

    def __init__(self, folder):
        self.folder = Path(folder) if folder else None
        self.places = {}
        if self.folder:
            self.look_through(self.folder, 0)

    def look_through(self, folder, depth):
        """No link is followed: what a backup holds shall not lead out of it."""
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if depth < DEEPEST:
                        self.look_through(entry.path, depth + 1)
                elif entry.is_file(follow_symlinks=False) and (found := A_TEXT.fullmatch(entry.name)):
                    writer = os.path.basename(folder)
                    if A_NUMBER.fullmatch(writer):
                        self.places.setdefault(int(found[1]), []).append((int(writer), entry.path))

    def find(self, chapid, uid):
        """That of its writer; else the only one of this number, for a story may have changed hands."""
        places = dict(reversed(self.places.get(chapid, [])))
        path = places.get(uid) or (next(iter(places.values())) if len(places) == 1 else None)
        if path is None:
            return None
        return text_of(load(path)) if os.path.getsize(path) else ""


def text_of_chapter(chapter, texts):
    """(its text as it was stored, or None; a sentence about why there is none)"""
    if chapter["storytext"].strip():
        return chapter["storytext"], ""
    try:
        found = texts.find(chapter["chapid"], chapter["uid"])
    except Unreadable as complaint:
        return None, str(complaint)
    if found is not None and found.strip():
        return found, ""
    where = f"{chapter['uid']}/{chapter['chapid']}.txt"
    return None, f"its file {where} is empty." if found is not None else f"there is no text for it ({where})."

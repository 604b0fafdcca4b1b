"""PDF: set like a book, by typst, in a process of its own with limits on its memory and its time."""

import json
import subprocess
import sys
import unicodedata
from base64 import b64encode
from functools import partial
from pathlib import Path

from headcanon.bindery.writers import ground
from headcanon.bindery.writers.cover import canon_line, departure
from headcanon.bindery.writers.languages import is_right_to_left
from headcanon.bindery.writers.pdf.telling import told

HERE = Path(__file__).parent
PATIENCE = 180  # seconds
NO_FONT, CANNOT = 3, 4  # what press.py ends with
MOST_WORDS = 400_000
SIZES = ("width", "height", "inner", "outer", "top", "bottom", "size")
# Millimetres, and points for the story's letters. Where there are two sides the inner edge is wider, each page but an
# opening one has a running head, and lines are of one length.
PAPERS = {
    "a5": dict(zip(SIZES, (148, 210, 19, 16, 22, 23, 10.6), strict=True), sides=2, justified=True),
    "a4": dict(zip(SIZES, (210, 297, 38, 36, 36, 40, 12.2), strict=True), sides=2, justified=True),
    "phone": dict(zip(SIZES, (70, 140, 5, 5, 7, 11, 9.6), strict=True), sides=1, justified=False),
}


class Unprintable(ValueError):
    """No PDF can be made of this work here; its text is a sentence for a person."""


def write(manuscript, paper):
    """The work as the bytes of a PDF."""
    if manuscript.words > MOST_WORDS:
        raise Unprintable(
            f"“{manuscript.title}” has {manuscript.words:,} words; a PDF is set for up to {MOST_WORDS:,}. "
            "Take the EPUB, which holds it all."
        )
    data, names = told(manuscript, PAPERS[paper])
    pictures = {name: manuscript.pictures[address] for address, name in names.items()}
    return pressed(data, {"line.svg": line_of(manuscript), **pictures})


a5, a4, phone = (partial(write, paper=paper) for paper in PAPERS)


def line_of(manuscript):
    """What its cover shows below the words: the line, the branch, the fandom's ground."""
    x, rise = departure(manuscript)
    drawing = ground.draw(manuscript.fandoms, 1200, 300, 440) + canon_line(x=x, rise=rise, y=300, weight=5)
    flip = ' transform="matrix(-1 0 0 1 1200 0)"' if is_right_to_left(manuscript.language) else ""
    size = 'viewBox="0 0 1200 450" width="1200" height="450"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><g{flip}>{drawing}</g></svg>'.encode()


def pressed(data, files):
    job = {
        "template": (HERE / "book.typ").read_text(encoding="utf-8"),
        "book": json.dumps(data, ensure_ascii=False, separators=(",", ":")),
        "files": {name: b64encode(each).decode() for name, each in files.items()},
    }
    try:
        # Isolated: it sees no variable, no folder of the caller's, and none of our modules.
        press = subprocess.run(
            [sys.executable, "-I", str(HERE / "press.py")],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unprintable(too_much(data))
    if press.returncode == 0:
        return press.stdout
    complaint = press.stderr.decode("utf-8", "replace").strip()
    if press.returncode == NO_FONT:
        raise Unprintable(
            f"This machine has no font for “{data['title']}”: it lacks {', '.join(map(named, complaint))} and more. "
            "Install fonts for this script (such as Debian's fonts-noto), or take the EPUB."
        )
    if press.returncode == CANNOT:
        raise Unprintable(
            f"“{data['title']}” could not be set as a PDF; take the EPUB. What was said: {complaint[:300]}"
        )
    raise Unprintable(too_much(data))


def too_much(data):
    return f"Setting “{data['title']}” as a PDF took too much memory or time. Take the EPUB, which holds it all."


def named(letter):
    return f"{letter} ({unicodedata.name(letter, f'U+{ord(letter):04X}').lower()})"

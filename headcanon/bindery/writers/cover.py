"""The drawn cover: fandom, title, author, the canon line with the one branch that leaves it, and the fandom's ground.

Works of a fandom are seen to belong together by their ground; each is known by its words and by where it leaves the
line, how high, and how many beads are strung on its branch.

An SVG and no bitmap: a bitmap would need letters for every script drawn by hand, and a cover without words is worse
than the one an e-reader makes from title and author when it cannot show SVG.
"""

import unicodedata
from hashlib import sha256
from html import escape

from headcanon.bindery.writers import ground
from headcanon.bindery.writers.about import byline
from headcanon.bindery.writers.languages import is_right_to_left, language_tag

WIDTH, HEIGHT, EDGE = 1200, 1800, 120
PAPER, INK, FADED, TEAL, ROSE = "#FBF8F3", "#221C16", "#574D43", "#2F6B6B", "#8C2F39"
SERIF = "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, 'Noto Serif', serif"
LINE_Y = 1420
TITLE_Y = 320
TITLE_SIZES = (136, 116, 96, 80, 64)
TITLE_ROOM = 520  # what the lines of a title may measure together, their leading left aside
LEADING = 1.18
AUTHOR_SIZE, AUTHOR_LEADING, AUTHOR_LINES = 60, 76, 3
FANDOM_SIZE, FANDOM_Y = 42, 160
MOST_BEADS = 4


def draw(manuscript):
    """The cover as SVG."""
    language = language_tag(manuscript.language)
    is_mirrored = is_right_to_left(manuscript.language)
    name = f"{manuscript.title} – {byline(manuscript)}" if byline(manuscript) else manuscript.title
    flip = f' transform="matrix(-1 0 0 1 {WIDTH} 0)"' if is_mirrored else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img"\
 aria-labelledby="name"{f' xml:lang="{language}"' if language else ""}>
<title id="name">{escape(name)}</title>
<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>
<g{flip}>{ground.draw(manuscript.fandoms, WIDTH, LINE_Y, HEIGHT)}{canon_line(*departure(manuscript))}{beads(manuscript)}</g>
<g font-family="{escape(SERIF)}"{' direction="rtl"' if is_mirrored else ""}>
{words(manuscript, WIDTH - EDGE if is_mirrored else EDGE)}
</g>
</svg>
"""


def departure(manuscript):
    """Where the branch leaves and how far it rises: each work its own, and always the same."""
    digest = sha256(manuscript.identifier.encode()).digest()
    return 300 + digest[0], 150 + digest[1] // 2


def canon_line(x, rise, width=WIDTH, y=LINE_Y, weight=6):
    """A level teal line, and a rose branch that leaves it at an event and runs level again to a dot."""
    top, end = y - rise, width * 7 // 8
    bend = f"M{x} {y}C{x + rise} {y} {x + rise * 3 // 4} {top} {x + rise * 7 // 4} {top}H{end}"
    return (
        f'<path class="canon" d="M0 {y}H{width}" fill="none" stroke="{TEAL}" stroke-width="{weight}"/>'
        f'<path class="branch" d="{bend}" fill="none" stroke="{ROSE}" stroke-width="{weight}"/>'
        f'<circle class="event" cx="{x}" cy="{y}" r="{weight * 2.5:g}" fill="{TEAL}"/>'
        f'<circle class="end" cx="{end}" cy="{top}" r="{weight * 2:g}" fill="{ROSE}"/>'
    )


def beads(manuscript):
    """Strung on the branch where it runs level; how many, the title says."""
    x, rise = departure(manuscript)
    digest = sha256(manuscript.title.encode()).digest()
    first, y = x + rise * 7 // 4 + 30, LINE_Y - rise
    room = (WIDTH * 7 // 8 - 50 - first) // MOST_BEADS
    return "".join(
        f'<circle class="bead" cx="{first + room * number + digest[number + 1] * room // 512}" cy="{y}" r="7"'
        f' fill="{PAPER}" stroke="{ROSE}" stroke-width="4"/>'
        for number in range(digest[0] % (MOST_BEADS + 1))
    )


def words(manuscript, x):
    size, title = fitted(manuscript.title)
    author_y = TITLE_Y + len(title) * size * LEADING + 20
    title_style = f'font-size="{size}" font-weight="700" fill="{INK}"'
    author_style = f'font-size="{AUTHOR_SIZE}" font-style="italic" fill="{FADED}"'
    rows = [row(line, x, TITLE_Y + at * size * LEADING, title_style) for at, line in enumerate(title)]
    for at, line in enumerate(wrapped(byline(manuscript), AUTHOR_SIZE)[:AUTHOR_LINES]):
        rows.append(row(line, x, author_y + at * AUTHOR_LEADING, author_style))
    return "\n".join([*fandoms(manuscript, x), *rows])


def fandoms(manuscript, x):
    """One line above the title; what does not fit is cut with an ellipsis."""
    lines = wrapped(" · ".join(manuscript.fandoms), FANDOM_SIZE)
    style = f'font-size="{FANDOM_SIZE}" fill="{FADED}"'
    return [row(lines[0] + ("…" if lines[1:] else ""), x, FANDOM_Y, style)] if lines else []


def row(text, x, y, style):
    return f'<text x="{x}" y="{y:.0f}" {style}>{escape(text)}</text>'


def fitted(title):
    """The largest size at which the title fits, and its lines; what fits at none is cut with an ellipsis."""
    for size in TITLE_SIZES:
        lines = wrapped(title, size)
        if len(lines) * size <= TITLE_ROOM:
            return size, lines
    *whole, last = lines[: TITLE_ROOM // size]
    return size, [*whole, f"{last}…"]


def wrapped(text, size):
    """Lines that are surely narrow enough; a word wider than the page is broken, as Han and kana always may be."""
    room = (WIDTH - 2 * EDGE) / size
    lines = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines += broken(word, room)
    return lines


def broken(word, room):
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(pieces[-1] + character) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces


def width_of(text):
    """In ems of a bold serif, guessed on the wide side: the fonts of the e-reader are not known."""
    return sum(map(width_of_character, text))


def width_of_character(character):
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1
    return 0.78 if character.isupper() else 0.56

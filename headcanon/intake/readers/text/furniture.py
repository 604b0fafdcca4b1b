"""What belongs to a page or a site and not to the story: page numbers, running heads, links back to an index.

It leaves the story, and its words stand in a concern.
"""

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby

from headcanon.intake.readers.text import marks

PAGE = re.compile(r"\W*(?:page|pg\.?|seite|página|pagina)\s*\d+(?:\s*(?:of|/|von|de|di)\s*\d+)?\W*", re.IGNORECASE)
FIGURE = re.compile(r"[\s\-–—~]*\d{1,4}[\s\-–—~]*")
GO = re.compile(
    r"(?:back|return|go) to (?:the )?(?:\w+ )?"
    r"(?:index|top|main(?: page)?|stories|contents|home(?: ?page)?|archive|fic\w*|list)"
    r"|(?:next|previous|prev|last|first)(?: (?:chapter|part|page|story))?|home|index|back|top|main|forward"
    r"|(?:review|rate|print|e?-?mail) this (?:story|chapter|page)|(?:read|leave|post|add|view)(?: a| your)? reviews?"
    r"|e?-?mail the author|printer[- ]friendly(?: version)?|add (?:story )?to favou?rites|report (?:this|abuse)",
    re.IGNORECASE,
)
BETWEEN_LINKS = re.compile(r"\s*[\[\]<>|«»←→•·]+\s*")
PLAIN_LINK = re.compile(
    r"(?:back|return) to (?:the )?(?:\w+ )?(?:index|top|main page|archive|contents|home ?page)", re.IGNORECASE
)
ADDRESS = re.compile(r"\W?(?:https?://|www\.)\S+")
IMPRINT = re.compile(
    r"(?:this (?:story|file|fic) (?:was |is )?(?:archived|downloaded|stored|hosted)"
    r"|(?:downloaded|printed|exported|archived) (?:from|at|by|with))\b.{0,60}(?:https?://|www\.)\S+|end file\.?",
    re.IGNORECASE,
)
# A journal hides what stands between these (LiveJournal's <lj-cut text="…">, Dreamwidth's <cut>).
CUT = re.compile(r"</?(?:lj-)?cut\b[^<>]*>|<a name=[\"']?cutid\d+[^<>]*>(?:</a>)?", re.IGNORECASE)
LONGEST = 160
FEWEST_REPEATS = 3


def without_furniture(lines):
    """(the lines that are left, [(what it is, the lines taken out)])."""
    pages = page_numbers(lines)
    heads = running_heads(lines, pages)
    kinds = {at: kind for at, line in enumerate(lines) if (kind := kind_of(at, lines, pages, heads))}
    if not kinds:
        return lines, []
    taken = sorted(kinds, key=lambda at: (kinds[at], at))
    found = [(kind, [lines[at] for at in ats]) for kind, ats in groupby(taken, key=kinds.get)]
    return closed_up(lines, kinds), found


def kind_of(at, lines, pages, heads):
    text = lines[at].text
    if at in pages:
        return "page numbers"
    if at in heads:
        return "running heads"
    if len(text) > LONGEST:
        return None
    if CUT.fullmatch(text):
        return "a journal's cut"
    if is_links(text):
        return "links of a site"
    if IMPRINT.fullmatch(text) or (ADDRESS.fullmatch(text) and stands_alone(at, lines)):
        return "a mark of where the file came from"
    return None


def is_links(text):
    """ "[Next]", "Home | Index"; a single word needs its brackets or arrows, for "Next" alone may be a story's."""
    parts = BETWEEN_LINKS.split(text)
    named = [part for part in parts if part]
    is_marked = len(parts) > 1 or PLAIN_LINK.fullmatch(text)
    return bool(is_marked and named) and all(GO.fullmatch(part) for part in named)


def stands_alone(at, lines):
    return (at == 0 or lines[at].gap > 0) and (at + 1 == len(lines) or lines[at + 1].gap > 0)


def page_numbers(lines):
    """ "Page 3 of 12" says it; a bare figure is one only where pages turn or where it stands inside a sentence."""
    pages = {at for at, line in enumerate(lines) if len(line.text) <= LONGEST and PAGE.fullmatch(line.text)}
    bare = [at for at, line in enumerate(lines) if len(line.text) < 20 and FIGURE.fullmatch(line.text)]
    turning = [at for at in bare if turns(at, lines)]
    return pages | set(bare) if len(turning) > 1 and len(turning) * 2 >= len(bare) else pages


def turns(at, lines):
    below = lines[at + 1] if at + 1 < len(lines) else None
    if lines[at].new_page or (below and below.new_page):
        return True
    return at > 0 and below is not None and marks.is_unfinished(lines[at - 1].text) and below.text[0].islower()


def running_heads(lines, pages):
    """The same line again and again, always where a page turns."""
    turning = [
        at for at, line in enumerate(lines) if at not in pages and (line.new_page or at - 1 in pages or at + 1 in pages)
    ]
    counts = Counter(lines[at].text for at in turning if len(lines[at].text) <= LONGEST)
    return {at for at in turning if counts[lines[at].text] >= FEWEST_REPEATS}


def closed_up(lines, kinds):
    """The lines that are left; over a hole inside a sentence the text closes again."""
    left, hole = [], None
    for at, line in enumerate(lines):
        if at in kinds:
            hole = line.gap if hole is None else hole
            continue
        if hole is not None:
            line = replace(line, gap=gap_over(left, hole, line), new_page=False)
            hole = None
        left.append(line)
    return left


def gap_over(left, hole, line):
    if left and marks.is_unfinished(left[-1].text) and line.text[0].islower():
        return 0
    return max(1, min(hole, line.gap))

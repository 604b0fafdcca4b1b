"""What a mail program or a list adds to a post: signatures, footers, advertisements. Its words are told, not lost."""

import re
from itertools import pairwise

SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
LONGEST_SIGNATURE = 15  # lines
FOOTERS = re.compile(
    r"to unsubscribe|unsubscribe from this|mailing list$|yahoo! groups|groups\.yahoo\.com|your use of yahoo"
    r"|mailman/listinfo|subscri(?:be|ption) (?:info|options)|egroups|community email addresses|onelist\.com|topica\.com"
    r"|do you yahoo!\?|get your (?:free|private).{0,40}(?:hotmail|email|e-mail)|list(?:serv| archive)s?:"
    r"|end of .{1,60} digest|^\[?non-text portions of this message have been removed\]?$",
    re.IGNORECASE,
)
RULE = re.compile(r"^\s*(?:[-_=~*]{5,}.{0,40}[-_=~*>]{2,}|[-_=~*]{10,})\s*$")
FURTHEST = 40  # lines from the end, and from the beginning, that are looked at


def without_furniture(text):
    """(the post's own lines, the lines left out)."""
    lines = text.split("\n")
    end = footer_start(lines)
    body, footer = lines[:end], lines[end:]
    if (at := signature_start(body)) is not None:
        footer = body[at:] + footer
        body = body[:at]
    start = header_end(body)
    taken = [line.strip() for line in body[:start] + footer if line.strip() and not RULE.match(line)]
    return "\n".join(body[start:]), [line for line in taken if line != "--"]


def footer_start(lines):
    """From the first line near the end that only a list writes, with the rule above it."""
    found = [at for at in range(max(0, len(lines) - FURTHEST), len(lines)) if is_footer(lines[at])]
    if not found:
        return len(lines)
    first = next((at for at in found if all_short(lines, at, found)), found[-1])
    while first > 0 and (not lines[first - 1].strip() or RULE.match(lines[first - 1])):
        first -= 1
    return first


def all_short(lines, at, found):
    """Between one such line and the last there is no story: a few lines between each and the next."""
    following = [each for each in found if each >= at]
    return all(there - here <= 8 for here, there in pairwise(following))


def is_footer(line):
    return len(line) <= 200 and bool(FOOTERS.search(line.strip()))


def signature_start(lines):
    for at in range(len(lines) - 1, max(-1, len(lines) - LONGEST_SIGNATURE - 2), -1):
        if SIGNATURE.fullmatch(lines[at].rstrip("\r")) and sum(len(line) for line in lines[at:]) < 1200:
            return at
    return None


def header_end(lines):
    """An advertisement above the text ("------ Yahoo! Groups Sponsor ------>"), up to the rule that ends it."""
    for at, line in enumerate(lines[:FURTHEST]):
        if line.strip() and not (RULE.match(line) and "sponsor" in line.lower()):
            return 0
        if line.strip():
            ends = [end for end in range(at + 1, min(len(lines), at + 15)) if RULE.match(lines[end])]
            return ends[0] + 1 if ends else 0
    return 0

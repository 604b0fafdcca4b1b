"""Lines that are no words: scene breaks as people type them."""

import re

ORNAMENTS = re.compile(r"[\W_oOxX0]+")
MADE_OF_LETTERS = re.compile(r"[\W_]*(?:[oOxX0][\W_]*){3,}|[\W_]*")
SPOKEN_SILENCE = re.compile(r"[.…?!‥。？！\s\"'“”‘’«»()\[\]—–-]+")
GREETING = re.compile(r"[:;=]['\-]?[()\[\]|/\\oO0xX]+|[xX][oO](?:[xX][oO])?")  # :) and xoxo
EMOJI = re.compile("[\U0001f000-\U0001fbff]")
WORDED_BREAK = re.compile(
    r"[\W_]*(?:(?:scene|line|page|section|story|time)[\s_-]*(?:break|change|cut|divider)s?"
    r"|linebreak|scenebreak|pagebreak|line goes here|break line|breakline)[\W_]*",
    re.IGNORECASE,
)


def is_scene_break(line):
    """Ornaments only (`***`, `~*~`, `oOo`, `⁂`); silence (“...”), a kiss after a letter (`x`) and faces are text."""
    if len(line) > 200 or not ORNAMENTS.fullmatch(line) or GREETING.fullmatch(line) or EMOJI.search(line):
        return False
    if SPOKEN_SILENCE.fullmatch(line) and not is_row_of_dashes_or_dots(line):
        return False
    return bool(MADE_OF_LETTERS.fullmatch(line)) and not line.isdecimal()


def is_row_of_dashes_or_dots(line):
    bare = line.replace(" ", "")
    return bare == "." or (len(bare) >= 2 and set(bare) <= set("-–—")) or (" " in line and set(bare) == {"."})


def is_worded_break(line):
    """A scene break in words ("[scene break]", "-LINE BREAK-")."""
    return len(line) <= 60 and bool(WORDED_BREAK.fullmatch(line))

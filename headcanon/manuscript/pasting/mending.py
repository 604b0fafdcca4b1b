"""Words without what nobody sees or means."""

import re

SPECIAL = re.compile("[&\xa0\xad\u200b\ufffc]")
NO_WIDTH = re.compile("[\xad\ufffc]|\u200b")
SOUTH_EAST = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
GAP = re.compile("[ \t\n\r\xa0]*\xa0[ \t\n\r\xa0]*")
WIDEST_SLIP = 2
BEFORE_A_SIGN, AFTER_A_SIGN = "!?;:»%‰€$£…—–", "«—–$€£№§"
INDENT = "\xa0\u2002\u2003\t\n\r "


def mended(text, *, begins_line):
    """Without soft hyphens, and with the spaces that programs make unbreakable as spaces again."""
    text = NO_WIDTH.sub("" if not SOUTH_EAST.search(text) else lambda match: match[0].strip("\xad\ufffc"), text)
    if "\xa0" not in text:
        return text
    if begins_line:
        text = text.lstrip(INDENT) or " "
    return GAP.sub(mended_gap, text)


def mended_gap(match):
    gap, text = match[0], match.string
    if gap.count("\xa0") > WIDEST_SLIP:
        return gap
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    is_sign = (after and after in BEFORE_A_SIGN) or (before and (before in AFTER_A_SIGN or before.isdigit()))
    return gap if len(gap) == 1 and (is_sign or (before and after)) else " "

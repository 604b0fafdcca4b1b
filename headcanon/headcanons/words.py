"""What a claim can be: plain words, up to a thousand characters. What is refused says why; the words stay with whoever
asked.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headcanon.accounts.looking_alike import NOT_SEEN
from headcanon.core.editions import the_archive
from headcanon.headcanons.models import CLAIM_LENGTH
from headcanon.manuscript.said import has_links

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Refused(Exception):
    """It is not said; the message says why, and what to do."""


def tidy(typed):
    """As it is kept: line by line without blanks around or doubled, and no empty line more than one."""
    lines = [
        " ".join(line.split()) for line in CONTROLS.sub("", typed.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def as_claim(typed):
    """Raises Refused."""
    claim = tidy(typed)
    if not NOT_SEEN.sub("", claim).strip():
        raise Refused(_("There is nothing to read in it yet. Write what you believe, in a sentence."))
    if len(claim) > CLAIM_LENGTH:
        raise Refused(
            ngettext(
                "A headcanon has up to %(most)d characters; this one has %(count)d. Please shorten it.",
                "A headcanon has up to %(most)d characters; this one has %(count)d. Please shorten it.",
                len(claim),
            )
            % {"most": CLAIM_LENGTH, "count": len(claim)}
        )
    refuse_links(claim)
    return claim


def refuse_links(text):
    """On a bad day the archive takes none."""
    if the_archive().links_closed and has_links(text):
        raise Refused(_("Nothing with a link in it is taken at the moment. Please take the link out."))

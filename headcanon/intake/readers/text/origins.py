"""What a work says it grew from, in the author's own sentence."""

import re

from headcanon.manuscript.model import Origin

SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"'”’)\]]*(?=\s|$)|\n|$)", re.DOTALL)
MOST_LETTERS = 20_000
GREW = (
    r"based|inspir\w*|read|saw|seen|from|for|ask\w*|request\w*|sent|gave|wrote|write|writing|prompt\w*|anon\w*|"
    r"someone|idea|fill\w*|turned|grew"
)
HEADCANON = re.compile(
    rf"\bhead-?\s?canons?\b.*\b(?:{GREW})\b|\b(?:{GREW})\b.*\bhead-?\s?canons?\b", re.IGNORECASE | re.DOTALL
)
PROMPT = re.compile(
    r"\b(?:prompt(?:ed|s)?(?: (?:was|were|by|from|fill|word|of|by))|(?:from|for|on|by|to|with|response to|based on|"
    r"inspired by|using) (?:\S+ ){0,5}(?:prompts?|challenge|kink ?meme)"
    r"|(?:the|my|this|her|his|original|today's) prompt)\b",
    re.IGNORECASE,
)
REQUEST = re.compile(
    r"\b(?:requested|(?:a|this|her|his|their|your|\w+'s|by) request(?: (?:from|by|of))?|request (?:from|by|for)|"
    r"(?:someone|somebody|anon\w*|\w+) asked (?:me |us )?(?:for|to write|if i (?:could|would)|whether)"
    r"|commission\w* (?:by|for|from))\b",
    re.IGNORECASE,
)
OFFERS = re.compile(
    r"\b(?:send|leave|give|take|taking|accept\w*|open|closed|feel free|want to|if you|my (?:ask|inbox)|welcome)\b",
    re.IGNORECASE,
)
LABELLED = (
    ("prompt", re.compile(r"\W*prompts?\W*?:\W*?(?P<value>\S.*)", re.IGNORECASE | re.DOTALL)),
    ("request", re.compile(r"\W*(?:request|requested by)\W*?:\W*?(?P<value>\S.*)", re.IGNORECASE | re.DOTALL)),
)


def origin_of(texts):
    """The first sentence that names a headcanon, else a prompt, else a request; None if nothing does."""
    said = [sentence for text in texts for sentence in sentences(text)]
    for kind, pattern in (("headcanon", HEADCANON), ("prompt", PROMPT), ("request", REQUEST)):
        if kind != "headcanon" and (labelled := by_label(kind, texts)):
            return labelled
        for sentence in said:
            if pattern.search(sentence) and not (kind != "headcanon" and OFFERS.search(sentence)):
                return Origin(kind, sentence)
    return None


def by_label(kind, texts):
    for labelled_kind, pattern in LABELLED:
        for text in texts:
            if labelled_kind == kind and (match := pattern.fullmatch(text[:MOST_LETTERS])):
                return Origin(kind, " ".join(match["value"].split()))
    return None


def sentences(text):
    return [" ".join(match[0].split()) for match in SENTENCE.finditer(text[:MOST_LETTERS]) if match[0].strip()]

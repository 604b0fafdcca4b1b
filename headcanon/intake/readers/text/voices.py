"""Whose voice a paragraph has: an author's, talking about her story, or the story's own."""

import re

from headcanon.intake.readers.text import marks

LONGEST_ASIDE = 250  # words
MOST_LETTERS = 3000
FEWEST_HINTS = 2

# One of these is enough, wherever it stands: no story says them, or hardly one.
PLAIN = re.compile(
    r"\b(?:fan-?fic\w*|fics?|ficlets?|drabbles?|one-?shots?|head-?canons?|ooc|plot ?bunn(?:y|ies)|un-?beta\w*"
    r"|beta-?(?:ed|d|'d|read)|r\s?&\s?r|r\s?n\s?r|read (?:and|&) review|wips?|crack ?fic|fandoms?|concrit"
    r"|(?:please|pls|plz) (?:review|update|r(?:ead)? ?& ?r(?:eview)?|(?:leave|drop)[^.!?]{0,30} (?:reviews?|comments?))"
    r"|(?:leave|drop|send|write) (?:me |us )?(?:a |an |some |your |any )?(?:quick |nice |little )?"
    r"(?:reviews?|comments?|kudos|feedback)"
    r"|reviews? (?:are|is|make|makes|would|will|feed|keep|please|welcome|appreciated)"
    r"|(?:your|for (?:the|all the|your)) reviews|reviewers"
    r"|thank(?:s| you)[^.!?]{0,40} (?:reading|reviewing|(?:the )?reviews|the kudos|the comments|favou?rit(?:es|ing))"
    r"|(?:dear|hello|hi|hey) (?:my )?(?:\w+ )?(?:readers|followers)|story followers"
    r"|(?:next|last|previous|new|this) (?:chapter|update)\b[^.!?]{0,40} (?:soon|up|late|posted|update\w*|reviews?)"
    r"|on with the (?:story|chapter|show|fic)|my first (?:ever )?(?:story|time (?:writing|posting))"
    r"|writer'?s block|copyright infringement|belongs? to (?:their|its|his|her) (?:respective|rightful)"
    r"|all (?:rights|characters) belongs? to|(?:favs?|faves?) and (?:follows?|reviews?))\b",
    re.IGNORECASE,
)
# "I don't own a car" is a story; "I don't own Hamlet" is not.
DISOWNING = re.compile(
    r"\b(?i:(?:i|we)(?: do not| don['’]?t| still don['’]?t| sadly don['’]?t|) (?:do not |don['’]?t )?own)\s+"
    r"(?:[A-Z]|(?i:(?:any|none|nothing|the|these|those|this) "
    r"(?:of|characters?|series|show|song|lyrics|story|rights)|anything|nothing\b))"
)
# Of these it takes two.
HINTS = (
    re.compile(r"\bhope (?:that )?(?:you|y'all|everyone)\b[^.!?]{0,30} (?:enjoy|like|love)", re.IGNORECASE),
    re.compile(r"\benjoy\b", re.IGNORECASE),
    re.compile(r"\b(?:this|my|the) (?:story|chapter|piece|series|part)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:i|i'm|i've|i'd)\b[^.!?]{0,40}\b(?:wrote|write|writing|written|writer|post(?:ed|ing)?|updat\w+)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:readers?|reviews?|comments?|kudos|updates?|chapters?|canon|spoilers?|prompts?)\b", re.IGNORECASE),
    re.compile(r"\b(?:thanks|thank you|sorry)\b", re.IGNORECASE),
    re.compile(r"(?:[:;=]['-]?[)(DPp3]|\bxd+\b|\blol\b|\blmao\b|<3|\^[_.]?\^)", re.IGNORECASE),
    re.compile(
        r"\b(?:set (?:after|before|during)|inspired by|based on|not mine|no money|credit goes)\b", re.IGNORECASE
    ),
)
# What somebody says, a note in brackets and a tag are not the paragraph's own voice.
SPEECH = re.compile(r"\"[^\"]*\"|“[^”]*”|''.*?''|«[^»]*»|[(\[]\s*A/?N\b[^)\]]*[)\]]|</?\w{1,6}>")
FIRST_OR_SECOND_PERSON = re.compile(
    r"\b(?:i|i['’](?:m|ve|d|ll)|me|my|mine|you|your|you['’](?:re|ve|ll))\b", re.IGNORECASE
)


def is_plainly_an_author_speaking(block):
    """Says what no story says of itself; for places where nothing else announces a note."""
    if not could_be_an_aside(block):
        return False
    text = SPEECH.sub(" ", block.text)
    return bool(PLAIN.search(text) or DISOWNING.search(text))


def is_an_author_speaking(block):
    """Plainly, or by several hints; for places next to a note."""
    if is_plainly_an_author_speaking(block):
        return True
    text = SPEECH.sub(" ", block.text) if may_be_somebody_speaking(block) else ""
    return sum(1 for hint in HINTS if hint.search(text)) >= FEWEST_HINTS


def may_be_an_author_speaking(block):
    """Somebody says I or you and nobody is quoted: an author's note, or a story told in the first person."""
    return may_be_somebody_speaking(block) or is_plainly_an_author_speaking(block)


def may_be_somebody_speaking(block):
    return could_be_an_aside(block) and bool(FIRST_OR_SECOND_PERSON.search(SPEECH.sub(" ", block.text)))


def could_be_an_aside(block):
    text = block.text
    short = len(text) <= MOST_LETTERS and len(text.split()) <= LONGEST_ASIDE
    return short and not block.is_chat and not marks.opens_speech(text)

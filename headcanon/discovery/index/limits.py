"""How much may be asked at once: whatever comes in, the answer is there within a second."""

from django.utils.translation import gettext as _

from headcanon.discovery.asking import Either, Every, NotUnderstood, Phrase, Without
from headcanon.discovery.index.interface import DEEPEST
from headcanon.discovery.index.words import words_of

# Phrases and words that one person looks for; then with all that she never wishes to read of.
MOST_ASKED, MOST_ASKED_WORDS = 40, 100
MOST_PHRASES, MOST_WORDS = 300, 1_000
MOST_BEGUN = 5  # words of which only the beginning is said
MOST_MARKS = 60
DEEPEST_NESTING = 12
MOST_WORKS = 50_000  # named in one question, to be left out or to be looked at alone


def check(question, offset=0, limit=0):
    """Raises NotUnderstood for what is too much."""
    if offset + limit > DEEPEST:
        raise NotUnderstood(_("Only the first %(most)d stories can be leafed through: please ask more narrowly.")
                            % {"most": DEEPEST})  # fmt: skip
    check_words(question.words)
    if len(question.having) + len(question.lacking) > MOST_MARKS:
        raise NotUnderstood(_("These are too many filters at once: please take some out."))
    if len(question.without_works) > MOST_WORKS or len(question.among_works or ()) > MOST_WORKS:
        raise NotUnderstood(_("These are too many stories to look at one by one: please ask for fewer."))


def check_words(node, most=MOST_PHRASES, most_words=MOST_WORDS):
    phrases = list(phrases_in(node))
    if len(phrases) > most or sum(len(words_of(each.words)) for each in phrases) > most_words:
        raise NotUnderstood(_("These are too many words to look for at once: please leave some out."))
    if sum(each.is_begun for each in phrases) > MOST_BEGUN:
        raise NotUnderstood(_("These are too many beginnings of words: please write some of them out."))


def check_typed(node):
    """The same for what one person asks."""
    check_words(node, MOST_ASKED, MOST_ASKED_WORDS)


def phrases_in(node, depth=0):
    if depth > DEEPEST_NESTING:
        raise NotUnderstood(_("There are too many brackets within each other: please leave some out."))
    if isinstance(node, Phrase):
        yield node
    elif isinstance(node, Without):
        yield from phrases_in(node.part, depth + 1)
    elif isinstance(node, Every | Either):
        for part in node.parts:
            yield from phrases_in(part, depth + 1)

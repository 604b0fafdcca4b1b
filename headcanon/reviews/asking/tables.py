"""The tables of `languages`, made into expressions.

A table is a module. Its `ASKS` has a phrase on each line, searched in one clause at a time; `BUT` has what makes a
found phrase harmless, searched around it, with ‹ where the phrase begins and › where it ends; `FILLERS` are words that
go with a phrase when it is cut. All are regular expressions on plain letters (see `plain`), where <name> stands for
what `WORDS` has under that name, <stop> for the end of a clause, and <end> for one that may go on after a comma. Lines
that begin with # are comments, those that begin with blanks go on with the line above.

Whatever repeats says how often at most, so that no clause takes longer than its length allows.
"""

import re
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from headcanon.reviews.asking import languages
from headcanon.reviews.asking.plain import plain_pattern

NAME = re.compile(r"<(\w+)>")
EVERYWHERE = {"end": r"[ ?,]*$", "stop": r"[ ?]*$"}
WORD_EDGES = (r"(?:(?=[‹›])|(?<!\w))", r"(?:(?<=[‹›])|(?!\w))")
UNSPACED = {"ja", "zh"}


class Table(NamedTuple):
    asks: re.Pattern
    but: re.Pattern
    fillers: re.Pattern


CONTINUED = re.compile(r"\n +")


def lines(block):
    return [line for line in CONTINUED.sub("", block).splitlines() if line and not line.startswith("#")]


def table(module):
    words = EVERYWHERE | module.WORDS

    def full(pattern):
        return NAME.sub(lambda name: f"(?:{full(words[name[1]])})", pattern)

    def one_of(block):
        edges = ("", "") if module.LANGUAGE in UNSPACED else WORD_EDGES
        choices = "|".join(full(line) for line in lines(block)) or "(?!)"
        return plain_pattern(f"(?:{choices})".join(edges))

    return Table(
        re.compile(one_of(module.ASKS)),
        re.compile(one_of(module.BUT)),
        re.compile(f"(?:{one_of(module.FILLERS)}[ ,]*){{1,8}}$"),
    )


@cache
def tables():
    """By language. Made when the first review is read: it takes a second, and most commands read none."""
    modules = (import_module(f"{languages.__name__}.{found.name}") for found in iter_modules(languages.__path__))
    return {module.LANGUAGE: table(module) for module in modules}

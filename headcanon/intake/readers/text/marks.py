"""What a single line can be by itself: a scene break, a chapter heading, a list item, a line of chat, an end."""

import re

from headcanon.manuscript.ornaments import is_scene_break as is_scene_break
from headcanon.manuscript.ornaments import is_worded_break as is_worded_break

NUMBER_NAMES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred the first second third fourth "
    "fifth sixth seventh eighth ninth tenth last final eins zwei drei vier fünf sechs sieben acht neun zehn elf "
    "zwölf uno una dos tres cuatro cinco seis siete ocho nueve diez um dois três quatro sete oito nove dez un une "
    "deux trois cinq six sept huit neuf dix premier première primero primera due tre quattro cinque sei sette otto "
    "dieci"
)
DIVISION_NAMES = (
    "chapter chap ch part book act episode volume kapitel teil buch akt capítulo capitulo capítol capitolo parte "
    "chapitre partie hoofdstuk deel rozdział kapitola luku kapittel del глава часть розділ bölüm bab chương"
)
ALONE_NAMES = (
    "prologue prolog prólogo prologo epilogue epilog epílogo epilogo épilogue пролог эпилог interlude intermission "
    "foreword afterword preface coda 序章 終章 序 楔子 尾声 番外 エピローグ プロローグ"
)
NUMBER_WORDS, DIVISIONS, STANDING_ALONE = map(set, map(str.split, (NUMBER_NAMES, DIVISION_NAMES, ALONE_NAMES)))
# Of ASCII letters only: without regard to case, Turkish "ı" and "İ" would be an "i" as well.
ROMAN = r"(?a:(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))"
FIGURES = re.compile(rf"\d{{1,4}}(?:[./](?:\d{{1,4}}|\?))?[a-z]?|{ROMAN}", re.IGNORECASE)
# What is announced, with its number, and the name that may follow: "PART TWO: Home", "Chapter 3 - Rain".
HEADING = re.compile(r"(?P<announced>[^:：)\-–—~|]+(?:-[^\W\d_]+)?)(?:\s*[:：)\-–—~|]+\s*(?P<name>\S.{0,100})?)?")
EASTERN = re.compile(r"第\s?[\d０-９一二三四五六七八九十百千零〇]{1,6}\s?[章话話回節节部幕卷篇](?:\s*\S.{0,60})?")
FIRST_WORD = re.compile(r"[^\W\d_]+")
OPENINGS = NUMBER_WORDS | DIVISIONS | STANDING_ALONE | {"bonus"}
LONGEST_HEADING = 5  # words that announce ("Chapter the Twenty-First")
NUMBERED = re.compile(
    rf"(?P<number>\d{{1,3}}|{ROMAN})(?P<dot>[.)]?)(?:(?<=[.)])\s+(?P<title>\S.{{0,80}}))?", re.IGNORECASE
)
DECORATION = " \t*_=~#-–—+|<>[]{}•·"
TAGS = re.compile(r"</?(?:b|i|u|em|strong|center|h[1-6])>", re.IGNORECASE)

BULLET = re.compile(r"(?:[-*•‣◦+–]|\d{1,3}[.)]|[a-z][.)])\s+\S")
CHAT = re.compile(
    r"(?:[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s?(?:[ap]m)?[\])]?\s*[-–]?\s*)?"
    r"(?:<[^<>\s][^<>]{0,24}>|[\w.@\-]{1,20}(?:\s[\w.]{1,15})?\s?:|\*\s?\w)",
    re.IGNORECASE,
)
THE_END = re.compile(
    r"\W*(?:the\s+end|end|fin|finis|finito|owari|ende|fine|終わり|おわり|完|конец|the end\?|fini|t\.?b\.?c|"
    r"to be continued|tbc\W*maybe|end of (?:the )?(?:chapter|part|story|fic|file)(?:\s+\w{1,12})?)\W*",
    re.IGNORECASE,
)
TO_BE_CONTINUED = re.compile(r"\W*(?:t\.?b\.?c|to be continued)\W*", re.IGNORECASE)
ENDS_OPEN = ",;，、；"


def bare(line):
    """A line without what decorates it on both sides ("=== *Chapter 3* ===")."""
    return (TAGS.sub("", line) if "<" in line else line).strip(DECORATION)


def is_heading(line):
    """A chapter heading that needs no context: "Chapter 3", "PART TWO: Home", "Epilogue", "第一章 雨"."""
    if len(line) > 200:
        return False
    text = bare(line)
    first = FIRST_WORD.match(text)
    if not first or (first[0].lower() not in OPENINGS and not text.startswith("第")):
        return False
    if EASTERN.fullmatch(text):
        return True
    match = HEADING.fullmatch(text)
    announced, name = (match["announced"], match["name"] or "") if match else ("", "")
    return announces_a_chapter(*without_full_stop(announced, name)) and not name.endswith((",", ";"))


def without_full_stop(announced, name):
    """ "Ch. 4" is a heading; "Chapter One. Rain" is one with a name."""
    head, stop, tail = announced.removeprefix("Ch.").removeprefix("ch.").partition(". ")
    return (head if stop else announced), (tail if stop else name)


def announces_a_chapter(announced, name):
    words = announced.lower().replace("-", " ").rstrip(". ").split()
    if not words or len(words) > LONGEST_HEADING or (name.endswith(".") and len(name.split()) > LONGEST_HEADING):
        return False
    first, *rest = words
    if first in STANDING_ALONE:
        return not rest or is_number(rest)
    if words[-1] == "chapter" and len(words) == 2 and words[0] in NUMBER_WORDS | {"bonus"}:
        return True
    return first.rstrip(".") in DIVISIONS and is_number(rest)


def is_number(words):
    if len(words) == 1 and FIGURES.fullmatch(words[0].lstrip("#")):
        return True
    return bool(words) and all(word in NUMBER_WORDS for word in words)


def numbered(line):
    """The match of a line that is only a number, or a number with a title: a chapter, a scene or a list item."""
    return NUMBERED.fullmatch(bare(line)) if len(line) <= 120 else None


def is_bullet(line):
    return bool(BULLET.match(line))


def is_chat(line):
    return bool(CHAT.match(line))


def is_the_end(line):
    return len(line) <= 60 and bool(THE_END.fullmatch(line))


def is_unfinished(text):
    """Ends in a letter, a figure or a comma; a dash or dots are an interruption, a closing quote is an end."""
    last = text.rstrip("*_~/ ")[-1:]
    return last.isalnum() or ends_in_a_comma(text)


def ends_in_a_comma(text):
    return text.rstrip("*_~/ ")[-1:] in tuple(ENDS_OPEN)


def opens_speech(text):
    return text.lstrip("(*_[").startswith(('"', "“", "''", "«", "„", "「", "『", "‘", "—", "–", "--", "»", "'"))

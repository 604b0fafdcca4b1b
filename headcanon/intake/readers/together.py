"""Parts of one story that came one by one, in files or in posts, put together; and how one tells that they are."""

import re
from dataclasses import dataclass, replace

from headcanon.intake.readers.numbering import LAST
from headcanon.intake.readers.text.places import last_words
from headcanon.manuscript.clean import escape
from headcanon.manuscript.model import Concern, Manuscript, Notes
from headcanon.manuscript.words import plain_text

LISTS = ("authors", "fandoms", "characters", "relationships", "warnings", "tags", "categories", "recipients", "series")
FIRST_COUNTS = ("language", "planned_chapters", "date", "origin", "identifier")
PARAGRAPH = re.compile(r"<(p|h[1-6])(?: [^>]*)?>.*?</\1>|<hr>", re.DOTALL)
# "(2/4)", "- Part 2 of 4", ", Part II", "2/?": what a title says about its place among others.
PART_MARK = re.compile(
    r"[\s,:\-–—]*(?:[(\[]\s*(?:part|pt\.?|chapter|ch\.?)?\s*\d{1,3}[a-z]?\s*(?:(?:/|of)\s*(?:\d{1,3}|\?))?\s*[)\]]"
    r"|\b(?:part|pt\.?|chapter|ch\.?)\s*(?:\d{1,3}[a-z]?|[ivx]{1,5})(?:\s*(?:/|of)\s*(?:\d{1,3}|\?))?(?:\s*[:\-–—].*)?"
    r"|\s\d{1,3}/(?:\d{1,3}|\?))\s*$",
    re.IGNORECASE,
)
NUMBERS_OF_A_MARK = re.compile(r"(\d{1,3})(?:\s*(?:/|of)\s*(\d{1,3}))?")
LONGEST_TITLE = 300

BY_NAME = "These files were put together as chapters of one story, for so their names read. Bring them singly if not."
MISSING = "Something may be missing here: part {} is not among what was brought."


@dataclass
class Piece:
    """A manuscript that may be a part of a story: its number among them, and its own name, if it has one."""

    manuscript: Manuscript
    number: int | None = None
    title: str = ""


def are_one_story(manuscripts):
    """No two of them say that they are different stories: by titles above which an author or a summary stands."""
    titles = {bare_title(each.title) for each in manuscripts if is_headed(each) and each.title}
    return len(titles) <= 1


def is_headed(manuscript):
    """It begins as stories begin, and not only as chapters do."""
    return bool(manuscript.authors or manuscript.summary or manuscript.fandoms or manuscript.rating)


def bare_title(title):
    """For comparing: without the mark of its part, whatever its capitals."""
    return " ".join(without_part(title).casefold().split())


def without_part(title):
    """ "The Lamp (2/4)" is "The Lamp"; a title that is nothing but such a mark stays."""
    return PART_MARK.sub("", title[:LONGEST_TITLE]) or title if len(title) <= LONGEST_TITLE else title


def put_together(pieces, title, source):
    """One manuscript of all pieces, in their order; `title` is what the story is called if it does not say itself."""
    manuscripts = [piece.manuscript for piece in pieces]
    whole = Manuscript(title=title_of(pieces, title), source=source)
    for name in LISTS:
        setattr(whole, name, united(getattr(each, name) for each in manuscripts))
    for name in FIRST_COUNTS:
        setattr(whole, name, next((each for each in map(lambda part: getattr(part, name), manuscripts) if each), None))
    for name in ("rating", "summary", "disclaimer"):
        setattr(whole, name, next((value for each in manuscripts if (value := getattr(each, name))), None))
    whole.status = next((each.status for each in reversed(manuscripts) if each.status not in (None, "one-shot")), None)
    said = set()
    for at, piece in enumerate(pieces):
        add(whole, piece, said, is_first=at == 0, is_last=at == len(pieces) - 1)
    tell_what_is_missing(whole, pieces)
    return whole


def title_of(pieces, fallback):
    """What the parts agree upon, else what one with a header says, or the first alone; else the fallback."""
    titled = [piece for piece in pieces if piece.manuscript.title]
    names = {bare_title(piece.manuscript.title) for piece in titled}
    headed = [piece for piece in titled if is_headed(piece.manuscript)]
    is_only_the_firsts = titled == pieces[:1] and names != {bare_title(titled[0].title)}
    agreed = len(titled) > 1 and len(names) == 1
    named = headed or (titled if agreed or is_only_the_firsts or bare_title(fallback or "") in names else [])
    return without_part(named[0].manuscript.title) if named else fallback


def united(lists):
    return list(dict.fromkeys(item for each in lists for item in each))


def add(whole, piece, said, *, is_first, is_last):
    """The chapters of a piece, with what it says and the whole does not say yet."""
    part = piece.manuscript
    before = what_is_new(part.notes.before, said, piece.number) + differences(whole, part)
    after = what_is_new(part.notes.after, said, piece.number)
    chapters = [replace(each, notes=replace(each.notes)) for each in part.chapters]
    name_first(chapters[0], piece, part, whole)
    if is_first:
        whole.notes.before, before = before, ""
    if is_last:
        whole.notes.after, after = after, ""
    chapters[0].notes = Notes(before + chapters[0].notes.before, chapters[0].notes.after)
    chapters[-1].notes = Notes(chapters[-1].notes.before, chapters[-1].notes.after + after)
    add_pictures(whole, part, chapters)
    offset = len(whole.chapters)
    whole.concerns += [replace(each, chapter=(each.chapter or 1) + offset) for each in part.concerns]
    whole.chapters += chapters


def name_first(chapter, piece, part, whole):
    """What only this part is called is the name of its first chapter, unless that has one."""
    own = part.title if part.title and bare_title(part.title) != bare_title(whole.title or "") else ""
    if chapter.title is None:
        chapter.title = own or piece.title or None
    elif own and own.casefold() not in chapter.title.casefold():
        chapter.notes.before = f"<p>{escape(own)}</p>" + chapter.notes.before


def what_is_new(html, said, number):
    """The paragraphs that no part before has said, without the mark of which part it is."""
    kept, end = [], 0
    for match in PARAGRAPH.finditer(html):
        kept += [html[end : match.start()]]
        end = match.end()
        text = plain_text(match[0])
        if text and (text in said or is_only_its_number(text, number)):
            continue
        said.add(text)
        kept.append(match[0])
    return "".join([*kept, html[end:]])


def is_only_its_number(text, number):
    match = NUMBERS_OF_A_MARK.search(text) if len(text) <= 12 and PART_MARK.fullmatch(text) else None
    return bool(match) and int(match[1]) == number


def differences(whole, part):
    """A part's own summary, rating and disclaimer, where the whole has others."""
    html = part.summary if part.summary and plain_text(part.summary) != plain_text(whole.summary) else ""
    html += f"<p>Rating: {escape(part.rating)}</p>" if part.rating and part.rating != whole.rating else ""
    other = part.disclaimer and plain_text(part.disclaimer) != plain_text(whole.disclaimer)
    return html + (part.disclaimer if other else "")


def add_pictures(whole, part, chapters):
    """Two parts may use one name for two pictures."""
    for address, content in part.pictures.items():
        free = address
        while whole.pictures.get(free, content) != content:
            free = f"{len(whole.chapters) + 1}-{free}"
        whole.pictures[free] = content
        if free != address:
            for chapter in chapters:
                chapter.html = chapter.html.replace(f'src="{address}"', f'src="{free}"')


def tell_what_is_missing(whole, pieces):
    """A concern at each place where the count leaves a number out."""
    expected, chapter, before = 1, 0, ""
    for piece in pieces:
        if piece.number and expected < piece.number < LAST and expected + 50 > piece.number:
            for number in range(expected, piece.number):
                tell_missing(whole, number, chapter + 1, before)
        if piece.number is not None:
            expected = piece.number + 1
        chapter += len(piece.manuscript.chapters)
        before = plain_text(piece.manuscript.chapters[-1].html[-400:])
    total = whole.planned_chapters or 0
    for number in range(expected, min(total, expected + 50) + 1) if expected > 1 and expected < LAST else ():
        tell_missing(whole, number, chapter, before)


def tell_missing(whole, number, chapter, before):
    whole.concerns.append(Concern("lost-line", last_words(before), MISSING.format(number), chapter))

"""A page that a Headcanon wrote: the single-file HTML of bindery/writers/page.py, member for member."""

from headcanon.intake.readers.html.begun import begun, by_its_words
from headcanon.intake.readers.html.page import on_one_line
from headcanon.intake.readers.text.origins import origin_of
from headcanon.manuscript.clean import clean
from headcanon.manuscript.model import Chapter, Notes, Origin

LISTS = {
    "warning": "warnings", "category": "categories", "categorie": "categories", "fandom": "fandoms",
    "relationship": "relationships", "character": "characters", "tag": "tags", "for": "recipients",
}  # fmt: skip
PLAIN = {"rating": "rating", "date": "date", "address": "identifier"}
STATUSES = {"one-shot": "one-shot", "in progress": "in-progress", "complete": "complete", "on hiatus": "hiatus",
            "abandoned": "abandoned"}  # fmt: skip


def is_its(page):
    if page.first("main", id="story") is None or page.first("h1", id="title") is None:
        return False
    return page.first(css="part") is not None or page.first("dl", css="facts") is not None


def read(page, decoded, data, name):
    manuscript = begun(page, decoded, data)
    manuscript.title = page.text(page.first("h1", id="title")) or None
    manuscript.authors = names_in(page.text(page.first("p", css="byline")))
    manuscript.summary = said_at_length(page, "summary")
    manuscript.disclaimer = said_at_length(page, "disclaimer")
    manuscript.language = page.language or None
    facts = page.first("dl", css="facts")
    if facts:
        for term, values in pairs(page, facts):
            take_fact(manuscript, term, values)
    story = page.first("main", id="story")
    parts = [each for each in page.find("article div", css="part", inside=story) if each.parent is story]
    manuscript.chapters = [chapter(page, each, number) for number, each in enumerate(parts, start=1)]
    manuscript.notes = Notes(*(note(page, story, f"note-{side}") for side in ("before", "after")))
    return [manuscript]


def names_in(byline):
    """ "Ana, Bo and Rae"; a name that holds an "and" itself cannot be told."""
    first, _, last = byline.rpartition(" and ")
    return [name for name in [*first.split(", "), last] if name]


def said_at_length(page, key):
    section = page.first("section", css=key)
    return clean(page.html(section, [page.first(id=key, inside=section)])) if section else None


def pairs(page, listed):
    """(label, list of values) of each row of facts."""
    term = ""
    for element in page.children(listed):
        if element.name == "dt":
            term = page.text(element)
        elif element.name == "dd":
            yield term, [page.text(each) for each in page.find("bdi", inside=element)]


def take_fact(manuscript, label, values):
    label = label.lower()
    field = LISTS.get(label) or LISTS.get(label.removesuffix("s"))
    if field:
        setattr(manuscript, field, values)
    elif label in PLAIN:
        setattr(manuscript, PLAIN[label], values[0])
    elif label == "series":
        manuscript.series = [place_in_series(each) for each in values]
    elif label == "status":
        manuscript.status = STATUSES.get(values[0].lower())
    elif label == "language":
        manuscript.language = manuscript.language or values[0]
    elif label == "grew from":
        manuscript.origin = Origin(by_its_words(origin_of(values)), values[0])


def place_in_series(words):
    name, parted, number = words.rpartition(", part ")
    return (name, int(number)) if parted and number.isdecimal() and len(number) < 7 else (words, 0)


def chapter(page, part, number):
    story = page.first("div", css="story", inside=part)
    notes = Notes(*(note(page, part, f"part-{number}-{side}") for side in ("before", "after")))
    return Chapter(clean(page.html(story)) if story else "", title_of(page, part, number), notes)


def title_of(page, part, number):
    heading = page.first("h2", css="chapter", inside=part)
    if heading is None:
        return None
    label = page.first("span", css="number", inside=heading)
    title = on_one_line(page.lines(heading, without=[label] if label else []))
    return title if label or title != f"Chapter {number}" else None


def note(page, around, key):
    for aside in page.find("aside", css="note", inside=around):
        if aside.get("aria-labelledby") == key:
            return clean(page.html(aside, [page.first(id=key, inside=aside)]))
    return ""

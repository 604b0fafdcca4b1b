"""HTML that FanFicFare wrote: a table of labels, then the chapters, each below a named anchor."""

import re

from headcanon.intake.readers.document.parts import Part, put_chapters
from headcanon.intake.readers.html.begun import begun, finished, story_html, without_its_number
from headcanon.intake.readers.html.facts import Facts

SECTION = re.compile(r"section\d{4,6}")
NOTES = {"fff_head_notes": "before", "fff_foot_notes": "after"}
NO_TITLE_OF_NOTES = re.compile(
    r"<p><strong>(?:author['’]s notes?|notes for the chapter|(?:chapter )?notes|end notes?)\s*:?</strong>:?</p>",
    re.IGNORECASE,
)


def is_its(page):
    return bool(sections_of(page)) and page.first("a", css="authorlink") is not None


def sections_of(page):
    return [each for each in page.find("a", having="name") if SECTION.fullmatch(each.get("name"))]


def read(page, decoded, data, name):
    manuscript = begun(page, decoded, data)
    heading = page.first("h1")
    links = list(page.find("a", inside=heading)) if heading else []
    title = next((each for each in links if "authorlink" not in each.classes), None)
    manuscript.title = page.text(title) or None
    manuscript.identifier = (title.get("href") if title else None) or manuscript.identifier
    manuscript.authors = [page.text(each) for each in links if "authorlink" in each.classes]
    facts = Facts(manuscript)
    sections = sections_of(page)
    for row in page.find("tr"):
        if row.at < sections[0].at:
            take_row(page, manuscript, facts, row)
    manuscript.notes.before = "".join(facts.kept)
    put_chapters(
        manuscript, list(parts_of(page, sections)), looks_for_notes=not list(page.find(css="fff_chapter_notes"))
    )
    return finished(manuscript)


def take_row(page, manuscript, facts, row):
    cells = list(page.find("td", inside=row))
    if len(cells) != 2:
        return
    label, value = page.text(cells[0]).rstrip(": "), cells[1]
    if label.lower() == "summary":
        manuscript.summary = story_html(page.html(value)) or None
    elif label.lower() != "chapters":
        facts.take(label, page.text(value), [page.text(each) for each in page.find("a", inside=value)])


def parts_of(page, sections):
    stops = [each.at for each in sections[1:]]
    for number, (section, stop) in enumerate(zip(sections, [*stops, len(page.row)], strict=True), start=1):
        title = without_its_number(page.text(section), number)
        notes = [each for each in page.beginning_between(section.end, stop) if "fff_chapter_notes" in each.classes]
        sides = {"before": "", "after": ""}
        for each in notes:
            side = next((NOTES[name] for name in each.classes if name in NOTES), "before")
            sides[side] += NO_TITLE_OF_NOTES.sub("", story_html(page.html(each)))
        story = page.few_styles + page.between(section.end + 1, stop, notes)
        yield Part(title, story, unquoted(sides["before"]), unquoted(sides["after"]))


def unquoted(story):
    """Notes, which FanFicFare sets as quotations, without those."""
    return story.replace("<blockquote>", "").replace("</blockquote>", "")

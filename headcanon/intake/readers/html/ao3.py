"""A work downloaded from the Archive of Our Own as HTML (docs/formats.md has its layout), also as Calibre leaves it.

Calibre renames classes and cuts the page in pieces, so only ids, a few classes and the order of things are relied on.
"""

import re

from headcanon.intake.readers.document.parts import Part, put_chapters
from headcanon.intake.readers.html.begun import begun, finished, story_html, tell_left_out, without_its_number
from headcanon.intake.readers.html.facts import Facts
from headcanon.intake.readers.text.headers import as_date
from headcanon.manuscript.clean import escape
from headcanon.manuscript.model import Notes

HOMES = {
    "category": "categories", "categories": "categories", "archive warning": "warnings",
    "archive warnings": "warnings", "fandom": "fandoms", "fandoms": "fandoms", "relationship": "relationships",
    "relationships": "relationships", "character": "characters", "characters": "characters",
    "additional tag": "tags", "additional tags": "tags",
}  # fmt: skip
WORK = re.compile(r"https?://[^/\s]+/(?:collections/[^/\s]+/)?works/\d+")
PART_OF = re.compile(r"part\s+(\d{1,4})\s+of\s*$", re.IGNORECASE)
STATS = re.compile(r"(Published|Completed|Updated|Words|Chapters):\s*([\d,/?-]+)")
END_NOTES = re.compile(r"endnotes\d*")


def is_its(page):
    return page.first(id="chapters") is not None and page.first("dl", css="tags") is not None


def read(page, decoded, data, name):
    manuscript = begun(page, decoded, data)
    first = page.first(id="chapters")
    facts = Facts(manuscript, HOMES)
    for label, value in rows_of(page, page.first("dl", css="tags")):
        take_row(page, facts, label, value)
    read_preface(page, manuscript, first, facts)
    read_afterword(page, manuscript)
    put_chapters(manuscript, list(parts_of(page)), looks_for_notes=False)
    return finished(manuscript)


def rows_of(page, listed):
    """(label, the dd) of each row."""
    label = ""
    for element in page.inside(listed):
        if element.name == "dt":
            label = page.text(element).rstrip(":： ")
        elif element.name == "dd":
            yield label, element


def take_row(page, facts, label, value):
    links = [page.text(each) for each in page.find("a", inside=value)]
    if label.lower() == "series":
        facts.manuscript.series += places_in_series(page, value)
    elif label.lower() == "stats":
        take_stats(facts, page.text(value))
    elif label.lower() == "language" and value.get("lang"):
        facts.manuscript.language = value.get("lang")
    else:
        facts.take(label, page.text(value), links)


def places_in_series(page, value):
    """ "Part 2 of <a>The tides</a>"; the number stands in the words before the link."""
    at = value.at
    for link in page.find("a", inside=value):
        before = PART_OF.search(" ".join(re.sub(r"<[^<>]*>", " ", page.between(at + 1, link.at)).split()))
        if before:
            yield page.text(link), int(before[1])
        at = link.end


def take_stats(facts, words):
    stats = dict(STATS.findall(words))
    facts.manuscript.date = as_date(stats.get("Published", "")) or as_date(stats.get("Updated", ""))
    facts.take_chapters(stats.get("Chapters", ""))
    if "Completed" in stats:
        facts.take_status("complete")


def read_preface(page, manuscript, first, facts):
    before = [each for each in page.elements if each.at < first.at]
    heading = next((each for each in before if each.name == "h1"), None)
    manuscript.title = page.text(heading) or message_title(page) or None
    manuscript.authors = authors_in(page, before)
    links = (WORK.match(each.get("href")) for each in before if each.name == "a")
    manuscript.identifier = next((match[0] for match in links if match), manuscript.identifier)
    start = heading.end if heading else 0
    said = dict(labelled_quotations(page, [each for each in before if each.at > start]))
    manuscript.summary = said.get("summary") or None
    related = [each for each in outside_quotations(before) if each.name == "ul" and each.at > start]
    manuscript.notes = Notes(
        said.get("notes", "") + "".join(facts.kept) + "".join(story_html(page.outer(each)) for each in related)
    )


def message_title(page):
    message = page.first("p", css="message")
    return page.text(page.first("b", inside=message)) if message else ""


def authors_in(page, before):
    linked = [page.text(each) for each in before if each.name == "a" and each.get("rel") == "author"]
    if linked:
        return linked
    byline = next((each for each in before if "byline" in each.classes), None)
    words = page.text(byline).removeprefix("by ") if byline else ""
    return [words] if words else []


def labelled_quotations(page, elements):
    """(label in small letters, story-HTML) of each quotation below a paragraph that names it."""
    label = ""
    for element in outside_quotations(elements):
        if element.name == "p":
            label = page.text(element).lower()
        elif element.name == "blockquote" and label:
            yield label.removeprefix("chapter "), story_html(page.html(element))
            label = ""


def outside_quotations(elements):
    """Without what stands inside one; the quotations themselves are given."""
    end = -1
    for element in elements:
        if element.at > end:
            yield element
            end = element.end if element.name == "blockquote" else end


def read_afterword(page, manuscript):
    afterword = page.first(id="afterword")
    if afterword is None:
        return
    notes = page.first(id="endnotes", inside=afterword)
    if notes:
        quotations = [each for each in page.find("blockquote", inside=notes) if each.parent.name != "blockquote"]
        manuscript.notes.after = "".join(story_html(page.html(each)) for each in quotations)
    inspired = page.first("dl", inside=afterword)
    if inspired:
        tell_left_out(manuscript, page.text(inspired))


def parts_of(page):
    """The chapters: what stands between one heading and the next, without the notes."""
    number, end = 0, -1
    for place in page.find(id="chapters"):
        if place.at < end:
            continue
        end = place.end
        headings = list(chapter_headings(page, place))
        bounds = [header_of(each, place) for each in headings]
        stops = [*(each.at for each in bounds[1:]), place.end]
        if not headings:
            yield Part(None, page.html(place))
        for heading, header, stop in zip(headings, bounds, stops, strict=True):
            number += 1
            yield part_of(page, heading, header, stop, number)


def chapter_headings(page, place):
    for each in page.find("h2", inside=place):
        if "heading" in each.classes or "toc-heading" in each.classes:
            yield each


def header_of(heading, place):
    """The block with a chapter's heading, byline, summary and notes."""
    return heading if heading.parent is place else heading.parent


def part_of(page, heading, header, stop, number):
    inside = page.beginning_between(header.at, min(header.end, stop)) if header is not heading else []
    said = dict(labelled_quotations(page, inside))
    byline = next((page.text(each) for each in inside if "byline" in each.classes), "")
    endings = [each for each in page.beginning_between(header.end, stop) if END_NOTES.fullmatch(each.id)]
    after = "".join(
        story_html(page.html(each))
        for ending in endings
        for each in page.find("blockquote", inside=ending)
        if each.parent.name != "blockquote"
    )
    summary = f"<p>Summary:</p>{said['summary']}" if "summary" in said else ""
    before = (f"<p>{escape(byline)}</p>" if byline else "") + summary + said.get("notes", "")
    is_single = "toc-heading" in heading.classes and "heading" not in heading.classes
    title = None if is_single else without_its_number(page.text(heading), number)
    return Part(title, page.few_styles + page.between(header.end + 1, stop, endings), before, after)

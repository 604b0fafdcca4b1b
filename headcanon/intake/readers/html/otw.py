"""A work's page as the Archive of Our Own and its like show it, saved from the browser."""

from headcanon.intake.readers.document.parts import Part, put_chapters
from headcanon.intake.readers.html.ao3 import HOMES, PART_OF, WORK, take_row
from headcanon.intake.readers.html.begun import begun, finished, story_html, without_its_number
from headcanon.intake.readers.html.facts import Facts
from headcanon.intake.readers.text.headers import as_date

STATS = ("published", "status", "chapters")


def is_its(page):
    return page.first("dl", css="work") is not None and bool(places_of_chapters(page))


def places_of_chapters(page):
    """The elements that hold a chapter each."""
    found = [each for each in page.find("div", css="chapter") if each.id.startswith("chapter-")]
    return found or [each for each in [page.first(id="chapters")] if each]


def read(page, decoded, data, name):
    manuscript = begun(page, decoded, data)
    preface = page.first("div", css="preface")
    manuscript.title = page.text(page.first("h2", css="title", inside=preface)) or None
    byline = page.first("h3", css="byline", inside=preface)
    manuscript.authors = [page.text(each) for each in page.find("a", inside=byline)] if byline else []
    if byline and not manuscript.authors:
        manuscript.authors = [page.text(byline)]
    address = WORK.match(manuscript.identifier or "")
    manuscript.identifier = address[0] if address else manuscript.identifier
    facts = Facts(manuscript, HOMES)
    read_facts(page, facts)
    summary = next((each for each in page.find(css="summary", inside=preface)), None)
    manuscript.summary = quotation_in(page, summary) or None
    notes = page.first(css="notes", inside=preface)
    manuscript.notes.before = quotation_in(page, notes) + "".join(facts.kept)
    manuscript.notes.after = quotation_in(page, page.first(id="work_endnotes"))
    put_chapters(manuscript, list(parts_of(page)), looks_for_notes=False)
    return finished(manuscript)


def read_facts(page, facts):
    """The outer list by its own labels; its "Stats" hold a list of their own."""
    stats = {}
    for value in page.find("dd", inside=page.first("dl", css="work")):
        name = next((each for each in value.classes if each != "tags"), "")
        if name in STATS or name in ("words", "comments", "kudos", "bookmarks", "hits"):
            stats[name] = page.text(value)
        elif name == "series":
            for link in page.find("a", inside=value):
                before = page.row[link.at - 1]
                match = PART_OF.search(before if isinstance(before, str) else "")
                if match:
                    facts.manuscript.series.append((page.text(link), int(match[1])))
        elif name not in ("stats", ""):
            take_row(page, facts, name.replace("freeform", "additional tags"), value)
    facts.manuscript.date = as_date(stats.get("published", ""))
    facts.take_chapters(stats.get("chapters", ""))


def quotation_in(page, box):
    if box is None:
        return ""
    quotation = box if box.name == "blockquote" else page.first("blockquote", inside=box)
    return story_html(page.html(quotation)) if quotation else ""


def parts_of(page):
    for number, place in enumerate(places_of_chapters(page), start=1):
        heading = page.first("h3", css="title", inside=place)
        texts = [each for each in page.find("div", css="userstuff", inside=place) if "chapter" not in each.classes]
        text = next((each for each in texts if each.get("role") == "article" or "module" in each.classes), None)
        text = text or (texts[0] if texts else place)
        landmarks = list(page.find(css="landmark", inside=text))
        summary = quotation_in(page, page.first(id="summary", inside=place))
        before = (f"<p>Summary:</p>{summary}" if summary else "") + quotation_in(
            page, page.first(id="notes", inside=place)
        )
        after = quotation_in(
            page, next((each for each in page.find(css="end", inside=place) if each not in text), None)
        )
        title = without_its_number(page.text(heading), number) if heading else None
        yield Part(title, page.html(text, landmarks), before, after)

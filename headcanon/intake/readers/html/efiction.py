"""A story's page in an eFiction archive: the printable one with all chapters, or the one people read.

Facts stand in `div.infobox` (printable) or `div.listbox` as `<span class="label">Label: </span> value`, notes in
`div.noteinfo` or `div.notes`, chapters in `div.chapter` below `<a name="1">` or in `div#story`.
"""

import re
from bisect import bisect_left

from headcanon.intake.readers.document.parts import Part, put_chapters
from headcanon.intake.readers.html.begun import begun, finished, story_html, without_its_number
from headcanon.intake.readers.html.facts import Facts
from headcanon.intake.readers.text import labels

NUMBER = re.compile(r"\d{1,5}")
NOTES_LABEL = re.compile(
    r"(?:<strong>)?(?:story|chapter|end|author['’]s)?\s*notes?\s*:?\s*(?:</strong>)?:?\s*", re.IGNORECASE
)


def is_its(page):
    title = page.first(id="pagetitle")
    if title is None:
        return False
    return any("viewuser.php" in each.get("href") for each in page.find("a", inside=title)) or bool(chapters_of(page))


def read(page, decoded, data, name):
    manuscript = begun(page, decoded, data)
    read_title(page, manuscript)
    facts = Facts(manuscript)
    for box in facts_boxes(page):
        take_facts(page, manuscript, facts, box)
    chapters = chapters_of(page)
    first = chapters[0][1].at if chapters else len(page.row)
    notes = note_boxes(page)
    own = [each for each in notes if each.at < first and not belongs_to_a_chapter(each, chapters)]
    manuscript.notes.before = "".join(note_of(page, each) for each in own) + "".join(facts.kept)
    parts = list(parts_of(page, chapters, notes[len(own) :]))
    put_chapters(manuscript, parts, looks_for_notes=True)
    return finished(manuscript)


def read_title(page, manuscript):
    heading = page.first(id="pagetitle")
    links = list(page.find("a", inside=heading))
    authors = [each for each in links if "viewuser.php" in each.get("href")]
    manuscript.authors = [page.text(each) for each in authors]
    others = [each for each in links if each not in authors]
    words = page.text(heading)
    title = page.text(others[0]) if others else words.rpartition(" by ")[0] if authors else words
    manuscript.title = title.strip() or None


def facts_boxes(page):
    return [each for name in ("infobox", "listbox", "storyinfo") for each in page.find("div", css=name)][:1]


def take_facts(page, manuscript, facts, box):
    """Each label, and the words up to the next one."""
    spans = list(page.find("span", css="label", inside=box))
    stops = [*(each.at for each in spans[1:]), box.end]
    for span, stop in zip(spans, stops, strict=True):
        label = page.text(span).rstrip(": ")
        value = page.between(span.end + 1, stop)
        story = story_html(value)
        if labels.normal(label) == "summary":
            manuscript.summary = story or None
        elif label and story:
            links = [page.text(each) for each in page.beginning_between(span.end, stop) if each.name == "a"]
            take_fact(facts, label, plain(story), links)


def take_fact(facts, label, words, links):
    if labels.normal(label) in ("chapters", "table of contents", "add story to favorites", "report this story"):
        return
    facts.take(label, words, links)


def plain(story):
    return " ".join(
        re.sub(r"<[^>]*>", " ", story).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").split()
    )


def chapters_of(page):
    """(anchor or None, the element with the text) of each chapter, in order."""
    found = [each for each in page.find("div", css="chapter") if page.text(each)]
    if not found:
        found = [each for each in [page.first("div", id="story")] if each]
    anchors = [each for each in page.find("a", having="name") if NUMBER.fullmatch(each.get("name"))]
    ats = [anchor.at for anchor in anchors]
    return [(anchors[at - 1] if (at := bisect_left(ats, each.at)) else None, each) for each in found]


def belongs_to_a_chapter(note, chapters):
    anchor = chapters[0][0] if chapters else None
    return anchor is not None and note.at > anchor.at


def note_boxes(page):
    boxes = [
        each for each in page.elements if each.name == "div" and not {"noteinfo", "notes"}.isdisjoint(each.classes)
    ]
    outermost, end = [], -1
    for each in boxes:
        if each.at > end:
            outermost.append(each)
            end = each.end
    return outermost


def note_of(page, box):
    """A note without the site's own label."""
    titles = [each for each in page.inside(box) if each.classes and not {"title", "label"}.isdisjoint(each.classes)]
    story = story_html(page.html(box, titles))
    return re.sub(r"^<p>(?:" + NOTES_LABEL.pattern + r")(?=<br>|</p>)(?:<br>)?", "<p>", story).replace("<p></p>", "")


def parts_of(page, chapters, notes):
    edges = [anchor.at if anchor else text.at for anchor, text in chapters]
    stops = [*edges[1:], len(page.row)]
    ats = [note.at for note in notes]
    listed = titles_listed(page, edges)
    for number, ((anchor, text), start, stop) in enumerate(zip(chapters, edges, stops, strict=True), start=1):
        mine = notes[bisect_left(ats, start) : bisect_left(ats, stop)]
        inside = [each for each in mine if each in text]
        before = "".join(note_of(page, each) for each in mine if each.at < text.at)
        after = "".join(note_of(page, each) for each in mine if each.at > text.at)
        yield Part(
            title_of(page, anchor, text, number, listed), page.few_styles + page.html(text, inside), before, after
        )


def titles_listed(page, edges):
    """{"#1": title} of the list of chapters above the first one."""
    links = [each for each in page.find("a", having="href") if edges and each.at < edges[0]]
    return {each.get("href"): page.text(each) for each in links if each.get("href").startswith("#")}


def title_of(page, anchor, text, number, listed):
    """What stands between a chapter's anchor and its text: "Chapter 1: Rain by Ana"; else its name in the list above."""
    if anchor is None:
        return None
    heading = page.text(anchor)
    if not heading:
        headings = [
            each
            for each in page.beginning_between(anchor.at, text.at)
            if each.name in ("b", "h2", "h3", "h4", "strong")
            or "title" in each.classes
            or "chaptertitle" in each.classes
            or each.id == "pagetitle"
        ]
        heading = page.text(headings[0]) if headings else listed.get(f"#{anchor.get('name')}", "")
    heading = (
        re.sub(r" by \S.{0,60}$", "", heading)
        if any("viewuser.php" in each.get("href") for each in page.beginning_between(anchor.at, text.at))
        else heading
    )
    return without_its_number(heading, number) if heading else None

"""A book by FanFicFare (docs/formats.md has its layout)."""

from headcanon.intake.readers.document.parts import Part, put_chapters
from headcanon.intake.readers.html.begun import story_html, tell_left_out
from headcanon.intake.readers.html.facts import Facts
from headcanon.intake.readers.text import reading as text
from headcanon.manuscript.model import Notes
from headcanon.manuscript.words import plain_text

NOTE_LABELS = ("author's note:", "notes for the chapter:", "author's notes:", "notes:")


def is_its(book):
    return any("fff_titlepage" in leaf.kinds for leaf in book.leaves) and any(map(is_chapter, book.leaves))


def is_chapter(leaf):
    return "fff_chapter" in leaf.kinds


def read(book, manuscript, metadata, data, name):
    facts = Facts(manuscript)
    parts = []
    for leaf in book.leaves:
        if "fff_titlepage" in leaf.kinds:
            read_title_page(leaf.page, manuscript, facts)
        elif is_chapter(leaf):
            parts.append(part_of(leaf))
        elif leaf.text:
            tell_left_out(manuscript, leaf.text)
    manuscript.notes = Notes("".join(facts.kept))
    has_notes = any(part.before or part.after for part in parts)
    metadata.fill(manuscript)
    put_chapters(manuscript, parts, looks_for_notes=not has_notes)
    if len(parts) == 1 and not manuscript.status == "in-progress":
        manuscript.chapters[0].title = None if same(parts[0].title, manuscript.title) else parts[0].title
    text.learn_the_rest(manuscript)
    return manuscript


def same(one, other):
    return bool(one and other) and one.casefold() == other.casefold()


def read_title_page(page, manuscript, facts):
    """ "Title by Author" as links, and below a line for each fact: a bold label and its value."""
    heading = page.first("h3") or page.first("h1")
    links = list(page.find("a", inside=heading)) if heading else []
    names = [page.text(each) for each in links if "authorlink" in each.classes]
    manuscript.authors = names
    manuscript.title = next((page.text(each) for each in links if "authorlink" not in each.classes), None)
    manuscript.identifier = next((each.get("href") for each in links if each.get("href").startswith("http")), None)
    labels = [each for each in page.find("b") if page.text(each).endswith(":")]
    stops = [*(each.at for each in labels[1:]), page.first("body").end]
    for label, stop in zip(labels, stops, strict=True):
        html = page.between(label.end + 1, stop)
        if page.text(label).lower() == "summary:":
            manuscript.summary = story_html(html) or None
        else:
            facts.take(page.text(label), words_of(html))


def words_of(html):
    return " ".join(plain_text(story_html(html)).split())


def part_of(leaf):
    page, body = leaf.page, leaf.body
    heading = page.first(css="fff_chapter_title") or page.first("h3")
    title = page.metas.get("chapterorigtitle") or page.metas.get("chaptertitle") or page.text(heading) or None
    heads = list(page.find("div", css="fff_head_notes"))
    feet = list(page.find("div", css="fff_foot_notes"))
    without = [each for each in [heading, *heads, *feet] if each]
    before, after = ("".join(notes_in(page, each) for each in notes) for notes in (heads, feet))
    return Part(title, page.html(body, without), before, after)


def notes_in(page, notes):
    """Without the label that only says that they are notes."""
    labels = [each for each in page.find("b", inside=notes) if page.text(each).lower() in NOTE_LABELS]
    quotations = [each for each in page.children(notes) if each.name == "blockquote"]
    if quotations and len(labels) == len(quotations):
        return "".join(story_html(page.html(each)) for each in quotations)
    return story_html(page.html(notes, labels))

"""DOCX: a Word document with named styles, so that whoever opens it can change how it looks in one place."""

from headcanon.bindery.writers import laid_flat
from headcanon.bindery.writers.about import Fact, chapter_note_label, facts, note_label, parts
from headcanon.bindery.writers.illustrations import extension_of
from headcanon.bindery.writers.package import iso_date
from headcanon.bindery.writers.word import parts_of_package as package
from headcanon.bindery.writers.word.words import Words, paragraph, run
from headcanon.bindery.writers.zipping import zipped

AT_LAST = ("Grew from", "Address")  # among the short lines they would end them for who reads the file again


def write(manuscript):
    """The work as the bytes of a DOCX."""
    words = Words(manuscript)
    body = head(manuscript, words) + story(manuscript, words)
    pictures = {
        f"word/media/picture{number}.{extension_of(manuscript.pictures[address])}": manuscript.pictures[address]
        for address, number in words.pictures.items()
    }
    return zipped(
        {
            "[Content_Types].xml": package.CONTENT_TYPES,
            "_rels/.rels": package.RELATIONS,
            "docProps/core.xml": package.core_properties(manuscript, iso_date(manuscript.date)),
            "word/document.xml": package.document(body),
            "word/_rels/document.xml.rels": package.relations(words.links, pictures),
            "word/styles.xml": package.styles(manuscript, words.contexts),
            "word/numbering.xml": package.numbering(words.lists),
            "word/footnotes.xml": package.footnotes(words.footnotes),
            "word/settings.xml": package.SETTINGS,
            **pictures,
        }
    )


def head(manuscript, words):
    names = manuscript.authors
    rows = [paragraph(run(manuscript.title, words.own_direction()), "Title")]
    rows += [fact(Fact("Author" if len(names) == 1 else "Authors", names))] if names else []
    said = [row for row in facts(manuscript) if not row.is_counted]
    rows += [fact(row) for row in said if row.label not in AT_LAST]
    rows += [
        set_apart(words, label, label, said_at_length)
        for label, said_at_length in (("Summary", manuscript.summary), ("Disclaimer", manuscript.disclaimer))
    ]
    rows += [fact(row) for row in said if row.label in AT_LAST]
    return "".join(rows)


def fact(row):
    """Each value is marked as one: a comma may belong to it."""
    values = run(", ").join(run(each, '<w:rStyle w:val="FactValue"/>') for each in row.values)
    return paragraph(run(f"{row.label}: ", '<w:rStyle w:val="FactLabel"/>') + values, "Facts")


def set_apart(words, kind, label, story_html):
    """A note: its label, and below it every paragraph in a style that is visibly not the story's."""
    if not story_html:
        return ""
    return paragraph(run(label), f"{kind}Label") + words.blocks(laid_flat.blocks(story_html), ("Note",))


def story(manuscript, words):
    chapters = [chapter(manuscript, part, words) for part in parts(manuscript)]
    before, after = (
        set_apart(words, f"Note{side.capitalize()}", note_label(manuscript, side), getattr(manuscript.notes, side))
        for side in ("before", "after")
    )
    return "".join([before, *chapters, after])


def chapter(manuscript, part, words):
    before, after = (
        set_apart(words, f"ChapterNote{side.capitalize()}", chapter_note_label(manuscript, side), said)
        for side, said in vars(part.chapter.notes).items()
    )
    heading = chapter_heading(part, words) if part.heading else paragraph("", "Facts")
    return "".join([heading, before, words.blocks(laid_flat.blocks(part.chapter.html)), after])


def chapter_heading(part, words):
    number = run(part.label, '<w:rStyle w:val="ChapterNumber"/>' + words.own_direction())
    title = run(part.chapter.title, words.own_direction())
    between = run(": ", words.own_direction()) if number and title else ""
    return paragraph(number + between + title, "Heading1")

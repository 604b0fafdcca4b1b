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
            "word/styles.xml": package.styles(manuscript),
            "word/numbering.xml": package.numbering(words.numbered),
            "word/footnotes.xml": package.footnotes(words.footnotes),
            "word/settings.xml": package.SETTINGS,
            **pictures,
        }
    )


def head(manuscript, words):
    names = manuscript.authors
    rows = [paragraph(run(manuscript.title, words.own_direction()), "Title", words.direction({}))]
    rows += [fact(Fact("Author" if len(names) == 1 else "Authors", names))] if names else []
    said = [row for row in facts(manuscript) if not row.is_counted]
    rows += [fact(row) for row in said if row.label not in AT_LAST]
    rows += [set_apart(words, "Summary", manuscript.summary), set_apart(words, "Disclaimer", manuscript.disclaimer)]
    rows += [fact(row) for row in said if row.label in AT_LAST]
    return "".join(rows)


def fact(row):
    return paragraph(run(f"{row.label}: ", "<w:b/><w:bCs/>") + run(", ".join(row.values)), "Facts")


def set_apart(words, label, story_html):
    """A note: its label, and below it every paragraph in a style that is visibly not the story's."""
    if not story_html:
        return ""
    return paragraph(run(label), "NoteLabel") + words.blocks(laid_flat.blocks(story_html), "BlockText")


def story(manuscript, words):
    chapters = [
        *(chapter(manuscript, part, words) for part in parts(manuscript)),
        set_apart(words, note_label(manuscript, "after"), manuscript.notes.after),
    ]
    return set_apart(words, note_label(manuscript, "before"), manuscript.notes.before) + "".join(chapters)


def chapter(manuscript, part, words):
    notes = part.chapter.notes
    heading = (
        paragraph(run(part.heading, words.own_direction()), "Heading1", words.direction({})) if part.heading else ""
    )
    return "".join(
        [
            heading or paragraph("", "Facts"),
            set_apart(words, chapter_note_label(manuscript, "before"), notes.before),
            words.blocks(laid_flat.blocks(part.chapter.html)),
            set_apart(words, chapter_note_label(manuscript, "after"), notes.after),
        ]
    )

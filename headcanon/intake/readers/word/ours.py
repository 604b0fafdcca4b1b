"""A Word document that a Headcanon wrote (bindery/writers/word), member for member, by the names of its styles.

Whoever worked on it since may have used any other style: what stands in these is story.
"""

import hashlib

from headcanon.intake.readers.html.ours import take_fact
from headcanon.intake.readers.markdown.ours import LABELS as FACTS
from headcanon.intake.readers.sheets import Run, Sheet, escape
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.readers.word.body import Body
from headcanon.intake.readers.word.boxes import Boxes
from headcanon.intake.readers.word.shapes import ALIGNMENTS, heading_of, is_contents
from headcanon.manuscript.clean import clean
from headcanon.manuscript.model import Chapter, Manuscript, Notes, Source

OUR_STYLES = {"facts", "fact value", "chapter number", "scene break"}
LABELS = {
    f"{name} label": name
    for name in ("summary", "disclaimer", "note before", "note after", "chapter note before", "chapter note after")
}
PATHS = {"block text": ("note",), "quote": ("quote",), "list paragraph": ("list",)}
BOXES = {"note", "quote", "another quote", "list"}
SMALLEST_HEADING = 4


def is_its(styles):
    return OUR_STYLES <= {styles.style(key).name for key in styles.written}


def read(parts, properties, data, name):
    manuscript = Manuscript(source=Source("docx", "", hashlib.sha256(data).hexdigest()))
    manuscript.language, manuscript.identifier = properties.get("language"), properties.get("identifier")
    body = OurBody(parts)
    body.read_into(manuscript)
    if not body.has_said:
        raise Unreadable(f"{name} holds no text.")
    manuscript.concerns += body.taken.as_concerns()
    return manuscript


def place_of(name):
    """(kind, boxes from the outside) of a style: "Scene Break in Quote in Note"; of any other style nothing."""
    if name in PATHS:
        return "", PATHS[name]
    first, *boxes = name.split(" in ")
    kind, boxes = ("", [first, *boxes]) if first in BOXES else (first, boxes)
    return (kind, tuple(reversed(boxes))) if BOXES.issuperset(boxes) else ("", ())


class OurBody(Body):
    def read_into(self, manuscript):
        self.manuscript = manuscript
        self.said = {}  # what stands below a label of the whole work's
        self.chapters = []  # of each the same, and its "title" and "story"
        self.open_note = None  # the boxes of the note that goes on
        self.words = Sheet()
        self.has_said = False
        self.blocks(self.body(), self.words)
        self.take_heads()
        self.put_into(manuscript)

    def put_into(self, manuscript):
        said = {name: clean(boxes.as_html()) for name, boxes in self.said.items()}
        manuscript.summary, manuscript.disclaimer = said.get("summary"), said.get("disclaimer")
        manuscript.notes.before += said.get("note before", "")
        manuscript.notes.after = said.get("note after", "")
        for chapter in self.chapters:
            title = chapter.pop("title")
            told = {name: clean(boxes.as_html()) for name, boxes in chapter.items()}
            notes = Notes(told.get("chapter note before", ""), told.get("chapter note after", ""))
            manuscript.chapters.append(Chapter(told["story"], title, notes))

    # Paragraphs

    def paragraph(self, paragraph, sheet):
        style = self.style_of(paragraph)
        if is_contents(style):
            self.taken.add("contents", self.text_in(paragraph))
            return
        self.around = ""
        self.around = self.foreign(self.language_of_mark(paragraph))
        self.inline(paragraph, self.words, Run())
        if self.is_mark_deleted(paragraph):
            return
        words, self.words = self.words, Sheet()
        self.has_said = self.has_said or words.has_words
        self.take(paragraph, style, words)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box, sheet)

    def row(self, paragraphs, sheet):
        for at, paragraph in enumerate(paragraphs):
            self.words.say(" " if at else "")
            self.inline(paragraph, self.words, Run())
        words, self.words = self.words, Sheet()
        self.has_said = self.has_said or words.has_words
        self.tell(f"<p>{words.words()}</p>", ())

    def language_of_mark(self, paragraph):
        said = paragraph.find(f"{self.w}pPr/{self.w}rPr/{self.w}lang")
        return said.get(f"{self.w}val") if said is not None else ""

    def take(self, paragraph, style, words):
        text = words.words_without_marks().strip()
        if style.name == "title" and not self.chapters and not self.manuscript.title:
            self.manuscript.title = text or None
        elif style.name == "facts" and not self.chapters:
            self.open_note = None
            self.fact(paragraph, text)
        elif style.name in LABELS:
            self.begin_note(LABELS[style.name])
        elif style.name == "heading 1":
            self.begin_chapter(self.title_in(paragraph, text))
        else:
            self.block(paragraph, style, words)

    def fact(self, paragraph, text):
        label, _, rest = text.partition(":")
        values = self.texts_in(paragraph, "fact value") or rest.strip().split(", ")
        if label in ("Author", "Authors"):
            self.manuscript.authors = values
        elif label.lower() in FACTS:
            take_fact(self.manuscript, label, values)
        elif text:
            self.manuscript.notes.before += f"<p>{escape(text, quote=False)}</p>"

    def texts_in(self, paragraph, style):
        """What stands in a style of characters, each stretch by itself."""
        found, goes_on = [], False
        for run in paragraph.iter(f"{self.w}r"):
            said = run.find(f"{self.w}rPr/{self.w}rStyle")
            is_its = said is not None and self.styles.style(said.get(f"{self.w}val")).name == style
            if is_its and goes_on:
                found[-1] += self.text_in(run)
            elif is_its:
                found.append(self.text_in(run))
            goes_on = is_its
        return found

    def title_in(self, paragraph, text):
        number = "".join(self.texts_in(paragraph, "chapter number"))
        title = text.removeprefix(number).removeprefix(":") if number else text
        return title.strip() or None

    def begin_chapter(self, title=None):
        self.open_note = None
        self.chapters.append({"title": title, "story": Boxes()})

    def begin_note(self, label):
        if label.startswith("chapter") and not self.chapters:
            self.begin_chapter()
        self.open_note = (self.chapters[-1] if label.startswith("chapter") else self.said).setdefault(label, Boxes())

    def block(self, paragraph, style, words):
        kind, path = place_of(style.name)
        written = self.written_shape(paragraph, style)
        item = self.item(written)
        if kind == "scene break":
            self.tell("<hr>", path)
        elif words.has_words or words.runs or item:
            tag = heading_of(style._replace(name=kind or style.name), written)
            tag = f"h{min(int(tag[1]), SMALLEST_HEADING)}" if tag != "p" else tag
            html = words.words()
            self.tell(f"<{tag}{self.attributes(paragraph, style, written)}>{html}</{tag}>" if html else "", path, item)

    def attributes(self, paragraph, style, written):
        own = self.styles.shape_in(paragraph.find(f"{self.w}pPr")).get("bidi")
        direction = "" if own is None or own == style.shape.get("bidi", False) else "rtl" if own else "ltr"
        said = (("class", ALIGNMENTS.get(written.get("jc"), "")), ("lang", self.around), ("dir", direction))
        return "".join(f' {name}="{escape(value)}"' for name, value in said if value)

    def item(self, written):
        found = self.numbering.item(written)
        return found and (found[0], written["numId"])

    def tell(self, html, path, item=None):
        """To the note that goes on, if it stands in one; else to the chapter."""
        is_note = path[:1] == ("note",)
        if is_note and self.open_note is not None:
            self.open_note.add(html, path[1:], item)
            return
        self.open_note = None
        if not self.chapters:
            self.begin_chapter()
        self.chapters[-1]["story"].add(html, ("quote", *path[1:]) if is_note else path, item)

    # Words

    def line_break(self, each, sheet):
        if each.get(f"{self.w}type") != "page":
            sheet.line_break()

    def note_words(self, written, words):
        around, self.around = self.around, ""
        for paragraph in written.iter(f"{self.w}p"):
            self.inline(paragraph, words, Run())
            words.end()
        self.around = around

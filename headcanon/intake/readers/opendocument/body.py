"""The text of an OpenDocument, as HTML."""

from headcanon.intake.readers.documents import LeftOut
from headcanon.intake.readers.opendocument.names import DRAW, OFFICE, SVG, TABLE, TEXT, XLINK
from headcanon.intake.readers.opendocument.shapes import is_contents, is_line, is_title, look_of, shape_of
from headcanon.intake.readers.opendocument.styles import MARKED_AS_CODE
from headcanon.intake.readers.sheets import Run, Sheet

WIDEST = 1000  # spaces that one tag may stand for
DEEPEST_NOTE = 3
HOLDING = {f"{TEXT}section", f"{TEXT}index-body", f"{DRAW}text-box", f"{OFFICE}text", f"{TEXT}numbered-paragraph"}
INDEXES = {f"{TEXT}table-of-content", f"{TEXT}illustration-index", f"{TEXT}table-index", f"{TEXT}alphabetical-index"}
NOT_TEXT = {
    f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls",
    f"{OFFICE}forms", f"{OFFICE}annotation-end", f"{TEXT}note-citation", f"{TEXT}page-number", f"{TEXT}bookmark",
}  # fmt: skip


class Body:
    def __init__(self, content, styles):
        self.content, self.styles = content, styles
        self.language = styles.language
        self.taken = LeftOut()
        self.titles = []
        self.boxes = []
        self.note_depth = 0

    def as_html(self):
        sheet = Sheet()
        text = self.content.find(f"{OFFICE}body/{OFFICE}text")
        self.blocks(text if text is not None else (), sheet)
        sheet.name_the_title(self.titles)
        return sheet.as_html()

    # Blocks

    def blocks(self, parent, sheet, item=None):
        for each in parent:
            if each.tag in (f"{TEXT}p", f"{TEXT}h"):
                self.paragraph(each, sheet, item)
            elif each.tag == f"{TEXT}list":
                self.list(each, sheet, level=item[1] + 1 if item else 1)
            elif each.tag == f"{TABLE}table":
                self.table(each, sheet)
            elif each.tag in INDEXES:
                for paragraph in each.iter(f"{TEXT}p"):
                    self.taken.add("contents", "".join(paragraph.itertext()))
            elif each.tag in HOLDING:
                self.section(each, sheet)
            elif each.tag == f"{DRAW}frame":
                self.frame(each, sheet)
                self.write_boxes(sheet)

    def section(self, section, sheet):
        if section.get(f"{TEXT}display") == "none":
            self.taken.add("hidden", " ".join(section.itertext()))
        else:
            self.blocks(section, sheet)

    def list(self, written, sheet, level, name=None):
        name = written.get(f"{TEXT}style-name") or name
        kind = "ol" if self.styles.is_numbered(name, level) else "ul"
        for item in written:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            for each in item:
                if each.tag == f"{TEXT}list":
                    self.list(each, sheet, level + 1, name)
                else:
                    self.blocks([each], sheet, (kind, level))

    def table(self, table, sheet):
        """Its rows, each a paragraph; a cell with several paragraphs is a frame around a text."""
        for row in table.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table")) is not table:
                continue
            cells = [each for each in row if each.tag == f"{TABLE}table-cell"]
            if all([child.tag for child in cell] in ([f"{TEXT}p"], []) for cell in cells):
                for at, cell in enumerate(cells):
                    sheet.say(" " if at else "")
                    for paragraph in cell:
                        self.words(paragraph, sheet, Run())
                sheet.end()
            else:
                for cell in cells:
                    self.blocks(cell, sheet)

    def paragraph(self, paragraph, sheet, item):
        style = self.styles.style("paragraph", paragraph.get(f"{TEXT}style-name"))
        if is_contents(style):
            self.taken.add("contents", "".join(paragraph.itertext()))
            return
        shape = shape_of(style, paragraph, item)
        if style.shape.get("break-before") or style.shape.get("master"):
            sheet.edge()
        self.words(paragraph, sheet, Run(look_of(style), "", self.foreign(style.language)))
        if not sheet.has_words and is_line(style):
            sheet.begin()
            sheet.rule()
        elif is_title(style) and sheet.has_words:
            self.titles.append(sheet.end_title(shape))
        else:
            if "author" in style.names and self.titles:  # as pandoc calls what it puts below a title
                sheet.label("Author")
            sheet.end(shape)
        if style.shape.get("break-after"):
            sheet.edge()
        self.write_boxes(sheet)

    def write_boxes(self, sheet):
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box, sheet)

    # Words

    def words(self, element, sheet, look):
        sheet.say(flat(element.text), look)
        for each in element:
            if isinstance(each.tag, str):
                self.piece(each, sheet, look)
            sheet.say(flat(each.tail), look)

    def piece(self, each, sheet, look):
        tag = each.tag
        if tag == f"{TEXT}span":
            self.span(each, sheet, look)
        elif tag == f"{TEXT}s":
            sheet.say(" " * number(each.get(f"{TEXT}c")), look)
        elif tag == f"{TEXT}tab":
            sheet.say(" ", look)
        elif tag == f"{TEXT}line-break":
            sheet.line_break()
        elif tag == f"{TEXT}a":
            link = each.get(f"{XLINK}href") or ""
            self.words(each, sheet, look._replace(link="" if link.startswith("#") else link))
        elif tag == f"{TEXT}note":
            self.note(each, sheet)
        elif tag == f"{TEXT}ruby":
            self.ruby(each, sheet)
        elif tag == f"{DRAW}frame" or tag.startswith(DRAW):
            self.frame(each, sheet)
        elif tag == f"{OFFICE}annotation":
            said = [" ".join(part.itertext()) for part in each if part.tag == f"{TEXT}p"]
            self.taken.add("remarks", " ".join(said))
        elif tag == f"{TEXT}hidden-text":
            self.taken.add("hidden", each.get(f"{TEXT}string-value") or "".join(each.itertext()))
        elif tag not in NOT_TEXT:
            self.words(each, sheet, look)

    def span(self, span, sheet, look):
        style = self.styles.style("text", span.get(f"{TEXT}style-name"))
        marks = set(look.marks)
        for mark, is_set in style.marks.items():
            (marks.add if is_set else marks.discard)(mark)
        if not MARKED_AS_CODE.isdisjoint(style.names):
            marks.add("code")
        if "small" in style.names:
            marks.add("small")
        if "hidden" in marks:
            self.taken.add("hidden", "".join(span.itertext()))
            return
        if "internet link" in style.names or "internetlink" in style.names:
            marks.discard("u")
        language = self.foreign(style.language) if style.language else look.language
        self.words(span, sheet, Run(frozenset(marks), look.link, language))

    def foreign(self, language):
        return language if language and self.language and language[:2] != self.language[:2] else ""

    def note(self, note, sheet):
        body = note.find(f"{TEXT}note-body")
        if body is None:
            return
        if self.note_depth == DEEPEST_NOTE:
            words = " ".join("".join(body.itertext()).split())
            sheet.say(f" [{words}]" if words else "")
            self.taken.add("deep notes", words)
            return
        self.note_depth += 1
        words = Sheet()
        self.blocks(body, words)
        self.note_depth -= 1
        sheet.footnote(words)

    def ruby(self, ruby, sheet):
        base, reading = Sheet(), Sheet()
        for name, part in (("ruby-base", base), ("ruby-text", reading)):
            for each in ruby.findall(f"{TEXT}{name}"):
                self.words(each, part, Run())
        sheet.put(f"<ruby>{base.words()}<rp>(</rp><rt>{reading.words()}</rt><rp>)</rp></ruby>")

    def frame(self, frame, sheet):
        """The words of a text box come after the paragraph; of a picture its description stays."""
        described = [each.text for each in frame if each.tag in (f"{SVG}desc", f"{SVG}title") and each.text]
        boxes = frame.findall(f"{DRAW}text-box")
        self.boxes += boxes
        if described:
            sheet.say(f" [{' '.join(described[-1].split())}] ")
        elif not boxes and frame.find(f"{DRAW}image") is not None:
            self.taken.add("pictures", "one without a description")
        elif not boxes and frame.tag != f"{DRAW}frame":
            self.boxes.append(frame)


def flat(text):
    """White space in the file is one space; more of it has tags of its own."""
    return text if not text or not any(mark in text for mark in "\n\t\r") else " ".join(text.split("\n"))


def number(written):
    return min(int(written), WIDEST) if (written or "").isdecimal() and len(written) < 9 else 1

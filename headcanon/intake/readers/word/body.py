"""The text of a Word document, as HTML: paragraph by paragraph, with the look of each by its style and by itself."""

from headcanon.intake.readers.sheets import Run, Shape, Sheet
from headcanon.intake.readers.word.shapes import is_contents, is_line, look_of, shape_of
from headcanon.intake.readers.word.words import ALIKE, Words, alternative, local

LABELLED = {"author": "Author", "date": "Date"}  # how pandoc calls what it puts below a title


class Body(Words):
    def as_html(self):
        sheet = Sheet()
        self.blocks(self.body(), sheet)
        sheet.name_the_title(self.titles)
        self.take_heads()
        return sheet.as_html()

    def body(self):
        body = self.parts.root.find(f"{self.w}body")
        return body if body is not None else ()

    def take_heads(self):
        for part in ("header", "footer"):
            if (root := self.parts.part(part)) is not None:
                self.taken.add("heads", " ".join(each.text or "" for each in root.iter(f"{self.w}t")))

    # Blocks

    def blocks(self, parent, sheet):
        for each in parent:
            name = local(each)
            if name == "p":
                self.paragraph(each, sheet)
            elif name == "tbl":
                self.table(each, sheet)
            elif name == "sdt":
                self.content_control(each, sheet)
            elif name in ALIKE:
                self.blocks(each, sheet)
            elif name == "AlternateContent":
                self.blocks(alternative(each), sheet)

    def content_control(self, control, sheet):
        gallery = control.find(f"{self.w}sdtPr/{self.w}docPartObj/{self.w}docPartGallery")
        if gallery is not None and gallery.get(f"{self.w}val") == "Table of Contents":
            for paragraph in control.iter(f"{self.w}p"):
                self.taken.add("contents", self.text_in(paragraph))
            return
        self.blocks(control.findall(f"{self.w}sdtContent"), sheet)

    def table(self, table, sheet):
        """Its rows, each a paragraph; a cell with several paragraphs is no cell of a row but a frame around a text."""
        for row in table.iter(f"{self.w}tr"):
            if next(row.iterancestors(f"{self.w}tbl")) is not table:
                continue
            cells = [each for each in row.iter(f"{self.w}tc") if next(each.iterancestors(f"{self.w}tr")) is row]
            if all(len(cell.findall(f".//{self.w}p")) == 1 for cell in cells):
                self.row([cell.find(f".//{self.w}p") for cell in cells], sheet)
            else:
                for cell in cells:
                    self.blocks(cell, sheet)

    def row(self, paragraphs, sheet):
        for at, paragraph in enumerate(paragraphs):
            if at:
                sheet.say(" ")
            self.inline(paragraph, sheet, Run())
        sheet.end(self.shape_of(paragraphs[0]) if len(paragraphs) == 1 else Shape())

    def paragraph(self, paragraph, sheet):
        style = self.style_of(paragraph)
        if is_contents(style):
            self.taken.add("contents", self.text_in(paragraph))
            return
        written = self.written_shape(paragraph, style)
        shape = self.shape = shape_of(style, written, self.numbering)
        if written.get("pageBreakBefore"):
            sheet.edge()
        if shape.tag != "p" and (label := self.heading_label(written, paragraph)):
            sheet.say(f"{label} ")
        self.inline(paragraph, sheet, look_of(style))
        if not self.is_mark_deleted(paragraph):
            self.end(paragraph, sheet, style, shape, written)
        self.end_section(paragraph, sheet)

    def end(self, paragraph, sheet, style, shape, written):
        if is_line(written) and not sheet.has_words:
            sheet.begin()
            sheet.rule()
        elif style.name == "title" and sheet.has_words:
            self.titles.append(sheet.end_title(shape))
        else:
            if style.name in LABELLED and self.titles:
                sheet.label(LABELLED[style.name])
            sheet.end(shape)
            if written.get("borders") == {"bottom"}:
                sheet.rule()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box, sheet)

    def end_section(self, paragraph, sheet):
        section = paragraph.find(f"{self.w}pPr/{self.w}sectPr")
        if section is not None:
            kind = section.find(f"{self.w}type")
            if kind is None or kind.get(f"{self.w}val") != "continuous":
                sheet.edge()

    def heading_label(self, written, paragraph):
        label = self.numbering.label(written)
        has_word = any(letter.isalpha() for letter in label.rstrip(".)"))
        return label if label and (has_word or not self.text_in(paragraph).strip()) else ""

    def style_of(self, paragraph):
        said = paragraph.find(f"{self.w}pPr/{self.w}pStyle")
        return self.styles.style(said.get(f"{self.w}val") if said is not None else self.styles.default)

    def written_shape(self, paragraph, style):
        return {**style.shape, **self.styles.shape_in(paragraph.find(f"{self.w}pPr"))}

    def shape_of(self, paragraph):
        style = self.style_of(paragraph)
        return shape_of(style, self.written_shape(paragraph, style), self.numbering)

    def is_mark_deleted(self, paragraph):
        """A tracked change that joins a paragraph to the next."""
        mark = paragraph.find(f"{self.w}pPr/{self.w}rPr")
        return mark is not None and any(local(each) in ("del", "moveFrom") for each in mark)

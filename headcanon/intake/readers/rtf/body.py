"""The text of an RTF file, as HTML: read from its first token to its last, whatever is missing."""

from dataclasses import replace

from headcanon.intake.readers.rtf import tokens as rtf
from headcanon.intake.readers.rtf.charsets import OF_WORDS, code_page
from headcanon.intake.readers.rtf.destinations import destination
from headcanon.intake.readers.rtf.letters import ASIDES, IN_THE_TEXT, TABLES, Letters
from headcanon.intake.readers.rtf.look import ALIGNMENTS, MARKS, UNDERLINES, Paragraph
from headcanon.intake.readers.rtf.tables import LIST_OF_DOTS, LIST_OF_NUMBERS
from headcanon.intake.readers.sheets import Sheet
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.readers.word.fields import Fields
from headcanon.intake.readers.word.styles import CONTENTS

MOST_OPEN = 5000  # braces in braces; Word itself stops at far fewer
CHARACTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "tab": " ", "zwj": "\u200d", "zwnj": "\u200c",
    "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
SIGNS = {b"~": "\xa0", b"_": "\u2011"}


class Body(Letters):
    """The tokens in their order. What \\par and its like do to paragraphs stands here, letters in `Letters`."""

    def read(self, data):
        for kind, value, number in rtf.tokens(data):
            if kind == rtf.BYTES:
                self.bytes(value)
            elif kind == rtf.HEX:
                self.bytes(bytes([value]))
            elif kind == rtf.WORD:
                self.word(value, number)
            elif kind == rtf.SIGN:
                self.sign(value)
            elif kind == rtf.OPEN:
                self.open()
            else:
                self.close()
        return self.finish()

    def finish(self):
        self.flush()
        self.is_cut_short = bool(self.around)
        while self.around:
            self.close()
        sheet = self.sheet
        if sheet.has_words:
            self.end_paragraph()
        sheet.name_the_title(self.titles)
        return sheet.as_html()

    # Braces

    def open(self):
        self.flush()
        self.to_skip = 0
        if len(self.around) >= MOST_OPEN:
            raise Unreadable(f"{self.name} opens more braces than any document does, as files built to do harm do.")
        self.around.append((self.look, self.paragraph))
        self.look = self.look.inner()

    def close(self):
        self.flush()
        self.to_skip = 0
        if not self.around:
            return
        if end := self.ends.pop(len(self.around), None):
            end()
        self.look, self.paragraph = self.around.pop()

    def begin_destination(self, goes):
        self.look.goes = goes
        if goes in ("note", "box"):
            self.look.plain()
            self.paragraph = Paragraph()
            self.sheets.append(Sheet())
            self.ends[len(self.around)] = self.end_note if goes == "note" else self.end_box
        elif goes in ASIDES:
            self.aside = []
            self.ends[len(self.around)] = lambda: self.taken.add(ASIDES[goes], "".join(self.aside))
        elif goes == "instruction":
            self.instruction = []

    def end_note(self):
        note = self.sheets.pop()
        self.sheet.footnote(note)

    def end_box(self):
        box = self.sheets.pop()
        if box.has_words:
            box.end(self.shape())
        self.boxes.append(box)

    # Words of control

    def word(self, word, number):
        self.flush()
        look = self.look
        if self.to_skip and word in CHARACTERS:
            self.to_skip -= 1
            return
        self.to_skip = 0
        if look.is_new:
            look.is_new = False
            if look.goes != "skipped" and self.begins_destination(word, look):
                return
        if look.goes in TABLES:
            self.tables.word(look.goes, word, number)
        if look.goes == "skipped":
            return
        if word in CHARACTERS:
            self.say(CHARACTERS[word])
        elif word == "u":
            self.letter(number)
        elif word in MARKS:
            look.mark(MARKS[word], number != 0)
        elif method := WORDS.get(word):
            method(self, word, number)
        elif word in UNDERLINES:
            look.mark("u", number != 0)
        elif word in ALIGNMENTS:
            self.paragraph = replace(self.paragraph, align=ALIGNMENTS[word])

    def begins_destination(self, word, look):
        if look.goes == "info":
            look.goes = f"info {word}"
            return True
        goes = destination(word, look.may_be_ignored)
        if goes is None:
            return False
        if goes == "text" and look.goes not in ("skipped", "shape"):
            if word == "fldrslt":
                look.link = Fields.address("".join(self.instruction)) or look.link
            goes = look.goes
        self.begin_destination(goes)
        return True

    def sign(self, value):
        if value == b"*":
            self.look.may_be_ignored = self.look.is_new
        elif value in b"\\{}":
            self.bytes(value)
        elif value in b"\r\n":
            self.flush()
            self.end_paragraph()
        elif value in SIGNS:
            self.flush()
            if self.to_skip:
                self.to_skip -= 1
            else:
                self.say(SIGNS[value])

    # Paragraphs

    def shape(self):
        return self.paragraph.shape(self.tables.styles, self.tables.is_numbered)

    def end_paragraph(self, *_):
        if self.look.goes in ASIDES:
            self.aside.append(" ")
        if self.look.goes not in IN_THE_TEXT or self.look.is_deleted:
            return
        sheet, style = self.sheet, self.tables.styles.get(self.paragraph.style, "")
        if CONTENTS.match(style):
            self.taken.add("contents", sheet.words_without_marks())
            sheet.begin()
        elif not sheet.has_words and self.paragraph.has_line:
            sheet.begin()
            sheet.rule()
        elif style == "title" and sheet.has_words and len(self.sheets) == 1:
            self.titles.append(sheet.end_title(self.shape()))
        else:
            sheet.end(self.shape())
        if len(self.sheets) == 1:
            boxes, self.boxes = self.boxes, []
            for box in boxes:
                sheet.take_in(box)

    def end_page(self, *_):
        if self.look.goes in IN_THE_TEXT:
            if self.sheet.has_words:
                self.end_paragraph()
            self.sheet.edge()

    def begin_on_a_new_page(self, *_):
        if self.look.goes in IN_THE_TEXT and not self.sheet.has_words:
            self.sheet.edge()

    def end_cell(self, *_):
        self.say(" ")

    def end_row(self, *_):
        if self.sheet.has_words:
            self.end_paragraph()

    def line_break(self, *_):
        if self.look.goes in IN_THE_TEXT and not (self.look.is_hidden or self.look.is_deleted):
            self.sheet.line_break()

    def set_back_paragraph(self, *_):
        self.paragraph = Paragraph()

    def set_paragraph(self, word, number):
        field = {"li": "left", "lin": "left", "ri": "right", "rin": "right", "ls": "list", "ilvl": "level", "s": "style",
                 "outlinelevel": "outline"}[word]  # fmt: skip
        self.paragraph = replace(self.paragraph, **{field: number or 0})

    def old_list(self, word, number):
        self.paragraph = replace(self.paragraph, list=LIST_OF_DOTS if word == "pnlvlblt" else LIST_OF_NUMBERS)

    def draw_line(self, word, number):
        self.paragraph = replace(self.paragraph, has_line=word in ("brdrb", "brdrt"))

    def turn(self, word, number):
        self.paragraph = replace(self.paragraph, is_rtl=word == "rtlpar")

    # Letters' look

    def plain(self, *_):
        self.look.plain()

    def raise_or_lower(self, word, number):
        self.look.mark("sup" if word == "up" else "sub", number != 0 and number is not None)

    def unmark(self, word, number):
        for mark in ("u",) if word == "ulnone" else ("sup", "sub"):
            self.look.mark(mark, False)

    def hide(self, word, number):
        self.look.is_hidden = number != 0

    def delete(self, word, number):
        self.look.is_deleted = number != 0

    def set_font(self, word, number):
        self.look.font = number

    def set_fallback(self, word, number):
        self.look.fallback = min(max(0, number or 0), 8)

    def set_code_page(self, word, number):
        self.code_page = OF_WORDS.get(word) or code_page(number or 1252) or self.code_page

    def set_default_font(self, word, number):
        self.around[:1] = [(replace(self.around[0][0], font=number), self.around[0][1])] if self.around else []
        self.look.font = number


WORDS = {
    "par": Body.end_paragraph, "page": Body.end_page, "sect": Body.end_page, "pagebb": Body.begin_on_a_new_page,
    "cell": Body.end_cell, "nestcell": Body.end_cell, "row": Body.end_row, "nestrow": Body.end_row,
    "line": Body.line_break, "pard": Body.set_back_paragraph, "plain": Body.plain, "up": Body.raise_or_lower,
    "dn": Body.raise_or_lower, "ulnone": Body.unmark, "nosupersub": Body.unmark, "v": Body.hide,
    "deleted": Body.delete, "f": Body.set_font, "uc": Body.set_fallback, "ansicpg": Body.set_code_page,
    "mac": Body.set_code_page, "pc": Body.set_code_page, "pca": Body.set_code_page, "deff": Body.set_default_font,
    "pnlvlblt": Body.old_list, "pnlvlbody": Body.old_list, "pnlvl": Body.old_list, "brdrb": Body.draw_line,
    "brdrt": Body.draw_line, "brdrnone": Body.draw_line, "brdrnil": Body.draw_line, "rtlpar": Body.turn,
    "ltrpar": Body.turn,
    **dict.fromkeys(("li", "lin", "ri", "rin", "ls", "ilvl", "s", "outlinelevel"), Body.set_paragraph),
}  # fmt: skip

"""The letters of an RTF file: from bytes in many alphabets to words, and to where these belong at this point."""

from headcanon.intake.readers.documents import LeftOut
from headcanon.intake.readers.rtf.charsets import SYMBOLS
from headcanon.intake.readers.rtf.look import Look, Paragraph
from headcanon.intake.readers.rtf.tables import Tables
from headcanon.intake.readers.sheets import Sheet
from headcanon.intake.readers.word.signs import sign_of

TABLES = ("fonts", "styles", "lists", "overrides")
ASIDES = {"remark": "remarks", "heads": "heads"}
IN_THE_TEXT = ("text", "note", "box")


class Letters:
    def __init__(self, name):
        self.name = name
        self.taken = LeftOut()
        self.tables = Tables()
        self.info = {}
        self.code_page = "cp1252"
        self.is_damaged = False
        self.is_cut_short = False
        self.sheets = [Sheet()]
        self.boxes = []
        self.titles = []
        self.look = Look()
        self.paragraph = Paragraph()
        self.around = []  # (look, paragraph) outside of each open brace
        self.ends = {}  # what is done when a brace closes, by its depth
        self.pending = bytearray()
        self.to_skip = 0
        self.instruction = []
        self.aside = []

    @property
    def sheet(self):
        return self.sheets[-1]

    def letter(self, number):
        code = (number or 0) & 0xFFFF
        self.to_skip = self.look.fallback
        if 0xF000 <= code <= 0xF0FF:
            self.say(sign_of(self.tables.font_names.get(self.look.font, ""), f"{code:x}"))
        elif code:
            self.say(chr(code))

    def bytes(self, value):
        self.look.is_new = False
        if self.to_skip:
            skipped = min(self.to_skip, len(value))
            self.to_skip -= skipped
            value = value[skipped:]
        self.pending += value

    def flush(self):
        if self.pending:
            data, self.pending = bytes(self.pending), bytearray()
            self.say(self.decoded(data))

    def decoded(self, data):
        page = self.tables.fonts.get(self.look.font)
        if page == SYMBOLS and self.look.goes in IN_THE_TEXT:
            font = self.tables.font_names.get(self.look.font, "")
            return "".join(sign_of(font, f"{code:x}") for code in data)
        try:
            return data.decode(page if isinstance(page, str) else self.code_page)
        except UnicodeDecodeError:
            self.is_damaged = self.is_damaged or self.look.goes in IN_THE_TEXT
            return data.decode(page if isinstance(page, str) else self.code_page, "replace")

    def say(self, text):
        goes, look = self.look.goes, self.look
        if goes in IN_THE_TEXT:
            if look.is_hidden:
                self.taken.add("hidden", text)
            elif not look.is_deleted:
                self.sheet.say(text, look.run())
        elif goes in TABLES:
            self.tables.words(goes, text)
        elif goes == "instruction":
            self.instruction.append(text)
        elif goes in ASIDES:
            self.aside.append(text)
        elif goes in ("info title", "info author"):
            key = goes.removeprefix("info ")
            self.info.setdefault(key, []).append(text)

"""What an RTF file says once for all of its text: its fonts, the names of its styles, its lists, its properties."""

from headcanon.intake.readers.rtf.charsets import OF_CHARSETS, SYMBOLS, code_page

BULLET, NO_NUMBER = 23, 255
LONGEST_NAME = 100
LIST_OF_DOTS, LIST_OF_NUMBERS = -1, -2  # lists as they were before Word 97


class Tables:
    def __init__(self):
        self.fonts = {}  # by their number: the code page, or SYMBOLS
        self.font_names = {}
        self.styles = {0: ""}
        self.lists, self.overrides = {}, {}
        self.levels = []
        self.font = self.style = self.list = 0

    def word(self, table, word, number):
        """A control word in the table of that name."""
        if table == "fonts":
            self.font_word(word, number)
        elif table == "styles":
            self.style = number if word == "s" else self.style
        elif word == "list":
            self.levels = []
        elif word in ("levelnfc", "levelnfcn") and table == "lists" and number is not None:
            self.levels += [number] if word == "levelnfc" else []
        elif word == "listid":
            self.list = number
            if table == "lists":
                self.lists[number] = self.levels
        elif word == "ls" and table == "overrides":
            self.overrides[number] = self.list

    def font_word(self, word, number):
        if word == "f":
            self.font = number
        elif word == "fcharset":
            self.fonts[self.font] = SYMBOLS if number == SYMBOLS else OF_CHARSETS.get(number)
        elif word == "cpg" and self.fonts.get(self.font) != SYMBOLS:
            self.fonts[self.font] = code_page(number) or self.fonts.get(self.font)

    def words(self, table, text):
        """Words in that table: names, each ended by a semicolon."""
        name, ended, _ = text.partition(";")
        if table == "styles":
            add_name(self.styles, self.style or 0, name.lower())
            self.style = 0 if ended else self.style
        elif table == "fonts":
            add_name(self.font_names, self.font, name)

    def is_numbered(self, list_number, level):
        if list_number in (LIST_OF_DOTS, LIST_OF_NUMBERS):
            return list_number == LIST_OF_NUMBERS
        levels = self.lists.get(self.overrides.get(list_number), [])
        return level < len(levels) and levels[level] not in (BULLET, NO_NUMBER)


def add_name(names, number, words):
    known = names.get(number, "")
    if len(known) < LONGEST_NAME:
        names[number] = (known + words).lstrip()

"""Dumps of MySQL's and MariaDB's tables, read as they come: which columns a table has, and its rows.

Nothing of a dump is run. What it says besides tables and rows (locks, keys, other statements) is passed over, and a
place that cannot be understood is told as Damage; reading goes on with the next statement. A dump is bytes: each value
may be in another encoding than the one before it. Source: MySQL's reference manual on literals and on mysqldump, and
eFiction's own backup (FORMATS.md 6.1, variants 1 and 2).
"""

import re
import zlib
from typing import NamedTuple

CHUNK = 1 << 20
LONGEST_ROW = 64 << 20  # bytes; MySQL itself sends no longer packet unless it is told to
MOST_BYTES = 32 << 30  # of a dump, unpacked

# Python before 3.11.5 goes on in the wrong place where what is repeated possessively fails half-way: such repeats stand
# in atomic groups here, with a bound (MySQL's, 4,096 columns to a table), as each turn of these takes room.
TEXT = rb"""(?:'[^'\\]*+(?:(?:\\.|'')[^'\\]*+)*+'|"[^"\\]*+(?:(?:\\.|"")[^"\\]*+)*+")"""
VALUE = rb"(?:(?:_\w++\s*+)?[NnXxBb]?" + TEXT + rb"|[-+\w.]++(?:\(\))?)"
NAME = rb"""(?:`(?:[^`]|``)*+`|"[^"]*+"|[\w$-]++)"""
ROW = re.compile(rb"\(\s*+(?>(?:" + VALUE + rb"\s*+,\s*+){0,4095})" + VALUE + rb"\s*+\)", re.DOTALL)
A_VALUE = re.compile(rb"(?:_\w++\s*+)?([NnXxBb]?)(" + TEXT + rb")|([-+\w.]++(?:\(\))?)", re.DOTALL)
A_NAME = re.compile(NAME)
BLANK = re.compile(rb"\s++|(?:--(?=\s)|\#)[^\n]*+\n?|/\*.*?\*/", re.DOTALL)
COLUMNS = rb"\((?>(?:\s*+" + NAME + rb"\s*+,?){1,4096})\)"
INSERT = re.compile(
    rb"(?:INSERT|REPLACE)\s++(?>(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\s++){0,4})(?:INTO\s*+)?"
    rb"((?:" + NAME + rb"\s*+\.\s*+)?" + NAME + rb")\s*+(" + COLUMNS + rb"\s*+)?VALUES?\s*+(?=\()",
    re.IGNORECASE,
)
CREATE = re.compile(
    rb"CREATE\s++TABLE\s++(?:IF\s++NOT\s++EXISTS\s++)?((?:" + NAME + rb"\s*+\.\s*+)?" + NAME + rb")\s*+(?=\()",
    re.IGNORECASE,
)
DELIMITER = re.compile(rb"DELIMITER[ \t]++(\S++)", re.IGNORECASE)
# What stands between two statements, so that a semicolon in a sentence ends none.
STATEMENT = re.compile(
    rb"(?>(?:[^;'\"`/\#-]++|" + TEXT + rb"|`[^`]*+`|/\*.*?\*/|--(?=\s)[^\n]*+|\#[^\n]*+|[/-]){0,999999});", re.DOTALL
)
A_PIECE = re.compile(TEXT + rb"|`(?:[^`]|``)*+`|[\w$]++|[(),]", re.DOTALL)
NEXT = re.compile(rb"\n(?=(?:INSERT|REPLACE)\s+INTO\s|CREATE\s+TABLE\s)", re.IGNORECASE)
NO_COLUMN = {b"key", b"primary", b"unique", b"index", b"fulltext", b"constraint", b"foreign", b"spatial", b"check"}
ESCAPED = {b"0": b"\0", b"b": b"\b", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"Z": b"\x1a", b"%": rb"\%", b"_": rb"\_"}


class Columns(NamedTuple):
    """What CREATE TABLE says."""

    table: str
    names: tuple


class Row(NamedTuple):
    """`columns` is None where the statement names none; a value is bytes or None."""

    table: str
    columns: tuple | None
    values: list


class Damage(NamedTuple):
    """A place that could not be understood, and in which table that was."""

    table: str
    message: str


def read_dump(stream, wanted=lambda table: True):
    """Yields Columns, Rows of `wanted` tables, and Damages, in the order of the dump."""
    return Dump(stream, wanted).read()


class Dump:
    def __init__(self, stream, wanted):
        self.stream, self.wanted = stream, wanted
        self.held, self.at, self.taken, self.is_over = b"", 0, 0, False
        self.broke_off = ""

    def read(self):
        while self.pass_blanks():
            if self.take(b";"):
                continue
            if found := self.match(INSERT):
                yield from self.rows(table_of(found[1]), names_in(found[2]))
            elif found := self.match(CREATE):
                yield from self.columns(table_of(found[1]))
            elif found := self.match(DELIMITER):
                self.pass_procedures(found[1])
            elif not self.match(STATEMENT, LONGEST_ROW):
                yield from self.go_on("")
        if self.broke_off:
            yield Damage("", self.broke_off)

    # --- Statements ------------------------------------------------------------------------------------------------

    def rows(self, table, columns):
        is_wanted = self.wanted(table)
        while True:
            found = self.match(ROW, LONGEST_ROW)
            if not found:
                yield from self.go_on(table)
                return
            if is_wanted:
                yield Row(table, columns, values_in(found[0]))
            self.pass_blanks()
            if self.take(b","):
                self.pass_blanks()
            elif self.take(b";") or self.is_done:
                return
            else:
                yield from self.go_on(table)
                return

    def columns(self, table):
        found = self.match(STATEMENT, CHUNK)
        if found:
            yield Columns(table, columns_in(found[0]))
        else:
            yield from self.go_on(table)

    def pass_procedures(self, sign):
        """What stands between DELIMITER ;; and DELIMITER ; is code."""
        while sign != b";" and not self.is_done:
            place = self.held.find(b"DELIMITER", self.at)
            if place < 0:
                self.at = max(self.at, len(self.held) - len(b"DELIMITER"))
                if self.is_over:
                    self.at = len(self.held)
                self.read_more(CHUNK)
                continue
            self.at = place
            found = self.match(DELIMITER)
            sign = found[1] if found else sign
            self.at += 0 if found else 1

    def go_on(self, table):
        """With the next statement after a place that makes no sense. What stands there is not repeated: it may be secret."""
        where = self.taken - len(self.held) + self.at
        while not (found := NEXT.search(self.held, self.at)) and not self.is_over:
            self.at = max(self.at, len(self.held) - 100)
            self.read_more(CHUNK)
        self.at = found.end() if found else len(self.held)
        rest = "reading went on with the next statement" if found else "nothing follows that could be read"
        yield Damage(table, f"At byte {where:,} the dump is damaged or cut short; {rest}.")

    # --- Bytes -------------------------------------------------------------------------------------------------------

    @property
    def is_done(self):
        return self.is_over and self.at >= len(self.held)

    def pass_blanks(self):
        """Whether anything follows."""
        while True:
            if self.at >= len(self.held) and not self.read_more(CHUNK):
                return False
            if not self.match(BLANK, CHUNK):
                return True

    def take(self, sign):
        if self.held.startswith(sign, self.at):
            self.at += 1
            return True
        return False

    def match(self, pattern, patience=8192):
        """What the pattern finds here, passed over. It is looked at again with more bytes, up to `patience`, as long as
        these could change what it finds; each time with twice as many, so that no byte is looked at often."""
        more = CHUNK
        while True:
            found = pattern.match(self.held, self.at)
            is_sure = found and found.end() < len(self.held)
            if is_sure or self.is_over or (not found and len(self.held) - self.at >= patience):
                break
            self.read_more(more)
            more *= 2
        if found:
            self.at = found.end()
        return found

    def read_more(self, size):
        """Whether there was more."""
        if self.is_over:
            return False
        try:
            data = self.stream.read(size)
        except (EOFError, OSError, zlib.error) as error:
            self.broke_off, data = f"The file cannot be read to its end ({error}); what stands before is taken.", b""
        if self.taken + len(data) > MOST_BYTES:
            self.broke_off = f"The dump is longer than {MOST_BYTES >> 30} GB; what stands behind that was not read."
            data = b""
        self.taken += len(data)
        self.is_over = not data
        if data:
            self.held, self.at = self.held[self.at :] + data, 0
        return bool(data)


# --- What stands in a statement --------------------------------------------------------------------------------------


def table_of(name):
    """Without the database it is in."""
    return names_in(name)[-1]


def names_in(names):
    if not names:
        return None
    return tuple(unquoted(name).decode("utf-8", "replace") for name in A_NAME.findall(names))


def unquoted(name):
    return name[1:-1].replace(b"``", b"`") if name[:1] in (b"`", b'"') else name


def columns_in(definition):
    """The names that begin an entry of the outer list."""
    names, depth, begins = [], 0, False
    for piece in A_PIECE.findall(definition):
        if piece == b"(":
            depth += 1
            begins = depth == 1
        elif piece == b")":
            depth -= 1
            if depth == 0:
                break
        elif piece == b",":
            begins = depth == 1
        elif begins:
            begins = False
            if piece[:1] in (b"`", b'"') or piece.lower() not in NO_COLUMN:
                names.append(unquoted(piece).decode("utf-8", "replace"))
    return tuple(names)


def values_in(row):
    return [value_of(*found) for found in A_VALUE.findall(row, 1)]


def value_of(kind, text, word):
    if word:
        return value_of_word(word)
    said = unescaped(text)
    return from_hex(said) if kind in (b"X", b"x") else said


def value_of_word(word):
    if word[:2] in (b"0x", b"0X"):
        return from_hex(word[2:])
    return None if word.upper() == b"NULL" else word


def from_hex(digits):
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return digits


def unescaped(text):
    sign, said = text[:1], text[1:-1]
    if sign in said:
        said = re.sub(rb"(\\.)|" + sign + sign, lambda found: found[1] or sign, said, flags=re.DOTALL)
    if b"\\" in said:
        said = re.sub(rb"\\(.)", lambda found: ESCAPED.get(found[1], found[1]), said, flags=re.DOTALL)
    return said

"""One eFiction archive out of a dump, in a database of its own that nobody else can open and that ends with the run.

SQLite makes that file and takes its name away at once, so however a run ends nothing of the dump is left behind. Only
the columns that `columns.KEPT` names are ever stored in it.
"""

import gzip
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass, field

from headcanon.ops.arrivals.efiction.columns import (
    KEPT,
    LEFT_OUT,
    NUMBERS,
    ORDERS,
    columns_kept,
    order_of,
    table_and_prefix,
)
from headcanon.ops.arrivals.efiction.decoding import text_of
from headcanon.ops.arrivals.efiction.dump import Columns, Damage, read_dump

ROWS_AT_ONCE = 500
# What a column slipped by one place would bring: never kept, wherever it stands.
A_HASH = re.compile(r"[0-9a-f]{32}")
NO_TEXT = {"title", "summary", "storynotes", "notes", "storytext", "endnotes", "review", "comments"}


class Ambiguous(Exception):
    """The dump holds several archives; `found` is {prefix: how many stories}."""

    def __init__(self, found):
        super().__init__(found)
        self.found = found


@dataclass
class Staged:
    """`rows` asks the archive of one prefix; `complaints` are sentences about what could not be read of the dump."""

    database: sqlite3.Connection
    prefix: str
    complaints: list = field(default_factory=list)
    left_out: dict = field(default_factory=dict)

    def rows(self, question, *values):
        """As dictionaries; tables are called by their names without prefix."""
        return self.database.execute(question, values)

    def count(self, table):
        return self.database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def open_dump(path):
    """A stream of its bytes, packed with gzip or not."""
    with open(path, "rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if is_packed else open(path, "rb")


def stage(stream, prefix=None, passed=lambda size: None):
    """The archive of that prefix, or the only one there is. Raises Ambiguous. `passed` hears how far reading is."""
    staging = Staging(prefix)
    staging.read(stream, passed)
    return staging.finish()


class Staging:
    def __init__(self, prefix):
        self.prefix = None if prefix is None else prefix.removesuffix("fanfiction_")
        self.database = sqlite3.connect("", isolation_level=None)
        self.database.row_factory = sqlite3.Row
        self.database.execute("PRAGMA synchronous=OFF")
        self.database.execute("BEGIN")
        self.declared, self.waiting, self.made = {}, {}, set()
        self.left_out, self.complaints, self.odd, self.unnumbered = Counter(), [], Counter(), Counter()

    def read(self, stream, passed):
        for number, found in enumerate(read_dump(stream, self.is_wanted)):
            if isinstance(found, Damage):
                self.complaints.append(f"{found.table + ': ' if found.table else ''}{found.message}")
            elif isinstance(found, Columns):
                self.declared[found.table] = found.names
            else:
                self.add(found)
            if number % ROWS_AT_ONCE == 0:
                passed(ROWS_AT_ONCE)

    def is_wanted(self, name):
        found = table_and_prefix(name)
        if not found or (self.prefix is not None and found[1] != self.prefix):
            return False
        return found[0] in KEPT or found[0] in LEFT_OUT

    def add(self, row):
        table, prefix = table_and_prefix(row.table)
        if table in LEFT_OUT:
            self.left_out[prefix, table] += 1
            return
        columns = row.columns or self.declared.get(row.table) or order_of(table, row.values)
        if columns is None or len(columns) != len(row.values):
            self.odd[row.table, len(row.values)] += table in ORDERS
            return
        said = dict(zip((name.lower() for name in columns), row.values, strict=True))
        values = [value_of(name, said.get(name)) for name in columns_kept(table)]
        if None in values[: len(KEPT[table][0])]:
            self.unnumbered[row.table] += 1
            return
        waiting = self.waiting.setdefault((prefix, table), [])
        waiting.append(values)
        if len(waiting) >= ROWS_AT_ONCE:
            self.write(prefix, table)

    def write(self, prefix, table):
        rows = self.waiting.pop((prefix, table))
        keys, columns = KEPT[table][0], columns_kept(table)
        name = quoted(f"{prefix}|{table}")
        if (prefix, table) not in self.made:
            self.made.add((prefix, table))
            self.database.execute(make_table(name, keys, columns))
        places = ", ".join("?" * len(columns))
        # Of a row that comes twice, as in a dump that was appended to another, the last is the newest.
        self.database.executemany(f"INSERT OR REPLACE INTO {name} VALUES ({places})", rows)

    def finish(self):
        for prefix, table in list(self.waiting):
            self.write(prefix, table)
        prefix = self.chosen()
        for table in KEPT:
            name = quoted(f"{prefix}|{table}")
            if (prefix, table) not in self.made:
                self.database.execute(make_table(name, KEPT[table][0], columns_kept(table)))
            self.database.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{name}")
        self.index(prefix)
        self.complaints += self.about_odd_rows()
        left_out = {table: number for (whose, table), number in self.left_out.items() if whose == prefix}
        return Staged(self.database, prefix, self.complaints, left_out)

    def about_odd_rows(self):
        for (table, number), times in sorted((+self.odd).items()):
            yield (
                f"{table}: {times:,} rows have {number} values, which no version of eFiction has there; they are left "
                "out. A dump that names its columns (mysqldump --complete-insert) can be read whole."
            )
        for table, times in sorted(self.unnumbered.items()):
            yield f"{table}: {times:,} rows have no number where theirs should be; they are left out."

    def chosen(self):
        if self.prefix is not None:
            return self.prefix
        found = {}
        for prefix, table in self.made:
            if table == "stories":
                name = quoted(f"{prefix}|stories")
                found[prefix] = self.database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        if len(found) > 1:
            raise Ambiguous(found)
        return next(iter(found), "")

    def index(self, prefix):
        for table, columns in (("chapters", "sid, inorder"), ("reviews", "type, item"), ("favorites", "uid")):
            name = quoted(f"{prefix}|{table}")
            self.database.execute(f"CREATE INDEX {quoted('by ' + table)} ON {name} ({columns})")


def make_table(name, keys, columns):
    typed = ", ".join(f"{column} INTEGER" if column in NUMBERS else f"{column}" for column in columns)
    return f"CREATE TABLE {name} ({typed}, PRIMARY KEY ({', '.join(keys)}))"


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def value_of(column, data):
    """What is kept of it: text, or nothing."""
    if data is None:
        return 0 if column in NUMBERS else ""
    text = text_of(data)
    if column in NUMBERS:
        return number_of(text.strip())
    return "" if column not in NO_TEXT and A_HASH.fullmatch(text.strip().lower()) else text


def number_of(text):
    """None where it is no number, or none that a table of eFiction could hold."""
    try:
        number = int(text or 0)
    except ValueError:
        return None
    return number if abs(number) < 2**62 else None

"""Dumps of every make, in pieces of every size, whole and broken."""

import io
import time

import pytest

from headcanon.ops.arrivals.efiction import dump
from headcanon.ops.arrivals.efiction.columns import ORDERS
from headcanon.ops.arrivals.efiction.decoding import text_of
from headcanon.ops.arrivals.efiction.dump import Columns, Damage, Row, read_dump
from headcanon.ops.arrivals.efiction.said import parted
from headcanon.ops.arrivals.efiction.staging import Ambiguous, stage
from headcanon.ops.arrivals.efiction.texts import as_html

MIXED = rb"""-- MySQL dump; with INSERT INTO `x` VALUES (1);
/*!40101 SET NAMES latin1 */;
CREATE TABLE IF NOT EXISTS `quay`.`fanfiction_stories` (
  `sid` int(11) NOT NULL auto_increment,
  `title` varchar(200) NOT NULL default 'a, b; (c',
  rating decimal(10,2), mood enum('a','b'),
  PRIMARY KEY  (`sid`), KEY `title` (`title`(10))
) ENGINE=MyISAM;
LOCK TABLES `fanfiction_stories` WRITE;
/*!40000 ALTER TABLE `fanfiction_stories` DISABLE KEYS */;
INSERT INTO `fanfiction_stories` (`sid`, `title`) VALUES
(1, 'It\'s; a (test)''s end'),
(2,
 "double ""q"" \"z\"\n"), (3, NULL),(4,0x4142),(-5,_binary 'x\\\'');
UNLOCK TABLES;
# Dump of fanfiction_x
INSERT INTO fanfiction_x VALUES	("1", "a\r\nb", 'c', "");
DELIMITER ;;
CREATE TRIGGER x BEGIN INSERT INTO fanfiction_x VALUES (99); END ;;
DELIMITER ;
insert ignore into quay.fanfiction_x values (3);"""
READ = [
    Columns("fanfiction_stories", ("sid", "title", "rating", "mood")),
    Row("fanfiction_stories", ("sid", "title"), [b"1", b"It's; a (test)'s end"]),
    Row("fanfiction_stories", ("sid", "title"), [b"2", b'double "q" "z"\n']),
    Row("fanfiction_stories", ("sid", "title"), [b"3", None]),
    Row("fanfiction_stories", ("sid", "title"), [b"4", b"AB"]),
    Row("fanfiction_stories", ("sid", "title"), [b"-5", b"x\\'"]),
    Row("fanfiction_x", None, [b"1", b"a\r\nb", b"c", b""]),
    Row("fanfiction_x", None, [b"3"]),
]


@pytest.mark.parametrize("piece", [1, 7, 64, 1 << 20])
def test_a_dump_reads_alike_in_pieces_of_any_size(monkeypatch, piece):
    monkeypatch.setattr(dump, "CHUNK", piece)
    assert list(read_dump(io.BytesIO(MIXED))) == READ


def rows_and_damage(data):
    found = list(read_dump(io.BytesIO(data)))
    return [each.values for each in found if isinstance(each, Row)], [
        each for each in found if isinstance(each, Damage)
    ]


def test_after_a_damaged_place_reading_goes_on_and_nothing_of_it_is_repeated():
    broken = b"INSERT INTO t VALUES (1,'a');\nINSERT INTO t VALUES (2, 5f4dcc3b 'x);\nINSERT INTO t VALUES (3,'c');\n"
    rows, [damage] = rows_and_damage(broken)
    assert rows == [[b"1", b"a"], [b"3", b"c"]]
    assert damage == Damage(
        "t", "At byte 51 the dump is damaged or cut short; reading went on with the next statement."
    )


def test_a_dump_that_breaks_off_has_what_stands_before():
    rows, [damage] = rows_and_damage(MIXED[: MIXED.index(b"0x4142")])
    assert (rows[-1], damage.table) == ([b"3", None], "fanfiction_stories")


@pytest.mark.parametrize(
    "hostile",
    [
        b"INSERT INTO t VALUES (" + b"(" * 500_000,
        b"INSERT INTO t VALUES ('" + b"''\\'" * 200_000,
        b"INSERT INTO t VALUES (" + b"1," * 400_000,
        b"INSERT INTO t (" + b"`a` ," * 200_000,
        b"CREATE TABLE t (" + b"a '" * 300_000,
        b"DELIMITER ;;\n" + b"DELIMITER" * 100_000,
        b"/*" * 500_000,
        b"'" * 500_001,
        b"-" * 1_000_000,
        b"\0" * 1_000_000,
    ],
)
def test_no_dump_takes_long(hostile):
    began = time.process_time()
    list(read_dump(io.BytesIO(hostile)))
    assert time.process_time() - began < 1


@pytest.mark.parametrize("hostile", ["\\" * 300_000, "</i>" + " " * 300_000 + "x", "<br>" * 20_000, "<i>" * 20_000])
def test_no_review_takes_long(hostile):
    began = time.process_time()
    parted({"review": as_html(hostile)})
    parted({"review": hostile + "<i>Author's Response: Thank you.</i>"})
    assert time.process_time() - began < 1


def test_what_a_dump_hides_is_not_even_stored():
    """Neither by its column, nor where a column is missing and everything behind it stands in the wrong place."""
    secret = b"5f4dcc3b5aa765d61d8327deb882cf99"
    slipped = ORDERS["authors"][0].split()
    slipped.remove("realname")
    values = b", ".join(b'"' + secret + b'"' if name == "password" else b'"7"' for name in slipped)
    named = b"INSERT INTO fanfiction_authors (uid, penname, password) VALUES (1, 'Ana', '" + secret + b"');\n"
    staged = stage(io.BytesIO(named + b"INSERT INTO fanfiction_authors VALUES (" + values + b");\n"))
    assert [row["penname"] for row in staged.rows("SELECT * FROM authors ORDER BY uid")] == ["Ana", "7"]
    assert secret.decode() not in "".join(staged.database.iterdump())


def test_of_several_archives_one_must_be_chosen():
    data = b"INSERT INTO a_fanfiction_stories (sid) VALUES (1),(2);\nINSERT INTO b_fanfiction_stories (sid) VALUES (1);"
    with pytest.raises(Ambiguous) as several:
        stage(io.BytesIO(data))
    assert several.value.found == {"a_": 2, "b_": 1}
    assert [stage(io.BytesIO(data), prefix).count("stories") for prefix in ("a_", "b_fanfiction_", "c_")] == [2, 1, 0]


def test_rows_of_no_known_shape_are_told():
    staged = stage(
        io.BytesIO(b"INSERT INTO fanfiction_stories VALUES (1,2,3);\nINSERT INTO fanfiction_settings VALUES (1);")
    )
    assert [each.split(";")[0] for each in staged.complaints] == [
        "fanfiction_stories: 1 rows have 3 values, which no version of eFiction has there"
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("“ok” é".encode(), "“ok” é"),
        (b"caf\xe9 \x93hi\x94 \x97 \x85", "café “hi” — …"),
        ("It’s “so”, café".encode().decode("cp1252", "replace").encode(), "It’s “so�, café"),
        ("It’s naïve".encode().decode("cp1252").encode(), "It’s naïve"),
        (b"don\xd5t \xd2say\xd3 it\xc9", "don’t “say” it…"),
        (b"\xc9t\xe9 \xd3scar", "Été Óscar"),
        ("“x” and ".encode() + b"\x93y\x94 \xe9" + "é—”".encode(), "“x” and “y” éé—”"),
        (b"a\x00b\x07", "ab"),
    ],
)  # fmt: skip
def test_each_value_is_read_in_the_encoding_it_was_typed_in(data, text):
    assert text_of(data) == text

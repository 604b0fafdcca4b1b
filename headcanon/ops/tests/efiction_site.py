"""An invented eFiction archive of any size, written as its database and its folder of texts were: in three ways.

Everything that was said has its meaning beside it, so that a test knows what must have become of it.

`python -m headcanon.ops.tests.efiction_site FOLDER [STORIES]` writes all three, to be looked at.
"""

import gzip
import random
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from headcanon.ops.arrivals.efiction.columns import ORDERS

BEGAN = datetime(2003, 3, 1, 20, 15, tzinfo=UTC)
NAMES = "Ashling Brontë Corvid Dusk Eowyn_X Færie Grey’s-Muse Heloïse Inkwell Jörmungandr Kestrel Lamplighter".split()
WORDS = (
    "the lantern swung and nobody on the quay said a word until the boat’s rope went slack again while she counted what was "
    "left of the bread café naïve Señor über “quite” déjà-vu — and then… the door"
).split()
GENRES = ["Angst", "Humor", "Slash", "Het", "Drama, with music"]
WARNINGS = ["Character Death", "Violence", "Mild Swearing"]
RATINGS = [("G", 0), ("PG-13", 0), ("R - Restricted", 2), ("Members' Den", 6)]
CATEGORIES = [("Sea Tales", -1), ("The Long Voyage", 1), ("Lighthouse Keepers", -1)]
CHARACTERS = ["Captain Ruth", "Old Tom", "Ruth/Tom", "The Ship’s Cat"]
SECRETS = ("5f4dcc3b5aa765d61d8327deb882cf99", "smtp-hunter2", "evil_code()", "203.0.113.77")


@dataclass
class Site:
    """`tables` has rows as dictionaries; `texts` the story-HTML that each chapter means; `raw` what its text looks like."""

    tables: dict
    texts: dict = field(default_factory=dict)
    raw: dict = field(default_factory=dict)
    answers: int = 0


def invent(stories=300, chapters=4, reviews=3000, authors=60, seed=1):
    chance = random.Random(seed)
    site = Site({name: [] for name in (*ORDERS, "settings", "codeblocks", "log", "news")})
    people(site, authors)
    words_of(site)
    for sid in range(1, stories + 1):
        tell(site, sid, chapters, authors, chance)
    collect(site, stories, authors, chance)
    review(site, reviews, stories, chapters, authors, chance)
    return site


def people(site, authors):
    for uid in range(1, authors + 1):
        name = NAMES[uid % len(NAMES)] + (f" {uid}" if uid >= len(NAMES) else "")
        site.tables["authors"].append({
            "uid": uid, "penname": name, "realname": "Not Told", "email": f"writer{uid}@example.org",
            "website": "http://example.org/~w" if uid % 3 else "", "bio": f"I write by <i>lamplight</i>, {name}.",
            "image": "", "date": BEGAN + timedelta(days=uid), "admincreated": 0, "password": SECRETS[0],
        })  # fmt: skip
    site.tables["authorfields"].append({
        "field_id": 1, "field_type": 5, "field_name": "lj", "field_title": "LiveJournal", "field_options": "",
        "field_code_in": SECRETS[2], "field_code_out": f"<?php {SECRETS[2]}; ?>", "field_on": 1,
    })  # fmt: skip
    site.tables["authorinfo"].append({"uid": 1, "field": 1, "info": "lamp_ashling"})
    site.tables["settings"].append({
        "sitekey": "k1", "sitename": "The Quay", "slogan": "Stories of the sea", "url": "http://quay.example.org/fic",
        "siteemail": "mo@example.org", "smtp_password": SECRETS[1],
    })  # fmt: skip
    site.tables["codeblocks"].append({"code_id": 1, "code_text": SECRETS[2], "code_type": "x", "code_module": ""})
    site.tables["log"].append({"log_id": 1, "log_action": "in", "log_uid": 1, "log_ip": SECRETS[3]})
    site.tables["news"].append({"nid": 1, "author": "Ashling", "title": "Hello", "story": "We moved.", "comments": 0})


def words_of(site):
    say = site.tables
    say["classtypes"] += [
        {"classtype_id": 1, "classtype_name": "genre", "classtype_title": "Genres"},
        {"classtype_id": 2, "classtype_name": "warning", "classtype_title": "Warnings"},
    ]
    for pk, name in enumerate(GENRES + WARNINGS, start=1):
        say["classes"].append({"class_id": pk, "class_type": 1 if pk <= len(GENRES) else 2, "class_name": name})
    for pk, (name, mask) in enumerate(RATINGS, start=1):
        say["ratings"].append({"rid": pk, "rating": name, "ratingwarning": mask, "warningtext": "Are you sure?"})
    for pk, (name, parent) in enumerate(CATEGORIES, start=1):
        say["categories"].append({
            "catid": pk, "parentcatid": parent, "category": name, "description": "", "image": "", "locked": 0,
            "leveldown": 0, "displayorder": pk, "numitems": 1,
        })  # fmt: skip
    for pk, name in enumerate(CHARACTERS, start=1):
        say["characters"].append({"charid": pk, "catid": 1, "charname": name, "bio": "", "image": ""})


def tell(site, sid, most, authors, chance):
    uid = 1 + sid % authors
    number = 1 + (sid + 1) % (2 * most - 1)  # on the average `most`
    began = BEGAN + timedelta(days=10 * sid)
    site.tables["stories"].append({
        "sid": sid, "title": f"The Rope’s End & Other Knots {sid}", "summary": f"What {sid} sailors \\'knew\\'.\r\nAnd did.",
        "storynotes": "<p>For the <b>crew</b>.</p>" if sid % 4 == 0 else "", "catid": f"{1 + sid % 3}",
        "classes": f"{1 + sid % 5},{6 + sid % 3}", "charid": f"{1 + sid % 4}", "rid": 1 + sid % 4, "date": began,
        "updated": began + timedelta(days=5), "uid": uid, "coauthors": str(1 + (uid % authors)) if sid % 5 == 0 else "0",
        "featured": 0, "validated": 0 if sid % 50 == 0 else 1, "completed": sid % 2, "rr": 0, "wordcount": 99, "rating": 0,
        "reviews": 0, "count": 7 * sid, "challenges": "1" if sid % 6 == 0 else "0",
    })  # fmt: skip
    for inorder in range(1, number + 1):
        chapid = len(site.tables["chapters"]) + 1
        html, raw = text(chance, chapid)
        site.texts[chapid], site.raw[chapid] = html, raw
        site.tables["chapters"].append({
            "chapid": chapid, "title": f"Night {inorder}", "inorder": inorder,
            "notes": "Mind the step." if inorder == 1 else "", "storytext": raw, "endnotes": "", "validated": 1,
            "wordcount": 9, "rating": 0, "reviews": 0, "sid": sid, "uid": uid, "count": 3,
        })  # fmt: skip


def text(chance, chapid):
    """(story-HTML, one of the ways in which such a text was typed)"""
    parts = [" ".join(chance.choices(WORDS, k=chance.randint(5, 25))) for _ in range(chance.randint(2, 5))]
    parts[0] = f'Chapter {chapid} began. <em>It\\\'s \\"late\\"</em>, ' + parts[0]
    html = f"<p>{'</p><p>'.join(parts[:-1])}</p><hr><p>{parts[-1]}</p>"
    way = chapid % 3
    if way == 0:
        raw = "<p>" + "</p>\r\n<p>".join(parts[:-1]) + "</p>\r\n<hr>\r\n<p>" + parts[-1] + "</p>"
    elif way == 1:
        raw = "<br /><br />".join(parts[:-1]) + "<br /><br /><center>* * *</center><br />" + parts[-1]
    else:
        raw = "\r\n\r\n".join(parts[:-1]) + "\r\n\r\n***\r\n\r\n" + parts[-1]
    return html.replace("\\", ""), raw.replace("em>", "i>")


def collect(site, stories, authors, chance):
    say = site.tables
    for seriesid in range(1, max(2, stories // 10)):
        members = list(dict.fromkeys(1 + chance.randrange(stories) for _ in range(3)))
        say["series"].append({
            "seriesid": seriesid, "title": f"Knots, book {seriesid}", "summary": "All the knots there are.",
            "uid": 1 + members[0] % authors, "isopen": 0, "catid": "1", "rating": 0, "classes": "", "characters": "",
            "reviews": 0, "numstories": 2, "challenges": "0",
        })  # fmt: skip
        for place, sid in enumerate(members, start=1):
            say["inseries"].append(
                {"seriesid": seriesid, "sid": sid, "subseriesid": 0, "confirmed": 1, "inorder": place}
            )
    say["challenges"].append({
        "chalid": 1, "challenger": "Corvid", "uid": 2, "title": "A rope, a lamp, a lie", "catid": "1", "characters": "1",
        "summary": "Write what the rope held. " + "And nothing else of it. " * 60, "responses": 3,
    })  # fmt: skip
    for uid in range(1, authors + 1, 2):
        say["favorites"].append({"uid": uid, "item": 1 + uid % stories, "type": "ST", "comments": "I keep this one."})
        say["favorites"].append({"uid": uid, "item": 1 + (uid + 1) % authors, "type": "AU", "comments": ""})


def review(site, reviews, stories, chapters, authors, chance):
    of_story = {}
    for row in site.tables["chapters"]:
        of_story.setdefault(row["sid"], []).append(row["chapid"])
    for pk in range(1, reviews + 1):
        sid = 1 + chance.randrange(stories)
        is_guest, is_answered = pk % 3 == 0, pk % 4 == 0
        answer = "<br><br><i>Author's Response: Thank you, " + f"reader {pk}.</i>" if is_answered else ""
        site.answers += is_answered
        site.tables["reviews"].append({
            "reviewid": pk, "item": sid, "chapid": chance.choice(of_story[sid]),
            "reviewer": f"Guest {pk}’s" if is_guest else "X",
            "uid": 0 if is_guest else 1 + pk % authors, "review": f"I read it twice, on day {pk}. Brontë!{answer}",
            "date": BEGAN + timedelta(days=pk), "rating": 9, "respond": "1" if is_answered else "0", "type": "ST",
        })  # fmt: skip


# --- Writing it down -------------------------------------------------------------------------------------------------


def columns_of(table, site):
    return ORDERS[table][-1 if table == "series" else 0].split() if table in ORDERS else list(site.tables[table][0])


def rows_of(site, table, *, with_texts, moment, spell):
    columns = columns_of(table, site) + (["challenges"] if table == "stories" else [])
    for row in site.tables[table]:
        said = dict(row, storytext=row["storytext"] if with_texts else "") if table == "chapters" else row
        yield (
            columns,
            [moment(said[name]) if isinstance(said[name], datetime) else spell(said[name]) for name in columns],
        )


def as_seconds(moment):
    return str(int(moment.timestamp())).encode()


def as_words(moment):
    return moment.strftime("%Y-%m-%d %H:%M:%S").encode()


def in_utf8(value):
    return str(value).encode()


def in_cp1252(value):
    return str(value).encode("cp1252")


def twice_encoded(value):
    """UTF-8, taken for Windows-1252 and encoded once more."""
    return (
        str(value).encode().decode("cp1252", "surrogateescape").encode("utf-8", "ignore")
        if isinstance(value, str)
        else in_utf8(value)
    )


def escaped(data, sign=b"'"):
    for plain, told in ((b"\\", b"\\\\"), (sign, b"\\" + sign), (b"\r", b"\\r"), (b"\n", b"\\n"), (b"\0", b"\\0")):
        data = data.replace(plain, told)
    return sign + data + sign


def as_mysqldump(site, folder, prefix=""):
    """Tables declared, many rows a statement, dates as seconds, UTF-8; the texts lie in a folder."""
    out = [b"-- MySQL dump 10.13\n/*!40101 SET NAMES utf8 */;\nDROP DATABASE IF EXISTS `quay`;\nUSE `quay`;\n"]
    for table in site.tables:
        name = f"{prefix}fanfiction_{table}".encode()
        found = list(rows_of(site, table, with_texts=False, moment=as_seconds, spell=in_utf8))
        if not found:
            continue
        columns = ",\n  ".join(f"`{column}` text NOT NULL default 'a;b'" for column in found[0][0])
        out.append(
            b"CREATE TABLE `" + name + b"` (\n  " + columns.encode() + b",\n  PRIMARY KEY (`x`(10))\n) ENGINE=MyISAM;\n"
        )
        out.append(b"LOCK TABLES `" + name + b"` WRITE;\n/*!40000 ALTER TABLE `" + name + b"` DISABLE KEYS */;\n")
        for start in range(0, len(found), 50):
            rows = (
                b"(" + b",".join(escaped(value) for value in values) + b")" for _, values in found[start : start + 50]
            )
            out.append(b"INSERT INTO `" + name + b"` VALUES " + b",\n".join(rows) + b";\n")
        out.append(b"UNLOCK TABLES;\n")
    write_texts(site, folder / "stories", in_utf8)
    dump = folder / "mysqldump.sql"
    dump.write_bytes(b"".join(out))
    return dump, folder / "stories"


def as_own_backup(site, folder):
    """eFiction's own: no tables declared, a row a line, double quotes, Windows-1252, texts in the table."""
    out = []
    for table in site.tables:
        name = f"fanfiction_{table}".encode()
        out.append(b"# Dump of " + name + b" \r\n# Dump DATE : 01-Mar-2012\r\n\r\n")
        for _, values in rows_of(site, table, with_texts=True, moment=as_words, spell=in_cp1252):
            out.append(
                b"INSERT INTO " + name + b" VALUES(" + b", ".join(escaped(value, b'"') for value in values) + b");\n"
            )
    dump = folder / "backup.sql"
    dump.write_bytes(b"".join(out))
    return dump, None


def as_phpmyadmin(site, folder, prefix="b_"):
    """Columns named, packed with gzip, encoded twice, words instead of ids; another archive stands in it as well."""
    out = [b'-- phpMyAdmin SQL Dump\nSET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";\n']
    out.append(b"INSERT INTO `a_fanfiction_stories` (`sid`, `title`) VALUES\n(1, 'Of another archive');\n")
    for table in site.tables:
        name = f"{prefix}fanfiction_{table}".encode()
        for columns, values in rows_of(by_names(site), table, with_texts=False, moment=as_words, spell=twice_encoded):
            names = ", ".join(f"`{column}`" for column in columns).encode()
            rows = b", ".join(value if value.isdigit() else escaped(value).replace(b"\\'", b"''") for value in values)
            out.append(b"INSERT INTO `" + name + b"` (" + names + b") VALUES\n(" + rows + b");\n")
    write_texts(site, folder / "site" / "fic" / "stories", in_cp1252)
    dump = folder / "phpmyadmin.sql.gz"
    dump.write_bytes(gzip.compress(b"".join(out), 1))
    return dump, folder / "site"


def by_names(site):
    stories = []
    for row in site.tables["stories"]:
        classes = [(GENRES + WARNINGS)[int(pk) - 1] for pk in row["classes"].split(",")]
        plain = [name for name in classes if "," not in name]
        stories.append(dict(row, rid=RATINGS[row["rid"] - 1][0], classes=",".join(plain)))
    return Site({**site.tables, "stories": stories})


def write_texts(site, folder, spell):
    for row in site.tables["chapters"]:
        place = folder / str(row["uid"]) / f"{row['chapid']}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(spell(row["storytext"]))


if __name__ == "__main__":
    folder, stories = Path(sys.argv[1]), int((sys.argv[2:] or ["300"])[0])
    for number, write in enumerate((as_mysqldump, as_own_backup, as_phpmyadmin), start=1):
        place = folder / str(number)
        place.mkdir(parents=True)
        print(*write(invent(stories, reviews=10 * stories), place))

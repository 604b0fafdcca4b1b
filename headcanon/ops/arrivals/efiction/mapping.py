"""What the words of an eFiction archive become here: suggested, written into a CSV file, changed there, and read again.

A line of the file is one word: `what` and `id` say which, `name` and `stories` are there to be read. `becomes` and
`called` are the two columns that are meant to be changed. `look` says why a line should be looked at. A line that says
`author`, the number of an author, `account` and a user name here puts that author's things under a pen name of theirs.
"""

import csv
import re
from collections import Counter
from dataclasses import dataclass

from headcanon.accounts.models import ORPHAN, User
from headcanon.canon.models import NOT_RATED
from headcanon.canon.ratings import rating_from
from headcanon.canon.vocabulary import the_vocabulary
from headcanon.core.csv_files import as_lines, as_meant, delimiter_of
from headcanon.core.whole_files import write_whole
from headcanon.ops.arrivals.efiction.fields import listed, name_of
from headcanon.ops.refusal import Refusal

HEAD = ["what", "id", "name", "stories", "becomes", "called", "look"]
# What a word may become, and how a story's manuscript calls that; "nothing" leaves it out.
SUBJECTS = {
    "fandom": "fandoms",
    "tag": "tags",
    "character": "characters",
    "relationship": "relationships",
    "warning": "warnings",
    "category": "categories",
}
BECOMES = (*SUBJECTS, "rating", "nothing")
MOST_BYTES = 64 << 20
LONGEST_NAME = 200
# By kind of word: the column of `stories` that has it, and its table with the names of its id and of itself.
WORDS = {
    "category": ("catid", "categories", "catid", "category"),
    "class": ("classes", "classes", "class_id", "class_name"),
    "character": ("charid", "characters", "charid", "charname"),
    "rating": ("rid", "ratings", "rid", "rating"),
    "warning": ("wid", "warnings", "wid", "warning"),
    "genre": ("gid", "genres", "gid", "genre"),
}
SITE = ("site", "")  # a word of every story: on a site about one canon, the canon
WARNINGS = (
    (r"none|no warnings?( apply)?|n/a", "None"),
    (r"(major |main )?character deaths?", "Major character death"),
    (r"(graphic )?violence", "Graphic violence"),
    (r"rape|non-?con(sensual)?( sex)?", "Rape or non-con"),
    (r"underage( sex)?|chan", "Underage sex"),
)
CATEGORIES = (
    (r"gen(eral)?|no pairings?", "Gen"),
    (r"het(erosexual)?|m/f|f/m", "F/M"),
    (r"m/m", "M/M"),
    (r"f/f|fem+e?-?slash", "F/F"),
)


@dataclass
class Meaning:
    becomes: str
    called: str
    look: str = ""


def words_of(story):
    """The words of one row of `stories`, as (what, id)."""
    return [SITE, *((what, each) for what, (column, *_) in WORDS.items() for each in listed(story[column]))]


def apply(meanings, story, manuscript):
    """Say in the manuscript what the story's words mean."""
    for word in words_of(story):
        meaning = meanings.get(word)
        if meaning is None or meaning.becomes == "nothing":
            continue
        if meaning.becomes == "rating":
            manuscript.rating = meaning.called
        else:
            names = getattr(manuscript, SUBJECTS[meaning.becomes])
            if meaning.called not in names:
                names.append(meaning.called)


# --- Suggesting ----------------------------------------------------------------------------------------------------


@dataclass
class Words:
    """Every word that stories use: its name, and how many do."""

    names: dict
    stories: Counter
    types: dict  # class's id: its type's name
    parents: dict  # category's id: the name of the one it lies in


def words_used(staged):
    used = Counter()
    for story in staged.rows("SELECT catid, classes, charid, rid, wid, gid FROM stories"):
        used.update(words_of(story))
    names = {SITE: site_name(staged)}
    for what, (_column, table, key, column) in WORDS.items():
        known = {
            str(row[0]): name_of(row[1], LONGEST_NAME)[0] for row in staged.rows(f"SELECT {key}, {column} FROM {table}")
        }
        # A word that is its own name, as in dumps that were made readable, is one all the same.
        names |= {word: known.get(word[1], "" if word[1].isdecimal() else word[1]) for word in used if word[0] == what}
    return Words(names, used, types_of(staged), parents_of(staged))


def site_name(staged):
    found = next(iter(staged.rows("SELECT sitename FROM settings WHERE sitename != ''")), None)
    return name_of(found[0], LONGEST_NAME)[0] if found else ""


def types_of(staged):
    """{a class's id, or its name where stories say that: what kind of class it is}"""
    question = (
        "SELECT class_id, class_name, classtype_name || ' ' || classtype_title FROM classes "
        "JOIN classtypes ON class_type = classtype_id"
    )
    return by_id_or_name(staged.rows(question))


def parents_of(staged):
    question = "SELECT a.catid, a.category, b.category FROM categories a JOIN categories b ON a.parentcatid = b.catid"
    return {key: name_of(name, LONGEST_NAME)[0] for key, name in by_id_or_name(staged.rows(question)).items()}


def by_id_or_name(rows):
    rows = list(map(tuple, rows))
    return {name.strip(): said for _, name, said in rows} | {str(key): said for key, _, said in rows}


def suggest(staged):
    """{(what, id): Meaning} for every word that a story uses."""
    words = words_used(staged)
    masks = masks_of(staged)
    twice = Counter(name for (what, _), name in words.names.items() if what == "category")
    meanings = {}
    for word, name in words.names.items():
        what, key = word
        if what != "site" and not name:
            meanings[word] = Meaning("nothing", "", f"no {what} of this number is in the dump")
        elif what == "category":
            meanings[word] = a_category(name, words.parents.get(key, ""), twice[name] > 1)
        elif what == "rating":
            meanings[word] = a_rating(name, masks.get(key, 0))
        elif what == "site":
            meanings[word] = Meaning("nothing", name, "say fandom if the whole site is about one")
        else:
            meanings[word] = a_word(name, words.types.get(key, "") if what == "class" else what)
    return meanings, words


def masks_of(staged):
    """{a rating: what the site asked of its readers}"""
    return by_id_or_name(staged.rows("SELECT rid, rating, ratingwarning FROM ratings"))


def a_category(name, parent, is_twice):
    if not parent:
        return Meaning("fandom", name)
    called = f"{name} ({parent})"[:LONGEST_NAME] if is_twice else name
    return Meaning("fandom", called, f"it lies in “{parent}”, and may be a tag rather than a fandom")


def a_rating(name, mask):
    """Ratings that nobody knows go by what the site asked of readers, and stay as tags."""
    key = rating_from(name)
    if key != NOT_RATED:
        return Meaning("rating", the_vocabulary().ratings[key].name)
    if mask & 2 and "mature" in the_vocabulary().ratings:
        return Meaning("rating", the_vocabulary().ratings["mature"].name, "the site asked readers for their age")
    return Meaning("tag", name, "no rating here is called so")


def a_word(name, kind):
    kind = kind.casefold()
    if "warn" in kind:
        return Meaning("warning", known_as(name, WARNINGS) or name)
    if re.search(r"pairing|relationship|ship\b|couple", kind) or (kind == "character" and re.search(r"\w/\w", name)):
        return Meaning("relationship", name)
    if kind == "character":
        return Meaning("character", name)
    if category := known_as(name, CATEGORIES):
        return Meaning("category", category)
    return Meaning("tag", name)


def known_as(name, patterns):
    return next((known for pattern, known in patterns if re.fullmatch(pattern, name.casefold())), None)


# --- The file ------------------------------------------------------------------------------------------------------


def write_mapping(path, meanings, words):
    rows = [HEAD]
    for (what, key), meaning in sorted(
        meanings.items(), key=lambda each: (each[0][0], -words.stories[each[0]], each[0])
    ):
        name, stories = words.names[what, key], str(words.stories[what, key])
        rows.append([what, key, name, stories, meaning.becomes, meaning.called, meaning.look])
    write_whole(path, as_lines(rows).encode("utf-8-sig"))


def read_mapping(path, meanings):
    """(the same meanings with what the file says, {uid: whose account it is to be}). Raises Refusal, naming the line."""
    changed, homes = dict(meanings), {}
    for number, cells in lines_of(path):
        what, key, _name, _stories, becomes, called = ([as_meant(cell).strip() for cell in cells] + [""] * 6)[:6]
        becomes = becomes.casefold()
        if what == "author" and key.isdecimal():
            homes[int(key)] = account_called(called, becomes, f"{path}, line {number}")
        elif (what, key) in meanings:
            changed[what, key] = meaning_of(becomes, called, f"{path}, line {number}")
    return changed, homes


def account_called(called, becomes, where):
    found = User.objects.filter(username__iexact=called).exclude(username=ORPHAN).first() if called else None
    if becomes != "account" or found is None:
        raise Refusal(f"{where}: say “account” for an author, and under “called” the user name of somebody here.")
    return found


def meaning_of(becomes, called, where):
    if becomes not in BECOMES:
        raise Refusal(f"{where}: “{becomes}” is nothing a word can become. Say {', '.join(BECOMES)}.")
    if becomes != "nothing" and not called:
        raise Refusal(f"{where}: say under “called” what the {becomes} is called, or “nothing”.")
    if becomes == "rating" and not the_vocabulary().rating_named(called):
        known = ", ".join(rating.name for rating in the_vocabulary().ratings.values())
        raise Refusal(f"{where}: no rating here is called “{called}”. There are: {known}.")
    return Meaning(becomes, called[:LONGEST_NAME])


def lines_of(path):
    try:
        data = path.read_bytes()[:MOST_BYTES]
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}.")
    except UnicodeDecodeError:
        raise Refusal(f"{path} is not in UTF-8. Save it as “CSV UTF-8”, then run this again.")
    rows = list(enumerate(csv.reader(text.splitlines(), delimiter=delimiter_of(text)), start=1))
    if not rows or [cell.strip().casefold() for cell in rows[0][1][:6]] != HEAD[:6]:
        raise Refusal(f"{path} is no mapping: its first line should be “{','.join(HEAD)}”.")
    return [(number, cells) for number, cells in rows[1:] if any(cells)]

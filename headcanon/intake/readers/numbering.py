"""What the names of files say: which of them are parts of one story or of one series, and in which order."""

import re
from collections import Counter
from dataclasses import dataclass

FIRST, LAST = 0, 10_000  # a prologue, an epilogue
WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBER_OF_WORD = {word: at for at, word in enumerate(WORDS.split(), start=1)}
ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"
NUMBER_OF_ROMAN = {numeral: at for at, numeral in enumerate(ROMAN.split(), start=1)}
ENDS = {"prologue": FIRST, "prolog": FIRST, "epilogue": LAST, "epilog": LAST}

LONGEST = 120
BLANK = r"[ _.\-–—,]"
RUN_OF_BLANKS = re.compile(rf"{BLANK}{{4,}}")
DIVISION = r"(?:chapter|chap|ch|part|pt|kapitel|teil|capitulo|capítulo|chapitre|partie|episode|ep)"
FIGURE = r"(?P<number>0\d{3}|\d{1,3})(?P<letter>[a-h])?"
TOTAL = rf"(?:{BLANK}?(?:of|von|de|/){BLANK}?\d{{1,3}})?"
# "Chapter 3 - The Rope", "03", "03. The Rope", "Harbour - Chapter 3 - The Rope", "Harbour 03 - The Rope", "harbour3".
SHAPES = [
    re.compile(rf"(?:{DIVISION}{BLANK}?)?[(\[#]?{FIGURE}{TOTAL}[)\]]?(?:{BLANK}+(?P<title>\D.*))?", re.IGNORECASE),
    re.compile(rf"{DIVISION}{BLANK}(?P<word>[A-Za-z]+)(?:{BLANK}+(?P<title>.+))?", re.IGNORECASE),
    re.compile(rf"(?P<ends>prologue?|epilogue?)(?:{BLANK}+(?P<title>.+))?", re.IGNORECASE),
    re.compile(rf"(?P<stem>.+?){BLANK}*{DIVISION}{BLANK}?#?{FIGURE}{TOTAL}(?:{BLANK}+(?P<title>\D.*))?", re.IGNORECASE),
    re.compile(rf"(?P<stem>.+?){BLANK}+{DIVISION}{BLANK}(?P<word>[A-Za-z]+)", re.IGNORECASE),
    re.compile(rf"(?P<stem>.+?){BLANK}+(?P<ends>prologue?|epilogue?)", re.IGNORECASE),
    re.compile(rf"(?P<stem>.*?[^\d\s._\-(\[#,]){BLANK}*(?P<copy>[(\[#]?){FIGURE}{TOTAL}[)\]]?", re.IGNORECASE),
    re.compile(rf"(?P<stem>.+?){BLANK}+#?{FIGURE}{BLANK}+(?P<title>\D.*)", re.IGNORECASE),
]


@dataclass(frozen=True)
class Part:
    """A name of which a number is a part: `shared` is what stands before it, `title` what stands behind."""

    shared: str
    order: tuple
    title: str = ""

    @property
    def number(self):
        return self.order[0]


def part_of(name):
    """What a file's name (no folder) says about its place among others, or None."""
    stem = RUN_OF_BLANKS.sub(" - ", without_ending(name))
    if len(stem) > LONGEST:
        return None
    for shape in SHAPES:
        match = shape.fullmatch(stem)
        if match and (order := order_of(match.groupdict())) is not None:
            said = match.groupdict()
            return Part(spaced(said.get("stem") or ""), order, spaced(said.get("title") or ""))
    return None


def order_of(said):
    if said.get("number"):
        return int(said["number"]), (said.get("letter") or "").lower()
    if said.get("ends"):
        return ENDS[said["ends"].lower()], ""
    word = said.get("word") or ""
    number = NUMBER_OF_WORD.get(word.lower()) or NUMBER_OF_ROMAN.get(word.upper())
    return None if number is None else (number, "")


def without_ending(name):
    """ "lamp.01.txt" is "lamp.01"; what looks like an ending and holds a figure is none."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and stem and re.fullmatch("[A-Za-z][A-Za-z0-9]{0,7}", ending) else name


def spaced(text):
    """As a person would write it: "the_last_lamp -" is "the last lamp"."""
    text = text.replace("_", " ")
    if " " not in text and text.count("-") > 1:
        text = text.replace("-", " ")
    return " ".join(text.split()).strip(" .,-–—([#")


def groups_of(paths):
    """The paths (with "/"), in lists: those that are parts of one thing together and in order, others alone.

    A list stands where the first of it stood.
    """
    parts = {path: part_of(path.rpartition("/")[2]) for path in paths}
    keys = {path: key_of(path, part) for path, part in parts.items()}
    together = {}
    for path, key in keys.items():
        together.setdefault(key, []).append(path)
    groups = []
    for key, members in together.items():
        if key[0] and is_a_sequence(members, parts, set(paths)):
            groups.append(sorted(members, key=lambda path: parts[path].order))
        else:
            groups += [[path] for path in members]
    place = {path: at for at, path in enumerate(paths)}
    return sorted(groups, key=lambda group: min(place[path] for path in group))


def key_of(path, part):
    """Equal for files that may belong together: the same folder, the same beginning, the same kind."""
    if part is None:
        return (False, path)
    folder, _, name = path.rpartition("/")
    return (True, folder, part.shared.casefold(), name[len(without_ending(name)) :].lower())


def is_a_sequence(members, parts, everything):
    """Each number once, hardly one left out; "lamp (1)" beside "lamp" is a copy of it."""
    orders = [parts[path].order for path in members]
    numbers = sorted({number for number, _ in orders} - {LAST})
    if len(members) < 2 or max(Counter(orders).values()) > 1 or not numbers or numbers[0] > 1:
        return False
    if numbers[-1] - numbers[0] + 1 > 2 * len(numbers):
        return False
    return not any(re.sub(r"\s*[(\[]\d+[)\]](?=\.[^.]*$)", "", path) in everything - {path} for path in members)

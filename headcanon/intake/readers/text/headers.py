"""What labelled lines say about a work, put where the Manuscript has a home for it. Everything else is kept."""

import re

from headcanon.intake.readers.text import labels, marks
from headcanon.intake.readers.text.emphasis import paragraph
from headcanon.intake.readers.text.paragraphs import Block
from headcanon.intake.readers.text.wrapping import joined

LISTS = ("fandoms", "relationships", "characters", "warnings", "tags")
MOST_LETTERS = 300  # of a value that is searched for a date, a part, a status
LONGEST_ITEM = 8  # words; a longer "item" is a sentence with commas in it
COMMAS = re.compile(r"\s*[,;，、；|]\s*")
SLASHES = re.compile(r"\s*(?:(?<!hurt)/|/(?!comfort))\s*", re.IGNORECASE)  # "Hurt/Comfort" is one genre
COUPLE = re.compile(r"[/&＆]|\s[xX×]\s")
PART_OF_A_TITLE = re.compile(
    r"(?P<title>.*[^\s,:\-–—])[\s,:\-–—]*"
    r"(?P<part>[(\[]\s*(?:part|pt\.?|chapter|ch\.?)?\s*\d+\s*(?:/|of)\s*(?:\d+|\?)\s*[)\]]"
    r"|[(\[]\s*(?:part|pt\.?|chapter|ch\.?)\s*(?:\d+|[ivx]{1,5})\s*[)\]]"
    r"|\b(?:part|pt\.?|chapter|ch\.?)\s*\d+\s*(?:/|of)\s*(?:\d+|\?)|(?<=\s)\d+/\?)\s*",
    re.IGNORECASE,
)
PART = re.compile(r"\D{0,20}(?P<number>\d+)\s*(?:/|of)\s*(?P<total>\d+|\?)")
SERIES = re.compile(
    r"(?P<name>.*?\S)[\s,:;(\[#\-–—]+(?:part|book|no\.?|number|vol\.?|#)?\s*#?(?P<number>\d{1,3})[)\]]?"
)
ADDRESS = re.compile(r"\s*[(<\[]\s*(?:mailto:)?[\w.+-]{1,64}@[\w.-]{1,64}\s*[)>\]]")
STATUSES = {
    "complete": "complete", "completed": "complete", "finished": "complete", "done": "complete", "yes": "complete",
    "one-shot": "one-shot", "oneshot": "one-shot", "one shot": "one-shot", "complete one-shot": "one-shot",
    "wip": "in-progress", "in progress": "in-progress", "in-progress": "in-progress", "incomplete": "in-progress",
    "work in progress": "in-progress", "ongoing": "in-progress", "unfinished": "in-progress", "no": "in-progress",
}  # fmt: skip
LANGUAGES = {
    "english": "en", "deutsch": "de", "german": "de", "español": "es", "spanish": "es", "français": "fr",
    "french": "fr", "italiano": "it", "italian": "it", "português": "pt", "portuguese": "pt", "nederlands": "nl",
    "dutch": "nl", "polski": "pl", "polish": "pl", "русский": "ru", "russian": "ru", "日本語": "ja", "japanese": "ja",
    "中文": "zh", "chinese": "zh", "svenska": "sv", "swedish": "sv",
    "suomi": "fi", "finnish": "fi", "česky": "cs", "czech": "cs",
}  # fmt: skip
MONTHS = {
    name: at
    for at, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
WORDED_DATE = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? )?([A-Za-z]{3})[a-z]*\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (\d{4})"
)
QUOTES = (('"', '"'), ("“", "”"), ("''", "''"), ("**", "**"), ("*", "*"), ("_", "_"), ("~", "~"), ("«", "»"))


class WorkHeader:
    """Fills a manuscript from labelled lines.

    Whatever the manuscript cannot hold in the author's own words stays in `notes` too, label and all: a date or a
    status is understood *and* kept as it was written.
    """

    def __init__(self, manuscript):
        self.manuscript = manuscript
        self.notes = []

    def take(self, record, lines, number):
        """One labelled line, with the lines that continue it."""
        value = " ".join([record.value, *lines]).strip()
        take = getattr(self, f"take_{record.field.replace(' ', '_')}", None)
        if record.field in LISTS:
            self.extend(record.field, value)
        elif not value and record.field != labels.KEPT:
            pass
        elif take is None or not take(value, [record.value, *lines], number):
            self.notes.append(Block(run_on([record.verbatim, *lines]), number))

    def take_title(self, value, lines, number):
        if self.manuscript.title:
            return False
        match = PART_OF_A_TITLE.fullmatch(value[:MOST_LETTERS]) if len(value) <= MOST_LETTERS else None
        self.manuscript.title = undecorated(match["title"] if match else value)
        if match:
            self.notes.append(Block([match["part"]], number))
            self.learn_part(match["part"])
        return True

    def take_authors(self, value, lines, number):
        bare = ADDRESS.sub(" ", value).strip() or value
        names = [undecorated(name) for name in re.split(r"\s*[,;&＆]\s*", bare)]
        self.manuscript.authors += [name for name in names if name]
        return bare == value

    def take_summary(self, value, lines, number):
        self.manuscript.summary = (self.manuscript.summary or "") + as_html(lines)
        if re.search(r"(?:^|[.!?(]\s*)(?:complete )?one-?shot[.!)]*\s*$", value, re.IGNORECASE):
            self.learn_status("one-shot")
        return True

    def take_disclaimer(self, value, lines, number):
        self.manuscript.disclaimer = (self.manuscript.disclaimer or "") + as_html(lines)
        return True

    def take_notes(self, value, lines, number):
        self.notes.append(Block(run_on(lines), number))
        return True

    def take_rating(self, value, lines, number):
        if self.manuscript.rating:
            return False
        self.manuscript.rating = value[1:-1].strip() if re.fullmatch(r"\[[^\[\]]+\]", value) else value
        return True

    def take_pairing_or_characters(self, value, lines, number):
        for item in items_of(value, COMMAS):
            (self.manuscript.relationships if COUPLE.search(item) else self.manuscript.characters).append(item)
        return True

    def take_status(self, value, lines, number):
        status = STATUSES.get(value.lower().strip(" .!()"))
        self.learn_status(status)
        return status == value.lower()

    def take_language(self, value, lines, number):
        code = LANGUAGES.get(value.lower().strip(" ."))
        self.manuscript.language = code or self.manuscript.language
        return False

    def take_date(self, value, lines, number):
        self.manuscript.date = self.manuscript.date or as_date(value[:MOST_LETTERS])
        return False

    def take_series(self, value, lines, number):
        if match := SERIES.fullmatch(value[:MOST_LETTERS]):
            self.manuscript.series.append((match["name"], int(match["number"])))
        return False

    def take_part(self, value, lines, number):
        self.learn_part(value)
        return False

    def extend(self, field, value):
        slashed = field == "tags" and not COMMAS.search(value)
        items = items_of(value, SLASHES if slashed else COMMAS)
        getattr(self.manuscript, field).extend(items)
        if any(STATUSES.get(item.lower()) == "one-shot" for item in items):
            self.learn_status("one-shot")

    def learn_part(self, text):
        """ "1/1" is a whole, "2/?" goes on; "2/4" says nothing about the other parts."""
        if match := PART.match(text[:MOST_LETTERS]):
            whole = match["number"] == match["total"] == "1"
            self.learn_status("one-shot" if whole else "in-progress" if match["total"] == "?" else None)
            if not whole and match["total"].isdecimal() and len(match["total"]) <= 4:
                self.manuscript.planned_chapters = int(match["total"])

    def learn_status(self, status):
        self.manuscript.status = self.manuscript.status or status


class ChapterHeader:
    """Labelled lines on top of a later chapter: notes lose their label, all else is kept as it stands."""

    def __init__(self):
        self.notes = []

    def take(self, record, lines, number):
        first = record.value if record.field == labels.NOTES else record.verbatim
        if kept := run_on([first, *lines]):
            self.notes.append(Block(kept, number))


def as_html(lines):
    """One paragraph; the line ends of a summary mean nothing."""
    return paragraph([joined([line for line in lines if line])])


def run_on(lines):
    """The lines of a note; one that only goes on with the sentence above joins it."""
    kept = []
    for line in filter(None, lines):
        if kept and marks.is_unfinished(kept[-1]) and line[0].islower():
            kept[-1] = joined([kept[-1], line])
        else:
            kept.append(line)
    return kept


def items_of(value, separators):
    """A list, or the one sentence that only looked like a list."""
    items = [item.strip() for item in separators.split(value.strip()) if item.strip()]
    if any(len(item.split()) > LONGEST_ITEM for item in items):
        return [value.strip()]
    return items


def undecorated(text):
    """Without the quotes or marks that wrap the whole of it."""
    text = text.strip()
    for opener, closer in QUOTES:
        inside = text[len(opener) : -len(closer)]
        wrapped = text.startswith(opener) and text.endswith(closer) and opener not in inside and closer not in inside
        if wrapped and inside.strip():
            return undecorated(inside)
    return text


def as_date(value):
    """The day as ISO writes it, if it can be read in one way only ("3/4/05" cannot)."""
    if match := ISO_DATE.search(value):
        year, month, day = map(int, match.groups())
    elif (match := WORDED_DATE.search(value)) and (match[1] or match[3]) and match[2].lower() in MONTHS:
        year, month, day = (int(match[4]), MONTHS[match[2].lower()], int(match[1] or match[3]))
    else:
        return None
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None

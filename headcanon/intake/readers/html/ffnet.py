"""A chapter's page of FanFiction.Net or FictionPress, saved: facts in `#profile_top`, the text in `#storytext`."""

import re

from headcanon.intake.readers.document.parts import Part, put_chapters
from headcanon.intake.readers.html.begun import begun, finished, without_its_number
from headcanon.intake.readers.html.facts import Facts
from headcanon.intake.readers.text.headers import SLASHES, as_date
from headcanon.manuscript.clean import escape

RATING = re.compile(r"(?:Fiction\s+)?(K\+?|T|M|MA)$")
PAIRS = re.compile(r"\[([^\[\]]{1,200})\]")
DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
GENRES = {
    "Adventure", "Angst", "Crime", "Drama", "Family", "Fantasy", "Friendship", "General", "Horror", "Humor",
    "Hurt/Comfort", "Mystery", "Parody", "Poetry", "Romance", "Sci-Fi", "Spiritual", "Supernatural", "Suspense",
    "Tragedy", "Western",
}  # fmt: skip
COUNTED = ("reviews", "favs", "follows", "words", "id", "chapters")


def is_its(page):
    return page.first(id="profile_top") is not None and place_of_text(page) is not None


def place_of_text(page):
    return page.first(id="storytext") or page.first("div", css="storytext")


def read(page, decoded, data, name):
    manuscript = begun(page, decoded, data)
    top = page.first(id="profile_top")
    manuscript.title = page.text(page.first("b", inside=top)) or None
    author = next((each for each in page.find("a", inside=top) if "/u/" in each.get("href")), None)
    manuscript.authors = [page.text(author)] if author else []
    summary = next((each for each in page.find("div", inside=top) if "xcontrast_txt" in each.classes), None)
    manuscript.summary = f"<p>{escape(page.text(summary))}</p>" if summary and page.text(summary) else None
    manuscript.fandoms = fandoms_of(page)
    facts = next((each for each in page.find("span", inside=top) if "xgray" in each.classes), None)
    if facts:
        read_facts(page, manuscript, page.text(facts), facts)
    number, title = chapter_of(page)
    put_chapters(manuscript, [Part(title, page.html(place_of_text(page)))], looks_for_notes=True)
    if number:
        manuscript.status = manuscript.status or "in-progress"
    return finished(manuscript)


def fandoms_of(page):
    """The last of the links that lead to the story; a crossover names both."""
    trail = page.first(id="pre_story_links")
    links = [page.text(each) for each in page.find("a", inside=trail)] if trail else []
    if not links:
        return []
    return links[-1].removesuffix(" Crossover").split(" + ") if "Crossover" in links[-1] else links[-1:]


def read_facts(page, manuscript, words, element):
    """ "Rated: Fiction T - English - Drama/Romance - Ana, [Bo, Kit] - Chapters: 3 - … - Status: Complete - id: 5"."""
    facts = Facts(manuscript)
    for part in words.split(" - "):
        label, parted, value = part.partition(":")
        if parted and label.strip().lower() == "rated":
            match = RATING.search(value.strip())
            manuscript.rating = match[1] if match else value.strip()
        elif parted and label.strip().lower() in ("published", "updated"):
            take_date(manuscript, label.strip().lower(), value)
        elif parted and label.strip().lower() in COUNTED:
            continue
        elif parted:
            facts.take(label, value)
        else:
            take_bare(facts, part.strip())
    manuscript.notes.before = "".join(facts.kept)


def take_date(manuscript, label, value):
    match = DATE.search(value)
    found = f"{match[3]}-{int(match[1]):02}-{int(match[2]):02}" if match else as_date(value)
    if found and (label == "published" or not manuscript.date):
        manuscript.date = found


def take_bare(facts, value):
    """A language, genres, or characters with the couples among them in brackets."""
    genres = [each for each in SLASHES.split(value) if each]
    if value == "Complete":
        facts.take_status("complete")
    elif all(each in GENRES for each in genres):
        facts.extend("tags", genres)
    elif not facts.manuscript.language and not facts.manuscript.characters and "," not in value and "[" not in value:
        facts.take_language(value)
    else:
        facts.extend("relationships", [each.replace(", ", "/") for each in PAIRS.findall(value)])
        facts.extend("characters", re.sub(r"[\[\]]", ", ", value).split(","))


def chapter_of(page):
    """(its number or None, its title) as the list of chapters shows it."""
    chosen = next((each for each in page.find("option", having="selected")), None)
    if chosen is None:
        return None, None
    words = page.text(chosen)
    number = re.match(r"\d{1,5}", words)
    return (int(number[0]), without_its_number(words, int(number[0]))) if number else (None, words)

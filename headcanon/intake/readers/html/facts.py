"""What a site's own table of facts says, put where the Manuscript has a home for it."""

import re

from headcanon.intake.readers.text.headers import COMMAS, LANGUAGES, STATUSES, as_date, items_of
from headcanon.intake.readers.text.labels import normal
from headcanon.manuscript.clean import escape

MORE_LANGUAGES = {
    "中文-普通话 國語": "zh", "中文-广东话 粵語": "yue", "български": "bg", "dansk": "da", "magyar": "hu",
    "bahasa indonesia": "id", "indonesian": "id", "norsk": "nb", "norwegian": "nb", "română": "ro", "romanian": "ro",
    "türkçe": "tr", "turkish": "tr", "українська": "uk", "ukrainian": "uk", "tiếng việt": "vi", "vietnamese": "vi",
    "한국어": "ko", "korean": "ko", "עברית": "he", "hebrew": "he", "العربية": "ar", "arabic": "ar", "čeština": "cs",
    "ελληνικά": "el", "greek": "el", "filipino": "fil", "português brasileiro": "pt-BR", "português europeu": "pt-PT",
    "latin": "la", "lingua latina": "la", "esperanto": "eo", "hrvatski": "hr", "slovenčina": "sk", "ไทย": "th",
    "thai": "th", "danish": "da", "hungarian": "hu", "català": "ca", "eesti": "et", "íslenska": "is", "gaeilge": "ga",
    "cymraeg": "cy", "slovenščina": "sl", "српски": "sr", "қазақша": "kk", "فارسی": "fa", "हिन्दी": "hi",
}  # fmt: skip
LISTS = {
    "fandom": "fandoms", "fandoms": "fandoms", "category": "fandoms", "categories": "fandoms",
    "character": "characters", "characters": "characters",
    "relationship": "relationships", "relationships": "relationships", "pairing": "relationships",
    "pairings": "relationships", "ships": "relationships",
    "warning": "warnings", "warnings": "warnings", "archive warning": "warnings", "archive warnings": "warnings",
    "genre": "tags", "genres": "tags", "additional tag": "tags", "additional tags": "tags", "tag": "tags",
    "tags": "tags", "freeform": "tags", "freeforms": "tags",
}  # fmt: skip
NOTHING = {"none", "no", "n/a", "-", "not specified"}
PART = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6}|\?)")
PLACE_BEHIND = re.compile(r"(?P<name>.*\S)\s*\[(?P<number>\d{1,4})\]|(?P<named>.*\S), part (?P<part>\d{1,4})")
FACT_WE_COUNT = {"words", "word count", "read", "hits", "kudos", "comments", "bookmarks", "reviews", "packaged",
                 "publisher", "rated for", "chapters count", "favs", "follows", "votes", "views", "reads"}  # fmt: skip


class Facts:
    """`kept` gathers what has no home: a paragraph for the notes each, label and all."""

    def __init__(self, manuscript, homes=()):
        self.manuscript = manuscript
        self.homes = {**LISTS, **dict(homes)}
        self.kept = []

    def take(self, label, value, items=()):
        """One labelled value; `items` where the site itself keeps them apart."""
        label, value = normal(label.rstrip(":： ")), " ".join(value.split())
        if not value:
            return
        if label in self.homes:
            self.extend(self.homes[label], items or items_of(value, COMMAS))
        elif (take := getattr(self, f"take_{label.replace(' ', '_')}", None)) is not None:
            take(value, items)
        elif label not in FACT_WE_COUNT:
            self.keep(label, value)

    def keep(self, label, value):
        self.kept.append(f"<p>{escape(f'{label.capitalize()}: {value}')}</p>")

    def extend(self, field, items):
        known = getattr(self.manuscript, field)
        for item in map(str.strip, items):
            says_nothing = field != "warnings" and item.lower() in NOTHING
            if item and item not in known and not says_nothing:
                known.append(item)

    def take_rating(self, value, items=()):
        self.manuscript.rating = self.manuscript.rating or value

    take_rated = take_rating

    def take_language(self, value, items=()):
        self.manuscript.language = language_code(value) or self.manuscript.language
        if not self.manuscript.language:
            self.keep("language", value)

    def take_status(self, value, items=()):
        status = STATUSES.get(value.lower().strip(" .!()"))
        if status and not self.manuscript.status:
            self.manuscript.status = status

    def take_completed(self, value, items=()):
        """eFiction's "Yes" and "No"; elsewhere a day."""
        if as_date(value):
            self.manuscript.status = self.manuscript.status or "complete"
        else:
            self.take_status(value)

    def take_complete(self, value, items=()):
        self.take_status(value)

    def take_published(self, value, items=()):
        if day := as_date(value):
            self.manuscript.date = day
        else:
            self.keep("published", value)

    take_posted = take_date = take_published

    def take_updated(self, value, items=()):
        self.manuscript.date = self.manuscript.date or as_date(value)

    def take_chapters(self, value, items=()):
        if match := PART.search(value):
            here, all_of_it = match.groups()
            if all_of_it == "?":
                self.manuscript.status = self.manuscript.status or "in-progress"
            elif int(here) == int(all_of_it):
                self.manuscript.status = self.manuscript.status or ("one-shot" if here == "1" else "complete")
            else:
                self.manuscript.status = self.manuscript.status or "in-progress"
                self.manuscript.planned_chapters = int(all_of_it)

    def take_series(self, value, items=()):
        if value.lower() in NOTHING:
            return
        match = PLACE_BEHIND.fullmatch(value[:500])
        name = match and (match["name"] or match["named"])
        place = (name, int(match["number"] or match["part"])) if match else (value, 0)
        self.manuscript.series.append(place)

    def take_summary(self, value, items=()):
        self.manuscript.summary = self.manuscript.summary or f"<p>{escape(value)}</p>"


def language_code(value):
    name = value.lower().strip(" .")
    return LANGUAGES.get(name) or MORE_LANGUAGES.get(name) or (name if re.fullmatch(r"[a-z]{2}", name) else None)

"""The labels of story headers ("Title:", "A/N:") and what each announces. Facts of the field, in docs/formats.md."""

import re
from dataclasses import dataclass

NOTES = "notes"
DISCLAIMER = "disclaimer"
TITLE = "title"
AUTHORS = "authors"
SUMMARY = "summary"
PAIRED = "pairing or characters"
KEPT = "kept"  # no field of its own: stays in the notes as it stands, label included

ANNOUNCED = {
    TITLE: "title, titles, story, story title, fic title, fic, titel, título, titulo, titre, titolo, название",
    AUTHORS: "author, authors, by, written by, pen name, penname, writer, name, autor, autora, "
    "autorin, auteur, auteure, autrice, autore, автор, авторы",
    SUMMARY: "summary, teaser, description, synopsis, blurb, zusammenfassung, resumen, résumé, resume, riassunto, "
    "саммари, описание",
    "fandoms": "fandom, fandoms, show, фандом",
    "relationships": "pairing, pairings, ship, ships, relationship, relationships, couple, couples, main pairing, "
    "пейринг, пейринги",
    PAIRED: "characters/pairing, characters/pairings, pairing/characters, pairings/characters, pairing/s",
    "characters": "character, characters, main characters, cast, featuring, персонажи",
    "rating": "rating, rated, altersfreigabe, clasificación, рейтинг",
    "warnings": "warning, warnings, trigger, triggers, trigger warning, trigger warnings, content warning, "
    "content warnings, content, warnungen, advertencias, avertissements, предупреждения",
    "tags": "genre, genres, category, categories, classification, keyword, keywords, tag, tags, additional tags, "
    "type, género, generos, жанр, жанры",
    "language": "language, sprache, idioma, langue",
    "status": "status, story status, complete, статус",
    "date": "date, date posted, posted, posted on, posted at, date written, written, completed, published, updated",
    "series": "series",
    "part": "part, chapter, chapters",
    DISCLAIMER: "disclaimer, disclaimers, legal, дисклеймер",
    NOTES: "note, notes, a/n, a/ns, a.n., an, author's note, author's notes, authors note, authors notes, "
    "author note, author notes, authors' note, authors' notes, comment, comments, author's comments, "
    "author's comment, archivist's note, archivist's notes, end note, end notes, endnote, endnotes, "
    "chapter note, chapter notes, story notes, notes for this chapter, n/a, nota, notas, nota de la autora, "
    "nota del autor, nota da autora, anmerkung, anmerkungen, note de l'auteur, autorennotiz, примечание, примечания",
    KEPT: "e-mail, email, e-mail address, feedback, feedback to, lj, livejournal, author email, archive, archiving, "
    "archived, distribution, distribute, permission, permissions, word count, wordcount, words, length, beta, betas, "
    "beta'd by, betaed by, beta reader, beta readers, thanks, thanks to, special thanks, acknowledgements, prompt, "
    "prompts, challenge, claim, table, theme, written for, for, recipient, gift for, dedication, dedicated to, "
    "dedicated, spoiler, spoilers, spoiler warning, spoiler warnings, timeline, time frame, timeframe, setting, "
    "sequel to, sequel, prequel to, from, to, subject, newsgroups, message-id, reply-to, url, website, web site, "
    "homepage, home page, story url, series url, author url, story id, packaged, publisher, inspiration, inspired by, "
    "based on, music, song, songs, soundtrack, request, requested by, universe, verse, community, artist, medium, "
    "media, rating/warnings, warnings/rating, pov, point of view, season, episode, crossposted, crossposted to",
}
FIELD_OF = {label: field for field, labels in ANNOUNCED.items() for label in labels.split(", ")}

# Words that also open a line of a story, a letter or an e-mail: alone they announce nothing.
ORDINARY = (
    "story, fic, by, name, show, cast, featuring, content, type, complete, date, posted, written, completed, "
    "published, updated, series, part, chapter, chapters, from, to, subject, for, words, length, thanks, table, "
    "theme, setting, song, songs, music, legal, sequel, season, episode, request, archive, archived, universe, "
    "verse, medium, media, artist, character, couple, ship, tag, permission, distribute, dedicated, claim, an, "
    "note, notes, nota, notas, description, comment, status, feedback, website, language, prompt, challenge, "
    "timeline, recipient, url"
)
WEAK = set(ORDINARY.split(", "))
# Of these, a note may still begin a file or close one; only in the midst of a story are they too weak.
AT_THE_EDGES = {"note", "notes", "nota", "notas", "comment", "prompt", "an"}

OPENING = r"(?:[*_~#=\[({<\s]|<b>|<strong>|<u>|<i>)*"
CLOSING = r"(?:[*_~\s]|</b>|</strong>|</u>|</i>)*"
LABELLED = re.compile(
    rf"^(?P<open>{OPENING})(?P<label>[^\W\d_][^:：<>*\n]{{0,28}}?){CLOSING}\s*[:：]{CLOSING}(?P<value>.*)$", re.DOTALL
)
# "A/N" needs no colon: "A/N - hi", "A/N hi", "(AN. hi)".
AUTHORS_NOTE = re.compile(
    rf"^(?P<open>{OPENING})(?P<label>A/Ns?|a/n|AN(?=\s*[:：.\-–—])|A\.N\.|N/A(?=\s*[:：])"
    r"|(?i:authors?['’`]?s?['’`]?\s+notes?|author['’]s\s+comments?))"
    rf"[\])}}]?{CLOSING}(?:[:：.,\-–—~]|(?=[\s)\]]|$)){CLOSING}(?P<value>.*)$",
    re.DOTALL,
)
DASHED = re.compile(
    r"^(?P<open>\W*)(?P<label>title|author|rating|rated|summary|disclaimer|pairing|pairings|fandom|genre|warnings?)"
    r"\s+[-–—=]\s+(?P<value>.*)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass
class Record:
    """A labelled line: the field it announces, its label as written, and what follows."""

    field: str
    label: str
    value: str
    verbatim: str

    @property
    def is_weak(self):
        return self.label in WEAK

    @property
    def names_the_author(self):
        """An author's note beyond doubt, wherever it stands."""
        return self.field == NOTES and self.label not in WEAK and self.label not in ("comments", "n/a")


def record(line):
    """What a line announces, or None."""
    if ":" not in line and "：" not in line:
        match = AUTHORS_NOTE.match(line) or DASHED.match(line)
        return match and made(match, line)
    match = LABELLED.match(line)
    if match and (found := made(match, line)):
        return found
    match = AUTHORS_NOTE.match(line)
    return match and made(match, line)


def made(match, line):
    label = normal(match["label"])
    field = FIELD_OF.get(label)
    return field and Record(field, label, unwrapped_value(match["open"], match["value"]), line)


def normal(label):
    """As the tables have it: "Author`s Note(s)" is "author's notes", and only a capital "AN" is an author's note."""
    if label.strip() in ("AN", "A.N."):
        return "a/n"
    plain = re.sub(r"\(s\)|\(es\)", "s", label.lower())
    return re.sub(r"[’`´]", "'", " ".join(plain.replace(" /", "/").replace("/ ", "/").split())).strip(" .#-")


def unwrapped_value(opening, value):
    """Without the second half of the brackets or the emphasis that opened before the label."""
    value = value.strip()
    for opener, closer in (("(", ")"), ("[", "]"), ("{", "}"), ("**", "**"), ("*", "*"), ("_", "_"), ("~", "~")):
        if opener in opening and value.endswith(closer) and is_left_over(value, opener, closer):
            return value[: -len(closer)].rstrip()
    return value


def is_left_over(value, opener, closer):
    if opener == closer:
        return value.count(closer) % 2 == 1
    return value.count(closer) > value.count(opener)

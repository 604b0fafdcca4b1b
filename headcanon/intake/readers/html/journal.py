"""An entry of LiveJournal, Dreamwidth or their like, saved from the browser: the entry without the remarks below it."""

import re

from headcanon.intake.readers.document.reading import manuscript_of, pasted
from headcanon.intake.readers.html.begun import tell_left_out
from headcanon.intake.readers.text.headers import as_date

# Classes in the styles of LiveJournal, Dreamwidth and InsaneJournal; the first that is there counts.
TEXTS = ("b-singlepost-body", "aentry-post__text", "entry-content", "asset-body", "entry_text")
TITLES = ("b-singlepost-title", "aentry-post__title", "entry-title", "asset-name", "entry_title", "subject")
POSTERS = (
    "b-singlepost-author", "aentry-head__username", "entry-poster", "poster", "vcard", "asset-meta", "poster_name",
    "username",
)  # fmt: skip
DAYS = ("b-singlepost-author-date", "b-singlepost-date", "aentry-head__date", "datetime", "entry_date", "date")
TAGS = ("b-singlepost-tags", "aentry-tags", "asset-tags", "ljtags", "tag", "tags", "metadata")
SITES = ("livejournal", "dreamwidth", "insanejournal", "journalfen", "deadjournal", "ljuser", "lj:user")
BEFORE_A_TITLE = re.compile(
    r"(?:\[?fan ?fic(?:tion)?\]?|\[?fic\]?|\[?ficlet\]?|\[?drabble\]?|story|new fic)\s*[:\-–—]+\s*", re.IGNORECASE
)
BEHIND_A_TITLE = re.compile(
    r"\s*[(\[](?:\d{1,3}\s*(?:/|of)\s*(?:\d{1,3}|\?)|(?:rated )?(?:g|pg|pg-13|r|nc-17))[)\]]\s*", re.IGNORECASE
)
CUT = re.compile(r"<p>\(?\s*(?:read more|collapse|expand|\(no subject\))[\s.…]*\)?</p>", re.IGNORECASE)


def is_its(page):
    start = page.source[:400_000].lower()
    return any(site in start for site in SITES) and text_of(page) is not None


def text_of(page):
    """Of several, the longest."""
    for name in TEXTS:
        if found := list(page.find(css=name)):
            return max(found, key=lambda each: each.end - each.at)
    return None


def read(page, decoded, data, name):
    text = text_of(page)
    story = CUT.sub("", pasted(page.styles + page.html(text)))
    manuscript = manuscript_of(story, name, format="html", data=data, encoding=decoded.encoding)
    manuscript.identifier = page.address
    manuscript.concerns = [*decoded.concerns, *manuscript.concerns]
    around = [first_of(page, names, text) for names in (TITLES, POSTERS, DAYS, TAGS)]
    title, poster, day, tag_list = around
    if title and not manuscript.title:
        manuscript.title = title_in(page.text(title))
    if poster and not manuscript.authors:
        manuscript.authors = [user_name(page, poster)]
    if day and not manuscript.date:
        manuscript.date = as_date(page.text(day))
    if tag_list and not manuscript.tags:
        manuscript.tags = [page.text(each) for each in page.find("a", inside=tag_list) if page.text(each)]
    tell_left_out(manuscript, words_around(page, text, [each for each in around if each]))
    return [manuscript]


def first_of(page, names, text):
    """Outside of the text, for a story may use such names as well."""
    for name in names:
        for each in page.find(css=name):
            if each not in text and page.text(each):
                return each
    return None


def title_in(words):
    """ "Fic: Small Rain (1/3)" without what posts add to a title."""
    return BEHIND_A_TITLE.sub("", BEFORE_A_TITLE.sub("", words, count=1)) or words


def user_name(page, poster):
    link = next((each for each in page.find("a b", inside=poster) if page.text(each)), None)
    return page.text(link or poster)


def words_around(page, text, used):
    root = page.first("body") or page.root
    return page.lines(root, without=[text, *(each for each in used if each not in text)])

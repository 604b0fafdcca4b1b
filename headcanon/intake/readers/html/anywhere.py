"""Any other page: the story found among what stands around it, by where most of its words are."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from headcanon.intake.readers.document.reading import manuscript_of, pasted
from headcanon.intake.readers.html.begun import tell_left_out
from headcanon.intake.readers.html.facts import language_code
from headcanon.intake.readers.text.front import BYLINE
from headcanon.intake.readers.text.headers import as_date
from headcanon.intake.readers.text.labels import record
from headcanon.manuscript.pasting.footnotes import SIGN

MOST_PIECES_OF_A_SIGN = 16  # its number, and marks around it
FRAMES = {
    "html",
    "body",
    "div",
    "table",
    "tbody",
    "tr",
    "td",
    "center",
    "article",
    "main",
    "section",
    "font",
    "form",
    "span",
}
NEVER = {
    "nav",
    "footer",
    "aside",
    "form",
    "script",
    "noscript",
    "button",
    "select",
    "iframe",
    "template",
    "svg",
    "dialog",
}
NAMES = {
    "nav", "menu", "menubar", "navbar", "navigation", "sidebar", "footer", "comments", "comment", "commentlist", "respond",
    "share", "sharing", "sharedaddy", "social", "ads", "ad", "advert", "advertisement", "banner", "cookie", "cookies",
    "breadcrumb", "breadcrumbs", "pagination", "pager", "related", "login", "search", "toolbar", "widget", "widgets",
    "skip", "masthead", "copyright", "reviews", "recommended", "newsletter", "subscribe", "jp-relatedposts", "likes",
}  # fmt: skip
ROLES = {"navigation", "banner", "complementary", "contentinfo", "search"}
PARTS_OF_NAMES = re.compile(r"[^\s_-]+")
MOST = 0.5  # of a page's words: more is no furniture, whatever it is called
ENOUGH = 0.75  # of the words around it: the story is inside
FIRST_ELEMENTS = 60  # among which a page names its author
LONGEST_NAME = 80
NOTES = {"p", "li", "div", "dd", "aside"}  # what a footnote stands in
LONGEST_HEAD = 4000  # letters of what stands above the story and tells about it
HEADINGS = {"h1", "h2", "h3"}
TITLES = {"title", "msotitle"}
DEMOTED = {"h1": "h2", "h2": "h3", "h3": "h4"}
SITE = re.compile(r"\s+[-|–—:·»]+\s+")
BY = re.compile(r"(?P<title>.{1,200}\S),? by (?P<name>\S.{0,60})", re.IGNORECASE)


def read(page, decoded, data, name):
    root = page.first("body") or page.root
    raise_titles(page)
    announce(page)
    weights = weights_of(page)
    furniture = furniture_in(page, weights, root)
    text = story_in(page, weights, furniture, root)
    head, around = around_the_story(page, root, text, furniture)
    inside = [each for each in furniture if each in text]
    notes = footnotes_below(page, text, around)
    html = page.styles + "".join(map(page.outer, head)) + page.html(text, inside) + "".join(map(page.outer, notes))
    manuscript = manuscript_of(pasted(html), name, format="html", data=data, encoding=decoded.encoding)
    manuscript.concerns = [*decoded.concerns, *manuscript.concerns]
    complete(page, manuscript)
    tell_left_out(
        manuscript, " ".join(page.lines(each, without=notes) for each in [*around, *inside] if each not in notes)
    )
    return [manuscript]


# Weighing


def weights_of(page):
    """How many letters stand before each place in the row; those of links do not count."""
    weights, link_end = [], -1
    ends = {each.at: each.end for each in page.find("a", having="href")}
    for at, token in enumerate(page.row):
        link_end = max(link_end, ends.get(at, -1))
        weights.append(len(token.strip()) if isinstance(token, str) and at > link_end else 0)
    return [0, *accumulate(weights)]


def weight(weights, element):
    return weights[min(element.end, len(weights) - 1)] - weights[max(element.at, 0)]


def furniture_in(page, weights, root):
    """The outermost elements that by name are no part of a story, unless most of the words are theirs."""
    everything, found, end = weight(weights, root), [], -1
    for element in page.inside(root):
        if element.at > end and is_furniture(element) and weight(weights, element) <= everything * MOST:
            found.append(element)
            end = element.end
    return found


def is_furniture(element):
    if element.name in NEVER or element.get("role") in ROLES:
        return True
    if element.name not in FRAMES and element.name not in ("ul", "ol", "p", "header", "h2", "h3"):
        return False
    names = PARTS_OF_NAMES.findall(f"{element.get('class')} {element.id}".lower()[:500])
    return not NAMES.isdisjoint(names)


def story_in(page, weights, furniture, root):
    """The innermost frame that still holds most of the words of the one around it."""
    losses = {each.at: weight(weights, each) for each in furniture}
    ats = sorted(losses)
    sums = [0, *accumulate(losses[at] for at in ats)]
    here = root
    while True:
        mine = weight(weights, here) - lost_in(here, ats, sums)
        best, most = None, 0
        for child in page.children(here) if mine else ():
            if child.name in FRAMES and child.at not in losses:
                own = weight(weights, child) - lost_in(child, ats, sums)
                best, most = (child, own) if own > most else (best, most)
        if best is None or most < mine * ENOUGH:
            return here
        here = best


def lost_in(element, ats, sums):
    return sums[bisect_left(ats, element.end)] - sums[bisect_right(ats, element.at)]


# Around it


def around_the_story(page, root, text, furniture):
    """(what tells about the story, above it; everything else around it)."""
    head, around = [], [each for each in furniture if each not in text]
    left_out = {each.at for each in furniture}
    has_title = begins_with_a_heading(page, text)
    here = text
    while here is not root and here.parent is not None:
        known = len(head)
        for sibling in page.children(here.parent):
            if sibling is here or sibling.at in left_out or not page.text(sibling):
                continue
            tells = sibling.at < here.at and tells_about_a_story(page, sibling, has_title)
            (head if tells else around).append(sibling)
        has_title = has_title or (len(head) > known and any(map(holds_a_heading(page), head)))
        here = here.parent
    return sorted(head, key=lambda each: each.at), sorted(around, key=lambda each: each.at)


def footnotes_below(page, text, around):
    """The notes outside of the story whose sign in it leads to them, and that lead back."""
    signs = [each for each in page.find("a", inside=text, having="href") if is_sign(page, each)]
    wanted = {fragment(each) for each in signs} - {""}
    names = {name for each in page.inside(text) for name in (each.id, each.get("name")) if name}
    notes = []
    for element in (each for each in around if wanted and each.at > text.end):
        targets = [each for each in (element, *page.inside(element)) if {each.id, each.get("name")} & wanted]
        found = dict.fromkeys(note_around(each, element) for each in targets)
        notes += [each for each in found if leads_to(page, each, names)]
    return notes


def is_sign(page, link):
    """Links that nobody closed hold one another: only what is short is looked into."""
    return link.end - link.at < MOST_PIECES_OF_A_SIGN and SIGN.fullmatch(page.text(link))


def leads_to(page, element, names):
    return any(
        "#" in each.get("href") and fragment(each) in names for each in page.find("a", inside=element, having="href")
    )


def fragment(link):
    return link.get("href").rpartition("#")[2]


def note_around(target, outermost):
    """The paragraph or the division that a footnote's name stands in."""
    here = target
    while here is not outermost and here.name not in NOTES and here.parent is not None:
        here = here.parent
    around = here.parent
    return around if around is not None and here is not outermost and around.id and around.name == "div" else here


def begins_with_a_heading(page, text):
    first = next((each for each in page.inside(text) if each.name in (*HEADINGS, "p") and page.text(each)), None)
    return first is not None and first.name in HEADINGS


def tells_about_a_story(page, element, has_title):
    words = page.lines(element)
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    if len(words) > LONGEST_HEAD:
        return False
    if any((found := record(line)) and not found.is_weak for line in lines):
        return True
    if has_title:
        return False
    return holds_a_heading(page)(element) or any(BYLINE.fullmatch(line) for line in lines[:4])


def holds_a_heading(page):
    return lambda element: element.name in HEADINGS or any(each.name in HEADINGS for each in page.inside(element))


def raise_titles(page):
    """A paragraph in a word processor's style for titles is the heading above all others."""
    title = next((each for each in page.find("p") if not TITLES.isdisjoint(map(str.lower, each.classes))), None)
    if title is None or not page.text(title):
        return
    for element in page.find("h1 h2 h3"):
        rename(page, element, DEMOTED[element.name])
    rename(page, title, "h1")


def announce(page):
    """What only its class calls an author or a day, as in pandoc's pages, says so in words."""
    named = page.meta("author")
    for element in page.elements[:FIRST_ELEMENTS]:
        words = page.text(element) if element.name in ("p", "div", "h2", "h3", "h4") else ""
        if not 0 < len(words) <= LONGEST_NAME or BYLINE.fullmatch(words):
            continue
        if words == named or (element.name == "p" and "author" in element.classes):
            put_before(page, element, "by ")
        elif element.name == "p" and "date" in element.classes and as_date(words):
            put_before(page, element, "Date: ")


def put_before(page, element, words):
    for at in range(element.at + 1, element.end):
        if isinstance(page.row[at], str) and page.row[at].strip():
            page.row[at] = words + page.row[at].lstrip()
            return


def rename(page, element, name):
    closing = page.row[element.end] if element.end < len(page.row) else None
    if not isinstance(closing, str) and closing is not None and closing.is_close and closing.name == element.name:
        page.row[element.at].name = closing.name = element.name = name


# What the page says of itself


def complete(page, manuscript):
    manuscript.identifier = page.address
    title = page.meta("og:title") or page.title
    author = page.meta("author", "article:author", "book:author") or named_author(page)
    split_title(manuscript, title)
    if author and not manuscript.authors and not author.startswith(("http:", "https:")):
        manuscript.authors = [author]
    if not manuscript.title and title:
        manuscript.title = SITE.split(title)[0]
    if not manuscript.date:
        manuscript.date = as_date(page.meta("article:published_time", "date", "dcterms.date")[:10])
    if page.language and not manuscript.language:
        manuscript.language = language_code(page.language.split("-")[0])


def named_author(page):
    link = next((each for each in page.find("a") if each.get("rel") == "author"), None)
    return page.text(link) if link else ""


def split_title(manuscript, said):
    """ "Small Rain by Ana" on top of a page that says so in its head, too."""
    match = BY.fullmatch(SITE.split(said)[0]) if said else None
    if not match or manuscript.authors:
        return
    if manuscript.title and manuscript.title.casefold() not in (match["title"].casefold(), match[0].casefold()):
        return
    manuscript.title, manuscript.authors = match["title"], [match["name"]]

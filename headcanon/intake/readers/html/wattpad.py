"""A part of a story on Wattpad, saved: paragraphs with `data-p-id`, and what the page says of itself in its head."""

import re

from headcanon.intake.readers.document.parts import Part, put_chapters
from headcanon.intake.readers.html.begun import begun, finished
from headcanon.manuscript.clean import escape

SITE = re.compile(r"\s*[-|–]\s*Wattpad\s*$", re.IGNORECASE)


def is_its(page):
    return bool(paragraphs_of(page)) and ("wattpad" in page.source[:200_000].lower())


def paragraphs_of(page):
    return [each for each in page.find("p", having="data-p-id")]


def read(page, decoded, data, name):
    manuscript = begun(page, decoded, data)
    heading = page.first("h1")
    part = page.text(heading) or None
    title = SITE.sub("", page.meta("og:title") or page.title)
    story = story_title(page)
    manuscript.title = story or title.removesuffix(f" - {part}") or part
    author = page.meta("wattpad:author", "author") or author_link(page)
    manuscript.authors = [author.rsplit("/", 1)[-1]] if author else []
    summary = page.meta("og:description", "description")
    manuscript.summary = f"<p>{escape(summary)}</p>" if summary else None
    manuscript.tags = list(dict.fromkeys(page.text(each).lstrip("#") for each in tag_links(page)))
    pieces = "".join(paragraph(page, each) for each in paragraphs_of(page))
    put_chapters(manuscript, [Part(part if part != manuscript.title else None, pieces)], looks_for_notes=True)
    return finished(manuscript)


def story_title(page):
    box = page.first(css="story-title") or page.first(css="toc-full") or page.first("h2", css="title")
    return page.text(box) if box and len(page.text(box)) < 200 else ""


def author_link(page):
    link = next(
        (each for each in page.find("a") if each.get("href").split("wattpad.com")[-1].startswith("/user/")), None
    )
    return page.text(link).removeprefix("by ") if link else ""


def tag_links(page):
    return [each for each in page.find("a") if "/stories/" in each.get("href") and page.text(each)]


def paragraph(page, element):
    """Without the number of remarks beside it."""
    marks = [
        each
        for each in page.inside(element)
        if each.name in ("button", "span", "div") and not {"comment-marker", "num-comment"}.isdisjoint(each.classes)
    ]
    centred = ' class="center"' if "center" in element.get("style") else ""
    return f"<p{centred}>{page.html(element, marks)}</p>"

"""One HTML file with its style inside: it asks no other file and no address for anything, and runs no script."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path

from headcanon.bindery.writers.about import byline, note_label, parts
from headcanon.bindery.writers.illustrations import inside_the_page, with_pictures
from headcanon.bindery.writers.markup import (
    as_printed,
    chapter_note,
    head_of_work,
    in_english,
    language_attributes,
    note,
    number_and_title,
)
from headcanon.manuscript.words import plain_text


def write(manuscript):
    """The work as the bytes of one HTML page."""
    return with_pictures(manuscript, written(manuscript), inside_the_page).encode()


def written(manuscript):
    style = "\n" + Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    return f"""<!DOCTYPE html>
<html{language_attributes(manuscript)}>
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="{policy(style, manuscript.pictures)}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
{about_the_file(manuscript)}
<style>{style}</style>
</head>
<body>
<a class="skip" href="#story">{in_english(manuscript, "Skip to the story")}</a>
<header>
{head_of_work(manuscript)}</header>
{contents(manuscript)}<main id="story">
{note(manuscript, note_label(manuscript, "before"), manuscript.notes.before, "note-before")}\
{"".join(chapter(manuscript, part) for part in parts(manuscript))}\
{note(manuscript, note_label(manuscript, "after"), manuscript.notes.after, "note-after")}\
</main>
</body>
</html>
"""


def policy(style, pictures):
    """Whatever a text might smuggle in, nothing but this one style is ever applied, loaded or run."""
    images = " img-src data:;" if pictures else ""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}';{images} base-uri 'none'; form-action 'none'"


def about_the_file(manuscript):
    author = byline(manuscript)
    lines = [f"<title>{escape(f'{manuscript.title} by {author}' if author else manuscript.title)}</title>"]
    if author:
        lines.append(f'<meta name="author" content="{escape(author)}"/>')
    if manuscript.summary:
        lines.append(f'<meta name="description" content="{escape(plain_text(manuscript.summary))}"/>')
    return "\n".join(lines)


def contents(manuscript):
    """A list of chapters, where there are several."""
    listed = parts(manuscript)
    if len(listed) < 2:
        return ""
    entries = [(f"part-{part.number}", escape(part.heading)) for part in listed]
    if manuscript.notes.after:
        entries.append(("note-after", in_english(manuscript, note_label(manuscript, "after"))))
    title = in_english(manuscript, "Contents")
    rows = "\n".join(f'<li><a href="#{key}">{label}</a></li>' for key, label in entries)
    return f'<nav aria-labelledby="contents">\n<h2 id="contents">{title}</h2>\n<ol>\n{rows}\n</ol>\n</nav>\n'


def chapter(manuscript, part):
    """A one-shot without a chapter title has its heading already: the title of the page."""
    key = f"part-{part.number}"
    opening, closing = f'<article class="part" aria-labelledby="{key}">', "</article>"
    heading = f'<h2 class="chapter" id="{key}">{number_and_title(manuscript, part)}</h2>\n'
    if not part.heading:
        opening, closing, heading = '<div class="part">', "</div>", ""
    return (
        f"{opening}\n{heading}"
        f"{chapter_note(manuscript, part, 'before', f'{key}-before')}"
        f'<div class="story">\n{as_printed(part.chapter.html)}\n</div>\n'
        f"{chapter_note(manuscript, part, 'after', f'{key}-after')}{closing}\n"
    )

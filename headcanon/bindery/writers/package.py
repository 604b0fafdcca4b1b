"""What an EPUB says to the programs that open it: its package document and the contents for older ones."""

import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from headcanon.bindery.writers.languages import is_right_to_left, language_tag
from headcanon.manuscript.words import plain_text

UNDATED = "1980-01-01T00:00:00Z"
MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".ncx": "application/x-dtbncx+xml",
}
PROPERTIES = {"nav.xhtml": "nav", "cover.svg": "cover-image", "title.xhtml": "svg"}

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
ACCESSIBILITY = """\
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">displayTransformability</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">The whole book is text that can be enlarged, recoloured and read aloud. \
Chapters and author’s notes are marked as such and listed in the table of contents. The cover is a drawing of the \
title; it is described.</meta>"""


def package(manuscript, names):
    """The package document of a book that consists of these files."""
    tag = language_tag(manuscript.language)
    direction = ' page-progression-direction="rtl"' if is_right_to_left(tag) else ""
    items = "\n".join(map(manifest_item, names))
    order = "\n".join(f'<itemref idref="{name}"/>' for name in names if is_read_in_order(name))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"{f' xml:lang="{tag}"' if tag else ""}>
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{metadata(manuscript)}
{ACCESSIBILITY}
</metadata>
<manifest>
{items}
</manifest>
<spine toc="toc.ncx"{direction}>
{order}
</spine>
</package>
"""


def is_read_in_order(name):
    return name.endswith(".xhtml") and name != "nav.xhtml"


def metadata(manuscript):
    date = iso_date(manuscript.date)
    lines = [
        f'<dc:identifier id="id">{escape(manuscript.identifier)}</dc:identifier>',
        f"<dc:title>{escape(manuscript.title)}</dc:title>",
        f"<dc:language>{language_tag(manuscript.language) or 'und'}</dc:language>",
        f'<meta property="dcterms:modified">{date or UNDATED}</meta>',
    ]
    lines += [f"<dc:date>{date[:10]}</dc:date>"] if date else []
    for number, name in enumerate(manuscript.authors, start=1):
        lines += creator(f"creator-{number}", escape(name))
    if summary := plain_text(manuscript.summary or "").strip():  # one of a picture alone has no words
        lines.append(f"<dc:description>{escape(summary)}</dc:description>")
    lines += [f"<dc:subject>{escape(subject)}</dc:subject>" for subject in subjects(manuscript)]
    for number, (name, place) in enumerate(manuscript.series, start=1):
        lines += collection(f"series-{number}", escape(name), place)
    return "\n".join(lines)


def creator(key, name):
    # A pen name is shelved as it is written: “Mrs Turner’s Cat” has no family name to put first.
    return [
        f'<dc:creator id="{key}">{name}</dc:creator>',
        f'<meta refines="#{key}" property="role" scheme="marc:relators">aut</meta>',
        f'<meta refines="#{key}" property="file-as">{name}</meta>',
    ]


def subjects(manuscript):
    """Each once, however often the work names it."""
    return dict.fromkeys(manuscript.fandoms + manuscript.relationships + manuscript.characters + manuscript.tags)


def collection(key, name, place):
    return [
        f'<meta property="belongs-to-collection" id="{key}">{name}</meta>',
        f'<meta refines="#{key}" property="collection-type">series</meta>',
        f'<meta refines="#{key}" property="group-position">{place}</meta>',
    ]


def iso_date(date):
    """The manuscript's date as EPUB's one spelling, or None for “last summer”."""
    if not re.match(r"\d{4}-\d{2}-\d{2}", date):
        return None
    try:
        moment = datetime.fromisoformat(date)
        in_utc = moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None
    return in_utc.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def manifest_item(name):
    properties = f' properties="{PROPERTIES[name]}"' if name in PROPERTIES else ""
    return f'<item id="{name}" href="{name}" media-type="{MEDIA_TYPES[Path(name).suffix]}"{properties}/>'


def entries_of_contents(pages):
    return "\n".join(f'<li><a href="{name}">{escape(label)}</a></li>' for name, label, _ in pages)


def old_contents(manuscript, pages):
    """The same contents as EPUB 2 had them; many e-readers still look there first."""
    points = "\n".join(
        f'<navPoint id="point-{place}" playOrder="{place}"><navLabel><text>{escape(label)}</text></navLabel>'
        f'<content src="{name}"/></navPoint>'
        for place, (name, label, _) in enumerate(pages, start=1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head><meta name="dtb:uid" content="{escape(manuscript.identifier)}"/></head>
<docTitle><text>{escape(manuscript.title)}</text></docTitle>
<navMap>
{points}
</navMap>
</ncx>
"""

"""The archive's own pictures in a book, and a work's footnotes where a book has a better place for them."""

import re
from base64 import b64encode

PICTURE = re.compile(r'<img src="(/works/[^"]*)" alt="([^"]*)"([^>]*)>')
FOOTNOTE = '<span class="footnote">'
SPAN = re.compile(r"<span[^>]*>|</span>")
PNG = b"\x89PNG"


def with_pictures(manuscript, body, source):
    """`body` with each picture under the address that `source` gives; one that is not at hand leaves its words."""

    def shown(match):
        address, words, size = match.groups()
        data = manuscript.pictures.get(address)
        return f'<img src="{source(address, data)}" alt="{words}"{size}>' if data else f"<p>[{words}]</p>"

    return PICTURE.sub(shown, body) if "<img " in body else body


def extension_of(data):
    return "png" if data.startswith(PNG) else "jpg"


def file_name(address, data):
    """A picture's name inside a book; the archive's own number for it keeps it apart from the others."""
    return f"picture-{address.rpartition('/')[2]}.{extension_of(data)}"


def inside_the_page(address, data):
    media_type = "image/png" if data.startswith(PNG) else "image/jpeg"
    return f"data:{media_type};base64,{b64encode(data).decode()}"


def with_footnotes_below(body):
    """A number where each footnote stood, and the notes after all the rest."""
    if FOOTNOTE not in body:
        return body
    text, notes = taken_out(body)
    return "\n".join([text, *(footnote(number, words) for number, words in enumerate(notes, start=1))])


def taken_out(body):
    """(text with signs, the words of each footnote)."""
    parts, notes, ends, at = [[]], [], [], 0
    for span in SPAN.finditer(body):
        parts[-1].append(body[at : span.start()])
        at = span.end()
        if span[0] == FOOTNOTE:
            parts.append([])
            ends.append(FOOTNOTE)
        elif span[0] != "</span>":
            ends.append("</span>")
            parts[-1].append(span[0])
        elif ends.pop() == FOOTNOTE:
            notes.append("".join(parts.pop()))
            parts[-1].append(sign(len(notes)))
        else:
            parts[-1].append(span[0])
    return "".join([*parts[0], body[at:]]), notes


def sign(number):
    return f'<sup><a epub:type="noteref" role="doc-noteref" href="#footnote-{number}" id="sign-{number}">{number}</a></sup>'


def footnote(number, words):
    return (
        f'<aside epub:type="footnote" role="doc-footnote" class="footnote" id="footnote-{number}">\n'
        f'<p><a role="doc-backlink" href="#sign-{number}">{number}</a> {words}</p>\n</aside>'
    )

"""Documents for tests: the files that real programs made, and small packages put together by hand."""

import zipfile
from io import BytesIO
from pathlib import Path

MADE = Path(__file__).with_name("made_by_programs")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{short}="{ODF}:{name}:1.0"'
    for short, name in [("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
                        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")]
)  # fmt: skip


def made(name):
    return (MADE / name).read_bytes()


def zipped(parts):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body, styles="", links=None, **parts):
    """A Word document; `parts` are others by their kind (footnotes="<w:footnote …>")."""
    others = {"styles": f"<w:styles {W}>{styles}</w:styles>"}
    others |= {kind: f"<w:{kind} {W}>{content}</w:{kind}>" for kind, content in parts.items()}
    rels = [f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in others]
    rels += [f'<Relationship Id="{key}" Type="{OFFICE}/hyperlink" Target="{href}" TargetMode="External"/>'
             for key, href in (links or {}).items()]  # fmt: skip
    return zipped(
        {
            "word/document.xml": f"<w:document {W} xmlns:r='{OFFICE}'><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{"".join(rels)}</Relationships>',
            **{f"word/{kind}.xml": content for kind, content in others.items()},
        }
    )


def odt(body, styles="", **parts):
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"content.xml": content, "META-INF/manifest.xml": "<manifest/>", **parts})


def epub(pages, metadata="", spine=None, **parts):
    """A book of these pages (name: HTML), read in their order unless `spine` says another."""
    names = spine if spine is not None else [name for name in pages if name.endswith("html")]
    items = "".join(
        f'<item id="i{at}" href="{name}" media-type="application/xhtml+xml"/>' for at, name in enumerate(names)
    )
    refs = "".join(f'<itemref idref="i{at}"/>' for at in range(len(names)))
    return zipped(
        {
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="book.opf"/></rootfiles></container>',
            "book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf">'
            f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
            f"<manifest>{items}</manifest><spine>{refs}</spine></package>",
            **pages,
            **parts,
        }
    )


def story(manuscript):
    """Its chapters as (title, story-HTML)."""
    return [(chapter.title, chapter.html) for chapter in manuscript.chapters]


LETTER = "<p>Do not wait for me. The lamp is out.</p><p>I shall not come again.</p>"
TIDE = [
    (
        "Chapter 1: Low Water",
        "<p>The tide had left the <em>Argo</em> on her side, and nobody had come for her.</p>"
        "<p>She <strong>knew</strong> the ship. She knew <em><strong>every</strong></em> plank, the <u>key</u> on its "
        "nail, the <s>lie</s> above the door, H<sub>2</sub>O and the 4<sup>th</sup> bell.</p>"
        '<p class="center">NINE O’CLOCK</p>'
        "<p>“Do not wait,” the letter said:</p>"
        f"<blockquote>{LETTER}</blockquote>"
        '<p class="right">Yours, E.</p>'
        "<hr><p>In the morning there were gulls,<br>and after the gulls<br>nothing at all.</p>"
        "<ul><li><p>rope</p></li><li><p>oil</p><ul><li><p>of whales</p></li></ul></li><li><p>matches</p></li></ul>"
        "<p>She wrote it down.</p>",
    ),
    (
        "Chapter 2: High Water",
        "<p>Rain came on the second day, un<em>believ</em>able rain.</p>"
        '<hr><p>See the <a href="https://example.org/map" rel="nofollow noopener">map</a> that the old woman drew.</p>'
        "<ol><li><p>First the door.</p></li><li><p>Then the light.</p></li></ol>"
        "<p>“<em>Quoi</em>?” said Élise — and then, naïvely: “东京？”</p><p>The end.</p>",
    ),
]
TIDE_FIELDS = {
    "title": "What the Tide Left",
    "authors": ["Ana Harbour"],
    "fandoms": ["The Salt Road"],
    "rating": "Teen",
    "summary": "<p>A lighthouse keeper finds a letter that was <em>never</em> meant for her.</p>",
    "language": "en",
}
LOST_BY = {
    "tide-pandoc.docx": ["alignment"],
    "tide-pandoc.odt": ["alignment"],
    "tide-pandoc.epub": ["alignment"],
    "tide-calibre.docx": ["quotations"],
}


def tide_in(name):
    """What must be understood of the file of that name, but for what the program that made it has left out."""
    lost = LOST_BY.get(name, [])
    return [(title, without(html, lost)) for title, html in TIDE]


def without(html, lost):
    if "alignment" in lost:
        html = html.replace(' class="center"', "").replace(' class="right"', "")
    if "quotations" in lost:
        html = html.replace(f"<blockquote>{LETTER}</blockquote>", LETTER)
    return html


def fields(manuscript):
    return {key: getattr(manuscript, key) for key in TIDE_FIELDS}
